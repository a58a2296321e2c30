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

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/usecase/casework"
)

// system notes what the workflow, the shelf and the bus were told, in order, and fails for one case where it is asked to.
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

func (s *system) Start(_ context.Context, id application.ID) error {
	return s.note(string(id), "start")
}

func (s *system) Complete(_ context.Context, token string, r casework.WaitResult) error {
	return s.note(string(r.Case), "complete "+token+" in "+r.State)
}

func (s *system) KeepToken(context.Context, application.ID, application.Wait, string) error {
	return nil
}

func (s *system) Token(_ context.Context, _ application.ID, w application.Wait) (string, bool, error) {
	return "token of " + string(w), w != "lane:unopened", nil
}

func (s *system) Remove(_ context.Context, id application.ID, document string) error {
	return s.note(string(id), "remove "+document)
}

func (s *system) Clear(_ context.Context, id application.ID) error {
	return s.note(string(id), "clear")
}

func (s *system) Refuse(context.Context, casework.Upload) error {
	return errors.New("nothing of a change refuses an upload")
}

func (s *system) Publish(_ context.Context, entries ...audit.Entry) error {
	s.calls++
	if s.deaf {
		return errors.New("throttled")
	}
	for _, e := range entries {
		if err := s.note("bus", fmt.Sprintf("%s %s %d", e.Action, e.Case, e.Sequence)); err != nil {
			return err
		}
	}
	return nil
}

// link writes a row of a chain as the stream hands it over.
func link(sequence int, id, action, more string) string {
	return fmt.Sprintf(`{"eventID":"%[1]d","dynamodb":{"SequenceNumber":"s%[1]d","NewImage":{"Case":{"S":%[2]q},"Sequence":{"N":"%[1]d"},"At":{"S":"2026-01-05T06:00:00Z"},
		"Actor":{"M":{"ID":{"S":"x"},"Role":{"S":"officer"}}},"Action":{"S":%[3]q},"Details":{"M":{"state":{"S":"assessing"}}},"Hash":{"S":"h"}%[4]s}}}`, sequence, id, action, more)
}

func subject(id string) string { return `,"Subject":{"S":"` + id + `"}` }

func settles(wait string) string { return `,"Settles":{"L":[{"S":"` + wait + `"}]}` }

func deliver(t *testing.T, s *system, links ...string) []string {
	t.Helper()
	s.told = map[string][]string{}
	var batch events.DynamoDBEvent
	if err := json.Unmarshal([]byte(`{"Records":[`+strings.Join(links, ",")+`]}`), &batch); err != nil {
		t.Fatal(err)
	}
	answer, err := handler{casework.Delivery{Tokens: s, Machine: s, Shelf: s, Bus: s}}.handle(t.Context(), batch)
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
		link(4, "app_a", "read-case", `,"Read":{"BOOL":true}`), link(5, "app_a", "score-lane", settles("lane:unopened")))
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

func TestWhatIsTakenOutIsDeleted(t *testing.T) {
	t.Parallel()
	s := &system{}
	failed := deliver(t, s,
		link(1, "app_a", "add-document", subject("doc_1")), link(2, "app_a", "remove-document", subject("doc_1")),
		link(3, "app_b", "discard-application", ""), link(4, "app_c", "withdraw", ""))
	want := map[string][]string{"app_a": {"remove doc_1"}, "app_b": {"clear"},
		"bus": {"add-document app_a 1", "remove-document app_a 2", "discard-application app_b 3", "withdraw app_c 4"}}
	if diff := cmp.Diff(want, s.told); diff != "" || failed != nil {
		t.Errorf("failed %v (-want +got):\n%s", failed, diff)
	}
}

// The record is the truth: bytes that could not be deleted are asked for again, and the news waits with them.
func TestBytesThatCannotBeDeletedBringTheEntryAgain(t *testing.T) {
	t.Parallel()
	for action, entry := range map[string]string{
		"remove doc_1": link(2, "app_b", "remove-document", subject("doc_1")), "clear": link(2, "app_b", "discard-application", ""),
	} {
		s := &system{sick: "app_b"}
		failed := deliver(t, s, link(1, "app_a", "submit", ""), entry)
		if diff := cmp.Diff([]string{"s2"}, failed); diff != "" {
			t.Errorf("%s: want the stream to begin at s2 (-want +got):\n%s", action, diff)
		}
		s.sick = ""
		if failed := deliver(t, s, entry); failed != nil || len(s.told["bus"]) != 1 || !cmp.Equal([]string{action}, s.told["app_b"]) {
			t.Errorf("%s: want it done at the second try, with its news, got %v, failed %v", action, s.told, failed)
		}
	}
}

func TestABusThatIsDownBringsTheBatchAgain(t *testing.T) {
	t.Parallel()
	if failed := deliver(t, &system{deaf: true}, link(7, "app_a", "submit", "")); len(failed) != 1 || failed[0] != "s7" {
		t.Errorf("want s7 again, got %v", failed)
	}
}

func TestReadingsAreNoNews(t *testing.T) {
	t.Parallel()
	s := &system{}
	if failed := deliver(t, s, link(1, "app_a", "read-case", `,"Read":{"BOOL":true}`)); failed != nil || s.calls != 0 {
		t.Errorf("want nothing published, got %v and %d calls", failed, s.calls)
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
