// Package machine is the door to Step Functions: it starts the workflows of records and ends their waits. It must not
// know what a wait is for, nor what a record is about.
package machine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/flow"
)

// Client is what is needed of Step Functions.
type Client interface {
	StartExecution(context.Context, *sfn.StartExecutionInput, ...func(*sfn.Options)) (*sfn.StartExecutionOutput, error)
	SendTaskSuccess(context.Context, *sfn.SendTaskSuccessInput, ...func(*sfn.Options)) (*sfn.SendTaskSuccessOutput, error)
}

// Machines are the state machines, one for each kind of record that has a workflow, by their ARNs. Functions that only
// end waits need none.
type Machines struct {
	Client Client
	ARNs   map[record.Kind]string
	Now    func() time.Time
}

var _ flow.Machine = Machines{}

// skew is by how much the clocks of Step Functions and of this program may differ.
const skew = time.Second

// Start begins the execution named by the record, so that a second event of the same act cannot start two. Of one that
// runs, Step Functions tells when it was begun; of one that has ended, that it was there already.
func (m Machines) Start(ctx context.Context, kind record.Kind, id record.ID) (begun bool, err error) {
	arn, ok := m.ARNs[kind]
	if !ok {
		return false, fmt.Errorf("start execution %s: no state machine for a %s", id, kind)
	}
	input, err := json.Marshal(map[string]record.ID{"record": id})
	if err != nil {
		return false, fmt.Errorf("input of execution %s: %w", id, err)
	}
	asked := m.Now()
	out, err := m.Client.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &arn, Name: aws.String(string(id)), Input: aws.String(string(input))})
	switch {
	case err == nil:
		return !aws.ToTime(out.StartDate).Before(asked.Add(-skew)), nil
	case errors.As(err, new(*types.ExecutionAlreadyExists)):
		return false, nil
	}
	return false, outage.Fault("start execution "+string(id), err)
}

// Complete ends a wait. An expired or spent token is no error: its wait has ended or will be opened again.
func (m Machines) Complete(ctx context.Context, token string, result flow.Result) error {
	output, err := json.Marshal(result)
	if err != nil {
		return fmt.Errorf("result of wait %s: %w", result.Wait, err)
	}
	_, err = m.Client.SendTaskSuccess(ctx, &sfn.SendTaskSuccessInput{TaskToken: &token, Output: aws.String(string(output))})
	if err == nil || spent(err) {
		return nil
	}
	return outage.Fault(fmt.Sprintf("end wait %s of %s", result.Wait, result.Record), err)
}

func spent(err error) bool {
	return errors.As(err, new(*types.TaskTimedOut)) || errors.As(err, new(*types.TaskDoesNotExist)) || errors.As(err, new(*types.InvalidToken))
}
