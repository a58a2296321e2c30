package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// everyRight is who may do what, for every action that any function has. Logs and traces are left out: everybody writes
// those.
var everyRight = map[string][]string{
	"dynamodb:GetItem":            {"Admit", "Decide", "Inspect", "Intake", "Issue", "Notify", "Nudge", "OnCaseChanged", "OpenLane", "Portal", "Public", "Reconcile", "Scoring"},
	"dynamodb:Query":              {"Admit", "Decide", "Inspect", "Intake", "Issue", "Notify", "Nudge", "OnCaseChanged", "OpenLane", "Portal", "Public", "Reconcile", "Scoring"},
	"dynamodb:PutItem":            {"Admit", "Decide", "Inspect", "Intake", "Issue", "Notify", "Nudge", "OpenLane", "Portal", "Reconcile", "Scoring"},
	"dynamodb:UpdateItem":         {"Admit", "Decide", "Inspect", "Intake", "Issue", "Nudge", "OpenLane", "Portal", "Reconcile", "Scoring"},
	"dynamodb:ConditionCheckItem": {"Admit", "Decide", "Inspect", "Intake", "Issue", "Nudge", "OpenLane", "Portal", "Reconcile", "Scoring"},
	"dynamodb:DeleteItem":         {"Admit", "Decide", "Inspect", "Intake", "Issue", "Nudge", "OpenLane", "Portal", "Reconcile", "Scoring"},
	"dynamodb:DescribeStream":     {"OnCaseChanged"},
	"dynamodb:GetRecords":         {"OnCaseChanged"},
	"dynamodb:GetShardIterator":   {"OnCaseChanged"},
	"dynamodb:ListStreams":        {"OnCaseChanged"},
	"events:PutEvents":            {"OnCaseChanged"},
	"kms:Decrypt":                 {"Admit", "Decide", "Inspect", "Intake", "Issue", "MalwareScans", "Notify", "Nudge", "OnCaseChanged", "OpenLane", "Portal", "Reconcile", "Scoring"},
	"kms:DescribeKey":             {"OnCaseChanged"}, // of the storage key, to read the stream
	"kms:GenerateDataKey":         {"Intake", "MalwareScans", "Portal"},
	"kms:GetPublicKey":            {"Issue", "Portal", "Public"},
	"kms:Sign":                    {"Issue"},
	"lambda:InvokeFunction":       {"Recognition"},
	"s3:DeleteObject":             {"Inspect"},
	"s3:DeleteObjectVersion":      {"Inspect"},
	"s3:ListBucket":               {"Inspect", "MalwareScans", "OnCaseChanged"},
	"s3:ListBucketVersions":       {"Inspect"},
	"s3:GetObject":                {"Inspect", "Intake", "Issue", "MalwareScans", "Portal", "Scoring"},
	"s3:GetObjectVersion":         {"Inspect", "Intake", "MalwareScans", "Portal", "Scoring"},
	"s3:GetObjectTagging":         {"MalwareScans"},
	"s3:GetObjectVersionTagging":  {"MalwareScans"},
	"s3:PutObjectVersionTagging":  {"MalwareScans"},
	"s3:PutObject":                {"Intake", "Issue", "MalwareScans", "OnCaseChanged", "Portal"},
	"s3:PutObjectRetention":       {"Issue"},
	"s3:PutObjectTagging":         {"MalwareScans"},
	"ses:SendEmail":               {"Notify"},
	"ses:SendRawEmail":            {"Notify"},
	"sqs:SendMessage":             {"Inspect", "Notify", "Reconcile"},
	"states:SendTaskSuccess":      {"OnCaseChanged", "OpenLane", "Reconcile"},
	"states:StartExecution":       {"OnCaseChanged", "Reconcile"},
}

// scannerOnly are the rights of GuardDuty alone; telemetry begins those of writing logs and traces.
var (
	scannerOnly = []string{"events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets", "events:DescribeRule",
		"events:ListTargetsByRule", "s3:GetBucketNotification",
		"s3:PutBucketNotification"}
	telemetry = []string{"logs:", "xray:"}
)

