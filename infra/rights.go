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

// Who may do what. Rights follow the room of people or the step of the workflow that a function is; a right that is not on
// this page does not exist. TransactWriteItems is allowed by the actions it is made of. Nobody may Scan.
type rights = []awsiam.PolicyStatement

// Partitions to which a right is narrowed; the meaning of each is in the doc of package dynamo.
const (
	certificateRows = "CERTIFICATE#*" // public facts of certificates
	statisticsRows  = "STATISTICS#*"  // facts that public figures are made of; there is no person in them
	authorityRows   = "AUTHORITY#*"   // the weeks on an authority's work list; a list retires weeks long past
	waitRows        = "WAIT#*"        // task tokens of what the workflow waits for
	noticeRows      = "NOTICE#*"      // which notices were sent
	personRows      = "PERSON#*"      // which open case a person has; closing it sets the person free
)

var (
	reading  = []string{"dynamodb:GetItem", "dynamodb:Query"}
	writing  = append([]string{"dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:ConditionCheckItem"}, reading...)
	drafting = append([]string{"dynamodb:DeleteItem"}, writing...) // drafts may be thrown away, nothing else
)

func (d Data) intakeRights() rights {
	return rights{
		onTable(d.Table, drafting),
		parts.AllowWhen("MakeAndOpenCaseKeys", []string{"kms:GenerateDataKey", "kms:Decrypt"}, ofCase, d.DataKey.KeyArn()),
		parts.Allow("SignUploadsAndDownloads", []string{"s3:PutObject", "s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
		parts.Allow("HandOutCertificates", []string{"s3:GetObject"}, all(d.Certificates)),
	}
}

func (d Data) scoringRights() rights {
	return rights{
		onTable(d.Table, writing),
		d.onRows("RetireWeeks", []string{"dynamodb:DeleteItem"}, authorityRows),
		d.openCaseKeys(),
		parts.Allow("ReadDocuments", []string{"s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
	}
}

// portalRights are those of intake, scoring and public together, whose use cases the pages call in process. The portal cannot
// sign: who comes by a page comes no nearer to the seal than who comes by the API.
func (d Data) portalRights() rights {
	return append(d.intakeRights(), parts.Allow("PublishSealKey", []string{"kms:GetPublicKey"}, d.SealKey.KeyArn()))
}

// publicRights are those of functions that anybody may call: the public rows, and nothing of a person's file.
func (d Data) publicRights() rights {
	return rights{
		d.onRows("Certificates", reading, certificateRows, statisticsRows),
		parts.Allow("PublishSealKey", []string{"kms:GetPublicKey"}, d.SealKey.KeyArn()),
	}
}

// taskRights are those of every step of the workflow.
func (d Data) taskRights() rights { return rights{onTable(d.Table, writing), d.openCaseKeys()} }

// issueRights are the only ones with the seal in hand. A signer must also read its public key, to verify what it signed.
func (d Data) issueRights() rights {
	return append(d.taskRights(),
		d.onRows("FreePerson", []string{"dynamodb:DeleteItem"}, personRows),
		parts.Allow("Seal", []string{"kms:Sign", "kms:GetPublicKey"}, d.SealKey.KeyArn()),
		parts.Allow("KeepCertificates", []string{"s3:PutObject", "s3:PutObjectRetention", "s3:GetObject"}, all(d.Certificates)),
	)
}

func (d Data) inspectRights() rights {
	return rights{
		onTable(d.Table, writing),
		d.openCaseKeys(),
		parts.Allow("ReadDocuments", []string{"s3:GetObject", "s3:GetObjectVersion"}, uploads(d.Documents)),
	}
}

// changeRights need no case: the stream brings the news, the table only whom it is for.
func (d Data) changeRights() rights { return rights{d.onRows("Waits", reading, waitRows)} }

// notifyRights let notices leave under the programme's own address only. sender is the identity's ARN.
func (d Data) notifyRights(address string, identities ...*string) rights {
	return rights{
		onTable(d.Table, reading),
		d.onRows("NoteNotices", []string{"dynamodb:PutItem"}, noticeRows),
		d.openCaseKeys(),
		parts.AllowWhen("SendNotices", []string{"ses:SendEmail", "ses:SendRawEmail"},
			parts.Conditions{"StringEquals": {"ses:FromAddress": address}}, identities...),
	}
}

func (d Data) openCaseKeys() awsiam.PolicyStatement {
	return parts.AllowWhen("OpenCaseKeys", []string{"kms:Decrypt"}, ofCase, d.DataKey.KeyArn())
}

func onTable(table awsdynamodb.Table, actions []string) awsiam.PolicyStatement {
	index := *table.TableArn() + "/index/" + contract.WorkIndex
	return parts.Allow("Cases", actions, table.TableArn(), jsii.String(index))
}

// onRows is a right on partitions of those prefixes only, and on no index.
func (d Data) onRows(id string, actions []string, prefixes ...string) awsiam.PolicyStatement {
	rows := parts.Conditions{"ForAllValues:StringLike": {"dynamodb:LeadingKeys": prefixes}}
	return parts.AllowWhen(id, actions, rows, d.Table.TableArn())
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

// scannerRights are what GuardDuty asks for: to follow new objects by a rule of its own, to probe the bucket, to read and
// tag uploads.
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
