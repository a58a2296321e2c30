package credential

import (
	"testing"

	"hsmp.example/cases/pkg/locale"
)

func BenchmarkCertificate(b *testing.B) {
	f := goodFacts(locale.Russian)
	for b.Loop() {
		if _, err := Certificate(f, publicURL, "a.b.c"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSign(b *testing.B) {
	key := newIssuerKey(b)
	cert := certificateOf(b, key.private)
	unsigned, err := Certificate(goodFacts(locale.Russian), publicURL, "a.b.c")
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Sign(unsigned, key.private, cert, issuedAt, nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkVerify(b *testing.B) {
	key := newIssuerKey(b)
	f := goodFacts(locale.Russian)
	compact := key.sign(b, f.Claims())
	for b.Loop() {
		if _, _, err := Verify(compact, key.set, f.ValidFrom); err != nil {
			b.Fatal(err)
		}
	}
}
