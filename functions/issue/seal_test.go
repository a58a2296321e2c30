package main

import (
	"context"
	"crypto"
	"errors"
	"testing"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/problem"
)

// A KMS that hangs would hold the function until Lambda kills it, so each signature ends with the act that asks for it.
func TestASignatureEndsWithTheActThatAsksForIt(t *testing.T) {
	t.Parallel()
	signer, err := seal.NewSigner(t.Context(), sealtest.New(), "alias/seal")
	if err != nil {
		t.Fatal(err)
	}
	key := keyOf(signer)
	late, end := context.WithTimeout(t.Context(), 0)
	defer end()
	_, err = key(late).Sign(nil, make([]byte, 32), crypto.SHA256)
	if !errors.Is(err, problem.Unavailable) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("want unavailable because of %v, got %v", context.DeadlineExceeded, err)
	}
	if _, err := key(t.Context()).Sign(nil, make([]byte, 32), crypto.SHA256); err != nil {
		t.Errorf("want the next act's signature, got %v", err)
	}
}
