// Package sealtest is a KMS in memory that behaves: real P-256 signatures and real AES-GCM wrapping bound to the
// encryption context. Tests only.
package sealtest

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync/atomic"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

// KMS answers as AWS KMS does, with one seal key and one wrapping key. It is safe for concurrent use.
type KMS struct {
	seal *ecdsa.PrivateKey
	wrap cipher.AEAD

	down  atomic.Bool
	calls atomic.Int64
}

// ErrDown is what every call ends with while the KMS is down.
var ErrDown error = &smithyhttp.RequestSendError{Err: errors.New("sealtest: no route to host")}

// New returns a KMS with fresh keys.
func New() *KMS {
	seal, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err) // tests only: without keys there is nothing to test
	}
	block, err := aes.NewCipher(make([]byte, 32))
	if err != nil {
		panic(err)
	}
	wrap, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		panic(err)
	}
	return &KMS{seal: seal, wrap: wrap}
}

// Down makes every later call fail, or work again.
func (k *KMS) Down(down bool) { k.down.Store(down) }

// Calls returns how many calls were made.
func (k *KMS) Calls() int { return int(k.calls.Load()) }

func (k *KMS) answer(ctx context.Context) error {
	k.calls.Add(1)
	if k.down.Load() {
		return ErrDown
	}
	return ctx.Err()
}

// GetPublicKey returns the seal's public half.
func (k *KMS) GetPublicKey(ctx context.Context, _ *kms.GetPublicKeyInput, _ ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error) {
	if err := k.answer(ctx); err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKIXPublicKey(&k.seal.PublicKey)
	return &kms.GetPublicKeyOutput{PublicKey: der, KeySpec: types.KeySpecEccNistP256}, err
}

// Sign signs a digest, and refuses what KMS would refuse for a P-256 key.
func (k *KMS) Sign(ctx context.Context, in *kms.SignInput, _ ...func(*kms.Options)) (*kms.SignOutput, error) {
	if err := k.answer(ctx); err != nil {
		return nil, err
	}
	if in.MessageType != types.MessageTypeDigest || in.SigningAlgorithm != types.SigningAlgorithmSpecEcdsaSha256 || len(in.Message) != 32 {
		return nil, &types.InvalidKeyUsageException{}
	}
	signature, err := ecdsa.SignASN1(rand.Reader, k.seal, in.Message)
	return &kms.SignOutput{Signature: signature}, err
}

// GenerateDataKey makes a 256-bit key, plain and wrapped under the encryption context. The same context has the same
// key, so that recorded examples stay as they are.
func (k *KMS) GenerateDataKey(ctx context.Context, in *kms.GenerateDataKeyInput, _ ...func(*kms.Options)) (*kms.GenerateDataKeyOutput, error) {
	if err := k.answer(ctx); err != nil {
		return nil, err
	}
	context := bound(in.EncryptionContext)
	raw := sha256.Sum256(context)
	return &kms.GenerateDataKeyOutput{Plaintext: raw[:], CiphertextBlob: k.wrap.Seal(nil, nil, raw[:], context)}, nil
}

// Decrypt unwraps; another context or changed bytes are refused as KMS refuses them.
func (k *KMS) Decrypt(ctx context.Context, in *kms.DecryptInput, _ ...func(*kms.Options)) (*kms.DecryptOutput, error) {
	if err := k.answer(ctx); err != nil {
		return nil, err
	}
	raw, err := k.wrap.Open(nil, nil, in.CiphertextBlob, bound(in.EncryptionContext))
	if err != nil {
		return nil, &types.InvalidCiphertextException{}
	}
	return &kms.DecryptOutput{Plaintext: raw}, nil
}

func bound(context map[string]string) (text []byte) {
	for _, name := range slices.Sorted(maps.Keys(context)) {
		text = fmt.Appendf(text, "%q=%q;", name, context[name])
	}
	return text
}
