package main

import (
	"context"
	"crypto"
	"math/big"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/usecase/issuing"
)

// sealYears is how long the seal's own certificate holds: longer than any document signed in this container's life.
const sealYears = 10

func openSeal(ctx context.Context, cold boot.Cold) (issuing.Seal, error) {
	signer, err := seal.NewSigner(ctx, kms.NewFromConfig(cold.AWS), cold.Settings.Get(contract.SealKey))
	if err != nil {
		return issuing.Seal{}, err
	}
	return sealOf(signer, cold.Now())
}

// sealOf is the seal of that key, made at now. Each act signs under its own context, so that the end of its time ends a call
// to KMS that hangs, and the workflow tries again.
func sealOf(signer *seal.Signer, now time.Time) (issuing.Seal, error) {
	id, err := credential.KeyID(signer.PublicKey())
	if err != nil {
		return issuing.Seal{}, err
	}
	today := now.UTC().Truncate(24 * time.Hour)
	cert, err := credential.SealCertificate(signer, issuing.SealSubject(), today.AddDate(0, 0, -1), today.AddDate(sealYears, 0, 0), big.NewInt(1))
	during := func(act context.Context) crypto.Signer { return signer.During(act) }
	return issuing.Seal{Signer: during, KeyID: id, Certificate: cert}, err
}
