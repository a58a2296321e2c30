package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/locale"
)

// What the API says of a case it says in the caller's language: names, reasons, next steps, acts.
func TestAnswersSpeakFourLanguages(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	w.send(call{who: officer("labour"), method: http.MethodGet, path: "/v1/cases/" + id})
	w.scoreAll(id)
	w.cleared(id)
	w.confirmed(id)
	w.issue(id)
	mine := "/v1/applications/" + id
	for name, c := range map[string]call{
		"status":    {who: emre, method: http.MethodGet, path: mine + "/status"},
		"documents": {who: emre, method: http.MethodGet, path: mine + "/documents"},
		"checklist": {who: emre, method: http.MethodGet, path: mine + "/checklist"},
		"decision":  {who: emre, method: http.MethodGet, path: mine + "/decision"},
		"accesses":  {who: emre, method: http.MethodGet, path: mine + "/accesses"},
		"case":      {who: decider, method: http.MethodGet, path: "/v1/cases/" + id},
		"history":   {who: auditor, method: http.MethodGet, path: "/v1/cases/" + id + "/history"},
		"due date":  {method: http.MethodGet, path: "/v1/calendar/due-date?submitted=2026-03-16"},
		"programme": {method: http.MethodGet, path: "/v1/programme"},
	} {
		t.Run(name, func(t *testing.T) {
			said := map[string]bool{}
			for _, l := range locale.All {
				c.header = map[string]string{"Accept-Language": string(l)}
				a := w.send(c)
				if a.status != http.StatusOK || said[string(a.body)] {
					t.Errorf("%s: %d, or the same words as another language", l, a.status)
				}
				said[string(a.body)] = true
			}
		})
	}
}

func TestWhoAsksInNoLanguageIsAnsweredInTheirOwn(t *testing.T) {
	t.Parallel()
	w := open(t)
	turk := emre
	turk.Locale = locale.Turkish
	a := w.send(call{who: turk, method: http.MethodGet, path: "/v1/applications/app_1", header: map[string]string{"Accept-Language": ""}})
	if got := a.header.Get("Content-Language"); got != "tr" {
		t.Errorf("want the token's language, got %s", got)
	}
}

// No text of the programme is empty in any language, down to the last answer of the self-assessment.
func TestTheProgrammeHasNoEmptyWords(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, l := range locale.All {
		a := w.send(call{method: http.MethodGet, path: "/v1/programme", header: map[string]string{"Accept-Language": string(l)}})
		var whole any
		if err := json.Unmarshal(a.body, &whole); err != nil {
			t.Fatal(err)
		}
		for _, at := range empties("", whole) {
			t.Errorf("%s: nothing stands at %s", l, at)
		}
	}
}

func empties(at string, value any) []string {
	var found []string
	switch v := value.(type) {
	case string:
		if v == "" {
			return []string{at}
		}
	case nil:
		return []string{at}
	case []any:
		for i, one := range v {
			found = append(found, empties(fmt.Sprintf("%s/%d", at, i), one)...)
		}
	case map[string]any:
		for name, one := range v {
			found = append(found, empties(at+"/"+name, one)...)
		}
	}
	return found
}

func TestOneWordForALane(t *testing.T) {
	t.Parallel()
	claim, outcome := &application.Claim{}, &application.Outcome{}
	for want, lane := range map[string]application.Lane{
		"open": {}, "claimed": {Claim: claim}, "scored": {Claim: claim, Outcome: outcome}, "closed": {Claim: claim, Withdrawn: true},
	} {
		if got := api.LaneState(lane); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
}

func TestOneWordForAnExtension(t *testing.T) {
	t.Parallel()
	for want, e := range map[string]application.Extension{
		"asked": {}, "granted": {Approval: &application.Approval{Granted: true}}, "refused": {Approval: &application.Approval{}},
	} {
		if got := e.Word(); got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}
}
