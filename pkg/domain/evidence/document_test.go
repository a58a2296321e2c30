package evidence_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

var noon = time.Date(2026, 1, 5, 8, 0, 0, 0, time.UTC)

func declared() evidence.Declaration {
	return evidence.Declaration{Kind: "diploma", FileName: "diplom.pdf", Language: "tr", MediaType: "application/pdf", Size: 1000}
}

func uploaded(t *testing.T) evidence.Document {
	t.Helper()
	d, err := evidence.Expect("doc_1", declared(), rules)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Receive("v1", 1000, noon); err != nil {
		t.Fatal(err)
	}
	return d
}

var (
	good = evidence.Report{Kind: evidence.PDF, Size: 1000, Pages: 1, SHA256: "aa"}
	bad  = evidence.Report{Kind: evidence.PDF, Size: 1000, SHA256: "aa", Findings: []evidence.Finding{{Code: "document-encrypted"}}}
	jpeg = evidence.Report{Kind: evidence.JPEG, Size: 1000, Pages: 1, SHA256: "aa"}
	evil = evidence.Report{Kind: evidence.PDF, Size: 1000, SHA256: "aa", Findings: []evidence.Finding{{Code: "malware"}}}
)

// translations are the rules of a kind that bears words and translates another.
var translations = func() evidence.Rules {
	r := rules
	r.Worded, r.Original = true, true
	return r
}()

// Fact 47: what may have to be translated says its language, and only a translation is excused by what it translates.
func TestNothingIsExcusedFromATranslationByItsDeclaration(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		worded, original bool
		change           func(*evidence.Declaration)
		want             string
	}{
		"words without a language":             {true, false, func(d *evidence.Declaration) { d.Language = "" }, "/language required"},
		"words in a language":                  {true, false, func(*evidence.Declaration) {}, ""},
		"no words":                             {false, false, func(d *evidence.Declaration) { d.Language = "" }, ""},
		"a diploma that names an original":     {true, false, func(d *evidence.Declaration) { d.TranslationOf = "doc_2" }, "/translation_of document-no-translation"},
		"a translation that names an original": {true, true, func(d *evidence.Declaration) { d.TranslationOf = "doc_2" }, ""},
	} {
		kind, declaration := rules, declared()
		kind.Worded, kind.Original = test.worded, test.original
		test.change(&declaration)
		_, err := evidence.Expect("doc_1", declaration, kind)
		got := ""
		if err != nil {
			fault := problem.From(err).Faults[0]
			got = fault.Pointer + " " + fault.Code
		}
		if got != test.want {
			t.Errorf("%s: want %q, got %q", name, test.want, got)
		}
	}
}

func TestEveryFaultOfADeclarationIsNamed(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		change func(*evidence.Declaration)
		want   []string
	}{
		"a good one":                     {func(*evidence.Declaration) {}, nil},
		"without its language":           {func(d *evidence.Declaration) { d.Language = "" }, []string{"/language"}},
		"the largest":                    {func(d *evidence.Declaration) { d.Size = rules.MaxBytes }, nil},
		"one byte too large":             {func(d *evidence.Declaration) { d.Size = rules.MaxBytes + 1 }, []string{"/size"}},
		"of no bytes":                    {func(d *evidence.Declaration) { d.Size = 0 }, []string{"/size"}},
		"in a language that is not":      {func(d *evidence.Declaration) { d.Language = "qq" }, []string{"/language"}},
		"in a language in three letters": {func(d *evidence.Declaration) { d.Language = "aze" }, []string{"/language"}},
		"in a language in capitals":      {func(d *evidence.Declaration) { d.Language = "AZ" }, []string{"/language"}},
		"a translation of itself":        {func(d *evidence.Declaration) { d.TranslationOf = "doc_1" }, []string{"/translation_of"}},
		"everything wrong": {func(d *evidence.Declaration) {
			*d = evidence.Declaration{Language: "?", MediaType: "text/html", Size: -1, TranslationOf: "doc_1"}
		}, []string{"/kind", "/language", "/media_type", "/size", "/translation_of"}},
	} {
		declaration := declared()
		test.change(&declaration)
		_, err := evidence.Expect("doc_1", declaration, translations)
		var got []string
		if err != nil {
			for _, f := range problem.From(err).Faults {
				got = append(got, f.Pointer)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: (-want +got) %s", name, diff)
		}
	}
}

