package trial_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/trial"
)

func TestAnActEndsInATrialAndNowhereElse(t *testing.T) {
	t.Parallel()
	if err := trial.Ends(t.Context()); err != nil {
		t.Errorf("want an act to be done, got %v", err)
	}
	inner, cancel := context.WithCancel(trial.Begin(t.Context()))
	defer cancel()
	err := fmt.Errorf("save: %w", trial.Ends(inner))
	if p := problem.From(err); !trial.Passed(err) || !errors.Is(err, problem.Invalid) || len(p.Faults) != 0 {
		t.Errorf("want a form with nothing to blame, got %v", err)
	}
	if faulty := problem.Of([]problem.Fault{problem.At("/a", "required")}); trial.Passed(faulty) || trial.Passed(nil) {
		t.Error("want a fault of the form told from the end of a trial")
	}
}
