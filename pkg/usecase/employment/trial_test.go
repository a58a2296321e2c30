package employment_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
	"hsmp.example/cases/pkg/usecase/trial"
)

func TestATrialSaysEveryFaultAndStoresNothingButReadings(t *testing.T) {
	t.Parallel()
	w := open(t)
	e := w.filed(aysel, specimen.Form())
	tried := trial.Begin(t.Context())
	other := specimen.Natural()
	for name, act := range map[string]func() error{
		"register": func() error { _, err := w.Register(tried, aysel, other); return err },
		"correct":  func() error { _, err := w.Correct(tried, aysel, e.ID, 1, other); return err },
		"decide": func() error {
			_, err := w.Decide(tried, chief, e.ID, employment.Deciding{Version: 1, Outcome: employer.Registered})
			return err
		},
	} {
		if err := act(); !trial.Passed(err) {
			t.Errorf("%s: want it stopped where it would be stored, got %v", name, err)
		}
	}
	other.Name = ""
	if _, err := w.Register(tried, aysel, other); trial.Passed(err) || len(problem.From(err).Faults) == 0 {
		t.Errorf("want the fault said, got %v", err)
	}
	before := w.told(e.ID)
	if _, err := w.Read(tried, chief, e.ID); err != nil {
		t.Errorf("want a reading allowed, got %v", err)
	}
	mine, err := w.List(t.Context(), aysel)
	if after := w.told(e.ID); err != nil || len(mine) != 1 || len(before) != 1 || len(after) != 2 {
		t.Errorf("want one registration with its filing and one reading, got %d %v %s", len(mine), err, cmp.Diff(before, after))
	}
}
