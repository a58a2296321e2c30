package api_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/aws/apigw"
)

// filed brings an application of Emre's to its submission, with the examples as they stand.
func (w *world) filed() string {
	w.t.Helper()
	begun := must[intake.Application](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications", body: example(w.t, "begin-application")})
	id := string(begun.ID)
	must[intake.Application](w, http.StatusOK, call{who: emre, method: http.MethodPatch, path: "/v1/applications/" + id,
		body: example(w.t, "change-application"), header: map[string]string{"If-Match": `"1"`}})
	for _, kind := range kinds {
		announcement := example(w.t, "add-document")
		if kind != "diploma" {
			announcement = strings.ReplaceAll(announcement, "diploma", kind)
		}
		w.upload(id, kind, announcement)
	}
	must[intake.Checklist](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/checklist"})
	must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/submission"})
	return id
}

// given is 82 points: 30, 16, 13, 12, 7, 4, in the order of the criteria.
var given = []struct {
	lane, authority string
	points          int
}{
	{"experience", "digital", 30}, {"national-goals", "economy", 16}, {"education", "science-education", 13},
	{"financial-stability", "sms", 12}, {"labour-market", "labour", 7}, {"languages", "science-education", 4},
}

// shown is, for each lane, the number of a document in kinds that it sees.
var shown = map[string]int{"experience": 3, "national-goals": 3, "education": 2, "financial-stability": 4, "labour-market": 3, "languages": 6}

func scoreBody(lane string, points int) string {
	return fmt.Sprintf(`{"points":%d,"justification":"The documents show it, as far as they go.","evidence":["doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D1%02d"]}`, points, shown[lane])
}

func (w *world) score(id, lane, authority string, points int) *answer {
	body := scoreBody(lane, points)
	if points == 0 {
		body = `{"points":0,"justification":"The documents show nothing of the kind.","evidence":[]}`
	}
	if lane == "education" && points == 13 {
		body = example(w.t, "score-lane")
	}
	return w.send(call{who: officer(authority), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/" + lane + "/score", body: body})
}

func (w *world) scoreAll(id string) {
	w.t.Helper()
	for _, g := range given {
		if a := w.score(id, g.lane, g.authority, g.points); a.status != http.StatusOK {
			w.t.Fatalf("score %s: %d %s", g.lane, a.status, a.body)
		}
	}
}

func (w *world) cleared(id string) {
	w.t.Helper()
	must[scoring.Lane](w, http.StatusOK, call{who: officer("sms"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/clearance/clearance", body: example(w.t, "clear-lane")})
}

func (w *world) status(id string) intake.Status {
	w.t.Helper()
	return must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/status"})
}

func (w *world) confirmed(id string) scoring.Confirmed {
	w.t.Helper()
	w.settle(id)
	return must[scoring.Confirmed](w, http.StatusOK, call{who: decider, method: http.MethodPost, path: "/v1/cases/" + id + "/confirmation"})
}

func TestAnApplicationWithEightyTwoPointsIsRecognised(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	s := w.status(id)
	if s.State != "assessing" || len(s.Lanes) != 7 || s.Due.Date != civil(t, "2026-02-03") || len(s.Due.Explanation) < 2 {
		t.Errorf("want seven lanes, due 2026-02-03 with reasons, got %+v", s)
	}
	w.scoreAll(id)
	for _, lane := range w.status(id).Lanes {
		if want := map[bool]string{true: "open", false: "scored"}[lane.ID == "clearance"]; lane.State != want {
			t.Errorf("lane %s: want %s, got %s", lane.ID, want, lane.State)
		}
	}
	w.cleared(id)
	w.settle(id)
	seen := must[scoring.Case](w, http.StatusOK, call{who: decider, method: http.MethodGet, path: "/v1/cases/" + id})
	if seen.Proposal == nil || seen.Proposal.Total != 82 || seen.Proposal.Outcome != "recognised" || len(seen.Proposal.Criteria) != 6 {
		t.Fatalf("want the decision officer to see a proposal of 82 points, got %+v", seen.Proposal)
	}
	must[scoring.Confirmed](w, http.StatusOK, call{who: decider, method: http.MethodPost, path: "/v1/cases/" + id + "/confirmation"})
	number := w.issue(id).Number
	d := must[intake.Decision](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/decision"})
	if d.Outcome != "recognised" || d.Total != 82 || d.Number != number || len(d.Criteria[2].Evidence) != 1 || d.Appeal != nil {
		t.Errorf("want a recognition with its evidence, got %+v", d)
	}
	paper := w.send(call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/certificate"})
	if paper.header.Get("Content-Type") != "application/pdf" || !bytes.HasPrefix(paper.body, []byte("%PDF-")) {
		t.Errorf("want a PDF, got %s", paper.header.Get("Content-Type"))
	}
	if got, want := paper.header.Get("Content-Disposition"), `attachment; filename="`+number+`.pdf"`; got != want {
		t.Errorf("want %s, got %s", want, got)
	}
	found := must[public.LookedUp](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/certificates/" + strings.ToLower(strings.ReplaceAll(number, "-", ""))})
	if found.Status != "valid" || found.Number != number {
		t.Errorf("want a valid certificate %s, got %+v", number, found)
	}
}

func TestSixtyNinePointsAreRefusedWithReasons(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	for _, g := range given {
		points := g.points
		if g.lane == "experience" {
			points = 17 // 82 - 13
		}
		w.score(id, g.lane, g.authority, points)
	}
	w.cleared(id)
	if c := w.confirmed(id); c.Total != 69 || c.Outcome != "refused" {
		t.Fatalf("want 69 and a refusal (fact 57), got %+v", c)
	}
	w.issue(id)
	d := must[intake.Decision](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/decision", header: map[string]string{"Accept-Language": "az"}})
	if len(d.Grounds) != 1 || d.Appeal == nil || d.Appeal.AuthorityName != "Dövlət Miqrasiya Xidməti" {
		t.Errorf("want one ground and the way of appeal in Azerbaijani, got %+v", d)
	}
	paper := w.send(call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/certificate"})
	if paper.status != http.StatusOK || !bytes.HasPrefix(paper.body, []byte("%PDF-")) {
		t.Errorf("want the statement of reasons, got %d", paper.status)
	}
}

func TestAnUpheldObjectionRefusesAndALiftedOneDoesNot(t *testing.T) {
	t.Parallel()
	for ruling, want := range map[string]string{"upheld": "refused", "lifted": "recognised"} {
		t.Run(ruling, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			id := w.filed()
			w.scoreAll(id)
			raised := must[scoring.Objection](w, http.StatusCreated, call{who: officer("sms"), method: http.MethodPost,
				path: "/v1/cases/" + id + "/lanes/clearance/objection", body: example(t, "object")})
			body := strings.Replace(example(t, "resolve-objection"), "lifted", ruling, 1)
			must[scoring.Objection](w, http.StatusOK, call{who: reviewer, method: http.MethodPost,
				path: fmt.Sprintf("/v1/cases/%s/objections/%d/resolution", id, raised.Number), body: body})
			if got := w.confirmed(id); got.Outcome != want || got.Total != 82 {
				t.Errorf("want %s at 82 points, got %+v", want, got)
			}
		})
	}
}

// Gap G1: the authority that objected takes it back, and the applicant reads so.
func TestAWithdrawnObjectionRefusesNobodyAndIsTold(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	w.scoreAll(id)
	path := "/v1/cases/" + id + "/objections/1/withdrawal"
	must[scoring.Objection](w, http.StatusCreated, call{who: officer("sms"), method: http.MethodPost,
		path: "/v1/cases/" + id + "/lanes/clearance/objection", body: example(t, "object")})
	w.refuses(bad{call{who: officer("economy"), method: http.MethodPost, path: path, body: example(t, "withdraw-objection")}, 403, "forbidden", "", ""})
	w.refuses(bad{call{who: officer("sms"), method: http.MethodPost, path: path, body: `{"reason":"sorry"}`}, 422, "invalid", "too-short", "/reason"})
	got := must[scoring.Objection](w, http.StatusOK, call{who: colleague("sms"), method: http.MethodPost, path: path, body: example(t, "withdraw-objection")})
	if got.Ruling == nil || got.Ruling.Ruling != "withdrawn" || got.Ruling.Reason == "" {
		t.Errorf("want it withdrawn with its reason, got %+v", got.Ruling)
	}
	w.refuses(bad{call{who: reviewer, method: http.MethodPost, path: "/v1/cases/" + id + "/objections/1/resolution", body: example(t, "resolve-objection")}, 409, "objection-withdrawn", "", ""})
	must[scoring.Lane](w, http.StatusOK, call{who: officer("sms"), method: http.MethodPost, path: "/v1/cases/" + id + "/lanes/clearance/clearance", body: example(t, "clear-lane")})
	if got := w.confirmed(id); got.Outcome != "recognised" || got.Total != 82 {
		t.Errorf("want it recognised at 82 points, got %+v", got)
	}
	w.issue(id)
	told := must[intake.Decision](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/decision"})
	if len(told.Objections) != 1 || told.Objections[0].Ruling != "withdrawn" {
		t.Errorf("want the objection told as withdrawn, got %+v", told.Objections)
	}
}

func TestACorrectionThenAnExtension(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	asked := must[scoring.CaseCorrection](w, http.StatusCreated, call{who: officer("science-education"), method: http.MethodPost,
		path: "/v1/cases/" + id + "/lanes/education/correction", body: example(t, "request-correction")})
	s := w.status(id)
	if len(s.Corrections) != 1 || s.Corrections[0].Number != asked.Number || s.Corrections[0].Lane != "education" || s.NextStep != api.Say("en", "next-correction") {
		t.Fatalf("want the applicant asked to mend something, got %+v", s)
	}
	added := w.upload(id, "diploma", example(t, "add-document"))
	reply := fmt.Sprintf(`{"text":"Here is the transcript.","documents":[%q]}`, added)
	s = must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/corrections/1/reply", body: reply})
	if s.Corrections[0].RepliedAt == nil {
		t.Errorf("want the reply noted, got %+v", s.Corrections[0])
	}
	told := must[struct{ Corrections []intake.Correction }](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/corrections"})
	if k := told.Corrections[0]; k.Request != asked.Request || k.Reply == nil || k.Reply.Text != "Here is the transcript." || len(k.Reply.Documents) != 1 {
		t.Errorf("want what was asked and what was replied, in words, got %+v", k)
	}
	must[scoring.Extended](w, http.StatusCreated, call{who: officer("science-education"), method: http.MethodPost,
		path: "/v1/cases/" + id + "/lanes/education/extension", body: example(t, "request-extension")})
	granted := must[scoring.Extended](w, http.StatusOK, call{who: chief, method: http.MethodPost,
		path: "/v1/cases/" + id + "/extensions/1/approval", body: example(t, "answer-extension")})
	if granted.Extension.State != "granted" || granted.Due.WorkingDays != 30 || !granted.Due.Date.After(s.Due.Date) {
		t.Errorf("want ten more working days (fact 58), got %+v", granted)
	}
	if s := w.status(id); len(s.Extensions) != 1 || s.Extensions[0].State != "granted" || s.Due.Date != granted.Due.Date {
		t.Errorf("want the applicant to see the new due date, got %+v", s)
	}
}

func TestAWithdrawalClosesEveryLane(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	s := must[intake.Status](w, http.StatusOK, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/withdrawal"})
	if s.State != "withdrawn" || s.ClosedAt == nil {
		t.Fatalf("want a withdrawn case, got %+v", s)
	}
	for _, lane := range s.Lanes {
		if lane.State != "closed" {
			t.Errorf("lane %s: want closed, got %s", lane.ID, lane.State)
		}
	}
	work := must[struct{ Items []scoring.WorkItem }](w, http.StatusOK, call{who: officer("economy"), method: http.MethodGet, path: "/v1/worklist"})
	if len(work.Items) != 0 {
		t.Errorf("want an empty work list, got %+v", work.Items)
	}
}

func TestALaneShowsWhatItNeedsAndNoMore(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	seen := must[scoring.Case](w, http.StatusOK, call{who: officer("labour"), method: http.MethodGet, path: "/v1/cases/" + id})
	if len(seen.Readable) != 1 || seen.Readable[0] != "labour-market" || seen.Form.Finances.Funds != 0 || seen.Proposal != nil {
		t.Errorf("want the labour market's view alone, got %+v", seen)
	}
	for _, d := range seen.Documents {
		if d.Kind == "bank-statement" || d.Kind == "passport" {
			t.Errorf("the labour market's lane sees a %s", d.Kind)
		}
	}
	statement := "doc_01KBXQ8ZJ4N5V6W7X8Y9Z0D104"
	if a := w.send(call{who: officer("labour"), method: http.MethodGet, path: "/v1/cases/" + id + "/documents/" + statement}); a.status != http.StatusNotFound {
		t.Errorf("want no bank statement for the labour market, got %d", a.status)
	}
	must[api.Link](w, http.StatusOK, call{who: officer("sms"), method: http.MethodGet, path: "/v1/cases/" + id + "/documents/" + statement})
	reads := must[struct{ Accesses []intake.Access }](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/accesses"})
	var told []string
	for _, a := range reads.Accesses {
		if a.Authority != "" {
			told = append(told, fmt.Sprintf("%s %s %s %t", a.Authority, a.Action, a.Subject, a.Refused))
		}
	}
	slices.Sort(told)
	want := []string{"labour read-case  false", "labour read-document " + statement + " true", "sms read-document " + statement + " false"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("want both readings of officers listed, and the attempt (invariant 8; -want +got):\n%s", diff)
	}
}

func TestTheHistoryIsWholeAndNamesNobody(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	raw := w.send(call{who: auditor, method: http.MethodGet, path: "/v1/cases/" + id + "/history"})
	var h scoring.History
	if err := json.Unmarshal(raw.body, &h); err != nil || !h.Whole || len(h.Lines) < 10 {
		t.Fatalf("want a whole chain, got %v %+v", err, h)
	}
	for _, name := range []string{"Emre", "Yılmaz", "emre", "U12345678"} {
		if bytes.Contains(raw.body, []byte(name)) {
			t.Errorf("the history holds %q", name)
		}
	}
}

func TestARejectedDocumentIsNamedWithItsReason(t *testing.T) {
	t.Parallel()
	w := open(t)
	begun := must[intake.Application](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications", body: `{"language":"ru"}`})
	id := string(begun.ID)
	announced := must[intake.Announced](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/documents", body: example(t, "add-document")})
	if _, err := w.desk.inspection.Inspect(t.Context(), w.objects.Upload(begun.ID, announced.Document.ID, []byte("MZ not a document"))); err != nil {
		t.Fatal(err)
	}
	list := must[struct{ Documents []api.Document }](w, http.StatusOK, call{who: emre, method: http.MethodGet, path: "/v1/applications/" + id + "/documents"})
	if d := list.Documents[0]; d.State != "rejected" || len(d.Findings) == 0 || !strings.Contains(d.Findings[0].Detail, "diploma.pdf") {
		t.Errorf("want the rejected document named with its reason, got %+v", d)
	}
	refusal := must[apigw.Problem](w, http.StatusUnprocessableEntity, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/submission"})
	if len(refusal.Errors) < 10 {
		t.Errorf("want every fault at once, got %d", len(refusal.Errors))
	}
}
