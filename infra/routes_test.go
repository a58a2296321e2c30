package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/pkg/contract"
)

func body(t *testing.T, s synthesised) map[string]any {
	t.Helper()
	return only(t, s, "AWS::ApiGateway::RestApi").Properties["Body"].(map[string]any)
}

func TestEveryRouteThatIsNotForEverybodyNeedsTheAuthorizer(t *testing.T) {
	for _, v := range variants {
		for path, methods := range body(t, v.of(t))["paths"].(map[string]any) {
			for method, raw := range methods.(map[string]any) {
				operation := raw.(map[string]any)
				answers := asJSON(operation["x-amazon-apigateway-integration"])
				open := strings.Contains(answers, "PublicLambda") || strings.Contains(answers, "PortalLambda")
				if closed := operation["security"] != nil; closed == open {
					t.Errorf("%s: %s %s: open %v, needs a token %v", v.name, method, path, open, closed)
				}
			}
		}
	}
}

func TestPagesAreThePortalsAndTheAPIIsNot(t *testing.T) {
	for _, v := range variants {
		for path, methods := range body(t, v.of(t))["paths"].(map[string]any) {
			portal := strings.Contains(asJSON(methods), "PortalLambda")
			if want := path != "/v1" && !strings.HasPrefix(path, "/v1/"); portal != want {
				t.Errorf("%s: %s: answered by the portal: want %v, got %v", v.name, path, want, portal)
			}
		}
	}
}

func TestAnswersAreCompressedFromOneKilobyte(t *testing.T) {
	for _, v := range variants {
		if got := only(t, v.of(t), "AWS::ApiGateway::RestApi").Properties["MinimumCompressionSize"]; got != 1024.0 {
			t.Errorf("%s: want 1024 bytes, got %v", v.name, got)
		}
	}
}

func TestTheAuthorizerIsDeclaredInTheDocument(t *testing.T) {
	scheme := asJSON(body(t, local.of(t))["components"])
	for _, want := range []string{"AuthorizerLambda", `"x-amazon-apigateway-authtype":"custom"`, `"type":"request"`} {
		if !strings.Contains(scheme, want) {
			t.Errorf("want %s in %s", want, scheme)
		}
	}
	if found := local.of(t).all("AWS::ApiGateway::Authorizer"); len(found) != 0 {
		t.Errorf("the emulator has no AWS::ApiGateway::Authorizer, got %d", len(found))
	}
}

func TestTheGatewayHasItsFixedIdOnTheEmulatorOnly(t *testing.T) {
	for v, want := range map[*variant]bool{local: true, onAWS: false, onAWSWithIssuer: false} {
		tags := asJSON(only(t, v.of(t), "AWS::ApiGateway::RestApi").Properties["Tags"])
		got := strings.Contains(tags, `{"Key":"`+contract.GatewayTag+`","Value":"`+contract.GatewayID+`"}`)
		if got != want {
			t.Errorf("%s: want the tag %v, got %s", v.name, want, tags)
		}
	}
}

func TestTheStageIsThrottledAndLogsNoPerson(t *testing.T) {
	for _, v := range variants {
		stage := only(t, v.of(t), "AWS::ApiGateway::Stage")
		if stage.Properties["StageName"] != contract.GatewayStage {
			t.Errorf("%s: stage is called %v", v.name, stage.Properties["StageName"])
		}
		settings := asJSON(stage.Properties["MethodSettings"])
		for _, want := range []string{`"ThrottlingRateLimit":100`, `"ThrottlingBurstLimit":300`} {
			if !strings.Contains(settings, want) {
				t.Errorf("%s: want %s in %s", v.name, want, settings)
			}
		}
		format := asJSON(stage.Properties["AccessLogSetting"])
		for _, personal := range []string{"sourceIp", "userAgent", "caller", "authorizer", "$context.path", "requestBody"} {
			if strings.Contains(format, personal) {
				t.Errorf("%s: access logs hold %s", v.name, personal)
			}
		}
	}
}

