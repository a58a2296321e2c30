package main

import (
	"context"
	"math/big"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/credential"
	"hsmp.example/cases/pkg/issuing"
	"hsmp.example/cases/pkg/seal"
)

// sealYears is how long the seal's own certificate holds: longer than any document signed in this container's life.
const sealYears = 10

func openSeal(ctx context.Context, cold boot.Cold) (issuing.Seal, error) {
	signer, err := seal.NewSigner(ctx, kms.NewFromConfig(cold.AWS), cold.Settings.Get(contract.SealKey))
	if err != nil {
		return issuing.Seal{}, err
	}
	id, err := credential.KeyID(signer.PublicKey())
	if err != nil {
		return issuing.Seal{}, err
	}
	today := cold.Now().UTC().Truncate(24 * time.Hour)
	cert, err := credential.SealCertificate(signer, issuing.SealSubject(), today.AddDate(0, 0, -1), today.AddDate(sealYears, 0, 0), big.NewInt(1))
	return issuing.Seal{Signer: signer, KeyID: id, Certificate: cert}, err
}
