package seal_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/problem"
)

func TestWhatTheSignerSignsVerifiesUnderItsPublicKey(t *testing.T) {
	t.Parallel()
	signer := open(t, sealtest.New())
	digest := sha256.Sum256([]byte("an official document"))
	signature, err := signer.Sign(nil, digest[:], crypto.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	public := signer.Public().(*ecdsa.PublicKey)
	if !ecdsa.VerifyASN1(public, digest[:], signature) {
		t.Error("want a good signature, got a bad one")
	}
	digest[0] ^= 1
	if ecdsa.VerifyASN1(public, digest[:], signature) {
		t.Error("want the signature of another digest refused, got it taken")
	}
}

func TestTheSignerSignsSHA256DigestsOnly(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	signer := open(t, fake)
	before := fake.Calls()
	cases := map[string]struct {
		digest []byte
		opts   crypto.SignerOpts
	}{
		"no hash named":             {make([]byte, 32), nil},
		"another hash":              {make([]byte, 48), crypto.SHA384},
		"a digest one byte short":   {make([]byte, 31), crypto.SHA256},
		"a digest one byte longer":  {make([]byte, 33), crypto.SHA256},
		"a message, not its digest": {[]byte("hello"), crypto.Hash(0)},
	}
	for name, c := range cases {
		if _, err := signer.Sign(nil, c.digest, c.opts); !errors.Is(err, problem.Internal) {
			t.Errorf("%s: want %v, got %v", name, problem.Internal, err)
		}
	}
	if fake.Calls() != before {
		t.Errorf("want KMS not asked, got %d calls", fake.Calls()-before)
	}
}

func TestAKMSThatIsDownIsAnUnavailableProblemWithItsCause(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	signer := open(t, fake)
	vault := seal.NewVault(fake, "alias/data")
	_, wrapped, err := vault.NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	fake.Down(true)
	acts := map[string]func() error{
		"open the signer": func() error { _, err := seal.NewSigner(t.Context(), fake, "alias/seal"); return err },
		"sign":            func() error { _, err := signer.Sign(nil, make([]byte, 32), crypto.SHA256); return err },
		"make a key":      func() error { _, _, err := vault.NewKey(t.Context(), "case-2"); return err },
		"open a key": func() error {
			_, err := seal.NewVault(fake, "alias/data").OpenKey(t.Context(), "case-1", wrapped)
			return err
		},
	}
	for name, act := range acts {
		err := act()
		if !errors.Is(err, problem.Unavailable) || !errors.Is(err, sealtest.ErrDown) {
			t.Errorf("%s: want %v because of %v, got %v", name, problem.Unavailable, sealtest.ErrDown, err)
		}
	}
}

func TestASignerBoundToAnEndedActDoesNotSign(t *testing.T) {
	t.Parallel()
	signer := open(t, sealtest.New())
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := signer.During(ended).Sign(nil, make([]byte, 32), crypto.SHA256); !errors.Is(err, context.Canceled) {
		t.Errorf("want %v, got %v", context.Canceled, err)
	}
	if _, err := signer.Sign(nil, make([]byte, 32), crypto.SHA256); err != nil {
		t.Errorf("want the first signer untouched, got %v", err)
	}
}

// contexts notes the encryption contexts of data keys that are made and opened.
type contexts struct {
	*sealtest.KMS
	seen []map[string]string
}

func (c *contexts) GenerateDataKey(ctx context.Context, in *kms.GenerateDataKeyInput, options ...func(*kms.Options)) (*kms.GenerateDataKeyOutput, error) {
	c.seen = append(c.seen, in.EncryptionContext)
	return c.KMS.GenerateDataKey(ctx, in, options...)
}

func (c *contexts) Decrypt(ctx context.Context, in *kms.DecryptInput, options ...func(*kms.Options)) (*kms.DecryptOutput, error) {
	c.seen = append(c.seen, in.EncryptionContext)
	return c.KMS.Decrypt(ctx, in, options...)
}

// The data key's policy asks for this very name; a template test looks for it there.
func TestADataKeyIsMadeAndOpenedForANamedCase(t *testing.T) {
	t.Parallel()
	fake := &contexts{KMS: sealtest.New()}
	_, wrapped, err := seal.NewVault(fake, "alias/data").NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := seal.NewVault(fake, "alias/data").OpenKey(t.Context(), "case-1", wrapped); err != nil {
		t.Fatal(err)
	}
	named := map[string]string{"case": "case-1"}
	if diff := cmp.Diff([]map[string]string{named, named}, fake.seen); diff != "" {
		t.Errorf("encryption contexts (-want +got):\n%s", diff)
	}
}

func TestWhatIsSealedOpensOnlyUnderItsOwnKeyAndName(t *testing.T) {
	t.Parallel()
	vault := seal.NewVault(sealtest.New(), "alias/data")
	key, _, err := vault.NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	other, _, err := vault.NewKey(t.Context(), "case-2")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		plain := rapid.SliceOf(rapid.Byte()).Draw(t, "plain")
		sealed, err := key.Seal(plain, []byte("passport"))
		if err != nil {
			t.Fatal(err)
		}
		opened, err := key.Open(sealed, []byte("passport"))
		if err != nil || !bytes.Equal(plain, opened) {
			t.Fatalf("want %x, got %x and %v", plain, opened, err)
		}
		at := rapid.IntRange(0, len(sealed)-1).Draw(t, "flipped byte")
		flipped := bytes.Clone(sealed)
		flipped[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		for name, try := range map[string]func() ([]byte, error){
			"another field's name": func() ([]byte, error) { return key.Open(sealed, []byte("birth date")) },
			"another case's key":   func() ([]byte, error) { return other.Open(sealed, []byte("passport")) },
			"a flipped bit":        func() ([]byte, error) { return key.Open(flipped, []byte("passport")) },
			"cut short":            func() ([]byte, error) { return key.Open(sealed[:at], []byte("passport")) },
		} {
			if _, err := try(); !errors.Is(err, problem.Internal) {
				t.Fatalf("%s: want %v, got %v", name, problem.Internal, err)
			}
		}
	})
}

