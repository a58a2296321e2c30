package public_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestEveryPageSpeaksFourLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, language := range languages {
		for _, path := range pages {
			t.Run(language+path, func(t *testing.T) {
				t.Parallel()
				get(t, s, "/"+language+path).wantPage(t, http.StatusOK, language)
			})
		}
	}
}

var hrefs = regexp.MustCompile(`(?:href|action|formaction)="(/en[^"#]*)"`)

// Links of the room lead to pages that are: those of other rooms are theirs to test, and need an account or a parameter.
func TestLinksBetweenThePagesLeadSomewhere(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	seen := map[string]bool{}
	for _, path := range pages {
		for _, found := range hrefs.FindAllStringSubmatch(get(t, s, "/en"+path).body, -1) {
			seen[found[1]] = true
		}
	}
	if len(seen) < 15 {
		t.Fatalf("want many links, got %v", seen)
	}
	for target := range seen {
		if got := get(t, s, target); got.status == http.StatusNotFound && !strings.HasPrefix(target, "/en/sign") {
			t.Errorf("%s: want a page, got %d", target, got.status)
		}
	}
}

func TestPagesTakeTheirNumbersFromTheProgramme(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	prog := s.Rules.Programme
	criteria := get(t, s, "/ru/programme/criteria")
	for _, c := range prog.Criteria {
		criteria.wants(t, c.Names["ru"], c.Considerations["ru"])
	}
	for _, f := range prog.Fields {
		criteria.wants(t, f.Names["ru"])
	}
	benefits := get(t, s, "/tr/programme/benefits")
	for _, b := range prog.Benefits {
		benefits.wants(t, b.Names["tr"])
	}
	get(t, s, "/en/programme/fees-and-times").wants(t, "20 working days", "10 working days (number of extensions: at most 1)", "30 calendar days", "not found in public sources")
	get(t, s, "/az/programme/decision").wants(t, "ən azı 70 bal", "30 təqvim günü", prog.Appeal.LegalBasis["az"])
	get(t, s, "/en/sources").wants(t, prog.Act.Names["en"], prog.Establishment.Names["en"], prog.Hash(), s.Rules.Clock.Calendar.Version())
}

func TestTheHomePageLeadsToTheThreeWaysOn(t *testing.T) {
	t.Parallel()
	home := get(t, newStage(t), "/en/")
	for _, way := range []string{"/en/self-assessment", "/en/applications", "/en/verify"} {
		home.wants(t, `href="`+way+`"`)
	}
}

// Who sees what is the programme's: the clearance alone sees who somebody is.
func TestPrivacySaysWhoSeesWhat(t *testing.T) {
	t.Parallel()
	got := get(t, newStage(t), "/en/privacy")
	rows := regexp.MustCompile(`(?s)<tr class="govuk-table__row">.*?</tr>`).FindAllString(got.body, -1)
	identity := slices.DeleteFunc(rows, func(row string) bool { return !strings.Contains(row, "Identity") })
	if len(identity) != 1 || !strings.Contains(identity[0], "Clearance") {
		t.Errorf("want the clearance alone to see the identity, got %v", identity)
	}
	got.wants(t, "90 calendar days", "10 years", "1 year<")
}

func TestPagesKeepNoTraceOfVisitors(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, path := range pages {
		if got := get(t, s, "/en"+path).header.Values("Set-Cookie"); len(got) > 0 {
			t.Errorf("%s: want no cookie, got %v", path, got)
		}
	}
}
