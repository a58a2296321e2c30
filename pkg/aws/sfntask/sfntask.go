// Package sfntask is where Step Functions meets a use case: a task's input is decoded strictly, and its problem leaves
// as an error that a state machine can catch by name.
//
// aws-lambda-go reports the Go type of an error as its name, so a wrapped problem would reach the machine as
// "wrapError"; a messages.InvokeResponse_Error returned unwrapped carries a name of our choice. The package must not
// know any machine.
package sfntask

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-lambda-go/lambda/messages"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
)

// Start serves task as a Lambda; it does not return.
func Start[In, Out any](task func(context.Context, In) (Out, error)) { lambda.Start(Handler(task)) }

// Handler returns task as a Lambda handler whose errors are messages.InvokeResponse_Error, named as ASL catches them.
// The message is the problem's code; causes are logged here, once, because the execution's history is read by many.
func Handler[In, Out any](task func(context.Context, In) (Out, error)) func(context.Context, json.RawMessage) (Out, error) {
	return func(ctx context.Context, raw json.RawMessage) (Out, error) {
		out, err := run(ctx, task, raw)
		if err != nil {
			var none Out
			return none, named(ctx, err)
		}
		return out, nil
	}
}

func run[In, Out any](ctx context.Context, task func(context.Context, In) (Out, error), raw json.RawMessage) (out Out, err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("panic: %v\n%s", thrown, debug.Stack())
		}
	}()
	var in In
	if err := decode(raw, &in); err != nil {
		return out, fmt.Errorf("input of the task: %w", err)
	}
	return task(ctx, in)
}

// decode refuses fields that the task does not know: the machine and the task would then mean different things.
func decode(raw json.RawMessage, in any) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(in); err != nil {
		return err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}

func named(ctx context.Context, err error) messages.InvokeResponse_Error {
	p := problem.From(err)
	name := Name(p.Kind)
	// A call that ran out of the Lambda's time is worth another try, whoever noticed it.
	if p.Kind == problem.Internal && errors.Is(err, context.DeadlineExceeded) {
		name, p = contract.ErrorUnavailable, problem.New(problem.Unavailable, "unavailable")
	}
	slog.ErrorContext(ctx, "task failed", "task_error", name, "code", p.Code, "error", err.Error())
	return messages.InvokeResponse_Error{Type: name, Message: p.Code}
}

// Name maps a problem's kind to the name that ASL catches: the one place that does. What a caller could mend at the API
// is, inside a machine, a state of the case that does not allow the step; what no person can mend is Internal.
func Name(kind problem.Kind) string {
	switch kind {
	case problem.Unavailable, problem.TooMany:
		return contract.ErrorUnavailable
	case problem.Conflict, problem.Stale, problem.Unconditional, problem.NotFound, problem.Forbidden:
		return contract.ErrorConflict
	case problem.Internal, problem.Malformed, problem.Invalid, problem.Unauthenticated, problem.TooLarge, problem.Unsupported:
		return contract.ErrorInternal
	}
	return contract.ErrorInternal
}
