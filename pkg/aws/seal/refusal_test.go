package seal_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"errors"
	"net/http"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"
	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/problem"
)

// otherKey is a KMS whose seal key is not what a deployer should have made.
type otherKey struct {
	*sealtest.KMS
	der []byte
}

func (o otherKey) GetPublicKey(context.Context, *kms.GetPublicKeyInput, ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error) {
	return &kms.GetPublicKeyOutput{PublicKey: o.der}, nil
}

func TestAKeyThatIsNotP256IsRefusedAtTheStart(t *testing.T) {
	t.Parallel()
	long, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	der := func(key any) []byte {
		raw, err := x509.MarshalPKIXPublicKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return raw
	}
	for name, raw := range map[string][]byte{
		"RSA": der(&long.PublicKey), "P-384": der(&wide.PublicKey), "no key at all": []byte("hello"), "empty": nil,
	} {
		if _, err := seal.NewSigner(t.Context(), otherKey{sealtest.New(), raw}, "alias/seal"); !errors.Is(err, problem.Internal) {
			t.Errorf("%s: want %v, got %v", name, problem.Internal, err)
		}
	}
}

// answers is a KMS that answers every data key call the same way.
type answers struct {
	plain []byte
	err   error
}

func (a answers) GenerateDataKey(context.Context, *kms.GenerateDataKeyInput, ...func(*kms.Options)) (*kms.GenerateDataKeyOutput, error) {
	return &kms.GenerateDataKeyOutput{Plaintext: a.plain, CiphertextBlob: []byte("wrapped")}, a.err
}

func (a answers) Decrypt(context.Context, *kms.DecryptInput, ...func(*kms.Options)) (*kms.DecryptOutput, error) {
	return &kms.DecryptOutput{Plaintext: a.plain}, a.err
}

func answered(status int) error {
	return &smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: status}}, Err: errors.New("x")}
}

func TestASealThatMayNotBeUsedIsNoOutage(t *testing.T) {
	t.Parallel()
	denied := &smithy.GenericAPIError{Code: "AccessDeniedException"}
	if _, err := seal.NewSigner(t.Context(), closed{sealtest.New(), denied}, "alias/seal"); !errors.Is(err, problem.Internal) {
		t.Errorf("read the public key: want %v, got %v", problem.Internal, err)
	}
	fake := &closed{KMS: sealtest.New()}
	signer, err := seal.NewSigner(t.Context(), fake, "alias/seal")
	if err != nil {
		t.Fatal(err)
	}
	fake.err = denied
	if _, err := signer.Sign(nil, make([]byte, 32), crypto.SHA256); !errors.Is(err, problem.Internal) {
		t.Errorf("sign: want %v, got %v", problem.Internal, err)
	}
}

// closed is a KMS whose seal key is refused while there is an error.
type closed struct {
	*sealtest.KMS
	err error
}

func (c closed) GetPublicKey(ctx context.Context, in *kms.GetPublicKeyInput, _ ...func(*kms.Options)) (*kms.GetPublicKeyOutput, error) {
	if c.err != nil {
		return nil, c.err
	}
	return c.KMS.GetPublicKey(ctx, in)
}

func (c closed) Sign(ctx context.Context, in *kms.SignInput, _ ...func(*kms.Options)) (*kms.SignOutput, error) {
	if c.err != nil {
		return nil, c.err
	}
	return c.KMS.Sign(ctx, in)
}

func TestWhatCanBeTriedAgainIsToldFromWhatCannot(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kms  answers
		want problem.Kind
	}{
		"the key is disabled for a while": {answers{err: &types.DisabledException{}}, problem.Unavailable},
		"KMS is throttling":               {answers{err: &types.LimitExceededException{}}, problem.Unavailable},
		"KMS failed inside":               {answers{err: &types.KMSInternalException{}}, problem.Unavailable},
		"KMS answers with 503":            {answers{err: answered(503)}, problem.Unavailable},
		"a right is missing":              {answers{err: &smithy.GenericAPIError{Code: "AccessDeniedException"}}, problem.Internal},
		"there is no such key":            {answers{err: &types.NotFoundException{}}, problem.Internal},
		"the wrapped key is not KMS's":    {answers{err: &types.InvalidCiphertextException{}}, problem.Internal},
		"another key wrapped it":          {answers{err: &types.IncorrectKeyException{}}, problem.Internal},
		"a key one byte short":            {answers{plain: make([]byte, 31)}, problem.Internal},
		"a key one byte longer":           {answers{plain: make([]byte, 33)}, problem.Internal},
	} {
		vault := seal.NewVault(c.kms, "alias/data")
		if _, err := vault.OpenKey(t.Context(), "case-1", []byte("wrapped")); !errors.Is(err, c.want) {
			t.Errorf("open, %s: want %v, got %v", name, c.want, err)
		}
		if _, _, err := vault.NewKey(t.Context(), "case-1"); !errors.Is(err, c.want) {
			t.Errorf("make, %s: want %v, got %v", name, c.want, err)
		}
	}
}

func TestTheRawKeyIsWipedOnceTheCipherHasIt(t *testing.T) {
	t.Parallel()
	raw := []byte("0123456789abcdef0123456789abcdef")
	if _, err := seal.NewVault(answers{plain: raw}, "alias/data").OpenKey(t.Context(), "case-1", []byte("w")); err != nil {
		t.Fatal(err)
	}
	for i, b := range raw {
		if b != 0 {
			t.Fatalf("want byte %d wiped, got %d", i, b)
		}
	}
}
