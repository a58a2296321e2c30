package dossier_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/locales"
	"hsmp.example/cases/web/page"
)

func file(t *testing.T) dossier.File {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return dossier.File{Programme: p, Form: drafts.Form(), Documents: drafts.Documents()}
}

// shown renders sections and returns their words.
func shown(t *testing.T, l locale.Language, f dossier.File, names ...programme.SectionID) (text, markup string) {
	t.Helper()
	var out bytes.Buffer
	if err := dossier.Sections(page.Page{Language: l}, f, names...).Render(t.Context(), &out); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(out.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			words = append(words, strings.Fields(n.Data)...)
		}
	}
	return strings.Join(words, " "), out.String()
}

func TestEverythingThatWasStatedIsShownInFourLanguages(t *testing.T) {
	t.Parallel()
	f := file(t)
	f.Form.Achievements = []application.Achievement{{Kind: "patent", Title: "A pump", Year: 2020}, {Kind: "opera", Title: "Tosca", Year: 2021}}
	f.Form.Experience[0].Until = calendar.Date{Year: 2025, Month: 6, Day: 30}
	for l, want := range map[locale.Language][]string{
		"en": {"Yılmaz", "12 April 1988", "Türkiye", "Information technology", "60,000 USD", "Master’s degree", "Patent", "opera", "diploma.pdf", "Accepted"},
		"az": {"Yılmaz", "12 aprel 1988", "Türkiyə", "60.000 USD", "Magistr", "Qəbul edildi"},
		"tr": {"12 Nisan 1988", "Türkiye", "60.000 USD", "Yüksek lisans", "Kabul edildi"},
		"ru": {"12 апреля 1988", "Турция", "60 000 USD", "Магистр", "Принят"},
	} {
		text, _ := shown(t, l, f)
		for _, one := range want {
			if !strings.Contains(strings.ReplaceAll(text, "\u00a0", " "), one) {
				t.Errorf("%s: want %q in %s", l, one, text)
			}
		}
		for _, key := range []string{"dossier.", "kit."} {
			if strings.Contains(text, key) {
				t.Errorf("%s: a key shows in %s", l, text)
			}
		}
	}
}

// A lane's officer is given a form that was cut down; what they may not see must not show as stated by nobody either.
func TestOnlyTheNamedSectionsAreShownInTheirOrder(t *testing.T) {
	t.Parallel()
	text, _ := shown(t, "en", file(t), "education", "contact")
	if a, b := strings.Index(text, "Ege University"), strings.Index(text, "emre@example.org"); a < 0 || b < a {
		t.Errorf("want education, then contact, got %s", text)
	}
	for _, hidden := range []string{"Yılmaz", "60,000", "passport.pdf", "bank-statement.pdf"} {
		if strings.Contains(text, hidden) {
			t.Errorf("want no %q in %s", hidden, text)
		}
	}
}

func TestWhatIsNotStatedSaysSo(t *testing.T) {
	t.Parallel()
	f := file(t)
	f.Form, f.Documents = application.Form{Finances: application.Finances{Currency: "AZN"}}, nil
	text, _ := shown(t, "en", f)
	if got := strings.Count(text, "Nothing is stated in this section."); got != 4 {
		t.Errorf("want four empty lists, got %d in %s", got, text)
	}
	if !strings.Contains(text, "Family name not stated") || strings.Contains(text, "FIN") || strings.Contains(text, "0 AZN") {
		t.Errorf("want what is missing said, and what few have left out, got %s", text)
	}
}

func TestAPostStillHeldHasNoEnd(t *testing.T) {
	t.Parallel()
	if text, _ := shown(t, "en", file(t), "experience"); !strings.Contains(text, "Until still held") {
		t.Errorf("want it said, got %s", text)
	}
}

