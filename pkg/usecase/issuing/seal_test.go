package issuing_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"sync"
	"testing"

	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/issuing"
)

func newKey(t *testing.T) issuing.Key {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	return func(context.Context) crypto.Signer { return key }
}

// The drill: a second key takes over. What the first has sealed stays good, also for a document that it stored before
// the case knew of it.
func TestAChangeOfKeysLeavesEveryEarlierDocumentGood(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	first := d.decided(t, false, 32, 17, 13, 10, 7, 3)
	d.archive.fail = errors.New("connection lost")
	if _, err := d.Issue(t.Context(), first); err == nil {
		t.Fatal("want the lost answer to fail the task")
	}
	d.archive.fail = nil
	before := d.Seal

	after := newKey(t)
	seal, err := issuing.OpenSeal(t.Context(), d.store, after, rand.Reader, drafts.At)
	must(t, err)
	d.Seal = seal
	_, err = d.Issue(t.Context(), first)
	must(t, err)
	c, err := d.store.Load(t.Context(), first)
	must(t, err)
	kept, err := d.store.Seals(t.Context())
	must(t, err)
	published, err := credential.KeySet(after(t.Context()).Public().(*ecdsa.PublicKey), kept)
	must(t, err)
	if len(published.Keys) != 2 || before.KeyID == d.Seal.KeyID {
		t.Fatalf("want two keys, got %v", published.Keys)
	}
	for _, key := range []issuing.Seal{before, d.Seal} {
		compact, err := credential.SignCompact(claimsOf(t, c.Certificate.Credential, published), key.KeyID, key.Signer(t.Context()))
		must(t, err)
		claimsOf(t, compact, published)
	}
	for object, pdf := range d.archive.papers {
		if _, err := credential.VerifyPDF(pdf, d.Seal.Trusted...); err != nil {
			t.Errorf("%s: %v", object, err)
		}
	}
	if _, err := credential.VerifyPDF(d.archive.papers[c.Certificate.Object], d.Seal.Certificate.PublicKey.(*ecdsa.PublicKey)); err == nil {
		t.Error("want the first document sealed with the first key, not with the second")
	}
}

func claimsOf(t *testing.T, compact string, keys credential.JWKS) credential.Claims {
	t.Helper()
	claims, validity, err := credential.Verify(compact, keys, drafts.Day)
	must(t, err)
	if validity != credential.Valid {
		t.Errorf("want it valid, got %s", validity)
	}
	return claims
}

// Readers know a signer by issuer and serial number: a key must not have two certificates.
func TestAKeyHasOneCertificateForGood(t *testing.T) {
	t.Parallel()
	store, key := memory.New(), newKey(t)
	certificates := make([][]byte, 8)
	var begun sync.WaitGroup
	for i := range certificates {
		begun.Go(func() {
			seal, err := issuing.OpenSeal(t.Context(), store, key, rand.Reader, drafts.At.AddDate(0, i, 0))
			if err != nil {
				t.Error(err)
				return
			}
			certificates[i] = seal.Certificate.Raw
		})
	}
	begun.Wait()
	for _, one := range certificates {
		if !bytes.Equal(one, certificates[0]) {
			t.Error("want one certificate at every start")
		}
	}
	other, err := issuing.OpenSeal(t.Context(), store, newKey(t), rand.Reader, drafts.At)
	must(t, err)
	same, err := issuing.OpenSeal(t.Context(), store, key, rand.Reader, drafts.At)
	must(t, err)
	if other.Certificate.SerialNumber.Cmp(same.Certificate.SerialNumber) == 0 || !bytes.Equal(same.Certificate.Raw, certificates[0]) {
		t.Error("want a serial number of its own for each key")
	}
}

// What another program of an older kind or a torn write left there must not pass for a certificate.
func TestASealThatIsNoCertificateIsRefused(t *testing.T) {
	t.Parallel()
	store := memory.New()
	must(t, store.KeepSeal(t.Context(), "broken", []byte("no certificate")))
	if _, err := issuing.OpenSeal(t.Context(), store, newKey(t), rand.Reader, drafts.At); err == nil {
		t.Error("want the seal refused")
	}
}
