package main

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatchactions"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssnssubscriptions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// Thresholds: how many in the period make an alarm. The runbooks name them, and a test compares the two.
const (
	failedExecutions  = 1       // in 5 minutes
	lateLanes         = 1       // in an hour
	deadLetters       = 1       // in 5 minutes
	refusedRules      = 1       // in an hour
	rejectedDocuments = 20      // in an hour: people send wrong files every day, twenty an hour is an attack or a broken check
	functionErrors    = 3       // in 5 minutes: retries hide one, three are a pattern
	functionThrottles = 1       // in 5 minutes
	gatewayErrors     = 5       // in 5 minutes
	alteredRecords    = 1       // in an hour
	startedLate       = 1       // in an hour
	streamAge         = 180_000 // milliseconds, the highest in 5 minutes: news takes a second, and is tried for a day
)

// WatchProps is what the stack watches.
type WatchProps struct {
	Data     Data
	Workflow Workflow
	API      API
	Email    string // who hears of alarms; empty for nobody
}

// watch makes alarms that all sound on one topic.
type watch struct {
	stack  awscdk.Stack
	action awscloudwatch.IAlarmAction
}

// newWatch makes the stack of alarms.
func newWatch(scope constructs.Construct, id string, stackProps *awscdk.StackProps, props WatchProps) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), stackProps)
	topic := awssns.NewTopic(stack, jsii.String("Alarms"), &awssns.TopicProps{
		DisplayName: jsii.String("Alarms of the case system"),
		MasterKey:   props.Data.Storage,
		EnforceSSL:  jsii.Bool(true),
	})
	topic.AddToResourcePolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
		Sid: jsii.String("AlarmsSound"), Actions: jsii.Strings("sns:Publish"), Resources: &[]*string{topic.TopicArn()},
		Principals: &[]awsiam.IPrincipal{awsiam.NewServicePrincipal(jsii.String("cloudwatch.amazonaws.com"), nil)},
		Conditions: &map[string]interface{}{"StringEquals": map[string]any{"aws:SourceAccount": stack.Account()}},
	}))
	if props.Email != "" {
		topic.AddSubscription(awssnssubscriptions.NewEmailSubscription(jsii.String(props.Email), nil))
	}
	output(stack, "AlarmTopicArn", "Topic on which alarms sound", topic.TopicArn())
	w := watch{stack, awscloudwatchactions.NewSnsAction(topic)}
	w.watchWorkflow(props.Workflow)
	w.watchRecords()
	w.watchRules()
	w.watchDocuments()
	w.watchDeadLetters(props.Workflow)
	w.watchFunctions(props)
	w.watchStreams(props.Workflow)
	w.watchGateway(props.API)
	return stack
}

func (w watch) watchWorkflow(workflow Workflow) {
	every := over(5)
	w.alarm("FailedExecutions", parts.AlarmProps{
		Metric: workflow.Machine.MetricFailed(every), Threshold: failedExecutions,
		Says: "A case's workflow has failed; the case stands still.", Runbook: "failed-executions",
	})
	w.alarm("TimedOutExecutions", parts.AlarmProps{
		Metric: workflow.Machine.MetricTimedOut(every), Threshold: failedExecutions,
		Says: "A case's workflow ran out of time; the case stands still.", Runbook: "timed-out-executions",
	})
	w.alarm(contract.MetricLateLanes, parts.AlarmProps{
		Metric: own(contract.MetricLateLanes), Threshold: lateLanes,
		Says: "An authority has let the statutory term pass without a score.", Runbook: "late-lanes",
	})
}

// watchRecords watches what no retry mends.
func (w watch) watchRecords() {
	w.alarm(contract.MetricAlteredRecords, parts.AlarmProps{
		Metric: own(contract.MetricAlteredRecords), Threshold: alteredRecords,
		Says: "A record does not fit its chain: somebody wrote past the program. The case stands still.", Runbook: "altered-records",
	})
	w.alarm(contract.MetricStartedLate, parts.AlarmProps{
		Metric: own(contract.MetricStartedLate), Threshold: startedLate,
		Says: "The reconciler started a workflow whose start was lost.", Runbook: "started-late",
	})
}

