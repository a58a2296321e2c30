package play

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/locale"
)

func certificate(t *testing.T) (pdf []byte, text string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	number, err := credential.NewNumber(2026, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	in := func(text string) locale.Texts {
		return locale.Texts{locale.Azerbaijani: text, locale.Turkish: text, locale.English: text, locale.Russian: text}
	}
	day := calendar.Date{Year: 2026, Month: 3, Day: 16}
	facts := credential.Facts{Number: number,
		Holder: credential.Holder{FamilyName: "Yılmaz", GivenNames: "Emre", BirthDate: calendar.Date{Year: 1988, Month: 4, Day: 12},
			Nationality: credential.Nationality{Code: "TUR", Name: in("Türkiye")}},
		Field: credential.Field{ID: "it", Name: in("Information technology")}, Score: credential.Score{Points: 82, Threshold: 70, Maximum: 100},
		Programme: credential.Programme{Act: in("Decision No. 99"), Version: "v1", Hash: strings.Repeat("ab", 32)},
		Issuer:    credential.Issuer{ID: "smsaz", Name: in("State Migration Service")}, IssuedAt: day.Start(), IssuedOn: day, ValidFrom: day,
		ValidUntil: credential.LastDay(day, 5), Language: locale.Turkish}
	compact, err := credential.SignCompact(facts.Claims(), "key", key)
	if err != nil {
		t.Fatal(err)
	}
	pdf, err = credential.Certificate(facts, "http://localhost:8080", compact)
	if err != nil {
		t.Fatal(err)
	}
	return pdf, credential.QRText("http://localhost:8080", compact)
}

func TestTheCodeIsReadOffACertificate(t *testing.T) {
	t.Parallel()
	pdf, want := certificate(t)
	got, err := ReadQR(pdf)
	if err != nil {
		t.Fatal(err)
	}
	if got != want {
		t.Errorf("want %s, got %s", want, got)
	}
}

func TestAPageWithoutACodeSaysSo(t *testing.T) {
	t.Parallel()
	for _, file := range []string{"", "%PDF-1.7 /FlateDecode >> stream\nnothing packed"} {
		_, err := ReadQR([]byte(file))
		if err == nil || !strings.Contains(err.Error(), "no QR code") {
			t.Errorf("%q: want it said that there is no code, got %v", file, err)
		}
	}
}

func TestDemoJSONIsAnArrayThatReadsBack(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "demo.json")
	total := 82
	err := write(name, []Result{{Name: "a", Total: &total, Points: points(28, 17, 13, 12, 8, 4)}, {Name: "b", Outcome: withdrawn}})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"[\n", `"total": 82`, `"education": 13`, `"total": null`, `"certificate_number": null`} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("want %q in %s", want, raw)
		}
	}
}