func TestASizeMayBeLeftOutWhereTheRulesSaySo(t *testing.T) {
	t.Parallel()
	unsized := rules
	unsized.Unsized = true
	for name, test := range map[string]struct {
		size int64
		good bool
	}{
		"left out":           {0, true},
		"negative":           {-1, false},
		"one byte":           {1, true},
		"the largest":        {rules.MaxBytes, true},
		"one byte too large": {rules.MaxBytes + 1, false},
	} {
		declaration := declared()
		declaration.Size = test.size
		d, err := evidence.Expect("doc_1", declaration, unsized)
		if test.good != (err == nil) {
			t.Errorf("%s: want it taken = %v, got %v", name, test.good, err)
		}
		if err == nil && d.Size() != test.size {
			t.Errorf("%s: want a size of %d, got %d", name, test.size, d.Size())
		}
	}
}

func TestASizeIsThatOfTheBytesOnceTheyAreThere(t *testing.T) {
	t.Parallel()
	unsized := rules
	unsized.Unsized = true
	declaration := declared()
	declaration.Size = 0
	d, err := evidence.Expect("doc_1", declaration, unsized)
	if err != nil {
		t.Fatal(err)
	}
	if err := d.Receive("v1", 4321, noon); err != nil || d.Size() != 4321 || d.DeclaredSize != 0 {
		t.Errorf("want 4321 bytes beside an unknown declaration, got %d, %d, %v", d.Size(), d.DeclaredSize, err)
	}
	report := good
	report.Size = 4321
	if err := d.Inspected("v1", report); err != nil || d.Size() != 4321 {
		t.Errorf("want 4321 bytes after the inspection, got %d, %v", d.Size(), err)
	}
}

func TestADocumentIsSettledByTwoAnswersInAnyOrder(t *testing.T) {
	t.Parallel()
	inspected := func(r evidence.Report) func(*evidence.Document) error {
		return func(d *evidence.Document) error { return d.Inspected("v1", r) }
	}
	scanned := func(v evidence.Verdict) func(*evidence.Document) error {
		return func(d *evidence.Document) error { return d.Scanned("v1", v) }
	}
	for name, test := range map[string]struct {
		moves    []func(*evidence.Document) error
		want     evidence.State
		findings []string
	}{
		"nothing yet":                   {nil, evidence.Uploaded, []string{}},
		"only inspected":                {[]func(*evidence.Document) error{inspected(good)}, evidence.Uploaded, []string{}},
		"only scanned":                  {[]func(*evidence.Document) error{scanned(evidence.Clean)}, evidence.Uploaded, []string{}},
		"good, then clean":              {[]func(*evidence.Document) error{inspected(good), scanned(evidence.Clean)}, evidence.Accepted, []string{}},
		"clean, then good":              {[]func(*evidence.Document) error{scanned(evidence.Clean), inspected(good)}, evidence.Accepted, []string{}},
		"each twice":                    {[]func(*evidence.Document) error{inspected(good), inspected(good), scanned(evidence.Clean), scanned(evidence.Clean), inspected(good)}, evidence.Accepted, []string{}},
		"bad":                           {[]func(*evidence.Document) error{inspected(bad)}, evidence.Rejected, []string{"document-encrypted"}},
		"clean, then bad":               {[]func(*evidence.Document) error{scanned(evidence.Clean), inspected(bad)}, evidence.Rejected, []string{"document-encrypted"}},
		"bad, then clean":               {[]func(*evidence.Document) error{inspected(bad), scanned(evidence.Clean)}, evidence.Rejected, []string{"document-encrypted"}},
		"infected":                      {[]func(*evidence.Document) error{scanned(evidence.Infected)}, evidence.Rejected, []string{"malware"}},
		"infected, then good":           {[]func(*evidence.Document) error{scanned(evidence.Infected), inspected(good)}, evidence.Rejected, []string{"malware"}},
		"infected, then bad":            {[]func(*evidence.Document) error{scanned(evidence.Infected), inspected(bad)}, evidence.Rejected, []string{"document-encrypted", "malware"}},
		"found twice, named once":       {[]func(*evidence.Document) error{inspected(evil), scanned(evidence.Infected)}, evidence.Rejected, []string{"malware"}},
		"accepted, then found infected": {[]func(*evidence.Document) error{inspected(good), scanned(evidence.Clean), scanned(evidence.Infected)}, evidence.Rejected, []string{"malware"}},
		"infected stays infected":       {[]func(*evidence.Document) error{scanned(evidence.Infected), scanned(evidence.Clean), inspected(good)}, evidence.Rejected, []string{"malware"}},
		"a scanner that could not scan": {[]func(*evidence.Document) error{inspected(good), scanned(evidence.Unscanned)}, evidence.Rejected, []string{"document-not-scanned"}},
		"a picture declared as a PDF":   {[]func(*evidence.Document) error{scanned(evidence.Clean), inspected(jpeg)}, evidence.Rejected, []string{"document-type"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := uploaded(t)
			for i, move := range test.moves {
				if err := move(&d); err != nil {
					t.Fatalf("move %d: want no error, got %v", i, err)
				}
			}
			if diff := cmp.Diff(test.findings, found(d.Report)); diff != "" || d.State != test.want {
				t.Errorf("want %s, got %s (-want +got) %s", test.want, d.State, diff)
			}
			if got := len(d.Faults("/documents/0")); d.State == evidence.Rejected && got != len(test.findings) || d.State != evidence.Rejected && got != 0 {
				t.Errorf("want a fault for each finding of a rejected document, got %d", got)
			}
		})
	}
}

