package credential

import (
	"encoding/json"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
)

func TestThePublishedKeySetIsReadByOthersCode(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	raw, err := json.Marshal(key.set)
	if err != nil {
		t.Fatal(err)
	}
	var theirs jose.JSONWebKeySet
	if err := json.Unmarshal(raw, &theirs); err != nil {
		t.Fatal(err)
	}
	found := theirs.Key(key.kid)
	if len(found) != 1 || !found[0].Valid() || found[0].Use != "sig" {
		t.Fatalf("want one valid signature key, got %+v", found)
	}
	if !key.private.PublicKey.Equal(found[0].Key) {
		t.Error("want the same key, got another")
	}
	var ours JWKS
	if err := json.Unmarshal(raw, &ours); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(key.set, ours); diff != "" {
		t.Errorf("key set (-want +got):\n%s", diff)
	}
}

func TestACredentialIsVerifiedByOthersCode(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	signed, err := jose.ParseSigned(key.sign(t, goodFacts(locale.English).Claims()), []jose.SignatureAlgorithm{jose.ES256})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := signed.Verify(&key.private.PublicKey); err != nil {
		t.Errorf("want it verified by go-jose, got %v", err)
	}
}

func TestTheKeyIDIsTheKeysOwnThumbprint(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	full, err := (&jose.JSONWebKey{Key: &key.private.PublicKey}).Thumbprint(5) // crypto.SHA256
	if err != nil {
		t.Fatal(err)
	}
	if want := b64.EncodeToString(full)[:12]; want != key.kid {
		t.Errorf("want %s, got %s", want, key.kid)
	}
}

func TestOnlySoundP256SignatureKeysCount(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	compact := key.sign(t, goodFacts(locale.English).Claims())
	spoil := func(change func(*JWK)) JWKS {
		k := key.set.Keys[0]
		change(&k)
		return JWKS{Keys: []JWK{k}}
	}
	for name, set := range map[string]JWKS{
		"no keys":               {},
		"another type":          spoil(func(k *JWK) { k.KeyType = "oct" }),
		"another curve":         spoil(func(k *JWK) { k.Curve = "P-384" }),
		"another algorithm":     spoil(func(k *JWK) { k.Algorithm = "HS256" }),
		"no algorithm":          spoil(func(k *JWK) { k.Algorithm = "" }),
		"a point off the curve": spoil(func(k *JWK) { k.Y = k.X }),
		"a short coordinate":    spoil(func(k *JWK) { k.X = k.X[:40] }),
		"no base64":             spoil(func(k *JWK) { k.X = "***" }),
	} {
		if _, _, err := Verify(compact, set, date("2026-12-01")); err == nil {
			t.Errorf("%s: want the credential refused", name)
		}
	}
	// After a change of keys the old one stays published, and one strange entry does no harm.
	newer := newIssuerKey(t)
	both := JWKS{Keys: []JWK{{ID: key.kid}, newer.set.Keys[0], key.set.Keys[0]}}
	if _, _, err := Verify(compact, both, date("2026-12-01")); err != nil {
		t.Errorf("want it verified among several keys, got %v", err)
	}
}
