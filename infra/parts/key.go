package parts

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
)

// KeyProps describes a KMS key. Nobody may use it but as Uses says: its policy hands the account no more than the care
// of the key, so that a broad policy on some role in the account does not open it.
type KeyProps struct {
	Description string
	Signing     bool // ECC_NIST_P256 for signatures; otherwise symmetric, turned every year
	Keep        bool // survives the removal of its stack
	Uses        []awsiam.PolicyStatement
}

// care is what the account's administrators may do with a key: everything but use it.
var care = []string{
	"kms:Create*", "kms:Describe*", "kms:Enable*", "kms:List*", "kms:Put*", "kms:Update*", "kms:Revoke*", "kms:Disable*",
	"kms:Get*", "kms:Delete*", "kms:TagResource", "kms:UntagResource", "kms:ScheduleKeyDeletion", "kms:CancelKeyDeletion",
	"kms:RotateKeyOnDemand",
}

// NewKey makes a key with that policy.
func NewKey(scope constructs.Construct, id string, props KeyProps) awskms.Key {
	statements := append([]awsiam.PolicyStatement{account(Allow("Care", care, jsii.String("*")))}, props.Uses...)
	key := &awskms.KeyProps{
		Description:   jsii.String(props.Description),
		RemovalPolicy: Removal(props.Keep),
		Policy:        awsiam.NewPolicyDocument(&awsiam.PolicyDocumentProps{Statements: &statements}),
	}
	if props.Signing {
		key.KeySpec, key.KeyUsage = awskms.KeySpec_ECC_NIST_P256, awskms.KeyUsage_SIGN_VERIFY
	} else {
		key.EnableKeyRotation = jsii.Bool(true)
	}
	return awskms.NewKey(scope, jsii.String(id), key)
}

// UseWhen lets the roles of the account use the key if their own policy says so too, and the conditions hold.
func UseWhen(id string, actions []string, conditions Conditions) awsiam.PolicyStatement {
	return account(AllowWhen(id, actions, conditions, jsii.String("*")))
}

// UseThrough lets whoever may use the service on a resource have the service use the key for it.
func UseThrough(id string, actions []string, conditions Conditions) awsiam.PolicyStatement {
	statement := AllowWhen(id, actions, conditions, jsii.String("*"))
	statement.AddAnyPrincipal()
	return statement
}

// UseBy lets an AWS service use the key.
func UseBy(id, service string, actions []string, conditions Conditions) awsiam.PolicyStatement {
	statement := AllowWhen(id, actions, conditions, jsii.String("*"))
	statement.AddServicePrincipal(jsii.String(service), nil)
	return statement
}

func account(statement awsiam.PolicyStatement) awsiam.PolicyStatement {
	statement.AddAccountRootPrincipal()
	return statement
}

// Removal says what becomes of a resource when its stack is removed.
func Removal(keep bool) awscdk.RemovalPolicy {
	if keep {
		return awscdk.RemovalPolicy_RETAIN
	}
	return awscdk.RemovalPolicy_DESTROY
}
