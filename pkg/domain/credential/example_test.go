package credential_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509/pkix"
	"fmt"
	"log"
	"math/big"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/locale"
)

func every(text string) locale.Texts {
	return locale.Texts{locale.Azerbaijani: text, locale.English: text, locale.Russian: text, locale.Turkish: text}
}

// The whole way: from a decision's facts to a sealed document, and from the printed code back to what it proves.
func Example() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader) // a KMS key in production: package seal
	if err != nil {
		log.Fatal(err)
	}
	number, err := credential.NewNumber(2026, bytes.NewReader([]byte("14 random byte")))
	if err != nil {
		log.Fatal(err)
	}
	from := calendar.Date{Year: 2026, Month: time.November, Day: 21}
	facts := credential.Facts{
		Number: number,
		Holder: credential.Holder{FamilyName: "Ng", GivenNames: "Ada", BirthDate: calendar.Date{Year: 1990, Month: time.May, Day: 4},
			Nationality: credential.Nationality{Code: "SGP", Name: every("Singapore")}},
		Field: credential.Field{ID: "ict", Name: every("ICT")}, Score: credential.Score{Points: 70, Threshold: 70, Maximum: 100},
		Programme: credential.Programme{Act: every("Decision No. 99"), Version: "az-99"}, Issuer: credential.Issuer{ID: "smsaz", Name: every("SMS")},
		IssuedAt: time.Now(), IssuedOn: from, ValidFrom: from, ValidUntil: credential.LastDay(from, credential.MaximumYears),
		Language: locale.English,
	}
	kid, err := credential.KeyID(&key.PublicKey)
	if err != nil {
		log.Fatal(err)
	}
	compact, err := credential.SignCompact(facts.Claims(), kid, key)
	if err != nil {
		log.Fatal(err)
	}
	unsigned, err := credential.Certificate(facts, "https://hsm.example", compact)
	if err != nil {
		log.Fatal(err)
	}
	cert, err := credential.SealCertificate(key, pkix.Name{CommonName: "SMS"}, time.Now().Add(-time.Hour), time.Now().AddDate(10, 0, 0), big.NewInt(1))
	if err != nil {
		log.Fatal(err)
	}
	sealed, err := credential.Sign(unsigned, key, cert, facts.IssuedAt, nil)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := credential.VerifyPDF(sealed, &key.PublicKey); err != nil {
		log.Fatal(err)
	}

	// Anybody, without a network, with the published keys only:
	published, err := credential.PublicJWK(kid, &key.PublicKey)
	if err != nil {
		log.Fatal(err)
	}
	scanned, err := credential.ParseQRText(credential.QRText("https://hsm.example", compact))
	if err != nil {
		log.Fatal(err)
	}
	claims, validity, err := credential.Verify(scanned, credential.JWKS{Keys: []credential.JWK{published}}, from)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(claims.GivenNames, claims.FamilyName, claims.Field, claims.ValidUntil, validity)
	// Output: Ada Ng ict 2031-11-20 valid
}

// The seal of package seal, over a KMS, does for documents what a key in memory does.
func TestAKMSKeySealsDocuments(t *testing.T) {
	t.Parallel()
	fake := sealtest.New()
	signer, err := seal.NewSigner(t.Context(), fake, "alias/seal")
	if err != nil {
		t.Fatal(err)
	}
	cert, err := credential.SealCertificate(signer, pkix.Name{CommonName: "SMS"}, time.Now().Add(-time.Hour), time.Now().AddDate(1, 0, 0), big.NewInt(1))
	if err != nil {
		t.Fatal(err)
	}
	unsigned, err := credential.Reasons(refusal())
	if err != nil {
		t.Fatal(err)
	}
	before := fake.Calls()
	sealed, err := credential.Sign(unsigned, signer, cert, time.Now(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := 1, fake.Calls()-before; want != got {
		t.Errorf("want KMS asked %d time, got %d", want, got)
	}
	if got, err := credential.VerifyPDF(sealed, signer.PublicKey()); err != nil || !got.Certificate.Equal(cert) || !got.StampedAt.IsZero() {
		t.Errorf("want it sealed by our certificate, got %+v and %v", got, err)
	}
	fake.Down(true)
	if file, err := credential.Sign(unsigned, signer, cert, time.Now(), nil); err == nil || file != nil {
		t.Errorf("want no document from a KMS that is down, got %d bytes and %v", len(file), err)
	}
}

func refusal() credential.Statement {
	on := calendar.Date{Year: 2026, Month: time.November, Day: 21}
	return credential.Statement{
		Reference: "A-1", Holder: credential.Holder{FamilyName: "Ng", BirthDate: on, Nationality: credential.Nationality{Code: "SGP", Name: every("Singapore")}},
		Field: credential.Field{ID: "ict", Name: every("ICT")}, Score: credential.Score{Points: 10, Threshold: 70, Maximum: 100},
		Criteria: []credential.CriterionReasons{{Name: every("Education"), Authority: every("Ministry"), Points: 10, Maximum: 100,
			Justification: strings.Repeat("Because. ", 9)}},
		Appeal:    credential.Appeal{Days: 30, To: every("the court"), LegalBasis: every("the law")},
		Programme: credential.Programme{Act: every("Decision No. 99"), Version: "az-99"}, Issuer: credential.Issuer{ID: "smsaz", Name: every("SMS")},
		DecidedAt: time.Now(), DecidedOn: on, Language: locale.English,
	}
}