func TestEachRoleMayDoWhatThisTableSaysAndNothingElse(t *testing.T) {
	statements := rightsOf(t, onAWS.of(t))
	got := map[string][]string{}
	for _, s := range statements {
		for _, action := range s.actions {
			if !begins(action, telemetry) {
				got[action] = who(statements, action)
			}
		}
	}
	for _, action := range scannerOnly {
		if diff := cmp.Diff([]string{"MalwareScans"}, got[action]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", action, diff)
		}
		delete(got, action)
	}
	if diff := cmp.Diff(everyRight, got); diff != "" {
		t.Errorf("rights (-want +got):\n%s", diff)
	}
}

func TestRightsDoNotDependOnTheStage(t *testing.T) {
	want := rightsOf(t, onAWSWithIssuer.of(t))
	got := rightsOf(t, local.of(t))
	for _, action := range inOrder(everyRight) {
		if diff := cmp.Diff(who(want, action), who(got, action)); diff != "" {
			t.Errorf("%s (-aws +local):\n%s", action, diff)
		}
	}
}

func TestNobodyMayScanAndNoActionIsAWildcard(t *testing.T) {
	for _, v := range variants {
		for _, s := range rightsOf(t, v.of(t)) {
			for _, action := range s.actions {
				if action == "dynamodb:Scan" || strings.Contains(action, "*") {
					t.Errorf("%s: %s may %s", v.name, s.role, action)
				}
			}
		}
	}
}

func TestARightOnEverythingIsOneThatHasNoResourceToName(t *testing.T) {
	for _, s := range rightsOf(t, onAWS.of(t)) {
		for _, action := range s.actions {
			if slices.Contains(s.resources, "*") && !begins(action, append(telemetry, "dynamodb:ListStreams")) {
				t.Errorf("%s may %s on everything", s.role, action)
			}
		}
	}
}

// narrowed lists the rights that hold under a condition only.
var narrowed = []struct{ name, function, action, condition string }{
	{"intake makes data keys for a named case only", "Intake", "kms:GenerateDataKey", `{"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"case"}}`},
	{"the portal makes data keys for a named case only", "Portal", "kms:GenerateDataKey", `{"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"case"}}`},
	{"the portal opens data keys of a named case only", "Portal", "kms:Decrypt", `{"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"case"}}`},
	{"scoring opens data keys of a named case only", "Scoring", "kms:Decrypt", `{"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"case"}}`},
	{"notify opens data keys of a named case only", "Notify", "kms:Decrypt", `{"ForAnyValue:StringEquals":{"kms:EncryptionContextKeys":"case"}}`},
	{"the public reads certificates' rows, facts without a person and rules only", "Public", "dynamodb:Query", `{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"CERTIFICATE#*","COUNT#*","RULES#*","SEALS*"}}`},
	{"notify notes its notices only", "Notify", "dynamodb:PutItem", `{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"NOTICE#*"}}`},
	{"the follower reads task tokens only", "OnCaseChanged", "dynamodb:GetItem", `{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":"WAIT#*"}}`},
	{"inspect finds uploads and nothing else", "Inspect", "s3:ListBucket", `{"StringLike":{"s3:prefix":"documents/*"}}`},
	{"inspect lists versions of uploads and nothing else", "Inspect", "s3:ListBucketVersions", `{"StringLike":{"s3:prefix":"documents/*"}}`},
	{"notices come from the programme's address only", "Notify", "ses:SendEmail", `{"StringEquals":{"ses:FromAddress":"notices@hsmp.example"}}`},
}

func TestNarrowRightsHaveTheirConditions(t *testing.T) {
	statements := rightsOf(t, onAWS.of(t))
	for _, n := range narrowed {
		t.Run(n.name, func(t *testing.T) {
			for _, s := range statements {
				if s.function() != n.function || !slices.Contains(s.actions, n.action) {
					continue
				}
				if got := unwrapped(s.conditions); got != n.condition {
					t.Errorf("condition: want %s, got %s", n.condition, got)
				}
			}
		})
	}
}

