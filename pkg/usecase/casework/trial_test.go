package casework_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/trial"
)

func TestATrialSaysEveryFaultAndStoresNothingButReadings(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	nigar := identity.Principal{Issuer: "https://issuer.test", Subject: "nigar", Roles: []identity.Role{identity.Applicant}}
	tried := trial.Begin(t.Context())
	if _, err := w.intake.Begin(tried, nigar, "en", ""); !trial.Passed(err) {
		t.Errorf("want no draft opened, got %v", err)
	}
	c, err := w.intake.Begin(t.Context(), nigar, "en", "")
	must(t, err)
	contact := application.Contact{Email: "nigar@example.org"}
	if _, err := w.intake.Save(tried, nigar, c.ID, c.FormVersion, application.Patch{Contact: &contact}); !trial.Passed(err) {
		t.Errorf("want nothing saved, got %v", err)
	}
	if err := w.intake.Discard(tried, nigar, c.ID); !trial.Passed(err) {
		t.Errorf("want nothing thrown away, got %v", err)
	}
	if _, err := w.intake.Submit(tried, nigar, c.ID); trial.Passed(err) || len(problem.From(err).Faults) == 0 {
		t.Errorf("want the faults said, got %v", err)
	}
	stored, err := w.intake.Read(tried, nigar, c.ID)
	must(t, err)
	chain, err := w.store.Chain(t.Context(), c.ID)
	must(t, err)
	acts := 0
	for _, e := range chain {
		if !e.Read {
			acts++
		}
	}
	if stored.Form.Contact.Email != "" || acts != 1 || len(chain) == acts {
		t.Errorf("want the draft as it was begun, and readings beside it, got %d acts of %d in %+v", acts, len(chain), stored.Form.Contact)
	}
}
