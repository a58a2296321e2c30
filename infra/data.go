package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsguardduty"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// Data is the stack of what must survive everything else: the cases, the documents, the certificates and the keys.
type Data struct {
	Stack        awscdk.Stack
	Table        awsdynamodb.Table
	Documents    awss3.Bucket
	Certificates awss3.Bucket
	Undelivered  awss3.Bucket // entries of chains that could not be delivered for a day, whole
	Storage      awskms.Key   // encrypts stores and logs at rest
	DataKey      awskms.Key   // wraps the data key of each case
	SealKey      awskms.Key   // signs official documents
}

// certificateDays keeps a certificate under lock for as long as it can be valid: five years, two of them leap.
const certificateDays = 5*365 + 2

// newData makes the stack. origin is the web origin whose pages may post uploads.
func newData(scope constructs.Construct, id string, props *awscdk.StackProps, platform Platform, origin string) Data {
	stack := awscdk.NewStack(scope, jsii.String(id), props)
	d := Data{
		Stack:   stack,
		Storage: newStorageKey(stack, platform.Keep),
		DataKey: newDataKey(stack, platform.Keep),
		SealKey: newSealKey(stack, platform.Keep),
	}
	d.Table = newTable(stack, d.Storage, platform.Keep)
	access := parts.NewLogBucket(stack, "AccessLogs", platform.Keep)
	d.Documents = parts.NewBucket(stack, "Documents", parts.BucketProps{
		Key:        d.Storage,
		AccessLogs: access,
		Keep:       platform.Keep,
		Publishes:  true,
		Origin:     origin,
		Lifecycle:  uploadLifecycle(),
	})
	d.Certificates = parts.NewBucket(stack, "Certificates", parts.BucketProps{
		Key:        d.Storage,
		AccessLogs: access,
		Keep:       platform.Keep,
		LockDays:   certificateDays,
	})
	d.Undelivered = parts.NewBucket(stack, "Undelivered", parts.BucketProps{Key: d.Storage, AccessLogs: access, Keep: platform.Keep})
	if platform.MalwareScans {
		scanUploads(stack, d.Documents, d.Storage)
	}
	output(stack, "TableName", "Table of the cases", d.Table.TableName())
	output(stack, "DocumentsBucketName", "Bucket of the uploads", d.Documents.BucketName())
	output(stack, "CertificatesBucketName", "Bucket of the official documents", d.Certificates.BucketName())
	output(stack, "SealKeyArn", "Key that signs official documents", d.SealKey.KeyArn())
	return d
}

func newTable(scope constructs.Construct, key awskms.IKey, keep bool) awsdynamodb.Table {
	return awsdynamodb.NewTable(scope, jsii.String("Cases"), &awsdynamodb.TableProps{
		PartitionKey:        text(contract.PartitionKey),
		SortKey:             text(contract.SortKey),
		BillingMode:         awsdynamodb.BillingMode_PAY_PER_REQUEST,
		Encryption:          awsdynamodb.TableEncryption_CUSTOMER_MANAGED,
		EncryptionKey:       key,
		Stream:              awsdynamodb.StreamViewType_NEW_IMAGE,
		TimeToLiveAttribute: jsii.String(contract.ExpiresAttribute),
		DeletionProtection:  jsii.Bool(keep),
		RemovalPolicy:       parts.Removal(keep),
		PointInTimeRecoverySpecification: &awsdynamodb.PointInTimeRecoverySpecification{
			PointInTimeRecoveryEnabled: jsii.Bool(true),
		},
	})
}

func text(name string) *awsdynamodb.Attribute {
	return &awsdynamodb.Attribute{Name: jsii.String(name), Type: awsdynamodb.AttributeType_STRING}
}

// uploadLifecycle clears what no case can need: half uploads, versions that were replaced or deleted, the marks that
// deletions leave, and files in which malware was found. What is taken out of a case is deleted by inspect and
// destroyed here; the page on personal data promises 35 days, within which the table's backups forget it too. What a
// case does hold stays: for how long is for an act to say (gap G10), and nothing deletes it before one does.
func uploadLifecycle() []*awss3.LifecycleRule {
	return []*awss3.LifecycleRule{
		{
			Id:                                  jsii.String("leftovers"),
			AbortIncompleteMultipartUploadAfter: awscdk.Duration_Days(jsii.Number(1)),
			NoncurrentVersionExpiration:         awscdk.Duration_Days(jsii.Number(30)),
			ExpiredObjectDeleteMarker:           jsii.Bool(true),
		},
		{
			Id:         jsii.String("malware"),
			TagFilters: &map[string]interface{}{contract.MalwareTag: "THREATS_FOUND"},
			Expiration: awscdk.Duration_Days(jsii.Number(7)),
		},
	}
}

// scanUploads has GuardDuty scan every upload, tag it and publish its verdict.
func scanUploads(scope constructs.Construct, documents awss3.Bucket, key awskms.IKey) {
	here := constructs.NewConstruct(scope, jsii.String("MalwareScans"))
	role := awsiam.NewRole(here, jsii.String("Role"), &awsiam.RoleProps{
		AssumedBy:   awsiam.NewServicePrincipal(jsii.String("malware-protection-plan.guardduty.amazonaws.com"), nil),
		Description: jsii.String("What GuardDuty may do with uploads"),
	})
	for _, right := range scannerRights(documents, key) {
		role.AddToPolicy(right)
	}
	parts.Explain(role, "AwsSolutions-IAM5", "GuardDuty names its own rules and probe objects; the prefixes are the ones it documents",
		"/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3/", "/malware-protection-resource-validation-object/", "/^Resource::.*documents/\\*$/")
	plan := awsguardduty.NewCfnMalwareProtectionPlan(here, jsii.String("Plan"), &awsguardduty.CfnMalwareProtectionPlanProps{
		Role: role.RoleArn(),
		ProtectedResource: &awsguardduty.CfnMalwareProtectionPlan_CFNProtectedResourceProperty{
			S3Bucket: &awsguardduty.CfnMalwareProtectionPlan_S3BucketProperty{
				BucketName:     documents.BucketName(),
				ObjectPrefixes: jsii.Strings(contract.UploadPrefix),
			},
		},
		Actions: &awsguardduty.CfnMalwareProtectionPlan_CFNActionsProperty{
			Tagging: &awsguardduty.CfnMalwareProtectionPlan_CFNTaggingProperty{Status: jsii.String("ENABLED")},
		},
	})
	plan.Node().AddDependency(role)
}
