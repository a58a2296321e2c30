// Package casework holds the use cases: what an applicant, an officer or the workflow does with a case, from permission
// through the move to the audit entry. The API, the pages and the workflow's tasks all call these, so that no rule
// lives in any of them.
//
// It must not know HTTP, DynamoDB, S3 or Step Functions: it declares what it needs of them, in interfaces of few
// methods.
package casework

import (
	"context"
	"fmt"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/runner"
)

// Cases keeps cases, each with its chain, and Readings who looked at them.
type (
	Cases    = runner.Records[application.Case]
	Readings = runner.Readings
)

// Rules are the programme and calendar by which cases are handled.
type Rules struct {
	Programme programme.Programme // the version in force, for new submissions
	Version   func(id string) (programme.Programme, error)
	Clock     calendar.Clock
	Live      *Live // what was published since; nil where there is only what is built in
}

// LoadRules reads the built-in programme and calendar. daySeconds is the length of a working day of the accelerated
// clock; 0 is real time.
func LoadRules(daySeconds int) (Rules, error) {
	inForce, err := programme.Load()
	if err != nil {
		return Rules{}, err
	}
	days, err := calendar.Load()
	if err != nil {
		return Rules{}, err
	}
	return Rules{Programme: inForce, Version: programme.ByVersion,
		Clock: calendar.Clock{Calendar: days, DaySeconds: daySeconds, FirstDay: inForce.Clock.FirstDay}}, nil
}

// Of returns the timetable of a case: a submitted case keeps the programme version it was submitted under, and with it
// the rule for day 1. The calendar is the newest for all: which days are worked is not the programme's to say. It fails
// with Internal where other rules stand under the version's name than those that the case was submitted under: nothing
// is done by them.
func (r Rules) Of(c *application.Case) (application.Timetable, error) {
	if r.Live != nil {
		var err error
		if r, err = r.Live.For(c); err != nil {
			return application.Timetable{}, err
		}
	}
	t := application.Timetable{Programme: r.Programme, Clock: r.Clock}
	if c.Submission == nil {
		return t, nil
	}
	pinned := c.Submission.Versions
	var err error
	if t.Programme, err = r.version(pinned.Programme); err != nil {
		return t, err
	}
	t.Clock.FirstDay = t.Programme.Clock.FirstDay
	if t.Programme.Hash() != pinned.Hash {
		return t, problem.New(problem.Internal, "internal").Because(fmt.Errorf("case %s was submitted under %s with the rules %s, which now has the rules %s",
			c.ID, pinned.Programme, pinned.Hash, t.Programme.Hash()))
	}
	return t, nil
}

// version finds a programme, which mostly is the one in force.
func (r Rules) version(version string) (programme.Programme, error) {
	if version == r.Programme.Version {
		return r.Programme, nil
	}
	return r.Version(version)
}

// Latest returns the rules as they are now, with what was published since they were built in.
func (r Rules) Latest() Rules {
	if r.Live == nil {
		return r
	}
	return r.Live.Latest()
}

// Office is what every use case works with.
type Office struct {
	Cases    Cases
	Readings Readings
	Rules    Rules
	Now      func() time.Time
}

// act is one act by one person on one case.
type act = runner.Act[application.Case]

func (o Office) runner() runner.Runner[application.Case] {
	return runner.Runner[application.Case]{Records: o.Cases, Readings: o.Readings, Now: o.Now, Facts: facts, News: news, Visible: visibleTo}
}

// change runs a move on a case for a person, and pins what figures need to know of it.
func (o Office) change(ctx context.Context, id application.ID, a act, move func(*application.Case, application.Act) error) (application.Case, error) {
	return o.runner().Do(ctx, id, a, o.measured(move))
}

// Step is a change made by the system itself, with its entry in the chain.
func (o Office) Step(ctx context.Context, id application.ID, action record.Action, subject string, move func(*application.Case, application.Act) error) (application.Case, error) {
	as := record.Entry{Action: action, Subject: subject, Decisive: slices.Contains(decisive, action)}
	return o.runner().Step(ctx, id, as, o.measured(move))
}

func (o Office) measured(move func(*application.Case, application.Act) error) func(*application.Case, application.Act) error {
	return func(c *application.Case, by application.Act) error {
		if err := move(c, by); err != nil {
			return err
		}
		t, err := o.Rules.Of(c)
		if err != nil {
			return err
		}
		c.Measure(t)
		return nil
	}
}

// visibleTo reports whether a person may know that the case exists.
func visibleTo(who identity.Principal, c *application.Case) bool {
	_, err := identity.Authorize(who, identity.ReadCase, caseResource(c))
	return err == nil
}

// facts are what every entry tells: the state the case is in, and by which calendar it is due when. They hold nothing
// personal.
func facts(c *application.Case) map[string]string {
	all := map[string]string{"state": string(c.State)}
	if c.Submission != nil {
		all["due"], all["calendar"] = c.Submission.Due.Date.String(), c.Submission.Versions.Calendar
	}
	return all
}

// news tells the state and, where the due date was reckoned by another calendar than before, both dates and both
// calendars (invariant 4).
func news(before, after map[string]string) map[string]string {
	told := map[string]string{"state": after["state"]}
	if before["calendar"] != "" && before["calendar"] != after["calendar"] {
		for _, name := range []string{"due", "calendar"} {
			told[name], told[name+"_before"] = after[name], before[name]
		}
	}
	return told
}

func applicationResource(c *application.Case) identity.Resource {
	return identity.Resource{Kind: identity.ApplicationKind, ID: string(c.ID), Owner: c.Applicant}
}

func caseResource(c *application.Case) identity.Resource {
	r := identity.Resource{Kind: identity.CaseKind, ID: string(c.ID), Owner: c.Applicant, HandledBy: c.Handlers()}
	for _, l := range c.Lanes {
		r.Authorities = append(r.Authorities, string(l.Authority))
	}
	return r
}

// objectionResource is the case with who raised the objection, and for which authority.
func objectionResource(c *application.Case, o application.Objection) identity.Resource {
	r := caseResource(c)
	r.Authority, r.Initiator = string(o.Authority), o.By
	return r
}

func laneResource(c *application.Case, id programme.LaneID) (identity.Resource, error) {
	lane, err := c.Lane(id)
	if err != nil {
		return identity.Resource{}, err
	}
	r := caseResource(c)
	r.Kind, r.Authority, r.Lane = identity.LaneKind, string(lane.Authority), string(id)
	return r, nil
}
