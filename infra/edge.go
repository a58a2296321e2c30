package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigateway"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslogs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awswafv2"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

func permit(function parts.Function, source *string) {
	function.Lambda.AddPermission(jsii.String("Gateway"), &awslambda.Permission{
		Principal: awsiam.NewServicePrincipal(jsii.String("apigateway.amazonaws.com"), nil),
		SourceArn: source,
	})
}

// keepExecutionLogs makes the log group of the gateway's error log before the gateway does, which would keep it for
// ever. Its name is not ours to choose.
func keepExecutionLogs(scope constructs.Construct, api awsapigateway.SpecRestApi, data Data) {
	logs := awslogs.NewLogGroup(scope, jsii.String("Errors"), &awslogs.LogGroupProps{
		LogGroupName:  jsii.String("API-Gateway-Execution-Logs_" + *api.RestApiId() + "/" + contract.GatewayStage),
		Retention:     parts.LogRetention,
		EncryptionKey: data.Storage,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	api.DeploymentStage().Node().AddDependency(logs)
	role := api.Node().TryFindChild(jsii.String("CloudWatchRole"))
	parts.Explain(role, "AwsSolutions-IAM4", "The account-wide logging role of API Gateway: AWS documents this managed policy as the one to use",
		"Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs")
}

func explainBareStage(api awsapigateway.SpecRestApi) {
	parts.Explain(api.DeploymentStage(), "AwsSolutions-APIG6", "The emulator writes no execution logs; access logs are on, and every stage on AWS logs errors")
}

// callsPerAddress is how many calls one address may make in five minutes. A ministry's officers come from one address,
// and a page with its live parts is several calls.
const callsPerAddress = 3000

// protect puts a web application firewall before the gateway.
func protect(scope constructs.Construct, stage awsapigateway.Stage) {
	here := constructs.NewConstruct(scope, jsii.String("Firewall"))
	acl := awswafv2.NewCfnWebACL(here, jsii.String("Acl"), &awswafv2.CfnWebACLProps{
		Scope:            jsii.String("REGIONAL"),
		DefaultAction:    &awswafv2.CfnWebACL_DefaultActionProperty{Allow: &awswafv2.CfnWebACL_AllowActionProperty{}},
		VisibilityConfig: visible("firewall"),
		Rules: &[]any{
			// Certificates to verify are larger than the 8 KB that the common rules take, so that one rule only counts.
			managed(0, "AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY"),
			managed(1, "AWSManagedRulesKnownBadInputsRuleSet"),
			rateLimit(2),
		},
		CustomResponseBodies: &map[string]any{slowDown: &awswafv2.CfnWebACL_CustomResponseBodyProperty{
			Content: jsii.String(gateway.TooManyFromAddress().Body), ContentType: jsii.String("APPLICATION_JSON"),
		}},
	})
	awswafv2.NewCfnWebACLAssociation(here, jsii.String("Association"), &awswafv2.CfnWebACLAssociationProps{
		WebAclArn: acl.AttrArn(), ResourceArn: stage.StageArn(),
	})
}

func managed(priority float64, name string, counted ...string) *awswafv2.CfnWebACL_RuleProperty {
	overrides := []any{}
	for _, rule := range counted {
		overrides = append(overrides, &awswafv2.CfnWebACL_RuleActionOverrideProperty{
			Name:        jsii.String(rule),
			ActionToUse: &awswafv2.CfnWebACL_RuleActionProperty{Count: map[string]any{}},
		})
	}
	return &awswafv2.CfnWebACL_RuleProperty{
		Name:           jsii.String(name),
		Priority:       jsii.Number(priority),
		OverrideAction: &awswafv2.CfnWebACL_OverrideActionProperty{None: map[string]any{}},
		Statement: &awswafv2.CfnWebACL_StatementProperty{
			ManagedRuleGroupStatement: &awswafv2.CfnWebACL_ManagedRuleGroupStatementProperty{
				VendorName: jsii.String("AWS"), Name: jsii.String(name), RuleActionOverrides: &overrides,
			},
		},
		VisibilityConfig: visible(name),
	}
}

// slowDown names the text for an address that is blocked for its many calls.
const slowDown = "slow-down"

// waitAndTryAgain tells an address that is blocked to wait, and for how long. The firewall's answer goes before the
// gateway's.
func waitAndTryAgain() *awswafv2.CfnWebACL_BlockActionProperty {
	said := gateway.TooManyFromAddress()
	headers := []any{}
	for _, name := range inOrder(said.Headers) {
		headers = append(headers, &awswafv2.CfnWebACL_CustomHTTPHeaderProperty{Name: jsii.String(name), Value: jsii.String(said.Headers[name])})
	}
	return &awswafv2.CfnWebACL_BlockActionProperty{CustomResponse: &awswafv2.CfnWebACL_CustomResponseProperty{
		ResponseCode: jsii.Number(float64(said.Status)), CustomResponseBodyKey: jsii.String(slowDown), ResponseHeaders: &headers,
	}}
}

func rateLimit(priority float64) *awswafv2.CfnWebACL_RuleProperty {
	return &awswafv2.CfnWebACL_RuleProperty{
		Name:     jsii.String("CallsPerAddress"),
		Priority: jsii.Number(priority),
		Action:   &awswafv2.CfnWebACL_RuleActionProperty{Block: waitAndTryAgain()},
		Statement: &awswafv2.CfnWebACL_StatementProperty{
			RateBasedStatement: &awswafv2.CfnWebACL_RateBasedStatementProperty{
				AggregateKeyType: jsii.String("IP"), Limit: jsii.Number(callsPerAddress),
			},
		},
		VisibilityConfig: visible("calls-per-address"),
	}
}

func visible(name string) *awswafv2.CfnWebACL_VisibilityConfigProperty {
	return &awswafv2.CfnWebACL_VisibilityConfigProperty{
		CloudWatchMetricsEnabled: jsii.Bool(true), MetricName: jsii.String(name),
		SampledRequestsEnabled: jsii.Bool(false), // samples would hold people's messages
	}
}
