package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/api/intake"
)

func TestADraftIsSavedAndResumed(t *testing.T) {
	t.Parallel()
	w := open(t)
	begun := w.send(call{who: emre, method: http.MethodPost, path: "/v1/applications", body: example(t, "begin-application")})
	place := begun.header.Get("Location")
	if begun.header.Get("ETag") != `"1"` || place == "" {
		t.Fatalf("want a first version and where it is, got %v", begun.header)
	}
	save := func(version, body string) *answer {
		return w.send(call{who: emre, method: http.MethodPatch, path: place, body: body, header: map[string]string{"If-Match": version}})
	}
	saved := save(`"1"`, `{"contact":{"email":"emre@example.org"}}`)
	if saved.status != http.StatusOK || saved.header.Get("ETag") != `"2"` {
		t.Fatalf("want the second version, got %d %s", saved.status, saved.header.Get("ETag"))
	}
	if other := save(`"1"`, `{"impact":{"goals":"another window"}}`); other.status != http.StatusPreconditionFailed {
		t.Errorf("want the other window stale, got %d", other.status)
	}
	save(`"2"`, `{"language":"tr","impact":{"goals":"payments"}}`)
	got := must[intake.Application](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: place})
	if got.Language != "tr" || got.Form.Contact.Email != "emre@example.org" || got.Form.Impact.Goals != "payments" {
		t.Errorf("want every section that was saved, got %+v", got)
	}
	if again := save(`"3"`, `{"contact":{"phone":"+905321234567"}}`); !strings.Contains(string(again.body), `"contact":{"phone"`) {
		t.Errorf("want a section replaced as a whole, got %s", again.body)
	}
}

func TestMyApplicationsAreListedWithoutContent(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.filed()
	a := w.send(call{who: emre, method: http.MethodGet, path: "/v1/applications"})
	var list struct{ Applications []intake.ApplicationSummary }
	if err := json.Unmarshal(a.body, &list); err != nil || len(list.Applications) != 1 || *list.Applications[0].SubmittedOn != civil(t, "2026-01-05") {
		t.Errorf("want one application of 5 January, got %s", a.body)
	}
	if strings.Contains(string(a.body), "Yılmaz") {
		t.Errorf("want no content in the list, got %s", a.body)
	}
	other := must[struct{ Applications []json.RawMessage }](w, http.StatusOK, call{who: leyla, method: http.MethodGet, path: "/v1/applications"})
	if other.Applications == nil || len(other.Applications) != 0 {
		t.Errorf("want an empty list for who has none, got %v", other.Applications)
	}
}

// Invariant 10: nobody is kept out by a form that was made for people with two Latin names and one passport.
func TestPeopleOfEverySortCanApply(t *testing.T) {
	t.Parallel()
	passport := map[string]any{"kind": "passport", "number": "U12345678", "issuer": "TUR", "issued_on": "2022-03-01", "expires_on": "2032-02-29"}
	old := map[string]any{"kind": "passport", "number": "A7654321", "issuer": "DEU", "issued_on": "2012-03-01", "expires_on": "2022-02-28"}
	card := map[string]any{"kind": "travel-document", "number": "ST12345", "issuer": "TUR", "issued_on": "2024-03-01", "expires_on": "2029-02-28"}
	whole := map[string]any{"family_name": "Yılmaz", "given_names": "Emre", "sex": "M", "birth_date": "1988-04-12", "birth_place": "İzmir",
		"nationalities": []string{"TUR"}, "papers": []any{passport}}
	for name, c := range map[string]struct {
		change map[string]any
		kinds  []string
	}{
		"without a FIN":                   {map[string]any{}, kinds},
		"with a single name":              {map[string]any{"family_name": "", "given_names": "Suharto"}, kinds},
		"with two passports, one old":     {map[string]any{"papers": []any{old, passport}, "nationalities": []string{"TUR", "D"}}, kinds},
		"with a name in another script":   {map[string]any{"native_name": "ეკატერინე ჭავჭავაძე", "family_name": "Chavchavadze", "given_names": "Ekaterine", "sex": "F"}, kinds},
		"with a FIN from an earlier stay": {map[string]any{"fin": "5ABC123"}, kinds},
		"stateless, with a travel document": {map[string]any{"nationalities": []string{"XXA"}, "papers": []any{card}},
			append([]string{"travel-document"}, kinds[1:]...)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			id := w.draft()
			identity := maps.Clone(whole)
			maps.Copy(identity, c.change)
			var form map[string]any
			if err := json.Unmarshal([]byte(example(t, "change-application")), &form); err != nil {
				t.Fatal(err)
			}
			form["identity"] = identity
			must[intake.Application](w, http.StatusOK, call{who: emre, method: http.MethodPatch, path: "/v1/applications/" + id, body: form, header: map[string]string{"If-Match": `"1"`}})
			for _, kind := range c.kinds {
				w.upload(id, kind, strings.ReplaceAll(example(t, "add-document"), "diploma", kind))
			}
			list := must[intake.Checklist](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/checklist"})
			if !list.Complete {
				t.Fatalf("want nothing missing, got %+v", list.Faults)
			}
			must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/submission"})
		})
	}
}

