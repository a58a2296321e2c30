package employer_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/pkg/employer"
	"hsmp.example/cases/pkg/employer/specimen"
	"hsmp.example/cases/pkg/testkit/memory"
)

func ruling(version, outcome, reason string) url.Values {
	return url.Values{"version": {version}, "outcome": {outcome}, "reason": {reason}}
}

func TestTheServiceRulesInEveryWay(t *testing.T) {
	t.Parallel()
	for outcome, c := range map[string]struct{ reason, notice, state string }{
		"registered": {"", "The employer was registered", "Registered"},
		"returned":   {why, "The form was returned to be mended", "Returned to be mended"},
		"refused":    {why, "The registration was refused", "Refused"},
	} {
		s := newStage(t)
		id := s.filed()
		path := "/en/console/registrations/" + string(id)
		s.get("chief", "/en/console/registrations").wants(t, path, "Legal person", "for the first time")
		s.get("chief", path).wants(t, "Caspian Software MMC", "1400057421", "Confirm the decision", `name="version" value="1"`)
		s.post("chief", path, ruling("1", outcome, c.reason)).leads(t, path+"?done="+outcome)
		got := s.get("chief", path+"?done="+outcome)
		got.wants(t, c.notice, c.state)
		got.hides(t, "Confirm the decision")
		s.post("chief", path, ruling("1", outcome, c.reason)).leads(t, path+"?done="+outcome) // said again it is the same
		list := s.get("chief", "/en/console/registrations")
		list.wants(t, "No registration waits")
		list.hides(t, string(id))
	}
}

func TestWhoMayReadAndRule(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	path := "/en/console/registrations/" + string(id)
	for name, want := range map[string][3]int{ // list, read, rule
		"chief": {200, 200, 422}, "supervisor-sms": {200, 200, 422}, "officer-sms": {200, 200, 403}, "officer-economy": {403, 403, 403},
		"supervisor-economy": {403, 403, 403}, "decider": {403, 403, 403}, "auditor": {403, 403, 403}, "employer1": {403, 403, 403}, "emre": {403, 403, 403}, "": {303, 303, 401},
	} {
		got := [3]int{s.get(name, "/en/console/registrations").status, s.get(name, path).status, s.post(name, path, nil).status}
		if got != want {
			t.Errorf("%q: want %v, got %v", name, want, got)
		}
	}
	read := s.get("officer-sms", path)
	read.wants(t, "A supervisor of the Service decides on registrations")
	read.hides(t, "Confirm the decision")
	if got := s.get("chief", path+"0").status; got != http.StatusNotFound {
		t.Errorf("want no such registration, got %d", got)
	}
}

func TestARulingsFaultsComeAtOnceAndWhatWasWrittenStays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/en/console/registrations/" + string(s.filed())
	got := s.post("chief", path, ruling("1", "", "too short"))
	got.wantPage(t, http.StatusUnprocessableEntity, "en")
	got.wants(t, `href="#outcome"`, `href="#reason"`, ">too short<", "at least 20 characters")
	s.post("chief", path, ruling("1", "refused", "")).wants(t, `value="refused" checked`, `href="#reason"`)
}

func TestAFormThatWasMendedMeanwhileIsReadAnewBeforeItIsRuledOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	path := "/en/console/registrations/" + string(id)
	s.post("employer1", "/en/employer/"+string(id)+"/correction", with(posted(specimen.Form()), "version", "1", "name", "Quite another firm"))
	got := s.post("chief", path, ruling("1", "refused", why))
	got.wantPage(t, http.StatusConflict, "en")
	got.wants(t, "The employer changed the form while you were reading it", "Quite another firm", why, `value="refused" checked`, `name="version" value="2"`)
	s.post("chief", path, ruling("2", "refused", why)).leads(t, path+"?done=refused")
	late := s.post("supervisor-sms", path, ruling("2", "registered", ""))
	late.wantPage(t, http.StatusConflict, "en")
	late.wants(t, "This registration has been ruled on already")
}

func TestReadingIsRecordedAndListingNamesNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	list := s.get("officer-sms", "/en/console/registrations")
	list.hides(t, "Caspian", "1400057421", "Günay")
	before := s.reads(id)
	s.get("officer-sms", "/en/console/registrations/"+string(id))
	s.get("employer1", "/en/employer/"+string(id))
	if got := s.reads(id) - before; got != 2 {
		t.Errorf("want both readings recorded, got %d", got)
	}
}

// reads counts the entries of reading in the registration's chain.
func (s *stage) reads(id employer.ID) (n int) {
	s.t.Helper()
	keeper, ok := s.House.Registry.Employers.(*memory.Employers)
	if !ok {
		s.t.Fatal("want the registrations in memory")
	}
	for _, e := range keeper.Chain(id) {
		if e.Read {
			n++
		}
	}
	return n
}

func TestALongListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i := range 27 {
		form := specimen.Form()
		form.VOEN = voen(i)
		_, err := s.House.Registry.Register(t.Context(), rehearsal.People(fmt.Sprintf("employer%d", i)), form)
		must(t, err)
	}
	first := s.get("chief", "/en/console/registrations")
	if n := strings.Count(first.body, "/en/console/registrations/emp_"); n != 25 {
		t.Errorf("want 25 on a page, got %d", n)
	}
	_, rest, _ := strings.Cut(first.body, `href="/en/console/registrations?cursor=`)
	cursor, _, _ := strings.Cut(rest, `"`)
	second := s.get("chief", "/en/console/registrations?cursor="+cursor)
	if n := strings.Count(second.body, "/en/console/registrations/emp_"); n != 2 {
		t.Errorf("want the other two, got %d", n)
	}
	s.get("chief", "/en/console/registrations?cursor=nonsense").leads(t, "/en/console/registrations")
}

// voen is the i-th number that a legal person can have, by the rule of the check digit.
func voen(i int) string {
	for serial := 100000 + i*10; ; serial++ {
		first := fmt.Sprintf("14%06d", serial)
		for digit := range 10 {
			whole := fmt.Sprintf("%s%d1", first, digit)
			if _, faults := employer.CheckVOEN("/voen", whole, employer.LegalPerson); len(faults) == 0 {
				return whole
			}
		}
	}
}
