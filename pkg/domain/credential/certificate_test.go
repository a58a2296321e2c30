package credential

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/locale"
)

// draw makes the sheet of a certificate, with a credential that is the same in every run.
func draw(t interface {
	Helper()
	Fatal(...any)
}, f Facts) *sheet {
	t.Helper()
	s, err := drawCertificate(f, publicURL, "header.payload.signature")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *sheet) says(text string) bool {
	return slices.ContainsFunc(s.texts, func(d drawn) bool { return strings.Contains(d.text, text) })
}

func TestTheCertificateInEveryLanguage(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	for _, l := range locale.All {
		f := goodFacts(l)
		s := draw(t, f)
		golden(t, "certificate."+string(l), s)
		tidyPages(t, s)
		if want, got := 1, s.pdf.PageCount(); want != got {
			t.Errorf("%s: want %d page, got %d", l, want, got)
		}
		file, err := Certificate(f, publicURL, key.sign(t, f.Claims()))
		if err != nil {
			t.Fatal(err)
		}
		valid(t, file)
		keep(t, "certificate-"+string(l), file)
		if len(file) > 150_000 {
			t.Errorf("%s: want at most 150 kB, got %d", l, len(file))
		}
	}
}

func TestTheCertificateIsInAzerbaijaniAndTheApplicantsLanguage(t *testing.T) {
	t.Parallel()
	titles := map[locale.Language]string{
		locale.Azerbaijani: "Yüksəkixtisaslı miqrant sertifikatı", locale.English: "Certificate of a Highly Skilled Migrant",
		locale.Russian: "Сертификат высококвалифицированного мигранта", locale.Turkish: "Yüksek Nitelikli Göçmen Sertifikası",
	}
	for l, second := range map[locale.Language]locale.Language{
		locale.Azerbaijani: locale.English, locale.English: locale.English, locale.Russian: locale.Russian, locale.Turkish: locale.Turkish,
	} {
		s := draw(t, goodFacts(l))
		for other, title := range titles {
			if want := other == locale.Azerbaijani || other == second; want != s.says(title) {
				t.Errorf("applied in %s: want title in %s %t, got %t", l, other, want, !want)
			}
		}
	}
}

func TestTheSameFactsGiveTheSameBytes(t *testing.T) {
	t.Parallel()
	f := goodFacts(locale.Russian)
	one, err1 := Certificate(f, publicURL, "a.b.c")
	two, err2 := Certificate(f, publicURL, "a.b.c")
	if err1 != nil || err2 != nil || !bytes.Equal(one, two) {
		t.Errorf("want the same bytes, got %d and %d (%v, %v)", len(one), len(two), err1, err2)
	}
	f.IssuedAt = f.IssuedAt.Add(1e9)
	later, err := Certificate(f, publicURL, "a.b.c")
	if err != nil || bytes.Equal(one, later) {
		t.Errorf("want another time of issue to show, got the same bytes (%v)", err)
	}
}

func TestTheFileSaysWhatItIs(t *testing.T) {
	t.Parallel()
	file, err := Certificate(goodFacts(locale.Turkish), publicURL, "a.b.c")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"/Lang (tr)", "/CreationDate (D:20261121093000", "/ModDate (D:20261121093000", "/Title ("} {
		if !bytes.Contains(file, []byte(want)) {
			t.Errorf("want %q in the file, got none", want)
		}
	}
	for _, unwanted := range []string{"/JavaScript", "/EF ", "/Encrypt"} {
		if bytes.Contains(file, []byte(unwanted)) {
			t.Errorf("want no %s: the programme's own intake refuses such files", unwanted)
		}
	}
}

func TestANativeNameIsPrintedWholeOrNotAtAll(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		native  string
		printed bool
	}{
		"Cyrillic":                {"Гюнеш Шихалиева", true},
		"Greek":                   {"Νίκος Παπαδόπουλος", true},
		"Vietnamese":              {"Nguyễn Thị Ánh", true},
		"Chinese":                 {"王小明", false},
		"Arabic":                  {"محمد علي", false},
		"Hebrew, in the font":     {"דוד כהן", false},
		"half Latin, half Hindi":  {"Anil कुमार", false},
		"outside the first plane": {"𠮷田", false},
		"the same as the Latin":   {"Günəş Zoë Şıxəliyeva-O'Brien", false},
		"too long":                {strings.Repeat("Ж", 2*longestName+1), false},
	} {
		f := goodFacts(locale.English)
		f.Holder.NativeName = c.native
		s := draw(t, f)
		lines := 0
		for _, d := range s.texts {
			if d.text == c.native && d.h < nameFace.line() {
				lines++
			}
			if strings.Contains(d.text, omitted) {
				t.Errorf("%s: want no marks of omission, got %q", name, d.text)
			}
		}
		if c.printed != (lines == 1) {
			t.Errorf("%s: want printed %t, got %d lines", name, c.printed, lines)
		}
	}
}

func TestAPersonWithOneNameGetsACertificate(t *testing.T) {
	t.Parallel()
	for _, h := range []Holder{{FamilyName: "Suharto"}, {GivenNames: "Suharto"}} {
		f := goodFacts(locale.English)
		f.Holder.FamilyName, f.Holder.GivenNames, f.Holder.NativeName = h.FamilyName, h.GivenNames, ""
		if s := draw(t, f); !slices.ContainsFunc(s.texts, func(d drawn) bool { return d.text == "Suharto" }) {
			t.Errorf("%+v: want the one name alone on its line", h)
		}
	}
}

// Whatever the facts say, nothing overlaps and nothing runs off the page.
func TestLongFactsStayOnTheirOnePage(t *testing.T) {
	t.Parallel()
	words := rapid.StringMatching(`([A-Za-zƏəŞşÇçĞğİıÖöÜüЖждЫы]{1,14} ){1,9}[a-z]{1,9}`)
	name := rapid.StringMatching(`[A-ZƏŞÇĞİÖÜW]{1,30}([ -][a-zəşçğıöümw]{1,29})?`)
	rapid.Check(t, func(t *rapid.T) {
		f := goodFacts(rapid.SampledFrom(locale.All).Draw(t, "language"))
		f.Holder.FamilyName = name.Draw(t, "family name")
		f.Holder.GivenNames = name.Draw(t, "given names")
		f.Holder.NativeName = name.Draw(t, "native name")
		every := func(label string) locale.Texts {
			text := words.Draw(t, label)
			return fours(text, text, text, text)
		}
		f.Field.Name, f.Issuer.Name, f.Programme.Act, f.Holder.Nationality.Name = every("field"), every("issuer"), every("act"), every("nationality")
		s := draw(t, f)
		tidyPages(t, s)
		if s.pdf.PageCount() != 1 {
			t.Errorf("want one page, got %d", s.pdf.PageCount())
		}
	})
}
