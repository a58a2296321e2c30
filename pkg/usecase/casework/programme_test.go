package casework_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// refused closes a case of emre's as a refusal on drafts.Day.
func (w *world) refused() {
	w.t.Helper()
	id := w.submitted()
	w.score(id, 20, 10, 10, 10, 5, 5)
	w.decide(id)
	_, _, err := w.store.Change(w.t.Context(), id, func(c *application.Case) (record.Entry, error) {
		act := application.Act{By: record.Workflow, At: drafts.At}
		return record.Entry{Action: "issue-statement", At: act.At}, c.Refuse(act, application.Statement{Object: "statement.pdf"})
	})
	must(w.t, err)
}

// countingRegister counts how often somebody's cases are looked up.
type countingRegister struct {
	casework.Register
	asked int
}

func (r *countingRegister) List(ctx context.Context, q record.Query) ([]record.Line, string, error) {
	r.asked++
	return r.Register.List(ctx, q)
}

// Gap G7: the wait after a refusal is the programme's, in calendar days.
func TestWhoWasRefusedBeginsAgainAfterTheProgrammesWait(t *testing.T) {
	t.Parallel()
	const day = 24 * 60 // minutes of the tests' clock
	for name, one := range map[string]struct {
		wait, later int
		early       string
	}{
		"no wait":             {0, 0, ""},
		"on the last day":     {90, 89 * day, "2026-04-05"},
		"on the day itself":   {90, 90 * day, ""},
		"one day, right away": {1, 0, "2026-01-06"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.refused()
			w.minutes += one.later
			w.intake.Rules.Programme.Reapplication.WaitDays = one.wait
			_, err := w.intake.Begin(t.Context(), emre, "en", "")
			if one.early == "" {
				must(t, err)
				return
			}
			var p *problem.Error
			if !errors.As(err, &p) || p.Kind != problem.Conflict || p.Code != "too-early-again" || p.Args["date"] != one.early {
				t.Errorf("want to wait until %s, got %v", one.early, err)
			}
			_, err = w.intake.Begin(t.Context(), stranger, "en", "")
			must(t, err)
		})
	}
}

func TestWithoutAWaitNothingMoreIsRead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.refused()
	counted := &countingRegister{Register: w.intake.Register}
	w.intake.Register = counted
	_, err := w.intake.Begin(t.Context(), emre, "en", "")
	must(t, err)
	if counted.asked != 0 {
		t.Errorf("want no case looked up, got %d times", counted.asked)
	}
}

// Whom the policies let read a lane besides its authority is the criterion's verifier (fact 56): the one place where
// what the file says is said once more, in Cedar.
func TestALaneIsReadByItsAuthorityAndItsVerifierAlone(t *testing.T) {
	t.Parallel()
	for _, version := range programme.Versions() {
		p, err := programme.ByVersion(version)
		must(t, err)
		for _, l := range p.Lanes("it") {
			var want, got []programme.AuthorityID
			for _, a := range p.Authorities {
				if a.ID == l.Authority || a.ID == verifier(p, l.Criterion) {
					want = append(want, a.ID)
				}
				at := identity.Resource{Kind: identity.LaneKind, ID: "app_1", Authority: string(l.Authority), Lane: string(l.ID)}
				if _, err := identity.Authorize(officer(a.ID), identity.ReadLane, at); err == nil {
					got = append(got, a.ID)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-programme +policies):\n%s", version, l.ID, diff)
			}
		}
	}
}

func verifier(p programme.Programme, id programme.CriterionID) programme.AuthorityID {
	c, _ := p.Criterion(id)
	return c.Verifier
}

// named finds what a policy compares with an id of the programme.
var named = regexp.MustCompile(`\b(lane|authority)\s*[!=]=\s*"([^"]+)"`)

