package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
)

// system notes what the workflow and the bus were told, in order, and fails for one case where it is asked to.
type system struct {
	mu    sync.Mutex
	told  map[string][]string // by case
	sick  string              // case whose signals fail
	deaf  bool                // the bus fails
	calls int                 // of Publish
}

func (s *system) note(id, what string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if id == s.sick {
		return errors.New("throttled")
	}
	s.told[id] = append(s.told[id], what)
	return nil
}

func (s *system) Start(_ context.Context, _ record.Kind, id record.ID) (bool, error) {
	return true, s.note(string(id), "start")
}

func (s *system) Complete(_ context.Context, token string, r flow.Result) error {
	return s.note(string(r.Record), "complete "+token+" in "+r.State)
}

func (s *system) KeepToken(context.Context, record.ID, record.Wait, record.Token) error { return nil }

func (s *system) Tokens(context.Context, record.ID, ...record.Wait) (map[record.Wait]string, error) {
	return map[record.Wait]string{"lane:education": "token of lane:education"}, nil
}

func (s *system) Publish(_ context.Context, entries ...record.Entry) error {
	s.calls++
	if s.deaf {
		return errors.New("throttled")
	}
	for _, e := range entries {
		if err := s.note("bus", fmt.Sprintf("%s %s %d", e.Action, e.Record, e.Sequence)); err != nil {
			return err
		}
	}
	return nil
}

// link writes a row of a chain as the stream hands it over.
func link(sequence int, id, action, more string) string {
	entry := fmt.Sprintf(`{"format":1,"kind":"case","record":%q,"sequence":%d,"at":"2026-01-05T06:00:00Z","actor":{"id":"x","role":"officer"},
		"action":%q,"details":{"state":"assessing"},"hash":"h"%s}`, id, sequence, action, more)
	return fmt.Sprintf(`{"eventID":"%[1]d","dynamodb":{"SequenceNumber":"s%[1]d","NewImage":{"Entry":{"S":%[2]q},"Hash":{"S":"h"}}}}`, sequence, entry)
}

func settles(wait string) string { return `,"settles":["` + wait + `"]` }

func deliver(t *testing.T, s *system, links ...string) []string {
	t.Helper()
	s.told = map[string][]string{}
	var batch events.DynamoDBEvent
	if err := json.Unmarshal([]byte(`{"Records":[`+strings.Join(links, ",")+`]}`), &batch); err != nil {
		t.Fatal(err)
	}
	answer, err := handler{flow.Delivery{Flow: flow.Flow{Tokens: s, Machine: s, Starts: casework.Starts}, Bus: s}}.handle(t.Context(), batch)
	if err != nil {
		t.Fatalf("want failures named and no error, got %v", err)
	}
	var failed []string
	for _, f := range answer.BatchItemFailures {
		failed = append(failed, f.ItemIdentifier)
	}
	return failed
}

func TestSignalsComeInTheOrderOfEachChainAndThenTheNews(t *testing.T) {
	t.Parallel()
	s := &system{}
	failed := deliver(t, s,
		link(1, "app_a", "submit", ""), link(2, "app_b", "submit", ""), link(3, "app_a", "score-lane", settles("lane:education")),
		link(4, "app_a", "anchor-readings", ""), link(5, "app_a", "score-lane", settles("lane:unopened")))
	want := map[string][]string{
		"app_a": {"start", "complete token of lane:education in assessing"}, "app_b": {"start"},
		"bus": {"submit app_a 1", "submit app_b 2", "score-lane app_a 3", "score-lane app_a 5"},
	}
	if diff := cmp.Diff(want, s.told); diff != "" || failed != nil {
		t.Errorf("failed %v (-want +got):\n%s", failed, diff)
	}
}

// What stands before the one that fails does not come again: its news must not wait for that.
func TestTheFirstThatFailsIsAskedForAgainAndTheNewsBeforeItGoesOut(t *testing.T) {
	t.Parallel()
	s := &system{sick: "app_b"}
	second := link(2, "app_b", "submit", "")
	third := link(3, "app_b", "score-lane", settles("lane:education"))
	failed := deliver(t, s, link(1, "app_a", "submit", ""), second, third, link(4, "app_c", "submit", ""))
	if diff := cmp.Diff([]string{"s2"}, failed); diff != "" {
		t.Errorf("want the stream to begin at s2 (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"submit app_a 1"}, s.told["bus"]); diff != "" {
		t.Errorf("want the news before it and no other (-want +got):\n%s", diff)
	}
	s.sick = ""
	failed = deliver(t, s, second, third)
	if diff := cmp.Diff([]string{"submit app_b 2", "score-lane app_b 3"}, s.told["bus"]); diff != "" || failed != nil {
		t.Errorf("want the second try to pass with its news, failed %v (-want +got):\n%s", failed, diff)
	}
}

func TestABusThatIsDownBringsTheBatchAgain(t *testing.T) {
	t.Parallel()
	if failed := deliver(t, &system{deaf: true}, link(7, "app_a", "submit", "")); len(failed) != 1 || failed[0] != "s7" {
		t.Errorf("want s7 again, got %v", failed)
	}
}

func TestWhatTheStoreDidForItselfIsNoNews(t *testing.T) {
	t.Parallel()
	s := &system{}
	if failed := deliver(t, s, link(1, "app_a", "anchor-readings", ""), link(2, "app_a", "project", "")); failed != nil || s.calls != 0 {
		t.Errorf("want nothing published, got %v and %d calls", failed, s.calls)
	}
}

func TestARecordWithoutAWorkflowStartsNone(t *testing.T) {
	t.Parallel()
	s := &system{}
	submit := strings.Replace(link(1, "emp_a", "submit", ""), `\"kind\":\"case\"`, `\"kind\":\"employer\"`, 1)
	if failed := deliver(t, s, submit); failed != nil || s.told["emp_a"] != nil {
		t.Errorf("want no execution, got %v, failed %v", s.told, failed)
	}
}

func TestARowThatCannotBeReadStopsThere(t *testing.T) {
	t.Parallel()
	broken := `{"dynamodb":{"SequenceNumber":"s2","NewImage":{"Sequence":{"S":"two"}}}}`
	s := &system{}
	failed := deliver(t, s, link(1, "app_a", "submit", ""), broken, link(3, "app_c", "submit", ""))
	if len(failed) != 1 || failed[0] != "s2" {
		t.Errorf("want s2 named, got %v", failed)
	}
	want := map[string][]string{"app_a": {"start"}, "bus": {"submit app_a 1"}}
	if diff := cmp.Diff(want, s.told); diff != "" {
		t.Errorf("want what stands before it delivered, and nothing after it (-want +got):\n%s", diff)
	}
}
