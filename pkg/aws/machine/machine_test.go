package machine_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"hsmp.example/cases/pkg/aws/machine"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// states answers as Step Functions does: an execution of a name runs once, a token is spent once.
type states struct {
	running map[string]string // name to input
	spent   map[string]string // token to output
	down    error
}

func (s *states) StartExecution(_ context.Context, in *sfn.StartExecutionInput, _ ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error) {
	if s.down != nil {
		return nil, s.down
	}
	if _, there := s.running[*in.Name]; there {
		return nil, &types.ExecutionAlreadyExists{}
	}
	s.running[*in.Name] = aws.ToString(in.Input)
	return &sfn.StartExecutionOutput{}, nil
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

func newStates() (*states, machine.Recognition) {
	s := &states{running: map[string]string{}, spent: map[string]string{}}
	return s, machine.Recognition{Client: s, ARN: "arn:recognition"}
}

func TestACaseIsStartedOnceUnderItsOwnName(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	for range 2 {
		if err := m.Start(t.Context(), "app_1"); err != nil {
			t.Fatalf("want a repeated start to be no error, got %v", err)
		}
	}
	if got := s.running["app_1"]; len(s.running) != 1 || got != `{"case":"app_1"}` {
		t.Errorf("want one execution with the case as input, got %v", s.running)
	}
}

func TestAWaitIsCompletedAndASpentTokenIsNoError(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	result := casework.WaitResult{Case: "app_1", Wait: "lane:education", State: "assessing"}
	for range 2 {
		if err := m.Complete(t.Context(), "token", result); err != nil {
			t.Fatalf("want a spent token to be no error, got %v", err)
		}
	}
	if want, got := `{"case":"app_1","wait":"lane:education","state":"assessing"}`, s.spent["token"]; want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}

func TestTokensThatCameToNothingAreNoError(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]error{"timed out": &types.TaskTimedOut{}, "of no task": &types.TaskDoesNotExist{}, "not valid": &types.InvalidToken{}} {
		s, m := newStates()
		s.down = gone
		if err := m.Complete(t.Context(), "token", casework.WaitResult{}); err != nil {
			t.Errorf("%s: want no error, got %v", name, err)
		}
	}
}

func TestAnOutageIsUnavailable(t *testing.T) {
	t.Parallel()
	s, m := newStates()
	s.down = errors.New("connection refused")
	for name, err := range map[string]error{"start": m.Start(t.Context(), "app_1"), "complete": m.Complete(t.Context(), "t", casework.WaitResult{})} {
		if !errors.Is(err, problem.Unavailable) || !errors.Is(err, s.down) {
			t.Errorf("%s: want unavailable with its cause, got %v", name, err)
		}
	}
}
