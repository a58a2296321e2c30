package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/testkit"
)

func TestTheTableIsProtectedAndKeyedAsTheContractSays(t *testing.T) {
	table := only(t, onAWS.of(t), "AWS::DynamoDB::Table")
	want := map[string]any{
		"KeySchema":   []any{key(contract.PartitionKey, "HASH"), key(contract.SortKey, "RANGE")},
		"BillingMode": "PAY_PER_REQUEST", "DeletionProtectionEnabled": true,
		"StreamSpecification":              map[string]any{"StreamViewType": "NEW_IMAGE"},
		"PointInTimeRecoverySpecification": map[string]any{"PointInTimeRecoveryEnabled": true},
		"TimeToLiveSpecification":          map[string]any{"AttributeName": contract.ExpiresAttribute, "Enabled": true},
	}
	if indexes := table.Properties["GlobalSecondaryIndexes"]; indexes != nil {
		t.Errorf("want no index: lists are partitions, got %v", indexes)
	}
	for name, value := range want {
		if diff := cmp.Diff(value, table.Properties[name]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	encryption := asJSON(table.Properties["SSESpecification"])
	if !strings.Contains(encryption, `"SSEType":"KMS"`) || !strings.Contains(encryption, "StorageKey") {
		t.Errorf("encryption: want our own key, got %s", encryption)
	}
}

// Tests of the store run on a table of testkit: it must be the one that is deployed.
func TestTheTableOfTestsIsTheOneThatIsDeployed(t *testing.T) {
	table, tests := only(t, onAWS.of(t), "AWS::DynamoDB::Table"), testkit.Schema("cases")
	var keys, attributes []any
	for _, k := range tests.KeySchema {
		keys = append(keys, key(*k.AttributeName, string(k.KeyType)))
	}
	for _, a := range tests.AttributeDefinitions {
		attributes = append(attributes, map[string]any{"AttributeName": *a.AttributeName, "AttributeType": string(a.AttributeType)})
	}
	for name, value := range map[string]any{
		"KeySchema": keys, "AttributeDefinitions": attributes, "BillingMode": string(tests.BillingMode),
		"StreamSpecification": map[string]any{"StreamViewType": string(tests.StreamSpecification.StreamViewType)},
	} {
		if diff := cmp.Diff(value, table.Properties[name]); diff != "" {
			t.Errorf("%s (-tests +deployed):\n%s", name, diff)
		}
	}
	if len(tests.GlobalSecondaryIndexes)+len(tests.LocalSecondaryIndexes) > 0 {
		t.Error("want no index: lists are rows of their own")
	}
}

func TestWhatHoldsDataSurvivesItsStackOnAWSAndGoesWithItLocally(t *testing.T) {
	for _, kind := range []string{"AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::Cognito::UserPool"} {
		for v, want := range map[*variant]string{onAWS: "Retain", onAWSWithIssuer: "Retain", local: "Delete"} {
			for _, r := range v.of(t).all(kind) {
				if r.DeletionPolicy != want {
					t.Errorf("%s of %s: want %s, got %s", kind, v.name, want, r.DeletionPolicy)
				}
			}
		}
	}
}

func TestEveryBucketIsPrivateVersionedEncryptedAndLogged(t *testing.T) {
	for _, v := range variants {
		v.of(t).each("AWS::S3::Bucket", func(_, id string, r resource) {
			blocked := map[string]any{"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true}
			if diff := cmp.Diff(blocked, r.Properties["PublicAccessBlockConfiguration"]); diff != "" {
				t.Errorf("%s is not private (-want +got):\n%s", id, diff)
			}
			if got := asJSON(r.Properties["VersioningConfiguration"]); got != `{"Status":"Enabled"}` {
				t.Errorf("%s: versioning: got %s", id, got)
			}
			takesLogs := strings.HasPrefix(id, "AccessLogs")
			encryption := asJSON(r.Properties["BucketEncryption"])
			if own := strings.Contains(encryption, "aws:kms") && strings.Contains(encryption, "StorageKey"); own == takesLogs {
				t.Errorf("%s: encryption: got %s", id, encryption)
			}
			if logged := r.Properties["LoggingConfiguration"] != nil; logged == takesLogs {
				t.Errorf("%s: access logs: got %v", id, logged)
			}
		})
	}
}

func TestEveryBucketAndQueueAndTopicRefusesPlainHTTP(t *testing.T) {
	pairs := map[string]string{
		"AWS::S3::Bucket": "AWS::S3::BucketPolicy", "AWS::SQS::Queue": "AWS::SQS::QueuePolicy", "AWS::SNS::Topic": "AWS::SNS::TopicPolicy",
	}
	for kind, policyKind := range pairs {
		policies := onAWS.of(t).all(policyKind)
		onAWS.of(t).each(kind, func(_, id string, _ resource) {
			refuses := slices.ContainsFunc(policies, func(p resource) bool {
				text := asJSON(p.Properties)
				return strings.Contains(text, `"`+id+`"`) && strings.Contains(text, `{"Bool":{"aws:SecureTransport":"false"}}`)
			})
			if !refuses {
				t.Errorf("%s takes plain http", id)
			}
		})
	}
}

func TestCertificatesAreLockedInComplianceModeForTheirWholeLife(t *testing.T) {
	bucket := named(t, onAWS.of(t), "AWS::S3::Bucket", "Certificates")
	want := fmt.Sprintf(`{"ObjectLockEnabled":"Enabled","Rule":{"DefaultRetention":{"Days":%d,"Mode":"COMPLIANCE"}}}`, certificateDays)
	if got := asJSON(bucket.Properties["ObjectLockConfiguration"]); got != want {
		t.Errorf("want %s, got %s", want, got)
	}
	if certificateDays < 5*365+2 {
		t.Errorf("a certificate is valid up to five years, which may have two leap days; the lock has %d days", certificateDays)
	}
}

func TestUploadsPublishTakePostsFromThePortalOnlyAndLoseLeftovers(t *testing.T) {
	bucket := named(t, onAWS.of(t), "AWS::S3::Bucket", "Documents")
	if got := asJSON(bucket.Properties["NotificationConfiguration"]); got != `{"EventBridgeConfiguration":{"EventBridgeEnabled":true}}` {
		t.Errorf("notification: got %s", got)
	}
	cors := asJSON(bucket.Properties["CorsConfiguration"])
	if !strings.Contains(cors, `"AllowedMethods":["POST"]`) || !strings.Contains(cors, `"AllowedOrigins":["https://hsmp.example"]`) {
		t.Errorf("cross-origin rule: got %s", cors)
	}
	rules := asJSON(bucket.Properties["LifecycleConfiguration"])
	for _, want := range []string{`"DaysAfterInitiation":1`, `"NoncurrentDays":30`, `"ExpiredObjectDeleteMarker":true`, contract.MalwareTag} {
		if !strings.Contains(rules, want) {
			t.Errorf("lifecycle: want %s in %s", want, rules)
		}
	}
}

func TestEveryLogGroupIsEncryptedAndForgetsAfterThreeMonths(t *testing.T) {
	for _, v := range variants {
		v.of(t).each("AWS::Logs::LogGroup", func(_, id string, r resource) {
			if r.Properties["RetentionInDays"] != 90.0 || !strings.Contains(asJSON(r.Properties["KmsKeyId"]), "StorageKey") {
				t.Errorf("%s: got %s", id, asJSON(r.Properties))
			}
		})
	}
}

func TestQueuesAndTheTopicAreEncrypted(t *testing.T) {
	s := onAWS.of(t)
	s.each("AWS::SQS::Queue", func(_, id string, r resource) {
		if r.Properties["SqsManagedSseEnabled"] != true || r.Properties["MessageRetentionPeriod"] != 1209600.0 {
			t.Errorf("%s: got %s", id, asJSON(r.Properties))
		}
	})
	if topic := only(t, s, "AWS::SNS::Topic"); !strings.Contains(asJSON(topic.Properties["KmsMasterKeyId"]), "StorageKey") {
		t.Errorf("topic: got %s", asJSON(topic.Properties))
	}
}

func only(t *testing.T, s synthesised, kind string) resource {
	t.Helper()
	all := s.all(kind)
	if len(all) != 1 {
		t.Fatalf("want one %s, got %d", kind, len(all))
	}
	return all[0]
}

// named returns the resource of that kind whose logical id begins so.
func named(t *testing.T, s synthesised, kind, prefix string) resource {
	t.Helper()
	var found []resource
	s.each(kind, func(_, id string, r resource) {
		if strings.HasPrefix(id, prefix) {
			found = append(found, r)
		}
	})
	if len(found) != 1 {
		t.Fatalf("want one %s that begins with %s, got %d", kind, prefix, len(found))
	}
	return found[0]
}

func key(name, kind string) map[string]any {
	return map[string]any{"AttributeName": name, "KeyType": kind}
}
