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
	if reads := w.readings(c.ID); stored.Form.Contact.Email != "" || len(chain) != 1 || len(reads) == 0 {
		t.Errorf("want the draft as it was begun, and readings beside it, got %d acts and %d readings in %+v", len(chain), len(reads), stored.Form.Contact)
	}
}
