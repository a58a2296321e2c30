//go:build e2e

package pages

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
)

const finding = "Sənədlər bu nəticəni tam təsdiq edir."

// What the journey goes by, as it is called in Azerbaijani. Lanes that no page scores here are scored through the API.
const (
	educationLane = "Təhsil"
	goalsLane     = "Milli sosial-iqtisadi hədəflərə uyğunluq"
	fieldLane     = "Müvafiq sahədə iş təcrübəsi" // the one that can be routed: its authority is the field's
	allLanes      = "Bütün istiqamətlər"
	theMinistry   = "İqtisadiyyat Nazirliyi" // of the field of engineering
)

// scores are what the API gives in the lanes that no page scores: the lane's officer, points, and the kind of evidence.
var scores = map[string]struct {
	officer, kind string
	points        int
}{
	"experience":          {"officer-digital", "reference", 30},
	"national-goals":      {"officer-economy", "reference", 15},
	"financial-stability": {"officer-sms", "bank-statement", 12},
	"labour-market":       {"officer-labour", "reference", 8},
	"languages":           {"officer-science-education", "language-certificate", 4},
}

// Everything that officers do with a case, each by the pages alone: an expert by keyboard, an economist without
// scripts, the Service's supervisor, its reviewer, the decision officer and an auditor.
func TestOfficersDecideACase(t *testing.T) {
	t.Parallel()
	expert, supervisor := browser.Start(t, browser.In("az"), browser.ByKeyboard()), browser.Start(t, browser.In("az"))
	expert.SignIn("officer-science-education")
	supervisor.SignIn("supervisor-sms")
	a := filed(t, "applicant28", 70)
	askForTime(expert, a.ID)
	giveTime(supervisor, a.ID)
	claim(expert, a.ID)
	askForMore(expert, a.ID)
	err := person(t, "applicant28").Post(t.Context(), a.Path("/corrections/1/reply"), map[string]string{"text": finding}, nil)
	if err != nil { // the lane waits for the reply
		t.Fatal(err)
	}
	score(expert, a.ID)
	economist := browser.Start(t, browser.In("az"), browser.WithoutJavaScript())
	object(economist, a.ID)
	route(supervisor, a.ID)
	lift(browser.Start(t, browser.In("az")), a.ID)
	scoreWhatWasGiven(economist, a.ID)
	scoreTheRest(t, a, "experience")
	becomes(t, a, "confirming")
	confirm(browser.Start(t, browser.In("az")), a.ID)
	becomes(t, a, "recognised")
	readHistory(browser.Start(t, browser.In("az")), a.ID)
}

// act opens the page of an act on a lane, and inspects it.
func act(p *browser.Page, id, lane, name string) {
	p.Open("/console/cases/" + id)
	p.Click(p.Say("console.act."+name) + " " + lane)
	p.Inspect()
}

// askForTime asks the Service for a longer term. It comes first of all: a term that has run out cannot be made longer,
// and on an instance it runs out within a minute.
func askForTime(p *browser.Page, id string) {
	act(p, id, educationLane, "extension")
	p.Fill(p.Say("console.act-text.extension"), finding)
	p.Click(p.Say("console.act-do.extension"))
	p.See(p.Say("console.done.extension"))
}

// askForMore asks the applicant for a paper.
func askForMore(p *browser.Page, id string) {
	act(p, id, educationLane, "correction")
	p.Fill(p.Say("console.act-text.correction"), finding)
	p.Click(p.Say("console.act-do.correction"))
	p.See(p.Say("console.done.correction"))
}

// object holds the recognition up.
func object(p *browser.Page, id string) {
	p.SignIn("officer-economy")
	act(p, id, goalsLane, "objection")
	p.Fill(p.Say("console.act-text.objection"), finding)
	p.Fill(p.Say("console.legal-basis"), "Miqrasiya Məcəlləsi, 1-ci maddə")
	p.Click(p.Say("console.act-do.objection"))
	p.See(p.Say("console.done.objection"))
}

// giveTime grants the longer term.
func giveTime(p *browser.Page, id string) {
	p.Open("/console/cases/" + id)
	p.Click(p.Say("console.answer-extension"))
	p.Inspect()
	p.Choose(p.Say("console.answer"), p.Say("console.grant"))
	p.Fill(p.Say("console.reason"), finding)
	p.Click(p.Say("console.give-answer"))
	p.See(p.Say("console.done.granted"))
}

// route gives the field's lane to the authority of another field.
func route(p *browser.Page, id string) {
	act(p, id, fieldLane, "route")
	p.Choose(p.Say("console.route-to"), theMinistry)
	p.Fill(p.Say("console.act-text.route"), finding)
	p.Click(p.Say("console.act-do.route"))
	p.See(p.Say("console.done.route"))
}

// scoreWhatWasGiven scores the lane that came from another authority.
func scoreWhatWasGiven(p *browser.Page, id string) {
	p.Open("/console/cases/" + id)
	lane := p.Within(fieldLane)
	lane.Fill(p.Say("console.points"), "30")
	lane.Fill(p.Say("console.justification"), finding)
	lane.Check("reference.pdf")
	lane.Click(p.Say("console.score") + " " + fieldLane)
	p.See(p.Say("console.done.score"))
}

