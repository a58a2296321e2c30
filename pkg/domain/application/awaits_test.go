package application_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/application"
)

func TestACaseWaitsForTheServiceOnlyWhereItCanStillAct(t *testing.T) {
	t.Parallel()
	open := map[application.State]bool{application.Assessing: true, application.Reviewing: true}
	for _, state := range []application.State{application.Draft, application.Assessing, application.Reviewing, application.Confirming,
		application.Issuing, application.Recognised, application.Refused, application.Withdrawn} {
		c := application.Case{State: state}
		if want, got := open[state], c.AwaitsApproval(application.Extension{}); want != got {
			t.Errorf("an extension of a case that is %s: want %v, got %v", state, want, got)
		}
		if want, got := open[state], c.AwaitsRuling(application.Objection{}); want != got {
			t.Errorf("an objection in a case that is %s: want %v, got %v", state, want, got)
		}
		if want, got := state == application.Confirming, c.AwaitsConfirmation(); want != got {
			t.Errorf("the confirmation of a case that is %s: want %v, got %v", state, want, got)
		}
	}
}

func TestWhatWasAnsweredWaitsNoMore(t *testing.T) {
	t.Parallel()
	c := application.Case{State: application.Assessing}
	if c.AwaitsApproval(application.Extension{Approval: &application.Approval{}}) {
		t.Error("want a refused extension not to wait")
	}
	for _, ruling := range []application.Ruling{application.Upheld, application.Lifted} {
		if c.AwaitsRuling(application.Objection{Resolution: &application.Resolution{Ruling: ruling}}) {
			t.Errorf("want an objection that was %s not to wait", ruling)
		}
	}
}
