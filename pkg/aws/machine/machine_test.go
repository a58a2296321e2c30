package machine_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/flow"
)

// states answers as Step Functions does: an execution of a name runs once, and of one that runs a repeat with the same
// input learns when it began; a token is spent once.
type states struct {
	running map[string]string // name to input
	begun   map[string]time.Time
	spent   map[string]string // token to output
	down    error
}

func (s *states) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	if s.down != nil {
		return nil, s.down
	}
	at, there := s.begun[*in.Name]
	if _, runs := s.running[*in.Name]; there && !runs {
		return nil, &types.ExecutionAlreadyExists{}
	}
	if !there {
		at = time.Now()
		s.running[*in.Name], s.begun[*in.Name] = aws.ToString(in.Input), at
	}
	return &sfn.StartExecutionOutput{StartDate: &at}, nil
}

func (s *states) SendTaskSuccess(_ context.Context, in *sfn.SendTaskSuccessInput, _ ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error) {
	if s.down != nil {
		return nil, s.down
	}
	if _, there := s.spent[*in.TaskToken]; there {
		return nil, fmt.Errorf("call: %w", &types.TaskTimedOut{})
	}
	s.spent[*in.TaskToken] = aws.ToString(in.Output)
	return &sfn.SendTaskSuccessOutput{}, nil
}

func newStates() (*states, machine.Machines) {
	s := &states{running: map[string]string{}, spent: map[string]string{}, begun: map[string]time.Time{}}
	return s, machine.Machines{Client: s, Now: time.Now, ARNs: map[record.Kind]string{"case": "arn:recognition"}}
}

func TestACaseIsStartedOnceUnderItsOwnName(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	start := func(what string, want bool) {
		t.Helper()
		if begun, err := m.Start(t.Context(), "case", "app_1"); err != nil || begun != want {
			t.Fatalf("%s: want begun %v and no error, got %v, %v", what, want, begun, err)
		}
	}
	start("the first", true)
	s.begun["app_1"] = time.Now().Add(-time.Minute)
	start("while it runs", false)
	if got := s.running["app_1"]; len(s.running) != 1 || got != `{"record":"app_1"}` {
		t.Errorf("want one execution with the case as input, got %v", s.running)
	}
	delete(s.running, "app_1")
	start("when it has ended", false)
}

func TestAWaitIsCompletedAndASpentTokenIsNoError(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	result := flow.Result{Record: "app_1", Wait: "lane:education", State: "assessing"}
	for range 2 {
		if err := m.Complete(t.Context(), "token", result); err != nil {
			t.Fatalf("want a spent token to be no error, got %v", err)
		}
	}
	if want, got := `{"record":"app_1","wait":"lane:education","state":"assessing"}`, s.spent["token"]; want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}

func TestTokensThatCameToNothingAreNoError(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]error{"timed out": &types.TaskTimedOut{}, "of no task": &types.TaskDoesNotExist{}, "not valid": &types.InvalidToken{}} {
		s, m := newStates()
		s.down = gone
		if err := m.Complete(t.Context(), "token", flow.Result{}); err != nil {
			t.Errorf("%s: want no error, got %v", name, err)
		}
	}
}

func TestAKindWithoutAMachineStartsNothing(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	if begun, err := m.Start(t.Context(), "permit", "per_1"); err == nil || begun || len(s.running) != 0 {
		t.Errorf("want a fault and no execution, got %v", err)
	}
}

func TestAnOutageIsUnavailableAndAMissingRightIsOurFault(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	for name, test := range map[string]struct {
		err  error
		want problem.Kind
	}{
		"no connection":       {&smithyhttp.RequestSendError{Err: errors.New("connection refused")}, problem.Unavailable},
		"too fast":            {&smithy.GenericAPIError{Code: "ThrottlingException"}, problem.Unavailable},
		"too many executions": {&types.ExecutionLimitExceeded{}, problem.Unavailable},
		"a missing right":     {&smithy.GenericAPIError{Code: "AccessDeniedException"}, problem.Internal},
		"no such machine":     {&types.StateMachineDoesNotExist{}, problem.Internal},
	} {
		s.down = test.err
		_, start := m.Start(t.Context(), "case", "app_1")
		for act, err := range map[string]error{"start": start, "complete": m.Complete(t.Context(), "t", flow.Result{})} {
			if !errors.Is(err, test.want) || !errors.Is(err, s.down) {
				t.Errorf("%s, %s: want %s with its cause, got %v", name, act, test.want, err)
			}
		}
	}
}
