package application_test

import (
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestACompleteDraftHasNoFault(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	if faults := c.Completeness(timetable(t).Programme, drafts.Day); len(faults) > 0 {
		t.Errorf("want none, got %v", faults)
	}
}

func TestAnEmptyDraftSaysEverythingAtOnce(t *testing.T) {
	t.Parallel()
	c := application.Begin(act(drafts.Applicant, drafts.At), "app_1", "prs_1", "en")
	err := c.Submit(act(drafts.Applicant, drafts.At), timetable(t))
	for pointer, code := range map[string]string{
		"/identity/family_name": "name-missing", "/identity/birth_date": "required", "/identity/nationalities": "required",
		"/identity/papers": "papers-missing", "/identity/sex": "not-listed", "/contact/email": "required", "/contact/country": "required",
		"/expertise/field": "not-listed", "/expertise/summary": "required", "/impact/goals": "required", "/impact/labour_market": "required",
		"/declaration/truthful": "declaration-missing", "/declaration/data_processing": "declaration-missing", "/documents": "document-missing",
	} {
		faulty(t, pointer, code, err)
	}
	if c.State != application.Draft || c.Submission != nil {
		t.Error("want an incomplete draft to stay one")
	}
}

// Each way of being wrong, with the place it is named at.
func TestEachFaultIsNamedAtItsPlace(t *testing.T) {
	t.Parallel()
	long := make([]byte, 5000)
	for i := range long {
		long[i] = 'x'
	}
	for name, c := range map[string]struct {
		change        func(*application.Form)
		pointer, code string
	}{
		"a name in another script in the Latin field": {func(f *application.Form) { f.Identity.FamilyName = "Йылмаз" }, "/identity/family_name", "name-not-latin"},
		"a picture in a name":                         {func(f *application.Form) { f.Identity.GivenNames = "Anna😀" }, "/identity/given_names", "certificate-name-unprintable"},
		"a space that nobody sees":                    {func(f *application.Form) { f.Identity.FamilyName = "Anna\u200bMaria" }, "/identity/family_name", "certificate-name-unprintable"},
		"a turn of direction":                         {func(f *application.Form) { f.Identity.FamilyName = "Anna\u202e" }, "/identity/family_name", "certificate-name-unprintable"},
		"a name without a letter":                     {func(f *application.Form) { f.Identity.FamilyName, f.Identity.GivenNames = "\u200b", "" }, "/identity/family_name", "name-missing"},
		"two words in a script without a table": {func(f *application.Form) {
			f.Identity.FamilyName, f.Identity.GivenNames, f.Identity.NativeName = "", "", "王 小明"
		}, "/identity/family_name", "name-missing"},
		"a name of 101 letters":               {func(f *application.Form) { f.Identity.GivenNames = strings.Repeat("ş", 101) }, "/identity/given_names", "too-long"},
		"a country that is none":              {func(f *application.Form) { f.Identity.Nationalities = []string{"ZZZ"} }, "/identity/nationalities/0", "unknown-state"},
		"a birthday tomorrow":                 {func(f *application.Form) { f.Identity.BirthDate = drafts.Day.AddDays(1) }, "/identity/birth_date", "date-in-future"},
		"a FIN with the letter O":             {func(f *application.Form) { f.Identity.FIN = "O4FMDDD" }, "/identity/fin", "fin-letter-o"},
		"a passport of another kind":          {func(f *application.Form) { f.Identity.Papers[0].Kind = "licence" }, "/identity/papers/0/kind", "not-listed"},
		"a passport without an end":           {func(f *application.Form) { f.Identity.Papers[0].ExpiresOn = date(0, 0, 0) }, "/identity/papers/0/expires_on", "required"},
		"broken machine-readable lines":       {func(f *application.Form) { f.Identity.Papers[0].MRZ = "P<TUR" }, "/identity/papers/0/mrz", "mrz-shape"},
		"an address that is none":             {func(f *application.Form) { f.Contact.Email = "emre" }, "/contact/email", "bad-format"},
		"an address with a name":              {func(f *application.Form) { f.Contact.Email = "Emre <emre@example.org>" }, "/contact/email", "bad-format"},
		"a telephone without a country":       {func(f *application.Form) { f.Contact.Phone = "0532" }, "/contact/phone", "bad-format"},
		"a field that is not the programme's": {func(f *application.Form) { f.Expertise.Field = "magic" }, "/expertise/field", "not-listed"},
		"a summary too long":                  {func(f *application.Form) { f.Expertise.Summary = string(long) }, "/expertise/summary", "too-long"},
		"a post that ends before it begins":   {func(f *application.Form) { f.Experience[0].Until = date(2010, 1, 1) }, "/experience/0/until", "ends-before-start"},
		"a degree of the future":              {func(f *application.Form) { f.Education[0].Completed = 2027 }, "/education/0/completed", "out-of-range"},
		"a level that is none":                {func(f *application.Form) { f.Languages[0].Level = "D1" }, "/languages/0/level", "not-listed"},
		"a debt":                              {func(f *application.Form) { f.Finances.Funds = -1 }, "/finances/funds", "negative"},
		"money without a currency":            {func(f *application.Form) { f.Finances.Currency = "" }, "/finances/currency", "bad-format"},
		"an achievement without a title":      {func(f *application.Form) { f.Achievements = []application.Achievement{{Kind: "patent", Year: 2020}} }, "/achievements/0/title", "required"},
		"too many posts":                      {func(f *application.Form) { f.Experience = make([]application.Employment, 51) }, "/experience", "too-many-entries"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := drafts.Draft("app_1")
			c.change(&k.Form)
			faulty(t, c.pointer, c.code, problem.Of(k.Completeness(timetable(t).Programme, drafts.Day)))
		})
	}
}

