package api_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/identity"
)

// What of cases may be looked at without a row in the chain, and why it may: nothing personal stands in it. Every other
// GET of a case leaves exactly one.
var unrecorded = map[string]string{
	"list-applications": "frames: ids, states and dates",
	"read-status":       "states, lanes, dates and numbers",
	"list-accesses":     "the chain's own readings, by role and authority",
	"list-work":         "lanes and due dates; no person is named",
}

func TestEveryReadingOfPersonalDataLeavesOneRow(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	must[any](w, http.StatusCreated, call{who: officer("science-education"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/correction", body: example(t, "request-correction")})
	must[any](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/corrections/1/reply", body: `{"text":"Here it is."}`})
	w.scoreAll(id)
	w.cleared(id)
	w.confirmed(id)
	w.issue(id)
	for operation, o := range operations(w.apis) {
		if _, free := unrecorded[operation]; o.Method != http.MethodGet || !free && !ofACase(o) {
			continue
		}
		w.pass(record.Coalesced) // so that nothing counts as read a moment ago
		before, rows := w.looks(id), w.chain(id)
		a := w.send(call{who: readerOf(o), method: http.MethodGet, path: strings.NewReplacer("{id}", id, "{doc}", "doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D102").Replace(o.Path)})
		if a.status != http.StatusOK {
			t.Fatalf("%s: %d %s", operation, a.status, a.body)
		}
		if len(w.chain(id)) != len(rows) {
			t.Errorf("%s: want the chain as it was", operation)
		}
		looks := w.looks(id)[len(before):]
		if why, free := unrecorded[operation]; free {
			if len(looks) != 0 {
				t.Errorf("%s: want no row (%s), got %+v", operation, why, looks)
			}
			continue
		}
		if len(looks) != 1 || looks[0].Refused || looks[0].Actor.ID != readerOf(o).Person() || looks[0].Policy == "" {
			t.Errorf("%s: want one row of this reading, got %+v", operation, looks)
		}
	}
}

func ofACase(o *huma.Operation) bool {
	return strings.HasPrefix(o.Path, "/v1/applications/{id}") || strings.HasPrefix(o.Path, "/v1/cases/{id}")
}

func readerOf(o *huma.Operation) identity.Principal {
	switch {
	case strings.HasPrefix(o.Path, "/v1/applications"):
		return emre
	case strings.HasSuffix(o.Path, "/history"):
		return auditor
	}
	return officer("science-education")
}

// Whatever was typed in, uploaded or written to the applicant is in none of the answers that leave no row.
func TestWhatLeavesNoRowHoldsNothingPersonal(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	must[any](w, http.StatusCreated, call{who: officer("science-education"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/correction", body: example(t, "request-correction")})
	must[any](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/corrections/1/reply", body: example(t, "reply-to-correction")})
	must[any](w, http.StatusCreated, call{who: officer("science-education"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/extension", body: example(t, "request-extension")})
	w.scoreAll(id)
	w.cleared(id)
	w.confirmed(id)
	number := w.issue(id).Number
	personal := append([]string{number, "Emre", "mre", ".pdf", ".jpg", emre.Subject, officer("science-education").Subject},
		textsOf(t, "change-application", "request-correction", "reply-to-correction", "request-extension", "score-lane")...)
	for operation, o := range operations(w.apis) {
		if _, free := unrecorded[operation]; !free {
			continue
		}
		a := w.send(call{who: readerOf(o), method: o.Method, path: strings.Replace(o.Path, "{id}", id, 1)})
		for _, text := range personal {
			if bytes.Contains(a.body, []byte(text)) {
				t.Errorf("%s leaves no row and holds %q: %s", operation, text, a.body)
			}
		}
	}
}

// textsOf lists the longer texts of examples: what people wrote. Shorter ones are codes of the programme.
func textsOf(t *testing.T, operations ...string) []string {
	var found []string
	var walk func(any)
	walk = func(value any) {
		switch v := value.(type) {
		case string:
			if strings.Contains(v, " ") || strings.Contains(v, "@") {
				found = append(found, v)
			}
		case []any:
			for _, one := range v {
				walk(one)
			}
		case map[string]any:
			for _, one := range v {
				walk(one)
			}
		}
	}
	for _, operation := range operations {
		walk(readJSON(t, examplesFolder+"/"+operation+".json"))
	}
	if len(found) < 10 {
		t.Fatalf("want the examples' texts found, got %q", found)
	}
	return found
}

// A refused submission says what the checklist says, files by name, and is a reading of that.
func TestARefusedSubmissionIsAReadingOfTheChecklist(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	before := w.looks(id)
	w.refuses(bad{call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/submission"}, 422, "invalid", "required", "/contact/email"})
	rows := w.looks(id)[len(before):]
	if len(rows) != 1 || string(rows[0].Action) != string(identity.ReadChecklist) {
		t.Errorf("want one reading of the checklist, got %+v", rows)
	}
}

// A document that cannot be opened is refused without a row, so the refusal does not name its file.
func TestARefusedDocumentIsNotNamed(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	announced := must[intake.Announced](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/documents", body: example(t, "add-document")})
	before := w.looks(id)
	a := w.send(call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/documents/" + announced.Document.ID})
	if a.status != http.StatusConflict || bytes.Contains(a.body, []byte("diploma.pdf")) || len(w.looks(id)) != len(before) {
		t.Errorf("want a refusal without the name and no row, got %d %s", a.status, a.body)
	}
	var states []string
	for _, d := range w.status(id).Documents {
		states = append(states, d.ID+" "+d.State)
	}
	if len(states) != 1 || states[0] != announced.Document.ID+" expected" {
		t.Errorf("want the status to say how far the document is, got %v", states)
	}
	list := must[struct{ Documents []api.Document }](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/documents"})
	if len(list.Documents) != 1 || list.Documents[0].FileName != "diploma.pdf" {
		t.Errorf("want the list to name it, got %+v", list)
	}
}
