package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

func TestNothingIsLeftForNagOrCDKToSay(t *testing.T) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			for _, m := range v.of(t).messages {
				if m.level != "info" {
					t.Errorf("%s: %s: %s", m.level, m.path, strings.TrimSpace(m.text))
				}
			}
		})
	}
}

// suppression is a rule of cdk-nag that a resource is excused from.
type suppression struct {
	Rule      string `json:"id"`
	Reason    string `json:"reason"`
	AppliesTo []any  `json:"applies_to"`
}

// excused lists which rules may be suppressed, and on which kind of resource.
var excused = map[string]string{
	"AwsSolutions-IAM4":  "AWS::IAM::Role",
	"AwsSolutions-IAM5":  "AWS::IAM::Policy",
	"AwsSolutions-SQS3":  "AWS::SQS::Queue",
	"AwsSolutions-S1":    "AWS::S3::Bucket",
	"AwsSolutions-SF2":   "AWS::StepFunctions::StateMachine",
	"AwsSolutions-APIG2": "AWS::ApiGateway::RestApi",
	"AwsSolutions-APIG3": "AWS::ApiGateway::Stage",
	"AwsSolutions-APIG6": "AWS::ApiGateway::Stage",
}

func TestEverySuppressionHasAReasonAndStandsWhereItMay(t *testing.T) {
	for _, v := range variants {
		s := v.of(t)
		for _, stack := range inOrder(s.templates) {
			for _, id := range inOrder(s.templates[stack].Resources) {
				r := s.templates[stack].Resources[id]
				for _, found := range suppressionsOf(t, r) {
					where := fmt.Sprintf("%s: %s of %s on %s", v.name, found.Rule, stack, id)
					if len(strings.TrimSpace(found.Reason)) < 20 {
						t.Errorf("%s: the reason %q is too short", where, found.Reason)
					}
					if excused[found.Rule] != r.Type {
						t.Errorf("%s: a %s may not be excused from it", where, r.Type)
					}
					if strings.HasPrefix(found.Rule, "AwsSolutions-IAM") && len(found.AppliesTo) == 0 {
						t.Errorf("%s: does not say which finding it explains", where)
					}
				}
			}
			if s.templates[stack].Metadata["cdk_nag"] != nil {
				t.Errorf("%s: a whole stack is excused: %s", v.name, stack)
			}
		}
	}
}

func suppressionsOf(t *testing.T, r resource) []suppression {
	t.Helper()
	raw, err := json.Marshal(r.Metadata["cdk_nag"])
	if err != nil {
		t.Fatal(err)
	}
	var nag struct {
		Rules []suppression `json:"rules_to_suppress"`
	}
	if err := json.Unmarshal(raw, &nag); err != nil {
		t.Fatal(err)
	}
	return nag.Rules
}
