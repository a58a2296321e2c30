package api_test

import (
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
)

// idempotent reports whether an operation asks for an Idempotency-Key.
func idempotent(o *huma.Operation) bool {
	return slices.ContainsFunc(o.Parameters, func(p *huma.Param) bool { return p.Name == "Idempotency-Key" && p.Required })
}

func TestWhatCreatesNeedsAnIdempotencyKey(t *testing.T) {
	t.Parallel()
	var got []string
	for id, o := range operations(open(t).apis) {
		if idempotent(o) {
			got = append(got, id)
		}
	}
	slices.Sort(got)
	want := []string{"add-document", "begin-application", "object", "register-employer", "request-correction", "request-extension", "submit-application"}
	if !slices.Equal(got, want) {
		t.Errorf("want %v, got %v", want, got)
	}
}

// Each of these may be sent twice, by a person or by a network: the second time nothing happens. What an officer is
// then shown again is a reading, and recorded as one; an applicant is shown the status, which holds nothing personal.
func TestEveryMoveIsSafeToRepeat(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	theirs := "/v1/cases/" + id
	for _, c := range []call{
		{who: officer("science-education"), path: theirs + "/lanes/education/claim", body: example(t, "claim-lane")},
		{who: officer("science-education"), path: theirs + "/lanes/education/correction", body: example(t, "request-correction")},
		{who: emre, path: "/v1/applications/" + id + "/corrections/1/reply", body: example(t, "reply-to-correction")},
		{who: officer("science-education"), path: theirs + "/lanes/education/extension", body: example(t, "request-extension")},
		{who: chief, path: theirs + "/extensions/1/approval", body: example(t, "answer-extension")},
		{who: officer("economy"), path: theirs + "/lanes/national-goals/objection", body: example(t, "object")},
		{who: reviewer, path: theirs + "/objections/1/resolution", body: example(t, "resolve-objection")},
		{who: officer("science-education"), path: theirs + "/lanes/languages/objection", body: example(t, "object")},
		{who: officer("science-education"), path: theirs + "/objections/2/withdrawal", body: example(t, "withdraw-objection")},
		{who: chief, path: theirs + "/lanes/experience/route", body: example(t, "route-lane")},
		{who: officer("science-education"), path: theirs + "/lanes/education/score", body: example(t, "score-lane")},
		{who: officer("sms"), path: theirs + "/lanes/clearance/clearance", body: example(t, "clear-lane")},
		{who: emre, path: "/v1/applications/" + id + "/withdrawal"},
	} {
		c.method = http.MethodPost
		first := w.send(c)
		before, looks := w.chain(id), w.looks(id)
		again := w.send(c) // under another key, so that nothing is replayed
		if first.status >= http.StatusMultipleChoices || again.status != first.status || string(again.body) != string(first.body) {
			t.Errorf("%s: want the same answer twice, got %d %s and %d %s", c.path, first.status, first.body, again.status, again.body)
		}
		readings := map[bool]int{true: 1, false: 0}[strings.HasPrefix(c.path, theirs)]
		if after := w.looks(id)[len(looks):]; len(after) != readings || len(w.chain(id)) != len(before) {
			t.Errorf("%s: want %d readings and nothing else of the second, got %+v", c.path, readings, after)
		}
	}
}

// A first answer that is given again is a reading too, and only for who may still do what it answers.
func TestAFirstAnswerIsGivenAgainToWhoMayStillHearIt(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	lane := "/v1/cases/" + id + "/lanes/experience"
	keyed := map[string]string{"Idempotency-Key": "one"}
	ask := call{who: officer("digital"), method: http.MethodPost, path: lane + "/correction", body: example(t, "request-correction"), header: keyed}
	first, before := w.send(ask), len(w.looks(id))
	again := w.send(ask)
	if again.status != http.StatusCreated || again.header.Get("Idempotent-Replayed") != "true" || string(again.body) != string(first.body) {
		t.Errorf("want the first answer again, got %d %s", again.status, again.body)
	}
	if looks := w.looks(id)[before:]; len(looks) != 1 || looks[0].Refused {
		t.Errorf("want one reading of the repeat, got %+v", looks)
	}
	routed := w.send(call{who: chief, method: http.MethodPost, path: lane + "/route", body: example(t, "route-lane")})
	if routed.status != http.StatusOK {
		t.Fatalf("want the lane routed, got %d %s", routed.status, routed.body)
	}
	w.refuses(bad{ask, http.StatusNotFound, "not-found", "", ""})
	if looks := w.looks(id); !slices.ContainsFunc(looks, func(l record.Reading) bool { return l.Refused && l.Subject == "experience" }) {
		t.Errorf("want the refusal recorded, got %+v", looks)
	}
}

// looks are the readings of a case so far.
func (w *world) looks(id string) []record.Reading {
	return w.store.Looks(w.t.Context(), application.ID(id))
}

func (w *world) chain(id string) []record.Entry {
	w.t.Helper()
	chain, err := w.store.Chain(w.t.Context(), application.ID(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return chain
}

func TestAllAuthoritiesScoreAtOnceAndNothingIsLost(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	var all sync.WaitGroup
	for _, g := range given {
		all.Go(func() { w.score(id, g.lane, g.authority, g.points) })
		all.Go(func() {
			w.send(call{who: officer(g.authority), method: http.MethodGet, path: "/v1/cases/" + id})
		})
	}
	all.Go(func() {
		w.send(call{who: officer("sms"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/clearance/clearance", body: example(t, "clear-lane")})
	})
	all.Wait()
	if err := record.Verify(w.chain(id)); err != nil {
		t.Errorf("want a whole chain, got %v", err)
	}
	w.settle(id)
	seen := must[scoring.Case](w, http.StatusOK, call{who: decider, method: http.MethodGet, path: "/v1/cases/" + id})
	if seen.Proposal == nil || seen.Proposal.Total != 82 {
		t.Errorf("want every point counted, got %+v", seen.Proposal)
	}
}

func TestAWithdrawalAndAScoreAtOnceLeaveACaseThatAgreesWithItself(t *testing.T) {
	t.Parallel()
	for range 10 {
		w := open(t)
		id := w.filed()
		var scored, withdrawn *answer
		var both sync.WaitGroup
		both.Go(func() { scored = w.score(id, "education", "science-education", 13) })
		both.Go(func() {
			withdrawn = w.send(call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/withdrawal"})
		})
		both.Wait()
		lane := w.status(id).Lanes[2]
		want := map[bool]string{true: "scored", false: "closed"}[scored.status == http.StatusOK]
		if withdrawn.status != http.StatusOK || lane.State != want {
			t.Errorf("want the withdrawal to stand and the lane %s, got %d and %s (score: %s)", want, withdrawn.status, lane.State, strings.TrimSpace(string(scored.body)))
		}
	}
}
