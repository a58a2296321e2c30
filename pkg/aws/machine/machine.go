// Package machine is the door to Step Functions: it starts the workflow of a case and ends its waits. It must not know
// what a wait is for.
package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Client is what is needed of Step Functions.
type Client interface {
	StartExecution(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	SendTaskSuccess(context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error)
}

// Recognition is the state machine of that ARN; functions that only end waits need no ARN.
type Recognition struct {
	Client Client
	ARN    string
}

var _ casework.Machine = Recognition{}

// Start begins the execution named by the case, so that a second submission event cannot start two.
func (r Recognition) Start(ctx context.Context, id application.ID) error {
	input, err := json.Marshal(map[string]application.ID{"case": id})
	if err != nil {
		return fmt.Errorf("input of execution %s: %w", id, err)
	}
	_, err = r.Client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &r.ARN, Name: aws.String(string(id)), Input: aws.String(string(input))})
	var running *types.ExecutionAlreadyExists
	if err == nil || errors.As(err, &running) {
		return nil
	}
	return problem.New(problem.Unavailable, "unavailable").Because(fmt.Errorf("start execution %s: %w", id, err))
}

// Complete ends a wait. An expired or spent token is no error: its wait has ended or will be opened again.
func (r Recognition) Complete(ctx context.Context, token string, result casework.WaitResult) error {
	output, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("result of wait %s: %w", result.Wait, err)
	}
	_, err = r.Client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(string(output))})
	if err == nil || spent(err) {
		return nil
	}
	return problem.New(problem.Unavailable, "unavailable").Because(fmt.Errorf("end wait %s of %s: %w", result.Wait, result.Case, err))
}

func spent(err error) bool {
	var timedOut *types.TaskTimedOut
	var gone *types.TaskDoesNotExist
	var invalid *types.InvalidToken
	return errors.As(err, &timedOut) || errors.As(err, &gone) || errors.As(err, &invalid)
}
