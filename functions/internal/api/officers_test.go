package api_test

import (
	"fmt"
	"net/http"
	"net/url"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/identity"
)

type workPage struct {
	Items []scoring.WorkItem
	Next  string
}

func (w *world) work(who identity.Principal, query url.Values) workPage {
	w.t.Helper()
	return must[workPage](w, http.StatusOK, call{who: who, method: http.MethodGet, path: "/v1/worklist?" + query.Encode()})
}

func TestAWorkListPagesAndSaysWhoWorksOnWhat(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	who := officer("science-education")
	w.send(call{who: who, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/claim", body: `{}`})
	first := w.work(who, url.Values{"limit": {"1"}})
	second := w.work(colleague("science-education"), url.Values{"limit": {"1"}, "cursor": {first.Next}})
	if len(first.Items) != 1 || first.Items[0].Lane != "education" || first.Items[0].Claim != "mine" || first.Items[0].ClaimedAt == nil {
		t.Errorf("want education first, claimed by the asker, got %+v", first)
	}
	if len(second.Items) != 1 || second.Items[0].Lane != "languages" || second.Items[0].Claim != "none" || second.Next != "" {
		t.Errorf("want languages last and free, got %+v", second)
	}
	whole := w.work(colleague("science-education"), nil)
	if len(whole.Items) != 2 || whole.Items[0].Claim != "colleague" {
		t.Errorf("want both lanes, one with a colleague, got %+v", whole)
	}
	if all := w.work(chief, url.Values{"authority": {"digital"}}); len(all.Items) != 1 || all.Items[0].Due != civil(t, "2026-02-03") {
		t.Errorf("want the Service's supervisor to see every list, got %+v", all)
	}
}

// Gap G5: silence is reminded of and shown, and never scored.
func TestAnAuthorityThatIsSilentIsLateAndStaysOpen(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	w.now = civil(t, "2026-02-06").Start().Add(10 * time.Hour)
	for range 2 {
		if _, _, err := w.desk.workflow.Nudge(t.Context(), application.ID(id), application.LaneWait("national-goals")); err != nil {
			t.Fatal(err)
		}
	}
	item := w.work(officer("economy"), nil).Items[0]
	if item.LateBy != 2 || item.Reminders != 1 {
		t.Errorf("want two working days late and one reminder, got %+v", item)
	}
	s := w.status(id)
	if s.LateBy != 2 || s.Lanes[1].State != "open" || !s.Lanes[1].Escalated {
		t.Errorf("want the applicant to see the lateness and an open lane, got %+v", s)
	}
}

func TestNobodyAnswersTheirOwnRequest(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	both := person("both", "sms", identity.Officer, identity.Supervisor, identity.ObjectionReviewer, identity.DecisionOfficer)
	must[scoring.Extended](w, http.StatusCreated, call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/financial-stability/extension", body: example(t, "request-extension")})
	must[scoring.Objection](w, http.StatusCreated, call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/financial-stability/objection", body: example(t, "object")})
	w.refuses(bad{call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/extensions/1/approval", body: example(t, "answer-extension")}, 403, "forbidden", "", ""})
	w.refuses(bad{call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/objections/1/resolution", body: example(t, "resolve-objection")}, 403, "forbidden", "", ""})
	must[scoring.Objection](w, http.StatusOK, call{who: reviewer, method: http.MethodPost, path: "/v1/cases/" + id + "/objections/1/resolution", body: example(t, "resolve-objection")})
	w.scoreAll(id)
	must[scoring.Lane](w, http.StatusOK, call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/clearance/clearance", body: example(t, "clear-lane")})
	w.settle(id)
	w.refuses(bad{call{who: both, method: http.MethodPost, path: "/v1/cases/" + id + "/confirmation"}, 403, "forbidden", "", ""})
}

func TestPointsStayHiddenUntilTheDecision(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	w.scoreAll(id)
	seen := must[scoring.Case](w, http.StatusOK, call{who: officer("economy"), method: http.MethodGet, path: "/v1/cases/" + id})
	for _, lane := range seen.Lanes {
		if shown := lane.Outcome != nil; shown != (lane.ID == "national-goals") {
			t.Errorf("lane %s: an officer of the economy sees the points: %v", lane.ID, shown)
		}
	}
	w.refuses(bad{call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/decision"}, 409, "not-decided", "", ""})
}

func TestARoutedLaneIsTheOtherAuthoritys(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	routed := must[scoring.Lane](w, http.StatusOK, call{who: chief, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/experience/route", body: example(t, "route-lane")})
	if routed.Authority != "economy" || routed.State != "open" {
		t.Errorf("want the lane with the economy, got %+v", routed)
	}
	if a := w.score(id, "experience", "digital", 30); a.status != http.StatusNotFound {
		t.Errorf("want the authority that lost its only lane to see nothing, got %d", a.status)
	}
	if a := w.score(id, "experience", "economy", 30); a.status != http.StatusOK {
		t.Errorf("want the new authority to score, got %d %s", a.status, a.body)
	}
}

func TestADraftIsNobodyElses(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	for _, who := range []identity.Principal{officer("sms"), chief, decider} {
		if a := w.send(call{who: who, method: http.MethodGet, path: "/v1/cases/" + id}); a.status != http.StatusNotFound {
			t.Errorf("%s: want no drafts for officers, got %d", who.Subject, a.status)
		}
	}
	must[any](w, http.StatusNoContent, call{who: emre, method: http.MethodDelete, path: "/v1/applications/" + id})
	w.refuses(bad{call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id}, 404, "not-found", "", ""})
	again := must[intake.Application](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications", body: `{"language":"tr"}`})
	if string(again.ID) == id {
		t.Error("want a new application after the draft was discarded")
	}
}

func TestEveryCriterionTakesItsMaximumAndNotOneMore(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	for _, spec := range w.rules.Programme.Lanes("it") {
		if spec.Kind != programme.CriterionLane {
			continue
		}
		path := fmt.Sprintf("/v1/cases/%s/lanes/%s/score", id, spec.ID)
		who := officer(string(spec.Authority))
		w.refuses(bad{call{who: who, method: http.MethodPost, path: path, body: scoreBody(string(spec.ID), int(spec.Maximum)+1)}, 422, "invalid", "out-of-range", "/points"})
		must[scoring.Lane](w, http.StatusOK, call{who: who, method: http.MethodPost, path: path, body: scoreBody(string(spec.ID), int(spec.Maximum))})
	}
}
