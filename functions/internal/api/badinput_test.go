package api_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

type bad struct {
	call
	status int
	code   string
	fault  string // of the first fault; "" for none
	at     string // its pointer
}

func (w *world) refuses(b bad) {
	w.t.Helper()
	a := w.send(b.call)
	var p apigw.Problem
	if err := json.Unmarshal(a.body, &p); err != nil {
		w.t.Fatalf("no problem document: %d %s", a.status, a.body)
	}
	if a.status != b.status || p.Code != b.code || p.Detail == "" {
		w.t.Errorf("%s %s %v: want %d %s, got %d %s", b.method, b.path, b.body, b.status, b.code, a.status, a.body)
	}
	if b.fault == "" {
		return
	}
	if !slices.ContainsFunc(p.Errors, func(f apigw.Fault) bool { return f.Code == b.fault && (f.Pointer == nil || *f.Pointer == b.at) }) {
		w.t.Errorf("%s %s %v: want fault %s at %s, got %s", b.method, b.path, b.body, b.fault, b.at, a.body)
	}
}

func (w *world) draft() string {
	w.t.Helper()
	return string(must[intake.Application](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications", body: example(w.t, "begin-application")}).ID)
}

func TestBadMessagesOfAnApplicant(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	form := "/v1/applications/" + id
	patch := func(body string) call {
		return call{who: emre, method: http.MethodPatch, path: form, body: body, header: map[string]string{"If-Match": `"1"`}}
	}
	announce := func(body string) call {
		return call{who: emre, method: http.MethodPost, path: form + "/documents", body: body}
	}
	versioned := func(tag string) call {
		return call{who: emre, method: http.MethodPatch, path: form, body: `{}`, header: map[string]string{"If-Match": tag}}
	}
	for name, b := range map[string]bad{
		"broken JSON":                          {patch(`{"identity":{`), 400, "malformed-json", "", ""},
		"bad Unicode":                          {patch("{\"identity\":{\"family_name\":\"\xff\xfe\"}}"), 400, "malformed-text", "", ""},
		"half a surrogate pair":                {patch(`{"identity":{"family_name":"\ud83d"}}`), 400, "malformed-text", "", ""},
		"text where a list belongs":            {patch(`{"experience":"ten years"}`), 422, "invalid", "not-list", "/experience"},
		"a number where text belongs":          {patch(`{"identity":{"family_name":7}}`), 422, "invalid", "not-text", "/identity/family_name"},
		"a date that does not exist":           {patch(`{"identity":{"birth_date":"1988-02-30"}}`), 422, "invalid", "not-date", "/identity/birth_date"},
		"an amount with cents":                 {patch(`{"finances":{"funds":10.5}}`), 422, "invalid", "not-whole-number", "/finances/funds"},
		"a field that is not there":            {patch(`{"identity":{"surname":"Yılmaz"}}`), 422, "invalid", "unknown-field", "/identity/surname"},
		"a section that is not there":          {patch(`{"hobbies":[]}`), 422, "invalid", "unknown-field", "/hobbies"},
		"a language that is none of the four":  {patch(`{"language":"de"}`), 422, "invalid", "not-listed", "/language"},
		"a body of a megabyte":                 {patch(`{"impact":{"goals":"` + strings.Repeat("x", 1<<20) + `"}}`), 413, "too-large", "", ""},
		"no body":                              {patch(``), 400, "body-missing", "", ""},
		"no version":                           {versioned(""), 428, "unconditional", "", ""},
		"any version":                          {versioned("*"), 428, "unconditional", "", ""},
		"an old version":                       {versioned(`"0"`), 412, "stale", "", ""},
		"a version of somebody else's":         {versioned(`"W/abc"`), 422, "invalid", "bad-pattern", ""},
		"another media type":                   {call{who: emre, method: http.MethodPatch, path: form, body: "a=b", header: map[string]string{"Content-Type": "text/plain", "If-Match": `"1"`}}, 415, "unsupported-media-type", "", ""},
		"a kind that the programme lacks":      {announce(strings.Replace(example(t, "add-document"), `"diploma"`, `"selfie"`, 1)), 422, "invalid", "not-listed", "/kind"},
		"an upload larger than its kind":       {announce(strings.Replace(example(t, "add-document"), `48213`, `999999999`, 1)), 422, "invalid", "out-of-range", "/size"},
		"an upload of no bytes":                {announce(strings.Replace(example(t, "add-document"), `48213`, `0`, 1)), 422, "invalid", "out-of-range", "/size"},
		"an upload of another type":            {announce(strings.Replace(example(t, "add-document"), `application/pdf`, `image/gif`, 1)), 422, "invalid", "not-listed", "/media_type"},
		"a diploma in no language":             {announce(strings.Replace(example(t, "add-document"), `"language": "en",`, ``, 1)), 422, "invalid", "required", "/language"},
		"a diploma as a translation":           {announce(strings.Replace(example(t, "add-document"), `"language"`, `"translation_of": "doc_x", "language"`, 1)), 422, "invalid", "document-no-translation", "/translation_of"},
		"no idempotency key":                   {call{who: emre, method: http.MethodPost, path: form + "/documents", body: example(t, "add-document"), header: map[string]string{"Idempotency-Key": ""}}, 400, "idempotency-key-missing", "", ""},
		"a second application":                 {call{who: emre, method: http.MethodPost, path: "/v1/applications", body: example(t, "begin-application")}, 409, "case-open", "", ""},
		"an application in no known language":  {call{who: emre, method: http.MethodPost, path: "/v1/applications", body: `{"language":"xx"}`}, 422, "invalid", "not-listed", "/language"},
		"a submission that is not complete":    {call{who: emre, method: http.MethodPost, path: form + "/submission"}, 422, "invalid", "required", "/contact/email"},
		"a decision that is not made":          {call{who: emre, method: http.MethodGet, path: form + "/decision"}, 409, "not-decided", "", ""},
		"a document that is not made":          {call{who: emre, method: http.MethodGet, path: form + "/certificate"}, 409, "not-decided", "", ""},
		"a reply to nothing":                   {call{who: emre, method: http.MethodPost, path: form + "/corrections/1/reply", body: `{"text":"here"}`}, 404, "no-such-correction", "", ""},
		"a correction by a word":               {call{who: emre, method: http.MethodPost, path: form + "/corrections/first/reply", body: `{"text":"here"}`}, 422, "invalid", "not-whole-number", ""},
		"a document of nobody's":               {call{who: emre, method: http.MethodGet, path: form + "/documents/doc_x"}, 404, "no-such-document", "", ""},
		"an id longer than any":                {call{who: emre, method: http.MethodGet, path: "/v1/applications/" + strings.Repeat("a", 3000)}, 422, "invalid", "too-long", ""},
		"a method that the address lacks":      {call{who: emre, method: http.MethodPut, path: form, body: `{}`}, 405, "method-not-allowed", "", ""},
		"an address that is not there":         {call{who: emre, method: http.MethodGet, path: form + "/wishes"}, 404, "not-found", "", ""},
		"a parameter that the address has not": {call{who: emre, method: http.MethodGet, path: "/v1/applications?all=1"}, 422, "invalid", "unknown-parameter", ""},
	} {
		t.Run(name, func(t *testing.T) { w.refuses(b) })
	}
	if got := must[intake.Application](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: form}); got.State != "draft" || got.Form.Identity.FamilyName != "" {
		t.Errorf("want the draft as it was, got %+v", got)
	}
}

func TestBadMessagesOfAnOfficer(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	education := func(act, body string) call {
		return call{who: officer("science-education"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/" + act, body: body}
	}
	points := func(n string) call {
		return education("score", strings.Replace(example(t, "score-lane"), "13", n, 1))
	}
	for name, b := range map[string]bad{
		"points above every maximum":            {points("36"), 422, "invalid", "out-of-range", "/points"},
		"points one above this lane's maximum":  {points("16"), 422, "invalid", "out-of-range", "/points"},
		"points below nothing":                  {points("-1"), 422, "invalid", "out-of-range", "/points"},
		"half a point":                          {points("17.5"), 422, "invalid", "not-whole-number", "/points"},
		"points that no computer counts":        {points("99999999999999999999"), 422, "invalid", "bad-number", "/points"},
		"points beyond any number":              {points("1e999"), 422, "invalid", "bad-number", "/points"},
		"points in words":                       {points(`"thirteen"`), 422, "invalid", "not-whole-number", "/points"},
		"points without words":                  {education("score", `{"points":5,"justification":"good","evidence":[]}`), 422, "invalid", "too-short", "/justification"},
		"points without evidence":               {education("score", `{"points":5,"justification":"long enough to say something","evidence":[]}`), 422, "invalid", "evidence-missing", "/evidence"},
		"evidence of another case":              {education("score", `{"points":5,"justification":"long enough to say something","evidence":["doc_9"]}`), 422, "invalid", "not-evidence", "/evidence/0"},
		"a score by another authority":          {call{who: officer("economy"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/score", body: scoreBody("education", 3)}, 403, "forbidden", "", ""},
		"a score by an authority without lanes": {call{who: officer("health"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/education/score", body: scoreBody("education", 3)}, 404, "not-found", "", ""},
		"a lane that is not there":              {call{who: officer("economy"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/charm/score", body: scoreBody("education", 3)}, 404, "no-such-lane", "", ""},
		"clearing a criterion":                  {education("clearance", example(t, "clear-lane")), 403, "forbidden", "", ""},
		"an objection without a law":            {education("objection", `{"reason":"long enough to say something","legal_basis":""}`), 422, "invalid", "required", "/legal_basis"},
		"an extension without a reason":         {education("extension", `{"reason":""}`), 422, "invalid", "required", "/reason"},
		"granting what nobody asked for":        {call{who: chief, method: http.MethodPost, path: "/v1/cases/" + id + "/extensions/1/approval", body: example(t, "answer-extension")}, 404, "no-such-extension", "", ""},
		"withdrawing an objection that is none": {call{who: officer("economy"), method: http.MethodPost, path: "/v1/cases/" + id + "/objections/7/withdrawal", body: example(t, "withdraw-objection")}, 404, "no-such-objection", "", ""},
		"ruling on an objection that is none":   {call{who: reviewer, method: http.MethodPost, path: "/v1/cases/" + id + "/objections/7/resolution", body: example(t, "resolve-objection")}, 404, "no-such-objection", "", ""},
		"confirming what is not proposed":       {call{who: decider, method: http.MethodPost, path: "/v1/cases/" + id + "/confirmation"}, 409, "wrong-state", "", ""},
		"routing to an authority that is none":  {call{who: chief, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/experience/route", body: `{"authority":"navy","reason":"long enough to say something"}`}, 422, "invalid", "not-listed", "/authority"},
		"routing what the act gives away":       {call{who: chief, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/labour-market/route", body: example(t, "route-lane")}, 409, "lane-not-routed", "", ""},
		"routing to an authority of no field":   {call{who: chief, method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/experience/route", body: strings.Replace(example(t, "route-lane"), `"economy"`, `"sms"`, 1)}, 409, "authority-of-no-field", "", ""},
		"a page of no lanes":                    {call{who: chief, method: http.MethodGet, path: "/v1/worklist?limit=0"}, 422, "invalid", "below-minimum", ""},
		"a page of all lanes":                   {call{who: chief, method: http.MethodGet, path: "/v1/worklist?limit=1000"}, 422, "invalid", "above-maximum", ""},
		"a cursor of one's own making":          {call{who: chief, method: http.MethodGet, path: "/v1/worklist?cursor=next"}, 422, "invalid", "bad-value", ""},
		"another authority's work list":         {call{who: officer("economy"), method: http.MethodGet, path: "/v1/worklist?authority=sms"}, 403, "forbidden", "", ""},
	} {
		t.Run(name, func(t *testing.T) { w.refuses(b) })
	}
}

func TestNobodyScoresTwice(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	score := "/v1/cases/" + id + "/lanes/education/score"
	first := must[scoring.Lane](w, http.StatusOK, call{who: officer("science-education"), method: http.MethodPost, path: score, body: scoreBody("education", 13)})
	again := must[scoring.Lane](w, http.StatusOK, call{who: officer("science-education"), method: http.MethodPost, path: score, body: scoreBody("education", 13)})
	if first.Outcome.At != again.Outcome.At {
		t.Errorf("want the same score sent again to change nothing, got %+v and %+v", first.Outcome, again.Outcome)
	}
	w.refuses(bad{call{who: officer("science-education"), method: http.MethodPost, path: score, body: scoreBody("education", 12)}, 409, "lane-closed", "", ""})
	w.refuses(bad{call{who: colleague("science-education"), method: http.MethodPost, path: score, body: scoreBody("education", 13)}, 409, "lane-closed", "", ""})
}

func TestOfTwoOfficersAtOnceOneIsFirst(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	claim := "/v1/cases/" + id + "/lanes/experience/claim"
	two := []identity.Principal{officer("digital"), colleague("digital")}
	got := make([]int, len(two))
	var both sync.WaitGroup
	for i, who := range two {
		both.Go(func() {
			got[i] = w.send(call{who: who, method: http.MethodPost, path: claim, body: `{}`}).status
		})
	}
	both.Wait()
	slices.Sort(got)
	if !slices.Equal(got, []int{http.StatusOK, http.StatusConflict}) {
		t.Fatalf("want one claim and one conflict, got %v", got)
	}
	for _, who := range two {
		must[scoring.Lane](w, http.StatusOK, call{who: who, method: http.MethodPost, path: claim, body: `{"take_over":true}`})
	}
	w.refuses(bad{call{who: two[0], method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/experience/score", body: scoreBody("experience", 30)}, 409, "lane-claimed", "", ""})
}

func TestARepeatedKeyAddsOneDocument(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	add := call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/documents", body: example(t, "add-document"), header: map[string]string{"Idempotency-Key": "one"}}
	first := must[intake.Announced](w, http.StatusCreated, add)
	w.pass(24 * time.Hour) // the first form has run out
	again := w.send(add)
	var second intake.Announced
	if err := json.Unmarshal(again.body, &second); err != nil {
		t.Fatalf("%d %s: %v", again.status, again.body, err)
	}
	if again.status != http.StatusCreated || again.header.Get("Idempotent-Replayed") != "true" || second.Document.ID != first.Document.ID {
		t.Errorf("want the first document again, got %d %s", again.status, again.body)
	}
	if !second.Upload.ExpiresAt.After(w.clock()) || second.Upload.Fields["key"] != first.Upload.Fields["key"] {
		t.Errorf("want a form that can be used, for the same document, got %+v", second.Upload)
	}
	other := add
	other.body = strings.Replace(example(t, "add-document"), "48213", "48214", 1)
	w.refuses(bad{other, 422, "idempotency-key-reused", "", ""})
	list := must[struct{ Documents []json.RawMessage }](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/documents"})
	if len(list.Documents) != 1 {
		t.Errorf("want one document, got %d", len(list.Documents))
	}
	w.send(call{who: emre, method: http.MethodDelete, path: "/v1/applications/" + id + "/documents/" + first.Document.ID})
	w.refuses(bad{add, 404, "no-such-document", "", ""}) // what was taken out does not come back by a repeat
}

// Every problem is said in each of the four languages, and never twice in the same words.
func TestProblemsSpeakFourLanguages(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.draft()
	for name, c := range map[string]call{
		"conflict":  {who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/decision"},
		"faults":    {who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/submission"},
		"not found": {who: leyla, method: http.MethodGet, path: "/v1/applications/" + id},
		"forbidden": {who: emre, method: http.MethodGet, path: "/v1/worklist"},
		"no token":  {method: http.MethodGet, path: "/v1/worklist"},
		"malformed": {who: emre, method: http.MethodPost, path: "/v1/applications", body: `{`},
	} {
		t.Run(name, func(t *testing.T) {
			said := map[string]locale.Language{}
			for _, l := range locale.All {
				c.header = map[string]string{"Accept-Language": string(l)}
				a := w.send(c)
				var p apigw.Problem
				if err := json.Unmarshal(a.body, &p); err != nil {
					t.Fatal(err)
				}
				words := fmt.Sprint(p.Title, p.Detail)
				for _, f := range p.Errors {
					words += f.Detail
				}
				if other, ok := said[words]; ok || a.header.Get("Content-Language") != string(l) {
					t.Errorf("%s: the same words as in %s, or another language: %s", l, other, a.body)
				}
				said[words] = l
			}
		})
	}
}
