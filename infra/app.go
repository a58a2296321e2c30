package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// Inputs is what the app is built from besides the settings.
type Inputs struct {
	Code       string           // folder of the built Lambdas
	Region     string           // region of the emulator's stacks; on AWS the caller's
	Definition string           // the recognition machine in the Amazon States Language
	Contract   gateway.Contract // the routes of the API
}

// Stacks are all that was made, for tests.
type Stacks struct {
	Data     Data
	Workflow Workflow
	API      API
	Watch    awscdk.Stack
}

// flags are CDK's newer behaviours that this app relies on; they stand here so that a test sees what a deployment sees.
func flags() *map[string]interface{} {
	return &map[string]interface{}{
		"@aws-cdk/aws-iam:minimizePolicies":                                              false, // keeps each right under its own name
		"@aws-cdk/aws-apigateway:disableCloudWatchRole":                                  true,
		"@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy":                                true,
		"@aws-cdk/aws-lambda:useCdkManagedLogGroup":                                      false,    // parts makes each log group itself
		"@aws-cdk/core:defaultCrossStackReferences":                                      "strong", // a stack cannot lose what another still uses
		"@aws-cdk/core:checkSecretUsage":                                                 true,
		"@aws-cdk/aws-kms:reduceCrossAccountRegionPolicyScope":                           true,
		"@aws-cdk/aws-events:requireEventBusPolicySid":                                   true,
		"@aws-cdk/core:explicitStackTags":                                                false,
		"@aws-cdk/customresources:installLatestAwsSdkDefault":                            false,
		"@aws-cdk/aws-dynamodb:retainTableReplica":                                       true,
		"@aws-cdk/aws-lambda:recognizeLayerVersion":                                      true,
		"@aws-cdk/aws-cloudwatch-actions:changeLambdaPermissionLogicalIdForLambdaAction": true,
	}
}

// newStacks makes every stack, by lifecycle: data outlives the workflow, which outlives the API.
func newStacks(app awscdk.App, settings Settings, in Inputs) Stacks {
	platform := settings.platform()
	stack := func(name string) *awscdk.StackProps { return stackProps(settings.Stage, name, platform, in.Region) }
	data := newData(app, "Data", stack("data"), platform, settings.PublicURL)
	identity := givenIdentity(settings)
	if platform.UserPool {
		identity = newIdentity(app, "Identity", stack("identity"), settings, platform.Keep)
	}
	workshop := parts.Workshop{
		Code:         in.Code,
		Architecture: settings.Architecture,
		Traced:       platform.Traced,
		LogKey:       data.Storage,
		Values:       settings.values(),
	}.With(data.values(settings.Documents)).With(identity.values())
	workflow := newWorkflow(app, "Workflow", stack("workflow"), WorkflowProps{
		Data: data, Workshop: workshop, Platform: platform, Settings: settings, Definition: in.Definition,
	})
	api := newAPI(app, "Api", stack("api"), APIProps{Data: data, Workshop: workshop, Platform: platform, Contract: in.Contract})
	watch := newWatch(app, "Watch", stack("watch"), WatchProps{Data: data, Workflow: workflow, API: api, Email: settings.AlarmEmail})
	return Stacks{Data: data, Workflow: workflow, API: api, Watch: watch}
}

// values are the variables that come straight from the settings.
func (s Settings) values() map[contract.Variable]*string {
	return map[contract.Variable]*string{
		contract.Stage:      jsii.String(s.Stage),
		contract.DaySeconds: jsii.String(strconv.Itoa(s.DaySeconds)),
		contract.PublicURL:  jsii.String(s.PublicURL),
		contract.Scanner:    jsii.String(s.Scanner),
		contract.Timestamps: jsii.String(s.Timestamps),
		contract.Sender:     jsii.String(s.Sender),
	}
}

// values are the variables that name the stores. A bucket has its own origin, but on the emulator all of them have one.
func (d Data) values(origin string) map[contract.Variable]*string {
	documents := jsii.String("https://" + *d.Documents.BucketRegionalDomainName())
	if origin != "" {
		documents = jsii.String(origin)
	}
	return map[contract.Variable]*string{
		contract.Table:              d.Table.TableName(),
		contract.DocumentsBucket:    d.Documents.BucketName(),
		contract.DocumentsOrigin:    documents,
		contract.CertificatesBucket: d.Certificates.BucketName(),
		contract.DataKey:            d.DataKey.KeyArn(),
		contract.SealKey:            d.SealKey.KeyArn(),
	}
}

func stackProps(stage, name string, platform Platform, region string) *awscdk.StackProps {
	props := &awscdk.StackProps{
		StackName:             jsii.String(fmt.Sprintf("hsmp-%s-%s", stage, name)),
		Description:           jsii.String("Highly Skilled Migrants Programme, " + stage + ": " + name),
		TerminationProtection: jsii.Bool(platform.Keep),
		Tags:                  &map[string]*string{"hsmp-stage": jsii.String(stage)},
	}
	if platform.Account != "" {
		props.Env = &awscdk.Environment{Account: jsii.String(platform.Account), Region: jsii.String(region)}
	}
	return props
}

// mailIdentities are the identities of the mail service that may stand behind a sender: the address or its domain.
func mailIdentities(stack awscdk.Stack, sender string) []*string {
	_, domain, _ := strings.Cut(sender, "@")
	identities := make([]*string, 0, 2)
	for _, name := range []string{sender, domain} {
		identities = append(identities, stack.FormatArn(&awscdk.ArnComponents{
			Service: jsii.String("ses"), Resource: jsii.String("identity"), ResourceName: jsii.String(name),
		}))
	}
	return identities
}

// output publishes a value for people and scripts; stacks hand values to each other directly.
func output(stack awscdk.Stack, name, says string, value *string) {
	awscdk.NewCfnOutput(stack, jsii.String(name), &awscdk.CfnOutputProps{Description: jsii.String(says), Value: value})
}
