package seal

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"fmt"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/problem"
)

// SigningKMS is what the signer asks of KMS.
type SigningKMS interface {
	GetPublicKey(context.Context, *kms.GetPublicKeyInput, ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error)
	Sign(context.Context, *kms.SignInput, ...func(*kms.Options)) (*kms.SignOutput, error)
}

// Signer signs SHA-256 digests with a P-256 key that never leaves KMS. It is a crypto.Signer.
type Signer struct {
	ctx    context.Context // crypto.Signer has no room for one; During sets it for one act
	client SigningKMS
	key    string
	public *ecdsa.PublicKey
}

var _ crypto.Signer = (*Signer)(nil)

// NewSigner reads the public half of the key (an ARN, id or alias). It fails with an unavailable problem when KMS does
// not answer, and with an internal one when the key is not ECC_NIST_P256: RSA seals are refused on purpose, because the
// PDF library corrupts files signed with long RSA keys.
func NewSigner(ctx context.Context, client SigningKMS, key string) (*Signer, error) {
	out, err := client.GetPublicKey(ctx, &kms.GetPublicKeyInput{KeyId: &key})
	if err != nil {
		return nil, outage.Fault("kms: read the seal's public key", err)
	}
	parsed, err := x509.ParsePKIXPublicKey(out.PublicKey)
	if err != nil {
		return nil, broken("read the seal's public key", err)
	}
	public, ok := parsed.(*ecdsa.PublicKey)
	if !ok || public.Curve != elliptic.P256() {
		return nil, broken("read the seal's public key", fmt.Errorf("%T is not a P-256 key", parsed))
	}
	return &Signer{ctx: ctx, client: client, key: key, public: public}, nil
}

// During returns the same signer bound to the context of one act, so that its deadline ends the call to KMS.
func (s *Signer) During(ctx context.Context) *Signer {
	twin := *s
	twin.ctx = ctx
	return &twin
}

// Public returns the *ecdsa.PublicKey of the seal.
func (s *Signer) Public() crypto.PublicKey { return s.public }

// PublicKey returns the public half of the seal, typed.
func (s *Signer) PublicKey() *ecdsa.PublicKey { return s.public }

// Sign returns an ASN.1 DER ECDSA signature of a SHA-256 digest; the random reader is not used, KMS has its own. Any
// other digest is an internal problem, a KMS that does not answer an unavailable one.
func (s *Signer) Sign(_ io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	if opts == nil || opts.HashFunc() != crypto.SHA256 || len(digest) != crypto.SHA256.Size() {
		return nil, broken("sign", fmt.Errorf("the seal signs SHA-256 digests only, not %d bytes", len(digest)))
	}
	out, err := s.client.Sign(s.ctx, &kms.SignInput{
		KeyId:            &s.key,
		Message:          digest,
		MessageType:      types.MessageTypeDigest,
		SigningAlgorithm: types.SigningAlgorithmSpecEcdsaSha256,
	})
	if err != nil {
		return nil, outage.Fault("kms: sign", err)
	}
	return out.Signature, nil
}

func broken(act string, cause error) error {
	return problem.New(problem.Internal, "internal").Because(fmt.Errorf("kms: %s: %w", act, cause))
}