// The policies, and the Go beside them, name lanes and authorities of the programme by their ids: see its package doc.
func TestWhatThePoliciesNameIsInEveryProgramme(t *testing.T) {
	t.Parallel()
	met := map[string]bool{"lane " + identity.LanguagesLane: true, "lane " + identity.ClearanceLane: true, "authority " + identity.Service: true}
	files, err := filepath.Glob("../identity/policies/*.cedar")
	must(t, err)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		must(t, err)
		for _, found := range named.FindAllStringSubmatch(string(raw), -1) {
			met[found[1]+" "+found[2]] = true
		}
	}
	for _, version := range programme.Versions() {
		p, err := programme.ByVersion(version)
		must(t, err)
		known := map[string]bool{"authority ": true, "lane " + string(p.Clearance.ID): true} // "" is nobody's
		for _, a := range p.Authorities {
			known["authority "+string(a.ID)] = true
		}
		for _, c := range p.Criteria {
			known["lane "+string(c.ID)] = true
		}
		for name := range met {
			if !known[name] {
				t.Errorf("%s has no %s, which a policy names", version, name)
			}
		}
		if p.Clearance.ID != identity.ClearanceLane {
			t.Errorf("%s: want the lane that is cleared to be %s, got %s", version, identity.ClearanceLane, p.Clearance.ID)
		}
	}
	if len(files) == 0 || len(met) < 3 {
		t.Errorf("want the policies read, got %d files and %v", len(files), met)
	}
}

// Decision 99 has one extension; a programme of another country may have none.
func TestWhereTheProgrammeHasNoExtensionNoneIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.scoring.Rules.Programme.Clock.Extension.Max = 0
	id := w.submitted()
	_, err := w.scoring.RequestExtension(t.Context(), officer("economy"), id, "national-goals", why)
	var p *problem.Error
	if !errors.As(err, &p) || p.Kind != problem.Conflict || p.Code != "no-extensions" {
		t.Errorf("want no extension, got %v", err)
	}
}

func TestALaneGoesToAnAuthorityOfAFieldAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	for _, one := range []struct {
		lane programme.LaneID
		to   programme.AuthorityID
		code string
	}{
		{"labour-market", "economy", "lane-not-routed"},
		{"clearance", "economy", "lane-not-routed"},
		{"experience", "sms", "authority-of-no-field"},
	} {
		_, err := w.scoring.Route(t.Context(), chief, id, casework.Routing{Lane: one.lane, To: one.to, Reason: why})
		var p *problem.Error
		if !errors.As(err, &p) || p.Kind != problem.Conflict || p.Code != one.code {
			t.Errorf("%s to %s: want %s, got %v", one.lane, one.to, one.code, err)
		}
	}
	_, err := w.scoring.Route(t.Context(), chief, id, casework.Routing{Lane: "experience", To: "economy", Reason: why})
	must(t, err)
}

// The file of the version in force is edited in place after a case was submitted under it.
func TestACaseIsHandledByNoOtherRulesThanItWasSubmittedUnder(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		from, to string
		refused  bool
	}{
		"a changed number": {"threshold: 70", "threshold: 80", true},
		"a mended text":    {"Highly Skilled Migrant", "Highly skilled migrant", false},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			id := w.submitted()
			w.score(id, 30, 15, 10, 10, 5, 5)
			raw, err := os.ReadFile("../../domain/programme/decision-99.yaml")
			must(t, err)
			w.workflow.Rules.Programme, err = programme.Parse(bytes.ReplaceAll(raw, []byte(one.from), []byte(one.to)))
			must(t, err)
			w.scoring.Rules = w.workflow.Rules
			_, reviewed := w.workflow.Admit(t.Context(), id)
			_, _, decided := w.workflow.Nudge(t.Context(), id, application.ClockWait)
			_, shown := w.scoring.Read(t.Context(), officer("economy"), id)
			for what, err := range map[string]error{"admit": reviewed, "nudge": decided, "read": shown} {
				if errors.Is(err, problem.Internal) != one.refused {
					t.Errorf("%s: want an internal problem %v, got %v", what, one.refused, err)
				}
			}
		})
	}
}
