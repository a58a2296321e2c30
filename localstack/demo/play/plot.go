// Package play runs the programme's main job on a running instance, through its HTTP API only: eight people apply, the
// authorities assess, the Service decides, and anybody checks what was issued. Each case is a script with the ending
// that it must have; what ended otherwise is named.
//
// It knows what people do and what must come of it; how a request is sent is package client's.
package play

import (
	"context"
)

// Plot is one case: who files it, what each authority gives, what happens on the way and how it must end.
type Plot struct {
	Name     string
	User     string // the applicant's user name
	Language string // of the application
	Points   map[string]int
	Outcome  string // recognised, refused or withdrawn
	script   func(context.Context, *scene) error
}

// Total is what the points add up to.
func (p Plot) Total() int {
	sum := 0
	for _, points := range p.Points {
		sum += points
	}
	return sum
}

// Result is what became of a case, as demo.json tells it. Total and certificate number are null where there are none.
type Result struct {
	Name              string         `json:"name"`
	Case              string         `json:"case"`
	Applicant         string         `json:"applicant"`
	Outcome           string         `json:"outcome"`
	Total             *int           `json:"total"`
	Points            map[string]int `json:"points"`
	DueDate           string         `json:"due_date"`
	Lateness          int            `json:"lateness"` // working days past the due date
	Reminders         int            `json:"reminders"`
	Escalated         bool           `json:"escalated"`
	CertificateNumber *string        `json:"certificate_number"`
	ExecutionStatus   string         `json:"execution_status"`
	Document          string         `json:"document,omitempty"` // name of the issued PDF beside demo.json
	Failures          []string       `json:"failures,omitempty"`
}

// The lanes of every case.
const (
	experience = "experience"
	goals      = "national-goals"
	education  = "education"
	finances   = "financial-stability"
	labour     = "labour-market"
	languages  = "languages"
	clearance  = "clearance"
)

var lanes = []string{experience, goals, education, finances, labour, languages, clearance}

// The states and outcomes that scripts wait for.
const (
	assessing  = "assessing"
	reviewing  = "reviewing"
	confirming = "confirming"
	recognised = "recognised"
	refused    = "refused"
	withdrawn  = "withdrawn"
)

// points lists the criteria's points in the order of the decision.
func points(of ...int) map[string]int {
	given := map[string]int{}
	for n, lane := range []string{experience, goals, education, finances, labour, languages} {
		given[lane] = of[n]
	}
	return given
}

// Plots are the eight cases. 70 of 100 recognises (fact 57).
func Plots() []Plot {
	return []Plot{
		{Name: "82 points, no objection", User: "emre", Language: "tr", Points: points(28, 17, 13, 12, 8, 4), Outcome: recognised, script: plain},
		{Name: "exactly 70 points", User: "fatima", Language: "en", Points: points(24, 14, 11, 10, 7, 4), Outcome: recognised, script: plain},
		{Name: "69 points", User: "george", Language: "en", Points: points(24, 14, 11, 10, 6, 4), Outcome: refused, script: plain},
		{Name: "88 points, objection upheld", User: "hana", Language: "az", Points: points(31, 18, 13, 13, 9, 4), Outcome: refused, script: upheld},
		{Name: "88 points, objection lifted", User: "julia", Language: "en", Points: points(31, 18, 13, 13, 9, 4), Outcome: recognised, script: lifted},
		{Name: "one authority silent", User: "ivan", Language: "ru", Points: points(27, 16, 12, 12, 7, 4), Outcome: recognised, script: silent},
		{Name: "correction and extension", User: "kenji", Language: "en", Points: points(26, 15, 12, 11, 7, 4), Outcome: recognised, script: mended},
		{Name: "withdrawn by the applicant", User: "leyla", Language: "tr", Points: points(25, 15, 12, 11, 7, 4), Outcome: withdrawn, script: givenUp},
	}
}

// plain is the way without incident: every lane, then the decision.
func plain(ctx context.Context, s *scene) error {
	err := s.assess(ctx, lanes...)
	if err != nil {
		return err
	}
	return s.decide(ctx)
}

// upheld has the objection ruled on when every authority has spoken: an upheld one refuses at any total.
func upheld(ctx context.Context, s *scene) error {
	err := s.object(ctx)
	if err != nil {
		return err
	}
	err = s.assess(ctx, lanes[:6]...)
	if err != nil {
		return err
	}
	_, err = s.await(ctx, "the review of the objection", in(reviewing))
	if err != nil {
		return err
	}
	err = s.rule(ctx, "upheld")
	if err != nil {
		return err
	}
	return s.decide(ctx)
}

// lifted has it ruled on while lanes are still open.
func lifted(ctx context.Context, s *scene) error {
	err := s.object(ctx)
	if err != nil {
		return err
	}
	err = s.assess(ctx, lanes[:3]...)
	if err != nil {
		return err
	}
	err = s.rule(ctx, "lifted")
	if err != nil {
		return err
	}
	err = s.assess(ctx, lanes[3:6]...)
	if err != nil {
		return err
	}
	return s.decide(ctx)
}

// givenUp ends the case while four lanes are open.
func givenUp(ctx context.Context, s *scene) error {
	err := s.assess(ctx, lanes[:3]...)
	if err != nil {
		return err
	}
	err = s.applicant.Post(ctx, s.filed.Path("/withdrawal"), nil, nil)
	if err != nil {
		return err
	}
	status, err := s.await(ctx, "the withdrawal", in(withdrawn))
	if err != nil {
		return err
	}
	for n, lane := range lanes {
		want := "closed"
		if n < 3 {
			want = "scored"
		}
		got := status.Lane(lane).State
		s.expect(got == want, "want the lane %s %s after the withdrawal, it is %s", lane, want, got)
	}
	s.result.Outcome = status.State
	return s.refusedScore(ctx, labour)
}
