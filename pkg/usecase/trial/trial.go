// Package trial marks a request that wants to hear what an act would say, and not have it done: a form that is shown
// once more, in another language, with its faults. A use case that stores something asks Ends right before it does.
//
// It must know neither forms nor use cases.
package trial

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/problem"
)

type key struct{}

// over is the cause by which Passed knows the end of a trial.
var over = errors.New("only a trial")

// Begin returns a context in which acts are tried.
func Begin(ctx context.Context) context.Context { return context.WithValue(ctx, key{}, true) }

// Ends fails in a trial, and only there: with an Invalid problem without faults, so that whoever asked shows the form
// as it was filled in, with nothing to blame.
func Ends(ctx context.Context) error {
	if ctx.Value(key{}) == nil {
		return nil
	}
	return problem.New(problem.Invalid, "invalid").Because(over)
}

// Passed reports whether an act stopped only because it was a trial.
func Passed(err error) bool { return errors.Is(err, over) }
