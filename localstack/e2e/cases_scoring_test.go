//go:build e2e

package e2e

import (
	"fmt"
	"net/http"
	"sync"
	"testing"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
)

const reasons = "More than ten years in the field, confirmed by the letter of reference."

func score(a *filing.Application, lane string, points any, evidence ...string) client.Call {
	return post(a.CasePath("/lanes/"+lane+"/score"), map[string]any{"points": points, "justification": reasons, "evidence": append([]string{}, evidence...)})
}

// Each lane of an application in information technology: 35 points at most for the experience (fact 56).
func TestAScoreIsAWholeNumberOfPointsUpToTheMaximum(t *testing.T) {
	t.Parallel()
	a := submitted(t, filesForScores)
	officer, reference := signed(t, "officer-digital"), a.Documents["reference"]
	for _, c := range []struct {
		points any
		code   string
	}{{36, "out-of-range"}, {-1, "out-of-range"}, {17.5, "not-whole-number"}, {"30", "not-whole-number"}, {nil, "not-whole-number"}, {true, "not-whole-number"}} {
		t.Run(fmt.Sprint(c.points), func(t *testing.T) {
			faulty(t, officer, score(a, "experience", c.points, reference), "/points "+c.code)
		})
	}
	faulty(t, officer, score(a, "experience", 30), "/evidence evidence-missing")
	faulty(t, officer, score(a, "experience", 30, "doc_none"), "/evidence/0 not-evidence")
	faulty(t, officer, post(a.CasePath("/lanes/experience/score"), map[string]any{"points": 99, "justification": "short", "evidence": []string{}}),
		"/points out-of-range", "/justification too-short", "/evidence evidence-missing")
	refused(t, officer, score(a, "horoscope", 1, reference), http.StatusNotFound, "no-such-lane")
	refused(t, signed(t, "officer-economy"), score(a, "experience", 30, reference), http.StatusForbidden, "forbidden")
	refused(t, a.Owner, score(a, "experience", 30, reference), http.StatusForbidden, "forbidden")
	refused(t, signed(t, "decider"), post(a.CasePath("/confirmation"), ""), http.StatusConflict, "wrong-state")

	full := score(a, "experience", 35, reference)
	must(t, send(t, officer, full).Into(nil))
	full.Key = "again-" + a.ID
	if again := send(t, officer, full); again.Status != http.StatusOK {
		t.Errorf("want the same score again to change nothing, got %d %s", again.Status, again.Body)
	}
	refused(t, officer, score(a, "experience", 34, reference), http.StatusConflict, "lane-closed")
	refused(t, officer, post(a.CasePath("/lanes/experience/claim"), map[string]any{}), http.StatusConflict, "lane-closed")
}

func TestOfTwentyScoresAtOnceExactlyOneStands(t *testing.T) {
	t.Parallel()
	const hands = 20
	a := submitted(t, filesForRace)
	officers := []client.Person{signed(t, "officer-labour"), signed(t, "officer-labour-2")}
	codes := make([]string, hands)
	var all sync.WaitGroup
	for n := range hands {
		all.Go(func() {
			call := score(a, "labour-market", n%11, a.Documents["reference"])
			call.Body = marshalled(map[string]any{"points": n % 11, "evidence": []string{a.Documents["reference"]},
				"justification": fmt.Sprintf("The shortage in this occupation is known; hand %d.", n)})
			answer, err := officers[n%2].Do(t.Context(), call)
			switch {
			case err != nil:
				codes[n] = err.Error()
			case answer.Status == http.StatusOK:
				codes[n] = "scored"
			default:
				codes[n] = answer.Problem().Code
			}
		})
	}
	all.Wait()
	count := map[string]int{}
	for _, code := range codes {
		count[code]++
	}
	if count["scored"] != 1 || count["lane-closed"]+count["lane-claimed"] != hands-1 {
		t.Errorf("want one score and %d conflicts, got %v", hands-1, count)
	}
	var chain struct {
		Whole bool
		Lines []struct {
			Action string
			Entry  *struct{ Sequence int } // of a change
		}
	}
	must(t, signed(t, "auditor").Get(t.Context(), a.CasePath("/history?limit=200"), &chain))
	scores := 0
	for _, line := range chain.Lines {
		if line.Action == "score-lane" && line.Entry != nil {
			scores++
		}
	}
	if scores != 1 || !chain.Whole {
		t.Errorf("want one score in a whole chain, got %d, whole: %t", scores, chain.Whole)
	}
}
