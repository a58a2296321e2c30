package parts

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/pkg/contract"
)

// LogRetention is how long logs are kept. They hold no personal data, only ids.
const LogRetention = awslogs.RetentionDays_THREE_MONTHS

// FunctionTag carries a function's name of package contract, since the function itself has no physical name.
const FunctionTag = "hsmp-function"

// Workshop is what all Lambdas of an app have in common.
type Workshop struct {
	Code         string // folder with one folder a function, each with its bootstrap
	Architecture string // arm64 or x86_64
	Traced       bool   // X-Ray
	LogKey       awskms.IKey
	Values       map[contract.Variable]*string // every variable that is known by now
}

// With returns the workshop with more values; the given ones win.
func (w Workshop) With(values map[contract.Variable]*string) Workshop {
	merged := make(map[contract.Variable]*string, len(w.Values)+len(values))
	for name, value := range w.Values {
		merged[name] = value
	}
	for name, value := range values {
		merged[name] = value
	}
	w.Values = merged
	return w
}

// FunctionProps is what one Lambda differs in.
type FunctionProps struct {
	Name        string        // its name in package contract
	Memory      float64       // MiB; CPU follows it
	Seconds     float64       // longest run
	DeadLetters awssqs.IQueue // where an event goes that failed every retry; nil when somebody waits for the answer
	Rights      []awsiam.PolicyStatement
}

// Function is a Lambda with its role and its log group.
type Function struct {
	Lambda awslambda.Function
	Role   awsiam.Role
}

// NewFunction makes one Lambda the one way that this system makes Lambdas. It is given exactly the variables that the
// contract lists for it; one without a value fails the synthesis.
func (w Workshop) NewFunction(scope constructs.Construct, props FunctionProps) Function {
	here := constructs.NewConstruct(scope, jsii.String(Title(props.Name)))
	logs := awslogs.NewLogGroup(here, jsii.String("Logs"), &awslogs.LogGroupProps{
		Retention:     LogRetention,
		EncryptionKey: w.LogKey,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	role := awsiam.NewRole(here, jsii.String("Role"), &awsiam.RoleProps{
		AssumedBy:   awsiam.NewServicePrincipal(jsii.String("lambda.amazonaws.com"), nil),
		Description: jsii.String("What the function " + props.Name + " may do"),
	})
	role.AddToPolicy(Allow("WriteOwnLogs", []string{"logs:CreateLogStream", "logs:PutLogEvents"}, logs.LogGroupArn()))
	for _, right := range props.Rights {
		role.AddToPolicy(right)
	}
	function := awslambda.NewFunction(here, jsii.String("Lambda"), &awslambda.FunctionProps{
		Description:     jsii.String(props.Name),
		Runtime:         awslambda.Runtime_PROVIDED_AL2023(),
		Architecture:    architecture(w.Architecture),
		Handler:         jsii.String("bootstrap"),
		Code:            awslambda.Code_FromAsset(jsii.String(filepath.Join(w.Code, props.Name)), nil),
		MemorySize:      jsii.Number(props.Memory),
		Timeout:         awscdk.Duration_Seconds(jsii.Number(props.Seconds)),
		Environment:     w.environment(here, props.Name),
		Role:            role,
		LogGroup:        logs,
		Tracing:         tracing(w.Traced),
		DeadLetterQueue: props.DeadLetters,
	})
	awscdk.Tags_Of(function).Add(jsii.String(FunctionTag), jsii.String(props.Name), nil)
	if w.Traced {
		Explain(role, "AwsSolutions-IAM5", "X-Ray has no resources to name: its two write actions work on * only", "Resource::*")
	}
	explainObjects(role, props.Rights)
	return Function{Lambda: function, Role: role}
}

// objects is how cdk-nag writes all objects of a bucket, or all uploads.
const objects = `/^Resource::<[A-Za-z]+[0-9A-F]{8}\.Arn>\/(` + contract.UploadPrefix + `)?\*$/`

// explainObjects explains the one wildcard that rights here have, where they have it: the objects of a bucket.
func explainObjects(role awsiam.Role, rights []awsiam.PolicyStatement) {
	for _, right := range rights {
		for _, resource := range *right.Resources() {
			if strings.HasSuffix(*resource, "/*") {
				Explain(role, "AwsSolutions-IAM5", "Objects come to be with the cases; their bucket, and for uploads their prefix, is as narrow as it goes", objects)
				return
			}
		}
	}
}

// environment picks the values that the contract lists. A missing one is a fault of the app and is reported as such.
func (w Workshop) environment(scope constructs.Construct, name string) *map[string]*string {
	listed, known := contract.Lookup(name)
	if !known {
		fault(scope, "function %s is not listed in package contract", name)
	}
	environment := make(map[string]*string, len(listed.Variables))
	for _, variable := range listed.Variables {
		value, given := w.Values[variable]
		if !given {
			fault(scope, "function %s is to be given %s, for which this stack has no value", name, variable)
			continue
		}
		environment[string(variable)] = value
	}
	return &environment
}

func fault(scope constructs.Construct, format string, args ...any) {
	awscdk.Annotations_Of(scope).AddError(jsii.String(fmt.Sprintf(format, args...)))
}

// Title turns a contract name into a construct id and an ASL placeholder: open-lane is OpenLane.
func Title(name string) string {
	var title strings.Builder
	for word := range strings.SplitSeq(name, "-") {
		title.WriteString(strings.ToUpper(word[:1]) + word[1:])
	}
	return title.String()
}

func architecture(name string) awslambda.Architecture {
	if name == "x86_64" {
		return awslambda.Architecture_X86_64()
	}
	return awslambda.Architecture_ARM_64()
}

func tracing(on bool) awslambda.Tracing {
	if on {
		return awslambda.Tracing_ACTIVE
	}
	return awslambda.Tracing_DISABLED
}