func (w watch) watchRules() {
	w.alarm(contract.MetricRefusedRules, parts.AlarmProps{
		Metric: own(contract.MetricRefusedRules), Threshold: refusedRules,
		Says: "A programme or a calendar order that was published cannot be taken.", Runbook: "refused-rules",
	})
}

func (w watch) watchDocuments() {
	w.alarm(contract.MetricRejectedDocuments, parts.AlarmProps{
		Metric: own(contract.MetricRejectedDocuments), Threshold: rejectedDocuments,
		Says: "Unusually many uploads are refused.", Runbook: "rejected-documents",
	})
}

func (w watch) watchDeadLetters(workflow Workflow) {
	for _, name := range inOrder(workflow.DeadLetters) {
		queue := workflow.DeadLetters[name]
		w.alarm("DeadLetters"+parts.Title(name), parts.AlarmProps{
			Metric: queue.MetricApproximateNumberOfMessagesVisible(&awscloudwatch.MetricOptions{
				Statistic: jsii.String("Maximum"), Period: awscdk.Duration_Minutes(jsii.Number(5)),
			}),
			Threshold: deadLetters,
			Says:      "An event that " + name + " should have handled failed every retry.", Runbook: "dead-letters",
		})
	}
}

// watchFunctions watches errors of each function, but throttles of all at once: the limit they run into is the
// account's.
func (w watch) watchFunctions(props WatchProps) {
	for _, functions := range []map[string]parts.Function{props.Workflow.Functions, props.API.Functions} {
		for _, name := range inOrder(functions) {
			function := functions[name]
			w.alarm("Errors"+parts.Title(name), parts.AlarmProps{
				Metric: function.Lambda.MetricErrors(over(5)), Threshold: functionErrors,
				Says: "The function " + name + " fails again and again.", Runbook: "function-errors",
			})
		}
	}
	w.alarm("Throttles", parts.AlarmProps{
		Metric: awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
			Namespace: jsii.String("AWS/Lambda"), MetricName: jsii.String("Throttles"),
			Statistic: jsii.String("Sum"), Period: awscdk.Duration_Minutes(jsii.Number(5)),
		}),
		Threshold: functionThrottles,
		Says:      "Lambda turns calls away: the account's concurrency is used up.", Runbook: "function-throttles",
	})
}

// watchStreams watches how old the records are that functions are given. Such a function answers a record that fails
// with success and the record's name, so it has no errors while everything behind that record waits.
func (w watch) watchStreams(workflow Workflow) {
	for _, name := range inOrder(workflow.Streamed) {
		w.alarm("StreamAge"+parts.Title(name), parts.AlarmProps{
			Metric: workflow.Streamed[name].Lambda.Metric(jsii.String("IteratorAge"), &awscloudwatch.MetricOptions{
				Statistic: jsii.String("Maximum"), Period: awscdk.Duration_Minutes(jsii.Number(5)),
			}),
			Threshold: streamAge,
			Says:      "The stream to " + name + " stands still: news of cases is late.", Runbook: "stream-age",
		})
	}
}

func (w watch) watchGateway(api API) {
	w.alarm("GatewayErrors", parts.AlarmProps{
		Metric: api.Gateway.MetricServerError(over(5)), Threshold: gatewayErrors,
		Says: "People get server errors from the API.", Runbook: "gateway-errors",
	})
}

// inOrder keeps the template the same from one synthesis to the next.
func inOrder[V any](by map[string]V) []string { return slices.Sorted(maps.Keys(by)) }

func (w watch) alarm(id string, props parts.AlarmProps) {
	props.Action = w.action
	parts.NewAlarm(w.stack, id, props)
}

// own is a metric that a function writes, summed over an hour.
func own(name string) awscloudwatch.Metric {
	return awscloudwatch.NewMetric(&awscloudwatch.MetricProps{
		Namespace: jsii.String(contract.MetricNamespace), MetricName: jsii.String(name),
		Statistic: jsii.String("Sum"), Period: awscdk.Duration_Hours(jsii.Number(1)),
	})
}

func over(minutes float64) *awscloudwatch.MetricOptions {
	return &awscloudwatch.MetricOptions{Statistic: jsii.String("Sum"), Period: awscdk.Duration_Minutes(jsii.Number(minutes))}
}
