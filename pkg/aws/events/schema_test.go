package events_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

const folder = "../../../docs/events"

var at = time.Date(2026, 11, 2, 9, 30, 0, 123e6, time.UTC)

// published lists every act that is news: all that the policies know but reading, and the workflow's own.
func published() []string {
	types := []string{string(casework.Begun), string(casework.Proposed), string(casework.Reminded), string(casework.Escalated),
		string(casework.Reckoned), string(casework.Reserved), string(casework.Certified), string(casework.Reasoned), string(casework.Inspected), string(casework.Clashed)}
	for action := range identity.Actions {
		if name := string(action); !strings.HasPrefix(name, "read-") && !strings.HasPrefix(name, "list-") {
			types = append(types, name)
		}
	}
	slices.Sort(types)
	return types
}

// The state that an act leaves the case in, where there is but one.
var left = map[string]string{"begin-application": "draft", "change-application": "draft", "discard-application": "", "withdraw": "withdrawn",
	"confirm-decision": "issuing", "issue-certificate": "recognised", "issue-statement": "refused",
	"register-employer": "submitted", "correct-employer": "submitted", "decide-employer": "returned"}

// entryOf is an entry as casework writes it.
func entryOf(action string) record.Entry {
	e := record.Entry{Kind: "case", Record: "app_01JBQ0Q3Z9F2W8V7N6M5K4H3G2", Sequence: 12, At: at, Action: record.Action(action), Subject: "lane:education",
		Actor: record.Actor{ID: "prs_01JBQ0Q3Z9F2W8V7N6M5K4H3G2", Role: "decision-officer", Authority: "education-ministry"}}
	if strings.HasSuffix(action, "-employer") {
		e.Record, e.Kind = "emp_01JBQ0Q3Z9F2W8V7N6M5K4H3G2", "employer"
	}
	state, known := left[action]
	if !known {
		state = "assessing"
	}
	if state != "" {
		e.Details = map[string]string{"state": state, "authority": "education-ministry"}
	}
	if action == string(casework.Reckoned) {
		e.Details = map[string]string{"state": "assessing", "due": "2026-02-04", "due_before": "2026-02-03",
			"calendar": "2026-01-20+6f1c0a9be2d4", "calendar_before": "2025-12-02+0a9be2d46f1c"}
	}
	return e
}

func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join(folder, name+".schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func asJSON(t *testing.T, e events.Event) map[string]any {
	t.Helper()
	data, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return value.(map[string]any)
}

func TestEveryEventSatisfiesItsPublishedSchema(t *testing.T) {
	t.Parallel()
	for _, name := range published() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := schemaOf(t, name).Validate(asJSON(t, events.Of(entryOf(name)))); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestThereIsOneSchemaForEachTypeOfEvent(t *testing.T) {
	t.Parallel()
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range files {
		if name, ok := strings.CutSuffix(f.Name(), ".schema.json"); ok && name != "event" {
			got = append(got, name)
		}
	}
	slices.Sort(got) // of names, not of files
	if diff := cmp.Diff(published(), got); diff != "" {
		t.Errorf("types of events and schemas (-types +schemas):\n%s", diff)
	}
}

// Invariant 4: who listens learns both dates and both calendars, and never half of it.
func TestADueDateReckonedAnewSaysOldAndNew(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, string(casework.Reckoned))
	for _, missing := range []string{"due", "due_before", "calendar", "calendar_before"} {
		event := asJSON(t, events.Of(entryOf(string(casework.Reckoned))))
		delete(event["details"].(map[string]any), missing)
		if err := schema.Validate(event); err == nil {
			t.Errorf("want an event without %s refused", missing)
		}
	}
}

func TestASchemaRefusesWhatAnEventMustNotSay(t *testing.T) {
	t.Parallel()
	schema := schemaOf(t, "score-lane")
	for name, harm := range map[string]func(map[string]any){
		"another type":        func(e map[string]any) { e["type"] = "clear-lane" },
		"an unknown property": func(e map[string]any) { e["name"] = "x" },
		"who it was":          func(e map[string]any) { e["actor"] = "prs_01JBQ0Q3Z9F2W8V7N6M5K4H3G2" },
		"no lane":             func(e map[string]any) { delete(e, "subject") },
		"no state":            func(e map[string]any) { e["details"] = map[string]any{} },
		"no such state":       func(e map[string]any) { e["details"] = map[string]any{"state": "lost"} },
		"no date":             func(e map[string]any) { e["details"].(map[string]any)["due"] = "soon" },
		"no calendar":         func(e map[string]any) { e["details"].(map[string]any)["calendar"] = "2026" },
		"a sentence":          func(e map[string]any) { e["details"].(map[string]any)["why"] = "She is known to me." },
		"a name":              func(e map[string]any) { e["subject"] = "Çingiz Əliyev" },
		"a foreign kind":      func(e map[string]any) { e["kind"] = "person" },
		"a foreign record":    func(e map[string]any) { e["record"] = "AZE1234567" },
	} {
		event := asJSON(t, events.Of(entryOf("score-lane")))
		if err := schema.Validate(event); err != nil {
			t.Fatal(err)
		}
		spoilt := maps.Clone(event)
		harm(spoilt)
		if err := schema.Validate(spoilt); err == nil {
			t.Errorf("want %s refused", name)
		}
	}
}
