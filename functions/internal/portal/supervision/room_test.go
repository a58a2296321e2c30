package supervision_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/programme"
)

func TestTheOverviewIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, language := range visitor.Languages { // with nothing to show, and with work
		s.As("chief").Get("/"+language+"/supervision").WantPage(t, http.StatusOK, language)
	}
	s.score(s.file("emre"), 80)
	s.file("leyla")
	for _, language := range visitor.Languages {
		s.As("chief").Get("/"+language+"/supervision").WantPage(t, http.StatusOK, language)
		s.As("supervisor-economy").Get("/"+language+"/supervision?from=2026-01").WantPage(t, http.StatusOK, language)
	}
}

func TestWhoSeesWhat(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.file("emre")
	for name, c := range map[string]struct {
		who, query string
		status     int
		sees       []string
		not        []string
	}{
		"the Service sees all":           {"chief", "", 200, []string{"All authorities", "Ministry of Economy", "State Migration Service"}, nil},
		"the Service asks for one":       {"chief", "?authority=economy", 200, []string{"Ministry of Economy</p>", "Open the work list of this authority"}, []string{"All authorities"}},
		"a ministry sees its own":        {"supervisor-economy", "", 200, []string{"/en/console?authority=economy"}, []string{"authority=sms", "All authorities", "/console/registrations"}},
		"a ministry sees no other":       {"supervisor-economy", "?authority=sms", 403, nil, nil},
		"an officer sees none":           {"officer-economy", "", 403, nil, nil},
		"an applicant sees none":         {"emre", "", 403, nil, nil},
		"an employer sees none":          {"employer1", "", 403, nil, nil},
		"an auditor sees none":           {"auditor", "", 403, nil, nil},
		"nobody is asked to sign in":     {"", "", 303, nil, nil},
		"an authority that is none":      {"chief", "?authority=nobody", 422, []string{`href="#authority"`}, []string{"plot-loads"}},
		"a month that is none":           {"chief", "?from=x&to=2026-01", 422, []string{`href="#from"`, "This is not a month"}, []string{"plot-loads"}},
		"a period that runs backwards":   {"chief", "?from=2026-01&to=2025-05", 422, []string{`href="#to"`, `value="2025-05" selected`}, nil},
		"a period from before the start": {"chief", "?from=2020-01&to=2026-01", 200, []string{"2026"}, nil},
	} {
		got := s.As(c.who).Get("/en/supervision" + c.query)
		if got.Status != c.status {
			t.Errorf("%s: want %d, got %d", name, c.status, got.Status)
		}
		got.Wants(t, c.sees...)
		got.Hides(t, c.not...)
		got.Hides(t, "Yılmaz", "app_", "prs_", "off_")
	}
}

// Filed on Monday 5 January 2026, due on 3 February: near from the end of the eighteenth working day on, past from the
// end of the twentieth.
func TestLanesAreCountedByUrgencyAndLeadToTheWorkList(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.file("emre")
	_, err := s.UseCases.Scoring.Claim(t.Context(), officer("science-education"), id, "education", false)
	must(t, err)
	for _, c := range []struct {
		days int
		near string
		late string
	}{{0, "0", "0"}, {25, "0", "0"}, {1, "2", "0"}, {3, "2", "0"}, {1, "0", "2"}} {
		s.days(c.days)
		got := s.As("chief").Get("/en/supervision")
		want := []string{"2", "1", c.near, c.late}
		for _, table := range []string{"loads", "weeks"} {
			name, want := "Ministry of Science and Education", want
			if table == "weeks" {
				n := lanes(t, s)
				name, want = "2 February 2026", []string{n, minus(n), scaled(c.near, n), scaled(c.late, n)}
			}
			if diff := cmp.Diff(want, cells(t, got, table, name)); diff != "" {
				t.Errorf("%s after %d more days (-want +got):\n%s", table, c.days, diff)
			}
		}
		for text, n := range map[string]string{"due=near": c.near, "due=late": c.late} {
			if link := "/en/console?authority=science-education&" + text; strings.Contains(got.Body, link) != (n != "0") {
				t.Errorf("want a link to the %s lanes only where there are some", text)
			}
		}
	}
}

// lanes is how many lanes the first case has.
func lanes(t testing.TB, s *stage) string {
	t.Helper()
	c, err := s.Store.Load(t.Context(), s.cases[0])
	must(t, err)
	return digits(len(c.Lanes))
}

func digits(n int) string { return string(rune('0' + n)) }

func minus(n string) string { return digits(int(n[0]-'0') - 1) }

// scaled is all of them where one authority has any: lanes of a case are due together.
func scaled(of, all string) string {
	if of == "0" {
		return "0"
	}
	return all
}

func TestScoresAndDaysSpreadOverTheClosedLanes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i, percent := range []int{40, 60, 80} {
		id := s.file([]string{"emre", "leyla", "aynur"}[i])
		s.days(7)
		s.score(id, percent)
	}
	got := s.As("chief").Get("/en/supervision?from=2026-01&to=2026-02")
	for _, l := range s.Rules.Programme.Lanes("") {
		if l.Kind != programme.CriterionLane {
			continue
		}
		row := cells(t, got, "scores", l.Names["en"])
		if row[0] != "3" || row[len(row)-1] != digitsOf(int(l.Maximum)) {
			t.Errorf("%s: want three scores out of %d, got %v", l.ID, l.Maximum, row)
		}
		if days := cells(t, got, "times", l.Names["en"]); days[0] != "3" || days[1] != days[5] && days[3] == "–" {
			t.Errorf("%s: want three times, got %v", l.ID, days)
		}
	}
	if kept := cells(t, got, "kept", "Ministry of Economy"); kept[1] != "100" {
		t.Errorf("want every due date kept, got %v", kept)
	}
	got.Wants(t, `class="hsmp-lane__median"`, "January 2026 – January 2026")
	empty := s.As("chief").Get("/en/supervision?from=2025-05&to=2025-06")
	empty.Hides(t, `class="hsmp-lane__median"`)
	empty.Wants(t, "none closed yet")
}

func digitsOf(n int) string {
	if n < 10 {
		return digits(n)
	}
	return digits(n/10) + digits(n%10)
}

func TestTheRuleIsTheProgrammes(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	clock := s.Rules.Programme.Clock
	_, near := s.Rules.Warning(clock.WorkingDays)
	s.As("chief").Get("/en/supervision").Wants(t, "With "+digitsOf(clock.WorkingDays)+" working days that is once "+digitsOf(near)+" of them have passed")
}
