package application_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// invisible texts are longer than the least reason, and nobody sees anything of them.
var invisible = []string{"\u200b", "\u2060", "\u00ad", "\ufeff", "\u3164", "\u2800", "\u034f", "\ufe0f", " ", "\t"}

func unseen(one string) string { return strings.Repeat(one, 2*application.LeastReason) }

// Every text of the form in turn is made of nothing that is seen: the form then has the same faults as without the
// text.
func TestInvisibleTextIsNoTextInAnyFieldOfTheForm(t *testing.T) {
	t.Parallel()
	rules := timetable(t).Programme
	for _, field := range texts(t, full()) {
		want := faultsWith(t, rules, field, "")
		for _, one := range invisible {
			if diff := cmp.Diff(want, faultsWith(t, rules, field, unseen(one))); diff != "" {
				t.Errorf("%s of %q (-as if empty +got):\n%s", strings.Join(field, "/"), one, diff)
			}
		}
	}
}

// full states something in every field.
func full() application.Form {
	f := drafts.Form()
	f.Identity.NativeName, f.Identity.FIN = "Emre Yılmaz", "94FMDDD"
	f.Experience[0].Duties = "Design"
	f.Achievements = []application.Achievement{{Kind: "patent", Title: "A valve", Year: 2020}}
	return f
}

func faultsWith(t *testing.T, rules programme.Programme, field []string, text string) []problem.Fault {
	t.Helper()
	c := drafts.Draft("app_1")
	tree := treeOf(t, full())
	put(tree, field, text)
	raw, err := json.Marshal(tree)
	must(t, err)
	var patch application.Patch
	must(t, json.Unmarshal(raw, &patch))
	must(t, c.Save(1, patch))
	return c.Completeness(rules, drafts.Day)
}

func treeOf(t *testing.T, f application.Form) any {
	t.Helper()
	raw, err := json.Marshal(f)
	must(t, err)
	var tree any
	must(t, json.Unmarshal(raw, &tree))
	return tree
}

// texts lists the ways to every text of the form that is no date.
func texts(t *testing.T, f application.Form) [][]string {
	t.Helper()
	var ways [][]string
	var walk func(any, []string)
	walk = func(v any, way []string) {
		switch v := v.(type) {
		case map[string]any:
			for key, one := range v {
				walk(one, append(slices.Clone(way), key))
			}
		case []any:
			for i, one := range v {
				walk(one, append(slices.Clone(way), fmt.Sprint(i)))
			}
		case string:
			if last := way[len(way)-1]; !strings.HasSuffix(last, "_on") && !strings.HasSuffix(last, "_date") && last != "since" {
				ways = append(ways, way)
			}
		}
	}
	walk(treeOf(t, f), nil)
	if len(ways) < 25 {
		t.Fatalf("want every text of the form, got %v", ways)
	}
	return ways
}

func put(tree any, way []string, text string) {
	switch v := tree.(type) {
	case map[string]any:
		if len(way) == 1 {
			v[way[0]] = text
			return
		}
		put(v[way[0]], way[1:], text)
	case []any:
		var i int
		_, _ = fmt.Sscan(way[0], &i)
		if len(way) == 1 {
			v[i] = text
			return
		}
		put(v[i], way[1:], text)
	}
}

// Whoever gives a reason gives one that can be read.
func TestInvisibleTextIsNoReason(t *testing.T) {
	t.Parallel()
	for _, one := range invisible {
		for text, code := range map[string]string{unseen(one): "required", "ok" + unseen(one) + "ok": "too-short"} {
			for pointer, given := range reasons(t, text) {
				if got := codesAt(given, pointer[strings.Index(pointer, "/"):]); !slices.Contains(got, code) {
					t.Errorf("%s with %q: want %s, got %v", pointer, text, code, given)
				}
			}
		}
	}
}

// reasons gives the text wherever a reason is asked for, by the name of the move and the pointer.
func reasons(t *testing.T, text string) map[string]error {
	t.Helper()
	c, table := submitted(t)
	lane, clearance := c.Lanes[2], c.Lanes[len(c.Lanes)-1]
	must(t, c.Object(act(officerOf(lane), day(3)), table, lane.ID, why, "Article 1"))
	given := map[string]error{
		"score/justification": c.ScoreLane(act(officerOf(lane), day(3)), lane.ID, application.Finding{Justification: text}),
		"clear/justification": c.ClearLane(act(officerOf(clearance), day(3)), clearance.ID, text),
		"route/reason":        c.RouteLane(act(chief, day(3)), table, "experience", "economy", text),
		"object/reason":       c.Object(act(officerOf(lane), day(3)), table, lane.ID, text, "Article 1"),
		"resolve/reason":      c.ResolveObjection(act(reviewer, day(3)), 1, application.Lifted, text),
		"withdraw/reason":     c.WithdrawObjection(act(officerOf(lane), day(3)), 1, text),
		"correct/request":     c.RequestCorrection(act(officerOf(lane), day(3)), table, lane.ID, text),
		"extend/reason":       c.RequestExtension(act(officerOf(lane), day(3)), table, lane.ID, text),
	}
	must(t, c.RequestExtension(act(officerOf(lane), day(3)), table, lane.ID, why))
	given["answer/reason"] = c.AnswerExtension(act(chief, day(3)), table, 1, true, text)
	return given
}

func codesAt(err error, pointer string) []string {
	var codes []string
	for _, f := range problem.From(err).Faults {
		if f.Pointer == pointer {
			codes = append(codes, f.Code)
		}
	}
	return codes
}

// What is checked is what is stored: each value as the document prints it, however it was typed.
func TestWhatIsCheckedIsWhatIsStored(t *testing.T) {
	t.Parallel()
	c := drafts.Draft("app_1")
	f := drafts.Form()
	f.Identity.FIN = " 94f mddd\u200b"
	f.Identity.FamilyName = "\u00a0Yılmaz "
	f.Identity.Papers[0].Number = " u123 45\u2060678"
	f.Identity.Papers[0].MRZ = " p<turyilmaz<<emre «<<<<<<<<<<<<<<<<<<<<<<<\r\n\r\nu12345678 "
	f.Contact.Email, f.Contact.Phone = "\ufeffemre@exa\u00admple.org ", "+90 532 123 45 67"
	must(t, c.Save(1, application.Patch{Identity: &f.Identity, Contact: &f.Contact}))
	want := drafts.Form()
	want.Identity.FIN = "94FMDDD"
	want.Identity.Papers[0].MRZ = "P<TURYILMAZ<<EMRE<<<<<<<<<<<<<<<<<<<<<<<<<\nU12345678"
	if diff := cmp.Diff(want, c.Form); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if again := c.Form.Tidy(); !cmp.Equal(again, c.Form) {
		t.Errorf("want what is tidy left alone, got %s", cmp.Diff(c.Form, again))
	}
}

// Letters that only look like those of a document are never taken silently: the text stays, and its fault is named.
func TestMachineReadableLinesWithAForeignLetterStayAsTyped(t *testing.T) {
	t.Parallel()
	f := drafts.Form()
	f.Identity.Papers[0].MRZ = "p<tur\u0430"
	if got := f.Tidy().Identity.Papers[0].MRZ; got != "p<tur\u0430" {
		t.Errorf("want the lines as typed, got %q", got)
	}
}
