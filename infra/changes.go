package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambdaeventsources"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// addChanges has each new row of an audit chain reach the machine and the event bus, and the bus reach notify.
func (w Workflow) addChanges(props WorkflowProps) {
	here := constructs.NewConstruct(w.Stack, jsii.String("Changes"))
	bus := newBus(here, props.Platform.Archive)
	follow := w.addFollower(here, props.Workshop.With(map[contract.Variable]*string{
		contract.Machine: w.Machine.StateMachineArn(),
		contract.Bus:     bus.EventBusName(),
	}), props.Data)
	follow.Role.AddToPrincipalPolicy(parts.Allow("StartAndAnswer", starting, w.Machine.StateMachineArn()))
	follow.Role.AddToPrincipalPolicy(parts.Allow("Publish", []string{"events:PutEvents"}, bus.EventBusArn()))
	w.addNotices(here, props, bus)
	output(w.Stack, "BusName", "Event bus of the cases", bus.EventBusName())
}

// newBus makes the event bus. Its archive lets a consumer that was wrong be mended and fed again.
func newBus(scope constructs.Construct, archive bool) awsevents.EventBus {
	bus := awsevents.NewEventBus(scope, jsii.String("Bus"), &awsevents.EventBusProps{
		Description: jsii.String("What happened to cases"),
	})
	if archive {
		bus.Archive(jsii.String("Archive"), &awsevents.BaseArchiveProps{
			EventPattern: &awsevents.EventPattern{Source: jsii.Strings(contract.Source)},
			Retention:    awscdk.Duration_Days(jsii.Number(90)),
		})
	}
	return bus
}

// addFollower joins on-case-changed to the table's stream. The filter leaves only new rows of audit chains, so the others cost
// nothing. A batch that fails is halved until the one bad record is alone, and that goes to the dead letters.
func (w Workflow) addFollower(scope constructs.Construct, workshop parts.Workshop, data Data) parts.Function {
	dead := parts.NewDeadLetters(scope, "DeadLetters")
	w.DeadLetters["on-case-changed"] = dead
	function := workshop.NewFunction(w.Stack, parts.FunctionProps{
		Name: "on-case-changed", Memory: 512, Seconds: 60, Rights: data.changeRights(),
	})
	w.Functions["on-case-changed"], w.Streamed["on-case-changed"] = function, function
	function.Lambda.AddEventSource(awslambdaeventsources.NewDynamoEventSource(data.Table, &awslambdaeventsources.DynamoEventSourceProps{
		ReportBatchItemFailures: jsii.Bool(true),                         // the function names the first record that failed, in order
		StartingPosition:        awslambda.StartingPosition_TRIM_HORIZON, // nothing may be missed between deployments
		BatchSize:               jsii.Number(100),
		BisectBatchOnError:      jsii.Bool(true),
		RetryAttempts:           jsii.Number(100), // an outage of minutes must not become dead letters
		OnFailure:               awslambdaeventsources.NewSqsDlq(dead),
		Filters: &[]*map[string]interface{}{awslambda.FilterCriteria_Filter(&map[string]interface{}{
			"eventName": []any{"INSERT"},
			"dynamodb": map[string]any{
				"Keys": map[string]any{
					contract.SortKey: map[string]any{"S": []any{map[string]any{"prefix": contract.ChangeSortKeyPrefix}}},
				},
			},
		})},
	}))
	parts.Explain(function.Role, "AwsSolutions-IAM5", "dynamodb:ListStreams, which reading a stream asks for, has no resource to name", "Resource::*")
	return function
}

// addNotices joins notify to the bus.
func (w Workflow) addNotices(scope constructs.Construct, props WorkflowProps, bus awsevents.IEventBus) {
	here := constructs.NewConstruct(scope, jsii.String("Notices"))
	dead := parts.NewDeadLetters(here, "DeadLetters")
	w.DeadLetters["notify"] = dead
	sender := props.Settings.Sender
	notify := props.Workshop.NewFunction(w.Stack, parts.FunctionProps{
		Name:        "notify",
		Memory:      256,
		Seconds:     30,
		DeadLetters: dead,
		Rights:      props.Data.notifyRights(sender, mailIdentities(w.Stack, sender)...),
	})
	w.Functions["notify"] = notify
	sendTo(here, "Happened", notify, dead, &awsevents.EventPattern{Source: jsii.Strings(contract.Source), DetailType: jsii.Strings(contract.Noticed...)}, bus)
}