func TestOnlyThisGatewayMayCallItsFunctions(t *testing.T) {
	for _, permission := range onAWS.of(t).all("AWS::Lambda::Permission") {
		if permission.Properties["Principal"] == "apigateway.amazonaws.com" && !strings.Contains(asJSON(permission.Properties["SourceArn"]), "Gateway") {
			t.Errorf("any gateway may call %v", permission.Properties["FunctionName"])
		}
	}
}

func TestTheFirewallAndTheUserPoolAreThereWhereSettingsSaySo(t *testing.T) {
	for v, want := range map[*variant][2]int{local: {0, 0}, onAWS: {1, 1}, onAWSWithIssuer: {0, 0}} {
		got := [2]int{len(v.of(t).all("AWS::WAFv2::WebACL")), len(v.of(t).all("AWS::Cognito::UserPool"))}
		if got != want {
			t.Errorf("%s: want %v firewalls and user pools, got %v", v.name, want, got)
		}
	}
}

// Without an answer of its own the firewall would say 403, and the gateway that the message cannot be read.
func TestTheFirewallTellsAnAddressThatCallsTooOftenToWait(t *testing.T) {
	acl := only(t, onAWS.of(t), "AWS::WAFv2::WebACL").Properties
	for _, raw := range acl["Rules"].([]any) {
		rule := raw.(map[string]any)
		if rule["Name"] != "CallsPerAddress" {
			continue
		}
		block := `{"Block":{"CustomResponse":{"CustomResponseBodyKey":"slow-down","ResponseCode":429,"ResponseHeaders":[` +
			`{"Name":"Cache-Control","Value":"no-store"},{"Name":"Content-Language","Value":"en"},{"Name":"Retry-After","Value":"300"}]}}}`
		if got := asJSON(rule["Action"]); got != block {
			t.Errorf("action: want %s, got %s", block, got)
		}
	}
	want := map[string]any{"slow-down": map[string]any{"Content": gateway.TooManyFromAddress().Body, "ContentType": "APPLICATION_JSON"}}
	if diff := cmp.Diff(any(want), acl["CustomResponseBodies"]); diff != "" {
		t.Errorf("bodies (-want +got):\n%s", diff)
	}
}

func TestPeopleSignInWithASecondFactorAndProofKeys(t *testing.T) {
	s := onAWS.of(t)
	pool := only(t, s, "AWS::Cognito::UserPool")
	if pool.Properties["MfaConfiguration"] != "ON" || asJSON(pool.Properties["EnabledMfas"]) != `["SOFTWARE_TOKEN_MFA"]` {
		t.Errorf("second factor: got %v, %v", pool.Properties["MfaConfiguration"], pool.Properties["EnabledMfas"])
	}
	client := only(t, s, "AWS::Cognito::UserPoolClient")
	if asJSON(client.Properties["AllowedOAuthFlows"]) != `["code"]` || client.Properties["GenerateSecret"] != false {
		t.Errorf("client: got %s", asJSON(client.Properties))
	}
	if got := len(s.all("AWS::Cognito::UserPoolGroup")); got != len(groups) {
		t.Errorf("want %d groups, got %d", len(groups), got)
	}
}

func TestTheDocumentOfTheGatewayIsTheOneThatPackageGatewayMakes(t *testing.T) {
	document := body(t, onAWS.of(t))
	if document["openapi"] != "3.0.1" || document["x-amazon-apigateway-gateway-responses"] == nil {
		t.Errorf("got %v", inOrder(document))
	}
	ttl := asJSON(document["components"])
	if !strings.Contains(ttl, `"authorizerResultTtlInSeconds":0`) || gateway.AuthorizerCacheSeconds != 0 {
		t.Errorf("the authorizer's word is kept, and with it the language of one call: %s", ttl)
	}
}

// TestGroupsAreTheRoles compares the groups with the one package that owns roles, which infra must not import.
func TestGroupsAreTheRoles(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../pkg/usecase/identity/principal.go")
	if err != nil {
		t.Fatal(err)
	}
	var roles []string
	for _, match := range regexp.MustCompile(`(?m)^\t\w+ +Role = "([a-z-]+)"`).FindAllSubmatch(source, -1) {
		roles = append(roles, string(match[1]))
	}
	if diff := cmp.Diff(roles, groups); diff != "" {
		t.Errorf("groups (-roles +groups):\n%s", diff)
	}
}