// Fact 41: six months at submission, both sides; of two passports one is enough.
func TestAPassportIsValidForSixMonths(t *testing.T) {
	t.Parallel()
	table := timetable(t)
	c := drafts.Draft("app_1")
	c.Form.Identity.Papers[0].ExpiresOn = date(2026, 7, 4)
	faulty(t, "/identity/papers", "papers-expire", problem.Of(c.Completeness(table.Programme, drafts.Day)))
	c.Form.Identity.Papers[0].ExpiresOn = date(2026, 7, 5)
	must(t, problem.Of(c.Completeness(table.Programme, drafts.Day)))
	old := c.Form.Identity.Papers[0]
	old.Number, old.ExpiresOn = "U00000001", date(2025, 1, 1)
	c.Form.Identity.Papers = []application.TravelPapers{old, c.Form.Identity.Papers[0]}
	must(t, problem.Of(c.Completeness(table.Programme, drafts.Day)))
}

// Invariant 10: a person without FIN, without passport, with one name, with two passports, or with a name only in a
// non-Latin script can apply.
func TestEverybodyCanApply(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*application.Case){
		"a stateless person with a travel document": func(c *application.Case) {
			c.Form.Identity.Nationalities, c.Form.Identity.Papers[0].Kind = []string{"XXA"}, "travel-document"
			c.Documents[0].Kind = "travel-document"
		},
		"a single name": func(c *application.Case) { c.Form.Identity.FamilyName = "" },
		"a name only in Cyrillic": func(c *application.Case) {
			c.Form.Identity.FamilyName, c.Form.Identity.GivenNames, c.Form.Identity.NativeName = "", "", "Ильин Борис"
		},
		"a long name":                    func(c *application.Case) { c.Form.Identity.GivenNames = strings.Repeat("Maria da Conceicao ", 4) },
		"an Uzbek name":                  func(c *application.Case) { c.Form.Identity.GivenNames = "O\u02bbktam" },
		"a Ukrainian apostrophe":         func(c *application.Case) { c.Form.Identity.GivenNames = "Mar\u02bciana" },
		"an Irish name":                  func(c *application.Case) { c.Form.Identity.FamilyName = "O\u2019Brien" },
		"an accent of its own":           func(c *application.Case) { c.Form.Identity.FamilyName = "Ye\u0301" },
		"two nationalities":              func(c *application.Case) { c.Form.Identity.Nationalities = []string{"TUR", "D"} },
		"a FIN from an earlier stay":     func(c *application.Case) { c.Form.Identity.FIN = "94FMDDD" },
		"no income and no funds at all":  func(c *application.Case) { c.Form.Finances = application.Finances{} },
		"no degree, experience, tongues": func(c *application.Case) { c.Form.Education, c.Form.Experience, c.Form.Languages = nil, nil, nil },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := drafts.Draft("app_1")
			change(&c)
			must(t, problem.Of(c.Completeness(timetable(t).Programme, drafts.Day)))
		})
	}
}

func TestDocumentsAreThereAcceptedAndTranslated(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change        func(*application.Case)
		pointer, code string
	}{
		"a missing diploma":     {func(c *application.Case) { c.Documents = append(c.Documents[:1], c.Documents[2:]...) }, "/documents", "document-missing"},
		"one not yet inspected": {func(c *application.Case) { c.Documents[1].State = evidence.Uploaded }, "/documents/1", "document-not-ready"},
		"one that never came":   {func(c *application.Case) { c.Documents[1].State = evidence.Expected }, "/documents/1", "document-not-ready"},
		"one that was rejected": {func(c *application.Case) {
			c.Documents[1].State, c.Documents[1].Report.Findings = evidence.Rejected, []evidence.Finding{{Code: "malware"}}
		}, "/documents/1", "malware"},
		"one in Turkish without a translation": {func(c *application.Case) { c.Documents[1].Language = "tr" }, "/documents/1", "translation-missing"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			k := drafts.Draft("app_1")
			c.change(&k)
			faulty(t, c.pointer, c.code, problem.Of(k.Completeness(timetable(t).Programme, drafts.Day)))
		})
	}
	k := drafts.Draft("app_1")
	k.Documents[1].Language = "tr"
	k.Documents = append(k.Documents, evidence.Document{ID: "doc_t", Kind: "translation", TranslationOf: "doc_diploma", Language: "az", State: evidence.Accepted})
	must(t, problem.Of(k.Completeness(timetable(t).Programme, drafts.Day)))
}
