package main

import (
	"context"
	"crypto"
	"net/http"

	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/usecase/issuing"
)

// openSeal is the seal of the key in KMS. Each act signs under its own context, so that the end of its time ends a call
// to KMS that hangs, and the workflow tries again.
func openSeal(ctx context.Context, env boot.Environment, seals issuing.Seals) (issuing.Seal, error) {
	signer, err := seal.NewSigner(ctx, kms.NewFromConfig(env.AWS), env.Settings.Get(contract.SealKey))
	if err != nil {
		return issuing.Seal{}, err
	}
	s, err := issuing.OpenSeal(ctx, seals, keyOf(signer), env.Random, env.Now())
	if authority := env.Settings.Get(contract.Timestamps); authority != contract.NoTimestamps {
		s.Stamp = authorityAt(authority, &http.Client{Timeout: stampTimeout}, env.Random)
	}
	return s, err
}

func keyOf(signer *seal.Signer) issuing.Key {
	return func(act context.Context) crypto.Signer { return signer.During(act) }
}
