package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awskms"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
)

// sealTag marks the one role that may sign. The seal key's own policy asks for it, so a role that was given kms:Sign on
// everything by mistake still cannot sign.
const sealTag = "hsmp-seals"

// ofCase holds when the call names the case it is for.
var ofCase = parts.Conditions{"ForAnyValue:StringEquals": {"kms:EncryptionContextKeys": []string{contract.CaseContext}}}

// newStorageKey makes the key under which stores are encrypted at rest. Who may read a store may have the store
// decrypt; nobody can use the key apart from a store.
func newStorageKey(stack awscdk.Stack, keep bool) awskms.Key {
	region, account := *stack.Region(), *stack.Account()
	stores := parts.Conditions{"StringEquals": {
		"kms:CallerAccount": account,
		"kms:ViaService":    []string{"dynamodb." + region + ".amazonaws.com", "s3." + region + ".amazonaws.com"},
	}}
	ownLogs := parts.Conditions{"ArnLike": {
		"kms:EncryptionContext:aws:logs:arn": "arn:" + *stack.Partition() + ":logs:" + region + ":" + account + ":log-group:*",
	}}
	ownAlarms := parts.Conditions{"StringEquals": {"aws:SourceAccount": account}}
	use := []string{"kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:ReEncryptTo", "kms:GenerateDataKey",
		"kms:GenerateDataKeyWithoutPlaintext", "kms:DescribeKey"}
	return parts.NewKey(stack, "StorageKey", parts.KeyProps{
		Description: "Encrypts the stores of the cases at rest",
		Keep:        keep,
		Uses: []awsiam.PolicyStatement{
			parts.UseThrough("StoresOfThisAccount", append(use, "kms:CreateGrant"), stores),
			parts.UseBy("Logs", "logs."+region+".amazonaws.com", use, ownLogs),
			parts.UseBy("Alarms", "cloudwatch.amazonaws.com", []string{"kms:Decrypt", "kms:GenerateDataKey"}, ownAlarms),
		},
	})
}

// newDataKey makes the key that wraps the data key of each case. It never works without naming a case, so an unwrapped
// key always leaves a trace of whose it was.
func newDataKey(stack awscdk.Stack, keep bool) awskms.Key {
	return parts.NewKey(stack, "DataKey", parts.KeyProps{
		Description: "Wraps the data key of each case",
		Keep:        keep,
		Uses: []awsiam.PolicyStatement{
			parts.UseWhen("NamingACase", []string{"kms:GenerateDataKey", "kms:Decrypt"}, ofCase),
		},
	})
}

// newSealKey makes the key of the official seal.
func newSealKey(stack awscdk.Stack, keep bool) awskms.Key {
	return parts.NewKey(stack, "SealKey", parts.KeyProps{
		Description: "Signs the official electronic documents",
		Signing:     true,
		Keep:        keep,
		Uses: []awsiam.PolicyStatement{
			parts.UseWhen("RolesMarkedToSeal", []string{"kms:Sign"}, parts.Conditions{"StringEquals": {
				"aws:PrincipalTag/" + sealTag: "yes",
				"kms:SigningAlgorithm":        "ECDSA_SHA_256",
			}}),
		},
	})
}