func TestTheChecklistFollowsTheAnswers(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	need := func(kind string) string {
		list := must[intake.Checklist](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/checklist"})
		for _, d := range list.Documents {
			if d.Kind == kind {
				return d.Need
			}
		}
		return ""
	}
	if got := need("diploma"); got != "optional" {
		t.Errorf("before a degree is claimed: want optional, got %q", got)
	}
	must[any](w, http.StatusOK, call{who: emre, method: http.MethodPatch, path: "/v1/applications/" + id, body: example(t, "change-application"), header: map[string]string{"If-Match": `"1"`}})
	if got := need("diploma"); got != "required" {
		t.Errorf("after it: want required, got %q", got)
	}
	if got := need("medical-certificate"); got == "required" {
		t.Error("want the medical certificate not required at this stage")
	}
}

func TestWhatWasSubmittedStays(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	form := "/v1/applications/" + id
	w.refuses(bad{call{who: emre, method: http.MethodPatch, path: form, body: `{}`, header: map[string]string{"If-Match": `"2"`}}, 409, "wrong-state", "", ""})
	w.refuses(bad{call{who: emre, method: http.MethodDelete, path: form}, 409, "wrong-state", "", ""})
	w.refuses(bad{call{who: emre, method: http.MethodDelete, path: form + "/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D101"}, 409, "wrong-state", "", ""})
	w.refuses(bad{call{who: emre, method: http.MethodPost, path: form + "/documents", body: example(t, "add-document")}, 409, "wrong-state", "", ""})
	must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: form + "/submission"})
	must[any](w, http.StatusCreated, call{who: officer("economy"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/national-goals/correction", body: example(t, "request-correction")})
	w.refuses(bad{call{who: emre, method: http.MethodDelete, path: form + "/documents/doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D101"}, 409, "document-submitted", "", ""})
}

func TestADocumentIsReadOnlyOnceItIsHarmless(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	path := "/v1/applications/" + id + "/documents"
	announced := must[intake.Announced](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: path, body: example(t, "add-document")})
	if announced.Upload.Fields["Content-Type"] != "application/pdf" || announced.Document.State != "expected" {
		t.Errorf("want a form for a PDF, got %+v", announced)
	}
	waiting := path + "/" + announced.Document.ID
	w.refuses(bad{call{who: emre, method: http.MethodGet, path: waiting}, 409, "document-not-accepted", "", ""})
	must[any](w, http.StatusNoContent, call{who: emre, method: http.MethodDelete, path: waiting})
	w.refuses(bad{call{who: emre, method: http.MethodGet, path: waiting}, 404, "no-such-document", "", ""})
	accepted := path + "/" + w.upload(id, "diploma", example(t, "add-document"))
	if link := w.send(call{who: emre, method: http.MethodGet, path: accepted}); link.header.Get("Cache-Control") != "no-store" {
		t.Errorf("want a link that nobody keeps, got %v", link.header)
	}
	must[api.Link](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: accepted})
}
