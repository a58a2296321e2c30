package verify_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"os"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

func day(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	must(t, err)
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// claims are of a certificate that is valid for many years: on the stage's day, and on the day of the machine that runs
// the test.
func claims(t testing.TB, index int) credential.Claims {
	t.Helper()
	return credential.Claims{Issuer: "smsaz", Number: number(t, index), FamilyName: "Şıxəliyeva-O'Brien", GivenNames: "Günəş <Zoë>",
		BirthYear: 1988, Field: "it", ValidFrom: day(t, "2025-05-01"), ValidUntil: day(t, "2125-04-30"), StatusIndex: index}
}

// number is one of as many as are needed, and always the same.
func number(t testing.TB, index int) credential.Number {
	t.Helper()
	n, err := credential.NewNumber(2026, strings.NewReader(strings.Repeat(string(rune('a'+index)), 20)))
	must(t, err)
	return n
}

// code is a certificate of the register, as its QR code says it.
func code(t testing.TB, v visitor.Visitor, c credential.Claims, standing credential.Standing) string {
	t.Helper()
	text, err := v.Certify(c, standing)
	must(t, err)
	return text
}

// others is a code with a key that nobody published, under the id of one that is or under its own.
func others(t testing.TB, c credential.Claims, kid string) string {
	t.Helper()
	key, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), bytes.Repeat([]byte{0x17}, 32))
	must(t, err)
	if kid == "" {
		kid, err = credential.KeyID(&key.PublicKey)
		must(t, err)
	}
	compact, err := credential.SignCompact(c, kid, key)
	must(t, err)
	return "https://elsewhere.example/verify#" + compact
}

func published(t testing.TB, v visitor.Visitor) credential.JWKS {
	t.Helper()
	keys, err := v.Keys(t.Context())
	must(t, err)
	return keys
}
