//go:build e2e

package e2e

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/localstack/demo/client"
)

func patch(path, tag string, body any) client.Call {
	return client.Call{Method: http.MethodPatch, Path: path, Body: marshalled(body), IfMatch: tag}
}

func TestWhatCannotBeReadIsRefusedInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	a := draft(t, filesBadMessages)
	for _, c := range []struct {
		name, body, kind string
		status           int
		code             string
	}{
		{"broken JSON", `{"expertise":`, "", 400, "malformed-json"},
		{"two values", `{} {}`, "", 400, "malformed-json"},
		{"no JSON at all", `language=en`, "", 400, "malformed-json"},
		{"bad UTF-8", "{\"impact\":{\"goals\":\"\xff\xfe\"}}", "", 400, "malformed-text"},
		{"half a surrogate pair", `{"impact":{"goals":"\ud800"}}`, "", 400, "malformed-text"},
		{"NUL", `{"impact":{"goals":"\u0000"}}`, "", 400, "malformed-text"},
		{"no body", ``, "application/json", 400, "body-missing"},
		{"another media type", `{}`, "text/plain", 415, "unsupported-media-type"},
		{"XML", `<a/>`, "application/xml", 415, "unsupported-media-type"},
		{"an oversized body", `{"impact":{"goals":"` + strings.Repeat("a", 600<<10) + `"}}`, "", 413, "too-large"},
	} {
		t.Run(c.name, func(t *testing.T) {
			call := patch(a.Path(""), a.Tag, c.body)
			call.Type = c.kind
			refused(t, a.Owner, call, c.status, c.code)
		})
	}
	unchanged(t, a.Owner, a.Path(""), a.Tag)
}

func TestWhatBreaksRulesIsRefusedWithEveryFault(t *testing.T) {
	t.Parallel()
	owner := applicant(t, filesUnread)
	for _, c := range []struct {
		name, body string
		want       []string
	}{
		{"an unknown field", `{"language":"en","colour":"red"}`, []string{"/colour unknown-field"}},
		{"a field that is missing", `{}`, []string{"/language required"}},
		{"a wrong type", `{"language":1}`, []string{"/language not-text"}},
		{"a language that is not ours", `{"language":"de"}`, []string{"/language not-listed"}},
		{"a field twice", `{"language":"en","language":"az"}`, []string{"/language repeated-field"}},
		{"a list", `[]`, []string{" not-object"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := make([]string, len(c.want))
			for n := range c.want {
				want[n] = strings.TrimSpace(c.want[n])
			}
			faulty(t, owner, post("/v1/applications", c.body), want...)
		})
	}
}

func TestWrongTypesInAFormAreListedAtOnce(t *testing.T) {
	t.Parallel()
	a := draft(t, filesWrongTypes)
	faulty(t, a.Owner, patch(a.Path(""), a.Tag, `{"finances":{"funds":"many"},"education":{},"declaration":{"truthful":"yes"}}`),
		"/declaration/truthful not-boolean", "/education not-list", "/finances/funds not-whole-number")
	faulty(t, a.Owner, patch(a.Path(""), a.Tag, `{"finances":{"funds":1e999},"education":{},"languages":[{"language":-1e999}]}`),
		"/education not-list", "/finances/funds bad-number", "/languages/0/language not-text")
	faulty(t, a.Owner, patch(a.Path(""), a.Tag, `{"finances":{"funds":99999999999999999999}}`), "/finances/funds bad-number")
	unchanged(t, a.Owner, a.Path(""), a.Tag)
}

// unchanged wants the form to be at the version of the tag still.
func unchanged(t *testing.T, owner client.Person, path, tag string) {
	t.Helper()
	answer := send(t, owner, get(path))
	if answer.Status != http.StatusOK || answer.Header.Get("ETag") != tag {
		t.Errorf("want the version %s untouched, got %d %s", tag, answer.Status, answer.Header.Get("ETag"))
	}
}

func TestAChangeMustNameTheVersionItIsBasedOn(t *testing.T) {
	t.Parallel()
	a := draft(t, filesBadTags)
	first := a.Tag
	change := map[string]any{"impact": map[string]string{"goals": "the first"}}
	refused(t, a.Owner, patch(a.Path(""), "", change), http.StatusPreconditionRequired, "unconditional")
	refused(t, a.Owner, patch(a.Path(""), `"77"`, change), http.StatusPreconditionFailed, "stale")
	refused(t, a.Owner, patch(a.Path(""), `"x"`, change), http.StatusUnprocessableEntity, "invalid")
	second, err := a.Owner.Patch(t.Context(), a.Path(""), first, change)
	must(t, err)
	if second == first {
		t.Errorf("want a new version after %s", first)
	}
	refused(t, a.Owner, patch(a.Path(""), first, map[string]any{"impact": map[string]string{"goals": "the other window"}}),
		http.StatusPreconditionFailed, "stale")
	answer := send(t, a.Owner, get(a.Path("")))
	if answer.Header.Get("ETag") != second || !strings.Contains(string(answer.Body), "the first") {
		t.Errorf("want the first change kept, got %s", answer.Body)
	}
}