func TestWhatWasInspectedCannotBeExchanged(t *testing.T) {
	t.Parallel()
	d := uploaded(t)
	for _, move := range []error{d.Inspected("v1", good), d.Scanned("v1", evidence.Clean)} {
		if move != nil {
			t.Fatal(move)
		}
	}
	settled := d
	other := good
	other.SHA256 = "bb"
	for name, test := range map[string]struct {
		move func() error
		want problem.Kind
	}{
		"other bytes arrive":              {func() error { return d.Receive("v2", 1000, noon) }, problem.Conflict},
		"the same bytes report otherwise": {func() error { return d.Inspected("v1", other) }, problem.Conflict},
		"other bytes are inspected":       {func() error { return d.Inspected("v2", good) }, problem.Stale},
		"other bytes are scanned":         {func() error { return d.Scanned("v2", evidence.Infected) }, problem.Stale},
	} {
		if err := test.move(); !errors.Is(err, test.want) {
			t.Errorf("%s: want %s, got %v", name, test.want, err)
		}
	}
	if err := d.Receive("v1", 1000, noon.Add(time.Hour)); err != nil {
		t.Errorf("want the same arrival again to change nothing, got %v", err)
	}
	if diff := cmp.Diff(settled, d); diff != "" {
		t.Error("want the document as it was, (-want +got)", diff)
	}
}

