package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/locale"
)

func TestTheDeskIsAPageInFourLanguagesForEveryRole(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, name := range []string{expert, "supervisor-economy", "chief", "decider", "reviewer", "auditor"} {
		for _, language := range visitor.Languages {
			s.get(name, "/"+language+"/console").WantPage(t, http.StatusOK, language)
		}
	}
}

func TestTheDeskIsForThoseWhoWorkOnCases(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	if got := s.get("", "/en/console"); got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Location(), "/en/sign-in?to=") {
		t.Errorf("want the signed out led to the door, got %d %s", got.Status, got.Location())
	}
	for _, name := range []string{"emre", "employer1"} {
		s.get(name, "/en/console").WantPage(t, http.StatusForbidden, "en")
	}
}

func TestAnOfficerSeesTheLanesOfTheirOwnAuthorityAlone(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.get(expert, "/en/console")
	got.Wants(t, "Ministry of Science and Education", "#education", "#languages", "20 working days left", "Nobody")
	got.Hides(t, "#clearance", "#experience", "Yılmaz")
	s.get(expert, "/en/console?authority=economy").WantPage(t, http.StatusForbidden, "en")
	s.get("chief", "/en/console?authority=economy").Wants(t, "Ministry of Economy", "#national-goals")
}

func TestTheWorkListSaysHowUrgentALaneIsInWords(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, test := range []struct {
		days int // that pass before
		want string
	}{{0, "20 working days left"}, {26, "2 working days left"}, {3, "1 working day left"}, {1, "The due date has passed"}, {1, "Late by 1 working day"}} {
		s.Pass(time.Duration(test.days) * 24 * time.Hour)
		if got := s.get(expert, "/en/console"); !strings.Contains(got.Body, test.want) {
			t.Errorf("on %s want %q", s.Now().Format(time.DateOnly), test.want)
		}
	}
}

func TestTheWorkListIsFiltered(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/claim")
	s.done("colleague-science-education", lanePath+"languages/claim")
	for query, want := range map[string][2]bool{ // education, languages
		"":                      {true, true},
		"?lane=education":       {true, false},
		"?claim=mine":           {true, false},
		"?claim=others":         {false, true},
		"?claim=free":           {false, false},
		"?due=late":             {false, false},
		"?due=in-time&field=it": {true, true},
		"?field=health":         {false, false},
	} {
		got := s.get(expert, "/en/console"+query)
		for i, anchor := range []string{"#education\"", "#languages\""} {
			if strings.Contains(got.Body, anchor) != want[i] {
				t.Errorf("%q: want %s listed %v", query, anchor, want[i])
			}
		}
	}
}

func TestALongWorkListHasPages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for _, name := range strings.Fields("a b c d e f g h i j k l m") { // 14 cases, two lanes each
		s.file(name)
	}
	first := s.get(expert, "/en/console?lane=education&due=in-time")
	if n := strings.Count(first.Body, "data-row"); n != 14 {
		t.Errorf("want 14 lanes, got %d", n)
	}
	whole := s.get(expert, "/en/console?field=it")
	head, _, found := strings.Cut(whole.Body, `rel="next"`)
	if !found || strings.Count(whole.Body, "data-row") != 25 {
		t.Fatalf("want 25 lanes and a next page, got %d, %v", strings.Count(whole.Body, "data-row"), found)
	}
	address, _, _ := strings.Cut(head[strings.LastIndex(head, `href="`)+len(`href="`):], `"`)
	next := s.get(expert, address)
	if n := strings.Count(next.Body, "data-row"); n != 3 || !strings.Contains(address, "field=it") || !strings.Contains(next.Body, `rel="prev"`) {
		t.Errorf("want the last 3, the filter kept and a way back, got %d at %s", n, address)
	}
	if got := s.get(expert, "/en/console?cursor=strange"); got.Status != http.StatusUnprocessableEntity && got.Status != http.StatusBadRequest {
		t.Errorf("want a strange cursor refused, got %d", got.Status)
	}
}

func TestTheServicesRolesSeeWhatWaitsForThem(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.done(expert, lanePath+"education/objection", "reason", why, "legal_basis", "Law, article 1")
	s.done(expert, lanePath+"education/extension", "reason", why)
	id := string(s.id)
	by := s.peek().Objections[0].RuleBy.In(locale.English)
	s.get("reviewer", "/en/console").Wants(t, "/en/console/cases/"+id+"/objections/1", "Education", by)
	s.get("reviewer", "/en/console/cases/{id}").Wants(t, "To be ruled on by", by)
	s.get("chief", "/en/console").Wants(t, "/en/console/cases/"+id+"/extensions/1")
	s.get("decider", "/en/console").Hides(t, id)
	s.done("reviewer", "/en/console/cases/{id}/objections/1", "ruling", string(application.Lifted), "reason", why)
	s.get("reviewer", "/en/console").Wants(t, "Nothing is waiting.")
	s.closeAll(100)
	s.get("decider", "/en/console").Wants(t, "/en/console/cases/"+id+"/confirmation")
}

func TestAnAuditorFindsAHistoryByTheNumberOfTheCase(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.get("auditor", "/az/console/history?case="+string(s.id))
	if want := "/az/console/cases/" + string(s.id) + "/history"; got.Status != http.StatusSeeOther || got.Location() != want {
		t.Errorf("want %s, got %d %s", want, got.Status, got.Location())
	}
	if got := s.get("auditor", "/az/console/history?case=//evil.example"); strings.HasPrefix(got.Location(), "//") || !strings.HasPrefix(got.Location(), "/az/console/cases/") {
		t.Errorf("want no way out of the portal, got %s", got.Location())
	}
	if got := s.get("auditor", "/az/console/history"); got.Location() != "/az/console" {
		t.Errorf("want the desk again, got %s", got.Location())
	}
}
