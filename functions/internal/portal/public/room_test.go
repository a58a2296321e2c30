package public_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/usecase/casework"
)

func TestEveryPageSpeaksFourLanguages(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for _, language := range visitor.Languages {
		for _, path := range pages {
			t.Run(language+path, func(t *testing.T) {
				t.Parallel()
				v.Get("/"+language+path).WantPage(t, http.StatusOK, language)
			})
		}
	}
}

var hrefs = regexp.MustCompile(`(?:href|action|formaction)="(/en[^"#]*)"`)

// Links of the room lead to pages that are: those of other rooms are theirs to test, and need an account or a
// parameter.
func TestLinksBetweenThePagesLeadSomewhere(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	seen := map[string]bool{}
	for _, path := range pages {
		for _, found := range hrefs.FindAllStringSubmatch(v.Get("/en"+path).Body, -1) {
			seen[found[1]] = true
		}
	}
	if len(seen) < 15 {
		t.Fatalf("want many links, got %v", seen)
	}
	for target := range seen {
		if got := v.Get(target); got.Status == http.StatusNotFound && !strings.HasPrefix(target, "/en/sign") {
			t.Errorf("%s: want a page, got %d", target, got.Status)
		}
	}
}

func TestPagesTakeTheirNumbersFromTheProgramme(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	prog := v.Rules.Programme
	criteria := v.Get("/ru/programme/criteria")
	for _, c := range prog.Criteria {
		criteria.Wants(t, c.Names["ru"], c.Considerations["ru"])
	}
	for _, f := range prog.Fields {
		criteria.Wants(t, f.Names["ru"])
	}
	benefits := v.Get("/tr/programme/benefits")
	for _, b := range prog.Benefits {
		benefits.Wants(t, b.Names["tr"])
	}
	v.Get("/en/programme/fees-and-times").Wants(t, "20 working days", "10 working days (number of extensions: at most 1)", "30 calendar days", "not found in public sources")
	v.Get("/az/programme/decision").Wants(t, "ən azı 70 bal", "30 təqvim günü", prog.Appeal.LegalBasis["az"])
	v.Get("/en/sources").Wants(t, prog.Act.Names["en"], prog.Establishment.Names["en"], prog.Hash(), v.Rules.Clock.Calendar.Version())
}

func TestTheHomePageLeadsToTheThreeWaysOn(t *testing.T) {
	t.Parallel()
	home := visitor.New(t).Get("/en/")
	for _, way := range []string{"/en/self-assessment", "/en/applications", "/en/verify"} {
		home.Wants(t, `href="`+way+`"`)
	}
}

// Who sees what is the programme's: the clearance alone sees who somebody is.
func TestPrivacySaysWhoSeesWhat(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Get("/en/privacy")
	rows := regexp.MustCompile(`(?s)<tr class="govuk-table__row">.*?</tr>`).FindAllString(got.Body, -1)
	identity := slices.DeleteFunc(rows, func(row string) bool { return !strings.Contains(row, "Identity") })
	if len(identity) != 1 || !strings.Contains(identity[0], "Clearance") {
		t.Errorf("want the clearance alone to see the identity, got %v", identity)
	}
	got.Wants(t, "90 calendar days", "10 years", "1 year<")
	// No code deletes by these periods, and the page says so beside what is destroyed.
	got.Wants(t, "are destroyed", "within 35 days", "nothing is deleted by itself")
}

func TestPagesKeepNoTraceOfVisitors(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for _, path := range pages {
		if got := v.Get("/en" + path).Header.Values("Set-Cookie"); len(got) > 0 {
			t.Errorf("%s: want no cookie, got %v", path, got)
		}
	}
}

func TestPagesSayNothingOfAnExtensionThatTheProgrammeHasNot(t *testing.T) {
	t.Parallel()
	v := visitor.New(t, func(r *casework.Rules) { r.Programme.Clock.Extension.Max = 0 })
	for path, said := range map[string][]string{
		"/en/":                         {"May be extended"},
		"/en/programme/fees-and-times": {"An extension for additional investigation", "An extension has a written reason"},
		"/en/sources":                  {"the extension is in working days"},
		"/en/due-date":                 {"Was the term extended?"},
	} {
		visitor.New(t).Get(path).Wants(t, said...)
		v.Get(path).Hides(t, said...)
	}
	v.Get("/en/due-date?submitted=2026-01-05&extension=yes").Wants(t, `<p class="hsmp-due">Tuesday, 3 February 2026</p>`)
}

func TestTheDecisionsPageSaysHowLongOneWaitsAfterARefusal(t *testing.T) {
	t.Parallel()
	visitor.New(t).Get("/en/programme/decision").Wants(t, "No waiting time before a new application is known")
	v := visitor.New(t, func(r *casework.Rules) { r.Programme.Reapplication.WaitDays = 92 })
	got := v.Get("/ru/programme/decision")
	got.Wants(t, "После отказа подать заявление снова можно через 92 дня.")
	got.Hides(t, "портал его не применяет")
}

func TestTheChecklistAsksForTheProgrammesYearsOfIncome(t *testing.T) {
	t.Parallel()
	v := visitor.New(t, func(r *casework.Rules) { r.Programme.IncomeYears = 7 })
	v.Get("/en/programme/documents").Wants(t, "Income in the past 7 years")
}
