package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// Who may do what. Rights follow the room of people or the step of the workflow that a function is; a right that is not
// on this page does not exist. TransactWriteItems is allowed by the actions it is made of. Nobody may Scan.
type rights = []awsiam.PolicyStatement

var (
	reading = []string{"dynamodb:GetItem", "dynamodb:Query"}
	writing = append([]string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"}, reading...)
)

func (d Data) intakeRights() rights {
	return rights{
		onTable(d.Table, writing),
		d.never("KeepHistory", contract.HistoryRows, contract.ReadingRows), // drafts may be thrown away, and nothing else
		d.publishNothing(),
		d.makeKeys(),
		parts.Allow("SignUploadsAndDownloads", []string{"s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
		parts.Allow("HandOutCertificates", []string{"s3:GetObject"}, all(d.Certificates)),
	}
}

func (d Data) scoringRights() rights {
	return rights{
		onTable(d.Table, writing),
		d.keepRecords(),
		d.publishNothing(),
		d.openCaseKeys(),
		parts.Allow("ReadDocuments", []string{"s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
	}
}

// portalRights are those of intake, scoring and public together, whose use cases the pages call in process. The portal
// cannot sign: who comes by a page comes no nearer to the seal than who comes by the API.
func (d Data) portalRights() rights {
	return append(d.intakeRights(), parts.Allow("PublishSealKey", []string{"kms:GetPublicKey"}, d.SealKey.KeyArn()))
}

// publicRights are those of functions that anybody may call: the public rows, and nothing of a person's file.
func (d Data) publicRights() rights {
	return rights{
		d.onRows("Certificates", reading, contract.CertificateRows, contract.CountRows, contract.RulesRows, contract.SealRows),
		parts.Allow("PublishSealKey", []string{"kms:GetPublicKey"}, d.SealKey.KeyArn()),
	}
}

// taskRights are those of every step of the workflow.
func (d Data) taskRights() rights {
	return rights{onTable(d.Table, writing), d.keepRecords(), d.publishNothing(), d.openCaseKeys()}
}

// issueRights are the only ones with the seal in hand, and with its certificates. A signer must also read its public
// key, to verify what it signed.
func (d Data) issueRights() rights {
	return append(rights{onTable(d.Table, writing), d.keepRecords(), d.leave("PublishNothing", contract.RulesRows), d.openCaseKeys()},
		parts.Allow("Seal", []string{"kms:Sign", "kms:GetPublicKey"}, d.SealKey.KeyArn()),
		parts.Allow("KeepCertificates", []string{"s3:PutObject", "s3:PutObjectRetention", "s3:GetObject"}, all(d.Certificates)),
	)
}

// changeRights need no record: the stream brings the news, the table only whom it is for.
func (d Data) changeRights() rights { return rights{d.onRows("Waits", reading, contract.WaitRows)} }

// inspectRights let go of uploads too: of those that were taken out or that no document waits for, and of a version
// that came after another was settled. What is taken out is found by the case's prefix and deleted, never read. The
// versions of an upload are listed to tell one that is gone from one that may not be read: S3 says 403 of both.
func (d Data) inspectRights() rights {
	return rights{
		onTable(d.Table, writing),
		d.keepRecords(),
		d.publishNothing(),
		d.openCaseKeys(),
		parts.Allow("ReadDocuments", []string{"s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
		parts.Allow("RefuseVersions", []string{"s3:DeleteObjectVersion"}, uploads(d.Documents)),
		d.deleteUploads(),
		parts.AllowWhen("FindUploads", []string{"s3:ListBucket", "s3:ListBucketVersions"},
			parts.Conditions{"StringLike": {"s3:prefix": contract.UploadPrefix + "*"}}, d.Documents.BucketArn()),
	}
}

// deleteUploads is a right to hide what is the newest, and not to destroy a version: for a month a slip can be mended.
func (d Data) deleteUploads() awsiam.PolicyStatement {
	return parts.Allow("DeleteUploads", []string{"s3:DeleteObject"}, uploads(d.Documents))
}

// notifyRights let notices leave under the programme's own address only. sender is the identity's ARN.
func (d Data) notifyRights(address string, identities ...*string) rights {
	return rights{
		onTable(d.Table, reading),
		d.onRows("NoteNotices", []string{"dynamodb:PutItem"}, contract.NoticeRows),
		d.openCaseKeys(),
		parts.AllowWhen("SendNotices", []string{"ses:SendEmail", "ses:SendRawEmail"},
			parts.Conditions{"StringEquals": {"ses:FromAddress": address}}, identities...),
	}
}

// makeKeys is also for the one key by which reserved secrets are hashed.
func (d Data) makeKeys() awsiam.PolicyStatement {
	return parts.AllowWhen("MakeAndOpenCaseKeys", []string{"kms:GenerateDataKey", "kms:Decrypt"}, ofCase, d.DataKey.KeyArn())
}

func (d Data) openCaseKeys() awsiam.PolicyStatement {
	return parts.AllowWhen("OpenCaseKeys", []string{"kms:Decrypt"}, ofCase, d.DataKey.KeyArn())
}

func onTable(table awsdynamodb.Table, actions []string) awsiam.PolicyStatement {
	return parts.Allow("Records", actions, table.TableArn())
}

// keepRecords lets a function change what is kept of a record, and neither throw it away nor touch its history.
func (d Data) keepRecords() awsiam.PolicyStatement {
	return d.never("KeepRecords", append([]string{contract.HistoryRows, contract.ReadingRows}, contract.RecordRows...)...)
}

// never forbids to update or delete rows of partitions. A chain is written once; a record is written whole. A
// transaction that writes elsewhere too is judged row by row.
func (d Data) never(id string, prefixes ...string) awsiam.PolicyStatement {
	return d.deny(id, []string{"dynamodb:UpdateItem", "dynamodb:DeleteItem"}, prefixes...)
}

// publishNothing leaves the rules of the programme to people, and the keys by which documents are trusted to whoever
// seals.
func (d Data) publishNothing() awsiam.PolicyStatement {
	return d.leave("PublishNothing", contract.RulesRows, contract.SealRows)
}

func (d Data) leave(id string, prefixes ...string) awsiam.PolicyStatement {
	return d.deny(id, []string{"dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"}, prefixes...)
}

func (d Data) deny(id string, actions []string, prefixes ...string) awsiam.PolicyStatement {
	return parts.Deny(id, actions, leading(prefixes), d.Table.TableArn())
}

// leading is the condition that every row that is touched is in partitions of those prefixes.
func leading(prefixes []string) parts.Conditions {
	keys := make([]string, 0, len(prefixes))
	for _, prefix := range prefixes {
		keys = append(keys, prefix+"*")
	}
	return parts.Conditions{"ForAllValues:StringLike": {"dynamodb:LeadingKeys": keys}}
}

// onRows is a right on partitions of those prefixes only,
func (d Data) onRows(id string, actions []string, prefixes ...string) awsiam.PolicyStatement {
	return parts.AllowWhen(id, actions, leading(prefixes), d.Table.TableArn())
}

func uploads(bucket awss3.Bucket) *string {
	return bucket.ArnForObjects(jsii.String(contract.UploadPrefix + "*"))
}

func all(bucket awss3.Bucket) *string { return bucket.ArnForObjects(jsii.String("*")) }

// answering lets a function answer a waiting step of the machine, and starting also start it.
var (
	answering = []string{"states:SendTaskSuccess"}
	starting  = append([]string{"states:StartExecution"}, answering...)
)

// scannerRights are what GuardDuty asks for: to follow new objects by a rule of its own, to probe the bucket, to read
// and tag uploads.
func scannerRights(documents awss3.Bucket, key awskms.IKey) rights {
	env := documents.Stack()
	rule := "arn:" + *env.Partition() + ":events:" + *env.Region() + ":" + *env.Account() + ":rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
	probe := documents.ArnForObjects(jsii.String("malware-protection-resource-validation-object"))
	managed := parts.Conditions{"StringLike": {"events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com"}}
	return rights{
		parts.AllowWhen("KeepOwnRule", []string{"events:PutRule", "events:DeleteRule", "events:PutTargets", "events:RemoveTargets"},
			managed, jsii.String(rule)),
		parts.Allow("SeeOwnRule", []string{"events:DescribeRule", "events:ListTargetsByRule"}, jsii.String(rule)),
		parts.Allow("ReadAndTagUploads", []string{"s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging",
			"s3:GetObjectVersionTagging", "s3:PutObjectTagging", "s3:PutObjectVersionTagging"}, uploads(documents)),
		parts.Allow("SeeBucket", []string{"s3:GetBucketNotification", "s3:PutBucketNotification", "s3:ListBucket"}, documents.BucketArn()),
		parts.Allow("ProbeBucket", []string{"s3:PutObject"}, probe),
		parts.AllowWhen("Decrypt", []string{"kms:GenerateDataKey", "kms:Decrypt"},
			parts.Conditions{"StringEquals": {"kms:ViaService": "s3." + *env.Region() + ".amazonaws.com"}}, key.KeyArn()),
	}
}
