package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
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
	sendTo(here, "TakenOut", w.Functions["inspect"], w.DeadLetters["inspect"],
		&awsevents.EventPattern{Source: jsii.Strings(contract.Source), DetailType: jsii.Strings(contract.TakenOut...)}, bus)
	w.addReconciler(here, props)
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

// addFollower joins on-case-changed to the table's stream. The filter leaves only new rows of audit chains, so the
// others cost nothing. A batch that fails is halved until the one bad record is alone. It is tried for as long as the
// stream keeps it, a day: a lost start is a case without a workflow. An alarm rings long before, by the age of the
// news, and what fails for good is kept whole in a bucket.
func (w Workflow) addFollower(scope constructs.Construct, workshop parts.Workshop, data Data) parts.Function {
	function := workshop.NewFunction(w.Stack, parts.FunctionProps{
		Name: "on-case-changed", Memory: 512, Seconds: 60, Rights: data.changeRights(),
	})
	w.Functions["on-case-changed"], w.Streamed["on-case-changed"] = function, function
	function.Lambda.AddEventSource(awslambdaeventsources.NewDynamoEventSource(data.Table, &awslambdaeventsources.DynamoEventSourceProps{
		ReportBatchItemFailures: jsii.Bool(true),                         // the function names the first record that failed, in order
		StartingPosition:        awslambda.StartingPosition_TRIM_HORIZON, // nothing may be missed between deployments
		BatchSize:               jsii.Number(100),
		BisectBatchOnError:      jsii.Bool(true),
		RetryAttempts:           jsii.Number(-1),
		MaxRecordAge:            awscdk.Duration_Hours(jsii.Number(23)), // the stream forgets after 24; what fails is kept before that
		Filters: &[]*map[string]interface{}{awslambda.FilterCriteria_Filter(&map[string]interface{}{
			"eventName": []any{"INSERT"},
			"dynamodb": map[string]any{
				"Keys": map[string]any{
					contract.SortKey: map[string]any{"S": []any{map[string]any{"prefix": contract.ChangeSortKeyPrefix}}},
				},
			},
		})},
	}))
	keepUndelivered(function, data)
	parts.Explain(function.Role, "AwsSolutions-IAM5", "dynamodb:ListStreams, which reading a stream asks for, has no resource to name", "Resource::*")
	return function
}

// keepUndelivered has what fails for good written whole into a bucket. CDK's own destination would let the function
// read and delete there too.
func keepUndelivered(function parts.Function, data Data) {
	for _, child := range *function.Lambda.Node().FindAll(constructs.ConstructOrder_PREORDER) {
		if mapping, ok := child.(awslambda.CfnEventSourceMapping); ok {
			mapping.AddPropertyOverride(jsii.String("DestinationConfig.OnFailure.Destination"), data.Undelivered.BucketArn())
		}
	}
	function.Role.AddToPrincipalPolicy(parts.Allow("KeepUndelivered", []string{"s3:PutObject"}, all(data.Undelivered)))
	parts.Explain(function.Role, "AwsSolutions-IAM5", "Lambda names what it keeps by shard, sequence and time", "/^Resource::<Undelivered.*Arn>/\\*$/")
	function.Role.AddToPrincipalPolicy(parts.Allow("FindUndelivered", []string{"s3:ListBucket"}, data.Undelivered.BucketArn()))
}

// reconcileMinutes is how often what is under way is walked. A walk that is not done goes on where it ended.
const reconcileMinutes = 15

// addReconciler has reconcile walk on a schedule. What it does may be repeated, so two walks at once harm nothing.
func (w Workflow) addReconciler(scope constructs.Construct, props WorkflowProps) {
	here := constructs.NewConstruct(scope, jsii.String("Reconciler"))
	dead := parts.NewDeadLetters(here, "DeadLetters")
	w.DeadLetters["reconcile"] = dead
	function := props.Workshop.With(map[contract.Variable]*string{contract.Machine: w.Machine.StateMachineArn()}).NewFunction(w.Stack,
		parts.FunctionProps{Name: "reconcile", Memory: 512, Seconds: 300, DeadLetters: dead, Rights: props.Data.taskRights()})
	function.Role.AddToPrincipalPolicy(parts.Allow("StartAndAnswer", starting, w.Machine.StateMachineArn()))
	w.Functions["reconcile"] = function
	awsevents.NewRule(here, jsii.String("Walk"), &awsevents.RuleProps{
		Schedule: awsevents.Schedule_Rate(awscdk.Duration_Minutes(jsii.Number(reconcileMinutes))),
		Targets: &[]awsevents.IRuleTarget{awseventstargets.NewLambdaFunction(function.Lambda, &awseventstargets.LambdaFunctionProps{
			DeadLetterQueue: dead, RetryAttempts: jsii.Number(1)})},
	})
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
