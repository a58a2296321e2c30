package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awseventstargets"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// addUploads has inspect look at every new upload and, where GuardDuty scans, at its verdict when it comes.
func (w Workflow) addUploads(props WorkflowProps) {
	here := constructs.NewConstruct(w.Stack, jsii.String("Uploads"))
	dead := parts.NewDeadLetters(here, "DeadLetters")
	w.DeadLetters["inspect"] = dead
	inspect := props.Workshop.NewFunction(w.Stack, parts.FunctionProps{
		Name:        "inspect",
		Memory:      1769, // one whole vCPU: it decodes images and walks PDFs
		Seconds:     120,
		DeadLetters: dead,
		Rights:      props.Data.inspectRights(),
	})
	w.Functions["inspect"] = inspect
	bucket := props.Data.Documents.BucketName()
	sendTo(here, "Arrived", inspect, dead, &awsevents.EventPattern{
		Source:     jsii.Strings("aws.s3"),
		DetailType: jsii.Strings("Object Created"),
		Detail: &map[string]interface{}{
			"bucket": map[string]any{"name": []any{bucket}},
			"object": map[string]any{"key": []any{map[string]any{"prefix": contract.UploadPrefix}}},
		},
	}, nil)
	if !props.Platform.MalwareScans {
		return
	}
	sendTo(here, "Scanned", inspect, dead, &awsevents.EventPattern{
		Source:     jsii.Strings("aws.guardduty"),
		DetailType: jsii.Strings("GuardDuty Malware Protection Object Scan Result"),
		Detail: &map[string]interface{}{
			"s3ObjectDetails": map[string]any{"bucketName": []any{bucket}},
		},
	}, nil)
}

// sendTo makes a rule that hands matching events to the function. An event that cannot be handed over within six hours
// goes to the same dead letters as one that the function failed on.
func sendTo(scope constructs.Construct, id string, to parts.Function, dead awssqs.Queue, pattern *awsevents.EventPattern, bus awsevents.IEventBus) {
	rule := &awsevents.RuleProps{EventPattern: pattern}
	if bus != nil {
		rule.EventBus = bus
	}
	rule.Targets = &[]awsevents.IRuleTarget{awseventstargets.NewLambdaFunction(to.Lambda, &awseventstargets.LambdaFunctionProps{
		DeadLetterQueue: dead,
		RetryAttempts:   jsii.Number(20),
		MaxEventAge:     awscdk.Duration_Hours(jsii.Number(6)),
	})}
	awsevents.NewRule(scope, jsii.String(id), rule)
}
