package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigateway"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// The functions that the API's contract may name; openRooms are those that anybody may call. The portal is none of
// them: it gets what is left of the paths, and its pages come with a cookie that it reads itself.
var (
	rooms     = []string{"intake", "scoring", "public"}
	openRooms = []string{"public"}
)

// compressedFrom is the size in bytes from which answers are compressed for those who take it; below, headers weigh
// more.
const compressedFrom = 1024

// Throttling of pages and API together, in requests a second and at once. A first visit asks for a page and some ten
// assets, and a year's applications are a few thousand, so this is far above use and far below harm.
const (
	throttleRate  = 100
	throttleBurst = 300
)

// API is the stack of what people reach.
type API struct {
	Stack     awscdk.Stack
	Gateway   awsapigateway.SpecRestApi
	Functions map[string]parts.Function
}

// APIProps is what the stack needs.
type APIProps struct {
	Data     Data
	Workshop parts.Workshop
	Platform Platform
	Contract gateway.Contract
}

// newAPI makes the stack.
func newAPI(scope constructs.Construct, id string, stackProps *awscdk.StackProps, props APIProps) API {
	stack := awscdk.NewStack(scope, jsii.String(id), stackProps)
	a := API{Stack: stack, Functions: map[string]parts.Function{
		"intake":     room(stack, props.Workshop, "intake", props.Data.intakeRights()),
		"scoring":    room(stack, props.Workshop, "scoring", props.Data.scoringRights()),
		"public":     room(stack, props.Workshop, "public", props.Data.publicRights()),
		"portal":     room(stack, props.Workshop, "portal", props.Data.portalRights()),
		"authorizer": room(stack, props.Workshop, "authorizer", nil),
	}}
	a.Gateway = a.newGateway(props)
	a.letGatewayCall()
	if props.Platform.GatewayLogs {
		keepExecutionLogs(stack, a.Gateway, props.Data)
	} else {
		explainBareStage(a.Gateway)
	}
	if props.Platform.Firewall {
		protect(stack, a.Gateway.DeploymentStage())
	} else {
		parts.Explain(a.Gateway.DeploymentStage(), "AwsSolutions-APIG3", "The emulator has no WAF, and a deployer may switch it off for its price; throttling stays on")
	}
	output(stack, "ApiId", "Id of the REST API", a.Gateway.RestApiId())
	output(stack, "ApiUrl", "Address of the API", a.Gateway.Url())
	return a
}

// room is a function that a person waits for: the gateway gives up after 29 seconds, people long before.
func room(scope constructs.Construct, workshop parts.Workshop, name string, rights []awsiam.PolicyStatement) parts.Function {
	return workshop.NewFunction(scope, parts.FunctionProps{Name: name, Memory: 1024, Seconds: 20, Rights: rights})
}

func (a API) newGateway(props APIProps) awsapigateway.SpecRestApi {
	addresses := gateway.Addresses{Authorizer: a.address("authorizer"), Functions: map[string]string{}, Unknown: "public", Pages: "portal"}
	for _, name := range append([]string{addresses.Pages}, rooms...) {
		addresses.Functions[name] = a.address(name)
	}
	api := awsapigateway.NewSpecRestApi(a.Stack, jsii.String("Gateway"), &awsapigateway.SpecRestApiProps{
		ApiDefinition:      awsapigateway.ApiDefinition_FromInline(props.Contract.Document(addresses)),
		Description:        jsii.String("Case system of the Highly Skilled Migrants Programme"),
		EndpointTypes:      &[]awsapigateway.EndpointType{awsapigateway.EndpointType_REGIONAL},
		FailOnWarnings:     jsii.Bool(true),
		CloudWatchRole:     jsii.Bool(props.Platform.GatewayLogs),
		MinCompressionSize: awscdk.Size_Bytes(jsii.Number(compressedFrom)),
		DeployOptions:      a.stage(props),
	})
	if props.Platform.GatewayTag {
		awscdk.Tags_Of(api).Add(jsii.String(contract.GatewayTag), jsii.String(contract.GatewayID), &awscdk.TagProps{
			IncludeResourceTypes: jsii.Strings("AWS::ApiGateway::RestApi"),
		})
	}
	parts.Explain(api, "AwsSolutions-APIG2", "The functions check every message and answer all faults at once in the caller's language; the gateway's validator cannot")
	return api
}

func (a API) stage(props APIProps) *awsapigateway.StageOptions {
	logs := awslogs.NewLogGroup(a.Stack, jsii.String("Calls"), &awslogs.LogGroupProps{
		Retention:     parts.LogRetention,
		EncryptionKey: props.Data.Storage,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	stage := &awsapigateway.StageOptions{
		StageName:            jsii.String(contract.GatewayStage),
		ThrottlingRateLimit:  jsii.Number(throttleRate),
		ThrottlingBurstLimit: jsii.Number(throttleBurst),
		TracingEnabled:       jsii.Bool(props.Platform.Traced),
		AccessLogDestination: awsapigateway.NewLogGroupLogDestination(logs),
		AccessLogFormat:      awsapigateway.AccessLogFormat_Custom(jsii.String(accessLog)),
	}
	if props.Platform.GatewayLogs {
		stage.LoggingLevel = awsapigateway.MethodLoggingLevel_ERROR
		stage.MetricsEnabled = jsii.Bool(true)
		stage.DataTraceEnabled = jsii.Bool(false) // traces would hold whole messages
	}
	return stage
}

// accessLog names the route, never the path: a path holds ids. No address, no agent, no user: logs outlive their
// purpose.
const accessLog = `{"request":"$context.requestId","time":"$context.requestTimeEpoch","method":"$context.httpMethod",` +
	`"route":"$context.resourcePath","status":"$context.status","bytes":"$context.responseLength",` +
	`"ms":"$context.responseLatency","function_ms":"$context.integrationLatency","refused":"$context.error.responseType"}`

// address is how API Gateway calls a function.
func (a API) address(name string) string {
	return "arn:" + *a.Stack.Partition() + ":apigateway:" + *a.Stack.Region() + ":lambda:path/2015-03-31/functions/" +
		*a.Functions[name].Lambda.FunctionArn() + "/invocations"
}

// letGatewayCall lets this gateway, and no other, call the functions.
func (a API) letGatewayCall() {
	for _, name := range inOrder(a.Functions) {
		function := a.Functions[name]
		source := a.Gateway.ArnForExecuteApi(jsii.String("*"), jsii.String("/*"), jsii.String(contract.GatewayStage))
		if name == "authorizer" {
			source = jsii.String("arn:" + *a.Stack.Partition() + ":execute-api:" + *a.Stack.Region() + ":" + *a.Stack.Account() + ":" +
				*a.Gateway.RestApiId() + "/authorizers/*")
		}
		permit(function, source)
	}
}