func TestBeforeItIsSettledAnUploadMayBeRepeated(t *testing.T) {
	t.Parallel()
	d := uploaded(t)
	if err := d.Inspected("v1", good); err != nil {
		t.Fatal(err)
	}
	if err := d.Receive("v2", 2000, noon.Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	if err := d.Scanned("v2", evidence.Clean); err != nil {
		t.Fatal(err)
	}
	if d.State != evidence.Uploaded || d.Report.SHA256 != "" || d.Version != "v2" {
		t.Errorf("want the new bytes to wait for their own inspection, got %+v", d)
	}
	unknown := evidence.Document{State: evidence.Expected}
	if err := unknown.Inspected("", good); err == nil {
		t.Error("want no inspection of a document without bytes, got one")
	}
}

func TestMissingTranslations(t *testing.T) {
	t.Parallel() // fact 47, contradiction C4
	doc := func(id, kind, language, of string, state evidence.State) evidence.Document {
		return evidence.Document{ID: id, Kind: kind, Language: language, TranslationOf: of, State: state}
	}
	for name, test := range map[string]struct {
		docs []evidence.Document
		want []string
	}{
		"in Azerbaijani and English":        {[]evidence.Document{doc("a", "diploma", "az", "", evidence.Accepted), doc("b", "diploma", "en", "", evidence.Accepted)}, nil},
		"in Russian and Turkish":            {[]evidence.Document{doc("a", "diploma", "ru", "", evidence.Accepted), doc("b", "diploma", "tr", "", evidence.Uploaded)}, []string{"a", "b"}},
		"translated into English":           {[]evidence.Document{doc("a", "diploma", "ru", "", evidence.Accepted), doc("b", "translation", "en", "a", evidence.Accepted)}, nil},
		"translated into a third language":  {[]evidence.Document{doc("a", "diploma", "ka", "", evidence.Accepted), doc("b", "translation", "ru", "a", evidence.Accepted)}, []string{"a"}},
		"with a translation of another one": {[]evidence.Document{doc("a", "diploma", "ru", "", evidence.Accepted), doc("b", "translation", "az", "c", evidence.Accepted)}, []string{"a"}},
		"with a rejected translation":       {[]evidence.Document{doc("a", "diploma", "ru", "", evidence.Accepted), doc("b", "translation", "az", "a", evidence.Rejected)}, []string{"a"}},
		"rejected itself":                   {[]evidence.Document{doc("a", "diploma", "ru", "", evidence.Rejected)}, nil},
		"without words":                     {[]evidence.Document{doc("a", "photograph", "", "", evidence.Accepted)}, nil},
	} {
		var got []string
		for _, d := range evidence.MissingTranslations(test.docs, []string{"az", "en"}) {
			got = append(got, d.ID)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: (-want +got) %s", name, diff)
		}
	}
}

func TestDisplayName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Diplom Əliyeva.pdf":               "Diplom Əliyeva.pdf",
		`C:\Users\leyla\диплом.pdf`:        "диплом.pdf",
		"../../etc/passwd":                 "passwd",
		"/":                                "document",
		"":                                 "document",
		"...":                              "document",
		"diplom\u202efdp.exe":              "diplomfdp.exe",
		"a\x00b\r\nc\t.pdf":                "ab c .pdf",
		"\u200bdiplom\ufeff.pdf":           "diplom.pdf",
		"نامه\u200cها.pdf":                 "نامه\u200cها.pdf",
		"bad\xff\xfename.pdf":              "badname.pdf",
		"e\u0301tude.pdf":                  "\u00e9tude.pdf",
		strings.Repeat("ə", 200) + ".jpeg": strings.Repeat("ə", 114) + "….jpeg",
		strings.Repeat("x", 120):           strings.Repeat("x", 120),
		strings.Repeat("x", 121):           strings.Repeat("x", 119) + "…",
	} {
		if got := evidence.DisplayName(name); got != want {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
}

func TestEveryFindingHasWordsThatNameTheFile(t *testing.T) {
	t.Parallel()
	for _, code := range []string{
		"document-empty", "document-too-large", "document-format", "document-type", "document-pages", "document-encrypted",
		"document-active", "document-damaged", "document-truncated", "document-mixed", "document-pixels", "document-bomb",
		"document-unreadable", "malware", "document-not-scanned", "document-settled", "document-version",
	} {
		for _, l := range locale.All {
			if got := problem.Say(l, code, map[string]string{"file": "diplom.pdf"}); !strings.HasPrefix(got, "diplom.pdf: ") {
				t.Errorf("%s in %s: want words that name the file, got %q", code, l, got)
			}
		}
	}
	for _, code := range []string{
		"mrz-shape", "mrz-visa", "mrz-document-code", "mrz-issuer", "mrz-nationality", "mrz-sex", "mrz-number", "mrz-names",
		"mrz-birth-date", "mrz-expiry-date", "mrz-check-number", "mrz-check-birth", "mrz-check-expiry", "mrz-check-optional",
		"mrz-check-composite", "mrz-lookalike", "mrz-character", "mrz-number-differs", "mrz-birth-date-differs",
		"mrz-expiry-date-differs", "mrz-name-differs", "fin-form", "fin-letter-o", "fin-letter-i", "document-translates-itself", "document-no-translation",
	} {
		if got := problem.Say(locale.English, code, nil); got == problem.Say(locale.English, "internal", nil) {
			t.Errorf("%s: want words, got none", code)
		}
	}
}