func TestSealingTheSameTwiceGivesDifferentBytes(t *testing.T) {
	t.Parallel()
	key, _, err := seal.NewVault(sealtest.New(), "alias/data").NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	one, err1 := key.Seal([]byte("C01234567"), nil)
	two, err2 := key.Seal([]byte("C01234567"), nil)
	if err := errors.Join(err1, err2); err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(one, two) {
		t.Error("want different bytes, got the same: equal values could be told from the table")
	}
}

func TestAWrappedKeyOpensForItsOwnCaseOnly(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	key, wrapped, err := seal.NewVault(fake, "alias/data").NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := key.Seal([]byte("1988-03-14"), []byte("birth date"))
	if err != nil {
		t.Fatal(err)
	}

	another := seal.NewVault(fake, "alias/data") // a container that has not seen the case
	reopened, err := another.OpenKey(t.Context(), "case-1", wrapped)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := reopened.Open(sealed, []byte("birth date"))
	if diff := cmp.Diff("1988-03-14", string(plain)); diff != "" || err != nil {
		t.Errorf("want the same text (-want +got):\n%s%v", diff, err)
	}

	changed := bytes.Clone(wrapped)
	changed[len(changed)-1] ^= 1
	for name, try := range map[string]struct {
		caseID  string
		wrapped []byte
	}{
		"for another case": {"case-2", wrapped},
		"changed bytes":    {"case-1", changed},
		"no bytes at all":  {"case-1", nil},
	} {
		if _, err := another.OpenKey(t.Context(), try.caseID, try.wrapped); !errors.Is(err, problem.Internal) {
			t.Errorf("%s: want %v, got %v", name, problem.Internal, err)
		}
	}
}

func TestAKeyOpenedBeforeIsNotAskedOfKMSAgain(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	vault := seal.NewVault(fake, "alias/data")
	_, wrapped, err := vault.NewKey(t.Context(), "case-1")
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		if _, err := vault.OpenKey(t.Context(), "case-1", wrapped); err != nil {
			t.Fatal(err)
		}
	}
	if want, got := 1, fake.Calls(); want != got {
		t.Errorf("want %d call, got %d", want, got)
	}
}

func TestAtMostAHundredKeysStayInMemory(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	vault := seal.NewVault(fake, "alias/data")
	wrapped := make([][]byte, 101)
	for i := range wrapped {
		var err error
		if _, wrapped[i], err = vault.NewKey(t.Context(), fmt.Sprint("case-", i)); err != nil {
			t.Fatal(err)
		}
	}
	before := fake.Calls()
	for _, last := range []int{100, 100} {
		if _, err := vault.OpenKey(t.Context(), fmt.Sprint("case-", last), wrapped[last]); err != nil || fake.Calls() != before {
			t.Errorf("want the last still there, got %d calls and %v", fake.Calls()-before, err)
		}
	}
	for i := range wrapped {
		if _, err := vault.OpenKey(t.Context(), fmt.Sprint("case-", i), wrapped[i]); err != nil {
			t.Fatal(err)
		}
	}
	if fake.Calls() == before {
		t.Error("want one of 101 dropped, got all of them kept")
	}
}

func TestManyAtOnceShareOneVault(t *testing.T) {
	t.Parallel()
	vault := seal.NewVault(sealtest.New(), "alias/data")
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			id := fmt.Sprint("case-", i%3)
			key, wrapped, err := vault.NewKey(t.Context(), id)
			if err != nil {
				t.Error(err)
				return
			}
			sealed, err := key.Seal([]byte(id), nil)
			if err != nil {
				t.Error(err)
				return
			}
			again, err := vault.OpenKey(t.Context(), id, wrapped)
			if err != nil {
				t.Error(err)
				return
			}
			if plain, err := again.Open(sealed, nil); string(plain) != id {
				t.Errorf("want %s, got %s and %v", id, plain, err)
			}
		})
	}
	all.Wait()
}

func TestAKeyThatWasNeverMadeSealsNothing(t *testing.T) {
	t.Parallel()
	var none seal.Key
	if _, err := none.Seal([]byte("x"), nil); !errors.Is(err, problem.Internal) {
		t.Errorf("want %v, got %v", problem.Internal, err)
	}
	if _, err := none.Open(make([]byte, 64), nil); !errors.Is(err, problem.Internal) {
		t.Errorf("want %v, got %v", problem.Internal, err)
	}
}

func open(t *testing.T, fake *sealtest.KMS) *seal.Signer {
	t.Helper()
	signer, err := seal.NewSigner(t.Context(), fake, "alias/seal")
	if err != nil {
		t.Fatal(err)
	}
	return signer
}