// A chain is written once, a record is thrown away by its owner's side only, rules are published by people, and only
// who seals says which keys are trusted.
func TestWhoeverWritesRecordsIsForbiddenToRewriteHistory(t *testing.T) {
	const condition = `{"ForAllValues:StringLike":{"dynamodb:LeadingKeys":`
	history, records, rules := condition+`"HISTORY#*","READS#*"}}`, condition+`"HISTORY#*","READS#*","CASE#*","EMPLOYER#*"}}`, condition+`"RULES#*","SEALS*"}}`
	got := map[string][]string{}
	for _, s := range forbiddenOf(t, onAWS.of(t)) {
		for _, action := range s.actions {
			got[s.function()+" "+action] = append(got[s.function()+" "+action], unwrapped(s.conditions))
		}
	}
	for _, function := range who(rightsOf(t, onAWS.of(t)), "dynamodb:UpdateItem") {
		kept := records
		if function == "Intake" || function == "Portal" {
			kept = history
		}
		rules := rules
		if function == "Issue" {
			rules = condition + `"RULES#*"}}`
		}
		for action, want := range map[string][]string{"dynamodb:DeleteItem": {kept, rules}, "dynamodb:UpdateItem": {kept, rules}, "dynamodb:PutItem": {rules}} {
			if diff := cmp.Diff(want, got[function+" "+action]); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", function, action, diff)
			}
		}
	}
}

func TestWhoFollowsChangesAndGuardDutyCannotOpenCaseKeys(t *testing.T) {
	for _, s := range rightsOf(t, onAWS.of(t)) {
		opens := slices.Contains(s.actions, "kms:Decrypt") && strings.Contains(strings.Join(s.resources, " "), "DataKey")
		if opens && slices.Contains([]string{"OnCaseChanged", "MalwareScans", "Public"}, s.function()) {
			t.Errorf("%s may use the key that wraps the cases' data keys", s.role)
		}
	}
}

// Deleting by version would destroy at once what a case holds, and no other bucket's objects are anybody's to delete.
func TestOnlyUploadsMayBeDeletedAndNoVersionOfThem(t *testing.T) {
	for _, v := range variants {
		for _, s := range rightsOf(t, v.of(t)) {
			for _, action := range s.actions {
				uploads := len(s.resources) == 1 && strings.Contains(s.resources[0], "Documents") && strings.Contains(s.resources[0], `/documents/*"`)
				if strings.HasPrefix(action, "s3:Delete") && !uploads {
					t.Errorf("%s: %s may %s on %v", v.name, s.role, action, s.resources)
				}
			}
		}
	}
}

// What could not be delivered is written there by Lambda and looked at by people: no function reads it.
func TestWhatCouldNotBeDeliveredIsOnlyWritten(t *testing.T) {
	for _, s := range rightsOf(t, onAWS.of(t)) {
		if !strings.Contains(strings.Join(s.resources, " "), "Undelivered") {
			continue
		}
		for _, action := range s.actions {
			if s.function() != "OnCaseChanged" || action != "s3:PutObject" && action != "s3:ListBucket" {
				t.Errorf("%s may %s on %v", s.role, action, s.resources)
			}
		}
	}
}

func TestOnlyTheMachineItselfMayBeStartedAndAnswered(t *testing.T) {
	for _, s := range rightsOf(t, onAWS.of(t)) {
		for _, action := range s.actions {
			if strings.HasPrefix(action, "states:") && (len(s.resources) != 1 || !strings.Contains(s.resources[0], "RecognitionMachine")) {
				t.Errorf("%s may %s on %v", s.role, action, s.resources)
			}
		}
	}
}

func TestOnlyTheRoleOfIssueIsMarkedToSeal(t *testing.T) {
	var marked []string
	onAWS.of(t).each("AWS::IAM::Role", func(_, id string, r resource) {
		if strings.Contains(asJSON(r.Properties["Tags"]), sealTag) {
			marked = append(marked, statement{role: id}.function())
		}
	})
	if diff := cmp.Diff([]string{"Issue"}, marked); diff != "" {
		t.Errorf("marked roles (-want +got):\n%s", diff)
	}
}
