package main

import (
	"maps"
	"slices"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/statemachines"
)

// Workflow is the stack of what happens by itself: the recognition machine, its tasks, and what follows a change or an
// upload.
type Workflow struct {
	Stack       awscdk.Stack
	Machine     awsstepfunctions.StateMachine
	Functions   map[string]parts.Function
	Streamed    map[string]parts.Function // those of them that a stream feeds, record after record
	DeadLetters map[string]awssqs.Queue
}

// tasks are the functions that the machine runs; each fills its own placeholder of the definition.
var tasks = slices.Sorted(maps.Values(statemachines.Placeholders))

// WorkflowProps is what the stack needs.
type WorkflowProps struct {
	Data       Data
	Workshop   parts.Workshop
	Platform   Platform
	Settings   Settings
	Definition string // the machine in the Amazon States Language
}

// newWorkflow makes the stack.
func newWorkflow(scope constructs.Construct, id string, stackProps *awscdk.StackProps, props WorkflowProps) Workflow {
	w := Workflow{
		Stack:       awscdk.NewStack(scope, jsii.String(id), stackProps),
		Functions:   map[string]parts.Function{},
		Streamed:    map[string]parts.Function{},
		DeadLetters: map[string]awssqs.Queue{},
	}
	w.addTasks(props)
	w.Machine = w.newMachine(props)
	w.addUploads(props)
	w.addChanges(props)
	output(w.Stack, "MachineArn", "State machine of the recognition", w.Machine.StateMachineArn())
	return w
}

func (w Workflow) addTasks(props WorkflowProps) {
	for _, name := range tasks {
		function := parts.FunctionProps{Name: name, Memory: 512, Seconds: 30, Rights: props.Data.taskRights()}
		if name == "issue" {
			function.Rights = props.Data.issueRights()
			function.Memory, function.Seconds = 1024, 60 // draws, signs and verifies a PDF
		}
		w.Functions[name] = props.Workshop.NewFunction(w.Stack, function)
	}
	// The seal key looks at this tag of whoever asks it to sign.
	awscdk.Tags_Of(w.Functions["issue"].Role).Add(jsii.String(sealTag), jsii.String("yes"), nil)
}

// newMachine makes the state machine out of the definition, with the tasks in the place of their names.
func (w Workflow) newMachine(props WorkflowProps) awsstepfunctions.StateMachine {
	here := constructs.NewConstruct(w.Stack, jsii.String("Recognition"))
	substitutions := map[string]*string{}
	arns := make([]*string, 0, len(tasks))
	for _, placeholder := range inOrder(statemachines.Placeholders) {
		arn := w.Functions[statemachines.Placeholders[placeholder]].Lambda.FunctionArn()
		substitutions[placeholder] = arn
		arns = append(arns, arn)
	}
	role := awsiam.NewRole(here, jsii.String("Role"), &awsiam.RoleProps{
		AssumedBy:   awsiam.NewServicePrincipal(jsii.String("states.amazonaws.com"), nil),
		Description: jsii.String("What the recognition workflow may do: run its tasks"),
	})
	role.AddToPolicy(parts.Allow("RunTasks", []string{"lambda:InvokeFunction"}, arns...))
	machine := awsstepfunctions.NewStateMachine(here, jsii.String("Machine"), &awsstepfunctions.StateMachineProps{
		Comment:                 jsii.String("Recognition of a highly skilled migrant"),
		DefinitionBody:          awsstepfunctions.DefinitionBody_FromString(jsii.String(props.Definition)),
		DefinitionSubstitutions: &substitutions,
		Role:                    role,
		TracingEnabled:          jsii.Bool(props.Platform.Traced),
		RemovalPolicy:           awscdk.RemovalPolicy_DESTROY,
		Logs: &awsstepfunctions.LogOptions{
			Level:                awsstepfunctions.LogLevel_ALL,
			IncludeExecutionData: jsii.Bool(false), // what passes through the machine is about people
			Destination: awslogs.NewLogGroup(here, jsii.String("Logs"), &awslogs.LogGroupProps{
				Retention:     parts.LogRetention,
				EncryptionKey: props.Data.Storage,
				RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
			}),
		},
	})
	parts.Explain(role, "AwsSolutions-IAM5", "Delivery of the machine's logs and traces has no resources to name: AWS documents * for it", "Resource::*")
	if !props.Platform.Traced {
		parts.Explain(machine, "AwsSolutions-SF2", "The emulator has no X-Ray; every stage on AWS traces its executions")
	}
	allowComputedTimeouts(machine)
	w.letAnswer(here, machine)
	return machine
}

// letAnswer lets open-lane answer at once for a lane that was scored while its token was being renewed.
func (w Workflow) letAnswer(scope constructs.Construct, machine awsstepfunctions.StateMachine) {
	parts.NewRights(scope, "OpenLaneAnswers", w.Functions["open-lane"].Role,
		parts.Allow("AnswerForScoredLanes", answering, machine.StateMachineArn()))
}

// allowComputedTimeouts silences the one check of cfn-lint that takes TimeoutSeconds for a number only: in JSONata it
// may be an expression, and the statutory clock needs it to be. Inside a Parallel that check cannot even write its
// complaint (it joins the number of the branch as text) and ends as E1101. The definition has tests of its own in
// package statemachines.
func allowComputedTimeouts(machine awsstepfunctions.StateMachine) {
	raw := machine.Node().DefaultChild().(awsstepfunctions.CfnStateMachine)
	raw.AddMetadata(jsii.String("cfn-lint"), map[string]any{"config": map[string]any{"ignore_checks": []any{"E3601", "E1101"}}})
}
