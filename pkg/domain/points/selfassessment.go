package points

import (
	"maps"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// Range is the fewest and the most points that answers suggest.
type Range struct {
	Min programme.Points
	Max programme.Points
}

// Estimate is what a self-assessment suggests for one criterion.
type Estimate struct {
	Criterion  programme.CriterionID
	Maximum    programme.Points
	Range      Range
	Unanswered []string                 // ids of questions without an answer: each answer narrows the range
	Evidence   []programme.DocumentKind // documents by which an authority could confirm the upper end
}

// Assessment is a self-assessment: a range, never a number, because the act leaves the points inside each criterion to
// the authority (gap G2). It binds nobody.
type Assessment struct {
	Estimates []Estimate
	Total     Range
	Threshold programme.Points
}

// SelfAssess turns answers, by question, into ranges. A question that is left out counts with the widest range of its
// answers. Unknown questions and answers are named all at once.
func SelfAssess(p programme.Programme, answers map[string]string) (Assessment, error) {
	if err := problem.Of(strangers(p, answers)); err != nil {
		return Assessment{}, err
	}
	a := Assessment{Threshold: p.Threshold, Estimates: make([]Estimate, 0, len(p.Criteria))}
	for _, c := range p.Criteria {
		e := estimate(c, p.Indicative.QuestionsOf(c.ID), answers)
		a.Estimates = append(a.Estimates, e)
		a.Total.Min += e.Range.Min
		a.Total.Max += e.Range.Max
	}
	return a, nil
}

func estimate(c programme.Criterion, questions []programme.Question, answers map[string]string) Estimate {
	e := Estimate{Criterion: c.ID, Maximum: c.Maximum}
	for _, q := range questions {
		r := widest(q)
		if given, ok := q.Answer(answers[q.ID]); ok {
			r = Range{given.Min, given.Max}
		} else {
			e.Unanswered = append(e.Unanswered, q.ID)
		}
		e.Range.Min += r.Min
		e.Range.Max += r.Max
		// Where both ends meet there is nothing to narrow.
		if r.Min < r.Max {
			e.Evidence = append(e.Evidence, q.Evidence...)
		}
	}
	slices.Sort(e.Evidence)
	e.Evidence = slices.Compact(e.Evidence)
	// No criterion gives more than its maximum, whatever a file's bands add up to; one without questions may give
	// anything.
	e.Range.Max = min(e.Range.Max, c.Maximum)
	e.Range.Min = min(e.Range.Min, c.Maximum)
	if len(questions) == 0 {
		e.Range.Max = c.Maximum
	}
	return e
}

// widest spans every answer of a question.
func widest(q programme.Question) Range {
	var r Range
	for i, a := range q.Answers {
		if i == 0 {
			r = Range{a.Min, a.Max}
		}
		r.Min, r.Max = min(r.Min, a.Min), max(r.Max, a.Max)
	}
	return r
}

var pointer = strings.NewReplacer("~", "~0", "/", "~1")

// strangers names the questions and the answers that the programme does not have, in the order of their names.
func strangers(p programme.Programme, answers map[string]string) []problem.Fault {
	var faults []problem.Fault
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		at := "/answers/" + pointer.Replace(id)
		i := slices.IndexFunc(p.Indicative.Questions, func(q programme.Question) bool { return q.ID == id })
		if i < 0 {
			faults = append(faults, problem.At(at, "unknown-field"))
			continue
		}
		q := p.Indicative.Questions[i]
		if _, ok := q.Answer(answers[id]); !ok {
			faults = append(faults, problem.At(at, "not-listed", "options", options(q)))
		}
	}
	return faults
}

func options(q programme.Question) string {
	ids := make([]string, len(q.Answers))
	for i, a := range q.Answers {
		ids[i] = a.ID
	}
	return strings.Join(ids, ", ")
}
