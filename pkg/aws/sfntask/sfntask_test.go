package sfntask_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/lambda/messages"

	"hsmp.example/cases/pkg/aws/sfntask"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
)

type (
	in  struct{ Case string }
	out struct{ Lanes int }
)

func TestATaskGetsItsInputAndItsOutputLeaves(t *testing.T) {
	t.Parallel()
	task := sfntask.Handler(func(_ context.Context, i in) (out, error) { return out{Lanes: len(i.Case)}, nil })
	got, err := task(context.Background(), json.RawMessage(`{"Case":"abc"}`))
	if err != nil || got.Lanes != 3 {
		t.Errorf("want 3 lanes, got %+v and %v", got, err)
	}
}

func TestEachProblemLeavesUnderTheNameThatMachinesCatch(t *testing.T) {
	t.Parallel()
	cause := errors.New("dial tcp: secret")
	tests := []struct {
		name       string
		err        error
		want, code string
	}{
		{"a part is down", problem.New(problem.Unavailable, "unavailable").Because(cause), "Unavailable", "unavailable"},
		{"too fast", problem.New(problem.TooMany, "too-many"), "Unavailable", "too-many"},
		{"a wrapped problem keeps its name", fmt.Errorf("open lane: %w", problem.New(problem.Unavailable, "unavailable")), "Unavailable", "unavailable"},
		{"time ran out", fmt.Errorf("query: %w", context.DeadlineExceeded), "Unavailable", "unavailable"},
		{"the case does not allow it", problem.New(problem.Conflict, "lane-closed"), "Conflict", "lane-closed"},
		{"somebody was faster", problem.New(problem.Stale, "stale"), "Conflict", "stale"},
		{"there is no such case", problem.New(problem.NotFound, "not-found"), "Conflict", "not-found"},
		{"our fault", problem.New(problem.Internal, "internal"), "Internal", "internal"},
		{"what nobody foresaw", cause, "Internal", "internal"},
		{"input that breaks rules", problem.Of([]problem.Fault{problem.At("/a", "required")}), "Internal", "invalid"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			task := sfntask.Handler(func(context.Context, in) (out, error) { return out{}, tt.err })
			_, err := task(context.Background(), json.RawMessage(`{}`))
			// Not errors.As: aws-lambda-go asserts the type itself, and sees no error inside another.
			got, ok := err.(messages.InvokeResponse_Error) //nolint:errorlint
			if !ok {
				t.Fatalf("want messages.InvokeResponse_Error unwrapped, got %T", err)
			}
			if got.Type != tt.want || got.Message != tt.code {
				t.Errorf("want %s %s, got %s %s", tt.want, tt.code, got.Type, got.Message)
			}
		})
	}
}

func TestInputThatTheTaskDoesNotKnowIsInternal(t *testing.T) {
	t.Parallel()
	task := sfntask.Handler(func(context.Context, in) (out, error) {
		t.Error("want the task not run")
		return out{}, nil
	})
	for _, raw := range []string{``, `{`, `[]`, `{"Case":1}`, `{"Case":"a","Lane":"b"}`, `{"Case":"a"} {}`} {
		_, err := task(context.Background(), json.RawMessage(raw))
		var got messages.InvokeResponse_Error
		if !errors.As(err, &got) || got.Type != "Internal" {
			t.Errorf("%s: want Internal, got %v", raw, err)
		}
	}
}

func TestAPanicIsInternalAndTellsNothing(t *testing.T) {
	t.Parallel()
	task := sfntask.Handler(func(context.Context, in) (out, error) { panic("secret") })
	_, err := task(context.Background(), json.RawMessage(`{}`))
	var got messages.InvokeResponse_Error
	if !errors.As(err, &got) || got.Type != "Internal" || got.Message != "internal" {
		t.Errorf("want Internal, got %v", err)
	}
}

// Every name of ours that a machine catches or retries must be one that a task can end with. Names with a dot are those
// of Step Functions and of AWS services.
func TestMachinesCatchOnlyNamesThatTasksEndWith(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../../statemachines/*.asl.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no state machines found (%v)", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("read %s: %v", file, err)
		}
		var machine any
		if err := json.Unmarshal(raw, &machine); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for _, name := range caught(machine) {
			if !strings.Contains(name, ".") && !slices.Contains([]string{contract.ErrorUnavailable, contract.ErrorConflict, contract.ErrorInternal}, name) {
				t.Errorf("%s catches %s, which no task ends with", filepath.Base(file), name)
			}
		}
	}
}

// caught collects what stands in every ErrorEquals.
func caught(node any) []string {
	var names []string
	switch node := node.(type) {
	case map[string]any:
		for key, value := range node {
			list, ok := value.([]any)
			if key == "ErrorEquals" && ok {
				for _, name := range list {
					names = append(names, fmt.Sprint(name))
				}
				continue
			}
			names = append(names, caught(value)...)
		}
	case []any:
		for _, value := range node {
			names = append(names, caught(value)...)
		}
	}
	return names
}