// claim takes the lane from the work list.
func claim(p *browser.Page, id string) {
	p.Open("/console?lane=education&claim=free")
	find(p, id+" – "+educationLane)
	p.Inspect()
	p.Shot("console")
	p.Click(id + " – " + educationLane)
	p.Click(p.Say("console.claim-it") + " " + educationLane)
	p.See(p.Say("console.done.claim"))
}

// score opens the diploma beside the claim, and scores.
func score(p *browser.Page, id string) {
	p.Open("/console/cases/" + id)
	p.Within(p.Say("console.evidence")).Row("diploma.pdf").Click("diploma.pdf – Diplom və ya təhsil sənədi")
	p.See(p.Say("console.shown-now"))
	p.Inspect()
	p.Shot("console-case")
	lane := p.Within(educationLane)
	lane.Fill(p.Say("console.points"), "13")
	lane.Fill(p.Say("console.justification"), finding)
	lane.Check("diploma.pdf")
	lane.Click(p.Say("console.score") + " " + educationLane)
	p.See(p.Say("console.done.score"), finding)
}

// find turns the pages of a list until a link is there.
func find(p *browser.Page, link string) {
	for !slices.Contains(p.Names("link"), link) {
		p.Click(p.Say("kit.next"))
	}
}

// lift has the reviewer rule on the objection.
func lift(p *browser.Page, id string) {
	p.SignIn("reviewer")
	p.Open("/console")
	find(p, id+" – "+goalsLane)
	p.Click(id + " – " + goalsLane)
	p.Inspect()
	p.Choose(p.Say("console.ruling"), p.Say("console.lift"))
	p.Fill(p.Say("console.reason"), finding)
	p.Click(p.Say("console.give-ruling"))
	p.See(p.Say("console.done.ruling"))
}

// confirm has the decision officer sign what the facts propose.
func confirm(p *browser.Page, id string) {
	p.SignIn("decider")
	p.Open("/console")
	find(p, id+" – "+allLanes)
	p.Click(id + " – " + allLanes)
	p.See("82", finding)
	p.Inspect()
	p.Shot("console-confirmation")
	p.Click(p.Say("console.confirm.recognised"))
	p.See(p.Say("console.done.confirmation"))
}

// readHistory has an auditor see who did what.
func readHistory(p *browser.Page, id string) {
	p.SignIn("auditor")
	p.Open("/console")
	p.Fill(p.Say("console.search-label"), id)
	p.Click(p.Say("console.search-open"))
	p.See(p.Say("console.chain-whole"), "officer-own-lane", "service-confirms-decisions")
	p.Inspect()
}

// scoreTheRest scores through the API what no page has scored.
func scoreTheRest(t *testing.T, a *filing.Application, scored ...string) {
	t.Helper()
	for _, lane := range slices.Sorted(maps.Keys(scores)) {
		if slices.Contains(scored, lane) {
			continue
		}
		one := scores[lane]
		err := person(t, one.officer).Post(t.Context(), a.CasePath("/lanes/"+lane+"/score"), map[string]any{"points": one.points,
			"justification": finding, "evidence": []string{a.Documents[one.kind]}}, nil)
		if err != nil {
			t.Fatal(err)
		}
	}
	err := person(t, "officer-sms").Post(t.Context(), a.CasePath("/lanes/clearance/clearance"), map[string]string{"justification": finding}, nil)
	if err != nil {
		t.Fatal(err)
	}
}

// The keys that officers use all day, on the deployed pages.
func TestAnOfficerGoesThroughTheWorkWithSingleKeys(t *testing.T) {
	t.Parallel()
	a := filed(t, "applicant27", 73)
	p := browser.Start(t, browser.In("az"))
	p.SignIn("officer-labour")
	p.Open("/console/cases/" + a.ID)
	p.See(p.Say("console.shortcuts"))
	p.Press("d")
	p.See(p.Say("console.shown-now"))
	p.Press("s")
	if want, got := p.Say("console.points"), p.Focused(); want != got {
		t.Errorf("want the score form, got %q", got)
	}
	p.Press("Escape")
}

// An officer of another authority learns nothing of a lane that is not theirs.
func TestAnOfficerOfAnotherAuthoritySeesNothingOfALane(t *testing.T) {
	t.Parallel()
	a := filed(t, "applicant26", 74)
	p := browser.Start(t, browser.In("en"))
	p.SignIn("officer-health")
	p.Expects("404")
	p.Open("/console/cases/" + a.ID)
	p.DoNotSee("diploma.pdf", "Ege University")
	waits(t, a)
}

// waits checks that nothing was done to the case by looking at it.
func waits(t *testing.T, a *filing.Application) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	answer, err := a.Owner.Do(ctx, client.Call{Method: http.MethodGet, Path: a.Path("/status")})
	var status client.Status
	if err == nil {
		err = answer.Into(&status)
	}
	if err != nil || status.State != "assessing" {
		t.Errorf("want the case assessed still, got %q, %v", status.State, err)
	}
}
