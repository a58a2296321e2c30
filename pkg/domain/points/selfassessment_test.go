package points_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// small is a programme of one criterion, so that each rule can be seen alone.
func small(maximum programme.Points, questions ...programme.Question) programme.Programme {
	return programme.Programme{Threshold: 7, Criteria: []programme.Criterion{{ID: "skill", Maximum: maximum}},
		Indicative: programme.Indicative{Questions: questions}}
}

var years = programme.Question{ID: "years", Criterion: "skill", Evidence: []programme.DocumentKind{"reference", "contract"},
	Answers: []programme.Answer{{ID: "none", Min: 0, Max: 0}, {ID: "some", Min: 2, Max: 5}, {ID: "many", Min: 4, Max: 8}}}

var rank = programme.Question{ID: "rank", Criterion: "skill", Evidence: []programme.DocumentKind{"contract"},
	Answers: []programme.Answer{{ID: "low", Min: 1, Max: 2}, {ID: "high", Min: 2, Max: 4}}}

func TestSelfAssessOneCriterion(t *testing.T) {
	t.Parallel()
	both := []programme.DocumentKind{"contract", "reference"}
	for name, c := range map[string]struct {
		p       programme.Programme
		answers map[string]string
		want    points.Estimate
	}{
		"an answer gives its range": {small(10, years), map[string]string{"years": "some"},
			points.Estimate{Range: points.Range{Min: 2, Max: 5}, Evidence: both}},
		"a question left out counts with the widest range of its answers": {small(10, years), nil,
			points.Estimate{Range: points.Range{Min: 0, Max: 8}, Unanswered: []string{"years"}, Evidence: both}},
		"questions of a criterion add up and name each document once": {small(10, years, rank), map[string]string{"years": "some", "rank": "high"},
			points.Estimate{Range: points.Range{Min: 4, Max: 9}, Evidence: both}},
		"the sum stops at the criterion's maximum": {small(10, years, rank), map[string]string{"years": "many", "rank": "high"},
			points.Estimate{Range: points.Range{Min: 6, Max: 10}, Evidence: both}},
		"the lower end stops there too": {small(3, years), map[string]string{"years": "many"},
			points.Estimate{Range: points.Range{Min: 3, Max: 3}, Evidence: both}},
		"where both ends meet no document narrows anything": {small(10, years), map[string]string{"years": "none"},
			points.Estimate{}},
		"a criterion without questions may give anything": {small(10), nil,
			points.Estimate{Range: points.Range{Min: 0, Max: 10}}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, err := points.SelfAssess(c.p, c.answers)
			if err != nil {
				t.Fatal(err)
			}
			c.want.Criterion, c.want.Maximum = "skill", c.p.Criteria[0].Maximum
			want := points.Assessment{Estimates: []points.Estimate{c.want}, Total: c.want.Range, Threshold: 7}
			if diff := cmp.Diff(want, a); diff != "" {
				t.Error("want -, got +\n" + diff)
			}
		})
	}
}

func TestSelfAssessNamesEveryStrangerAtOnce(t *testing.T) {
	t.Parallel()
	_, err := points.SelfAssess(small(10, years), map[string]string{"years": "ages", "a/b": "x", "other": ""})
	want := []problem.Fault{problem.At("/answers/a~1b", "unknown-field"), problem.At("/answers/other", "unknown-field"),
		problem.At("/answers/years", "not-listed", "options", "none, some, many")}
	if !errors.Is(err, problem.Invalid) {
		t.Fatalf("want an invalid problem, got %v", err)
	}
	if diff := cmp.Diff(want, problem.From(err).Faults); diff != "" {
		t.Error("want -, got +\n" + diff)
	}
}

// Gap G2: a range an answer, never a number that looks like the act's.
func TestNoAnswersLeaveTheOutcomeOpen(t *testing.T) {
	t.Parallel()
	p := load(t)
	none, err := points.SelfAssess(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if none.Total.Min >= p.Threshold || none.Total.Max > p.TotalMaximum() {
		t.Errorf("want an open range for no answers, got %+v", none.Total)
	}
	if none.Threshold != 70 {
		t.Errorf("want the threshold 70 (fact 57), got %d", none.Threshold)
	}
}

func TestSelfAssessProperties(t *testing.T) {
	t.Parallel()
	p := load(t)
	rapid.Check(t, func(t *rapid.T) {
		answers := map[string]string{}
		for _, q := range p.Indicative.Questions {
			if i := rapid.IntRange(-1, len(q.Answers)-1).Draw(t, q.ID); i >= 0 {
				answers[q.ID] = q.Answers[i].ID
			}
		}
		a, err := points.SelfAssess(p, answers)
		if err != nil {
			t.Fatal(err)
		}
		open, err := points.SelfAssess(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range a.Estimates {
			wide := open.Estimates[i].Range
			if e.Range.Min < 0 || e.Range.Min > e.Range.Max || e.Range.Max > e.Maximum {
				t.Fatalf("range of %s outside 0..%d: %+v", e.Criterion, e.Maximum, e.Range)
			}
			if e.Range.Min < wide.Min || e.Range.Max > wide.Max {
				t.Fatalf("answers widened %s from %+v to %+v", e.Criterion, wide, e.Range)
			}
		}
	})
}