// documentOf is the id of the document of an answer.
func documentOf(t *testing.T, body []byte) string {
	t.Helper()
	var a struct{ Document struct{ ID string } }
	must(t, json.Unmarshal(body, &a))
	return a.Document.ID
}

func TestARepeatGetsTheFirstDocumentAndAnotherMessageIsRefused(t *testing.T) {
	t.Parallel()
	a := draft(t, filesTwice)
	declared := client.File{Kind: "diploma", Name: "diploma.pdf", Language: "en", MediaType: "application/pdf", Content: []byte("%PDF")}.Declare()
	call := post(a.Path("/documents"), declared)
	call.Key = "announce-1-" + a.ID
	first, again := send(t, a.Owner, call), send(t, a.Owner, call)
	if first.Status != http.StatusCreated || again.Status != http.StatusCreated || documentOf(t, first.Body) != documentOf(t, again.Body) {
		t.Errorf("want the same document twice, got %d %s and %d %s", first.Status, first.Body, again.Status, again.Body)
	}
	if again.Header.Get("Idempotent-Replayed") != "true" {
		t.Error("want the repeat to say that it is one")
	}
	declared.Size++
	other := post(a.Path("/documents"), declared)
	other.Key = call.Key
	refused(t, a.Owner, other, http.StatusUnprocessableEntity, "idempotency-key-reused")
	none := post(a.Path("/documents"), declared)
	none.Key = "-"
	refused(t, a.Owner, none, http.StatusBadRequest, "idempotency-key-missing")
	list, err := a.List(t.Context())
	must(t, err)
	if len(list) != 1 {
		t.Errorf("want one document after a repeat, got %d", len(list))
	}
}

func TestAPersonHasOneOpenCase(t *testing.T) {
	t.Parallel()
	a := draft(t, filesSecond)
	call := post("/v1/applications", map[string]string{"language": "en"})
	call.Key = "second-" + a.ID
	refused(t, a.Owner, call, http.StatusConflict, "case-open")
}

func TestOtherPeoplesCasesAreNotThere(t *testing.T) {
	t.Parallel()
	a := submitted(t, filesStrangers)
	stranger := applicant(t, looksAtStrangers)
	for _, suffix := range []string{"", "/status", "/documents", "/checklist", "/corrections", "/accesses", "/decision", "/certificate", "/documents/" + a.Documents["passport"]} {
		answer := send(t, stranger, get(a.Path(suffix)))
		absent := send(t, stranger, get("/v1/applications/app_00000000000000000000000000"+suffix))
		if answer.Status != absent.Status || answer.Problem().Code != absent.Problem().Code || answer.Status < 400 {
			t.Errorf("%s: a stranger can tell another's case (%d %s) from none (%d %s)", suffix, answer.Status, answer.Problem().Code,
				absent.Status, absent.Problem().Code)
		}
	}
	for _, call := range []client.Call{post(a.Path("/withdrawal"), ""), post(a.Path("/submission"), ""), {Method: http.MethodDelete, Path: a.Path("")},
		patch(a.Path(""), `"1"`, `{}`), post(a.Path("/corrections/1/reply"), `{"text":"x"}`)} {
		answer := send(t, stranger, call)
		if answer.Status != http.StatusNotFound && answer.Status != http.StatusForbidden {
			t.Errorf("%s %s by a stranger: want 404 or 403, got %d %s", call.Method, call.Path, answer.Status, answer.Body)
		}
	}
	officer := signed(t, "officer-culture") // holds no lane of a case in information technology
	for _, path := range []string{a.CasePath(""), a.CasePath("/documents/" + a.Documents["passport"])} {
		answer := send(t, officer, get(path))
		if answer.Status != http.StatusNotFound && answer.Status != http.StatusForbidden {
			t.Errorf("%s by an authority without a lane: want 404 or 403, got %d", path, answer.Status)
		}
	}
}

func TestIdsThatAreNoneAreNotFound(t *testing.T) {
	t.Parallel()
	owner := applicant(t, looksAtStrangers)
	for _, id := range []string{"x", "app_1", "..%2f..%2fetc", "%00", "%ff", strings.Repeat("a", 200), "'%20OR%201=1", "app_%F0%9F%98%80"} {
		answer := send(t, owner, get("/v1/applications/"+id))
		if answer.Status < 400 || answer.Status >= 500 || answer.Problem().Code == "" {
			t.Errorf("%s: want a problem of the caller's, got %d %s", id, answer.Status, answer.Body)
		}
	}
	faulty(t, signed(t, "officer-labour"), get("/v1/worklist?limit=0"), "limit below-minimum")
	faulty(t, signed(t, "officer-labour"), get("/v1/worklist?colour=red"), "colour unknown-parameter")
}