func TestLinesAreKeptAndMarkupIsNot(t *testing.T) {
	t.Parallel()
	f := file(t)
	f.Form.Contact.Address = "Bakı\nNizami 1 <script>alert(1)</script>"
	_, markup := shown(t, "en", f, "contact")
	lines := regexp.MustCompile(`Bakı\s*<br>\s*Nizami 1 &lt;script&gt;`)
	if !lines.MatchString(markup) || strings.Contains(markup, "<script>") {
		t.Errorf("want two lines without markup, got %s", markup)
	}
}

func TestASectionHasItsEvidenceWithTheTranslationsBehind(t *testing.T) {
	t.Parallel()
	f := file(t)
	f.Documents = []evidence.Document{{ID: "t", Kind: "translation", TranslationOf: "d"}, {ID: "p", Kind: "passport"}, {ID: "d", Kind: "diploma"}, {ID: "o", Kind: "other"}}
	for section, want := range map[programme.SectionID][]string{"education": {"d", "t"}, "languages": {"d", "t"}, "identity": {"p"}, "impact": {"o"}, "contact": nil} {
		var got []string
		for _, d := range f.Proving(section) {
			got = append(got, d.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: want %v, got %v", section, want, got)
		}
	}
}

func TestARejectedDocumentSaysWhyAndIsNoLink(t *testing.T) {
	t.Parallel()
	f := file(t)
	rejected := evidence.Document{ID: "d", Kind: "diploma", FileName: "diploma.pdf", State: evidence.Rejected, Language: "fr", DeclaredSize: 5 << 20,
		Report: evidence.Report{Findings: []evidence.Finding{{Code: "malware"}}}}
	f.Documents = []evidence.Document{rejected, {ID: "a", Kind: "diploma", FileName: "other.pdf", State: evidence.Accepted}}
	f.Open = func(d evidence.Document) string {
		if d.State == evidence.Accepted {
			return "/en/open/" + d.ID
		}
		return ""
	}
	f.Say = func(_ page.Page, d evidence.Document) string { return "remark on " + d.ID }
	text, markup := shown(t, "en", f, "education")
	for _, want := range []string{"Rejected", "malicious software was found", "French", "5 MB", "remark on d", "remark on a"} {
		if !strings.Contains(text, want) {
			t.Errorf("want %q in %s", want, text)
		}
	}
	if strings.Contains(markup, "/en/open/d") || !strings.Contains(markup, `href="/en/open/a"`) {
		t.Error("want a link to the accepted one alone")
	}
}

func TestSizesAreWrittenAsPeopleReadThem(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: "en"}
	for bytes, want := range map[int64]string{0: "", 1: "1 KB", 1024: "1 KB", 1025: "2 KB", 1<<20 - 1: "1024 KB", 1 << 20: "1 MB", 10485760: "10 MB"} {
		if got := dossier.Size(p, bytes); got != want {
			t.Errorf("%d bytes: want %q, got %q", bytes, want, got)
		}
	}
}

func TestEveryValueOfEachClosedListHasAText(t *testing.T) {
	t.Parallel()
	texts, err := locales.Texts()
	if err != nil {
		t.Fatal(err)
	}
	states := []string{string(evidence.Expected), string(evidence.Uploaded), string(evidence.Accepted), string(evidence.Rejected)}
	for family, values := range map[string][]string{"sex": dossier.Sexes, "papers": dossier.PaperKinds, "level": dossier.Levels,
		"achievement": dossier.Achievements, "state": states} {
		for _, value := range values {
			if _, ok := texts.Text("az", "dossier."+family+"."+value, nil); !ok {
				t.Errorf("no text for %s %s", family, value)
			}
		}
	}
}

func TestWordsThatAreOfNoListAreShownAsTheyStand(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: "en"}
	for got, want := range map[string]string{dossier.Sex(p, "?"): "?", dossier.PaperKind(p, "visa"): "visa", dossier.Level(p, "kandidat"): "kandidat",
		dossier.Achievement(p, "opera"): "opera", dossier.State(p, ""): "", dossier.Language(p, ""): "", dossier.State(p, "GEO"): "Georgia"} {
		if got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}
