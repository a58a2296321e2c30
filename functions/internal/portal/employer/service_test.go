package employer_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
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
		s.As("chief").Get("/en/console/registrations").Wants(t, path, "Legal person", "for the first time")
		s.As("chief").Get(path).Wants(t, "Caspian Software MMC", "1400057421", "Confirm the decision", `name="version" value="1"`)
		s.As("chief").Post(path, ruling("1", outcome, c.reason)).Leads(t, path+"?done="+outcome)
		got := s.As("chief").Get(path + "?done=" + outcome)
		got.Wants(t, c.notice, c.state)
		got.Hides(t, "Confirm the decision")
		s.As("chief").Post(path, ruling("1", outcome, c.reason)).Leads(t, path+"?done="+outcome) // said again it is the same
		list := s.As("chief").Get("/en/console/registrations")
		list.Wants(t, "No registration waits")
		list.Hides(t, string(id))
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
		got := [3]int{s.As(name).Get("/en/console/registrations").Status, s.As(name).Get(path).Status, s.As(name).Post(path, nil).Status}
		if got != want {
			t.Errorf("%q: want %v, got %v", name, want, got)
		}
	}
	read := s.As("officer-sms").Get(path)
	read.Wants(t, "A supervisor of the Service decides on registrations")
	read.Hides(t, "Confirm the decision")
	if got := s.As("chief").Get(path + "0").Status; got != http.StatusNotFound {
		t.Errorf("want no such registration, got %d", got)
	}
}

func TestARulingsFaultsComeAtOnceAndWhatWasWrittenStays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	path := "/en/console/registrations/" + string(s.filed())
	got := s.As("chief").Post(path, ruling("1", "", "too short"))
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, `href="#outcome"`, `href="#reason"`, ">too short<", "at least 20 characters")
	s.As("chief").Post(path, ruling("1", "refused", "")).Wants(t, `value="refused" checked`, `href="#reason"`)
}

func TestAFormThatWasMendedMeanwhileIsReadAnewBeforeItIsRuledOn(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	path := "/en/console/registrations/" + string(id)
	s.As("employer1").Post("/en/employer/"+string(id)+"/correction", visitor.With(posted(specimen.Form()), "version", "1", "name", "Quite another firm"))
	got := s.As("chief").Post(path, ruling("1", "refused", why))
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "The employer changed the form while you were reading it", "Quite another firm", why, `value="refused" checked`, `name="version" value="2"`)
	s.As("chief").Post(path, ruling("2", "refused", why)).Leads(t, path+"?done=refused")
	late := s.As("supervisor-sms").Post(path, ruling("2", "registered", ""))
	late.WantPage(t, http.StatusConflict, "en")
	late.Wants(t, "This registration has been ruled on already")
}

func TestReadingIsRecordedAndListingNamesNobody(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	list := s.As("officer-sms").Get("/en/console/registrations")
	list.Hides(t, "Caspian", "1400057421", "Günay")
	before := s.reads(id)
	s.As("officer-sms").Get("/en/console/registrations/" + string(id))
	s.As("employer1").Get("/en/employer/" + string(id))
	if got := s.reads(id) - before; got != 2 {
		t.Errorf("want both readings recorded, got %d", got)
	}
}

// reads counts the entries of reading in the registration's chain.
func (s *stage) reads(id employer.ID) int {
	s.t.Helper()
	return len(s.Store.Looks(s.t.Context(), id))
}

func TestALongListIsReadPageByPage(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i := range 27 {
		form := specimen.Form()
		form.VOEN = voen(i)
		_, err := s.UseCases.Registry.Register(t.Context(), rehearsal.People(fmt.Sprintf("employer%d", i)), form)
		must(t, err)
	}
	first := s.As("chief").Get("/en/console/registrations")
	if n := strings.Count(first.Body, "/en/console/registrations/emp_"); n != 25 {
		t.Errorf("want 25 on a page, got %d", n)
	}
	_, rest, _ := strings.Cut(first.Body, `href="/en/console/registrations?cursor=`)
	cursor, _, _ := strings.Cut(rest, `"`)
	second := s.As("chief").Get("/en/console/registrations?cursor=" + cursor)
	if n := strings.Count(second.Body, "/en/console/registrations/emp_"); n != 2 {
		t.Errorf("want the other two, got %d", n)
	}
	s.As("chief").Get("/en/console/registrations?cursor=nonsense").Leads(t, "/en/console/registrations")
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
