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

func load(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// scored lays out the programme's lanes with these points, in the order of the criteria; the clearance is given.
func scored(p programme.Programme, given ...programme.Points) points.Facts {
	f := points.Facts{Rule: p.Version, RuleHash: p.Hash()}
	for i, spec := range p.Lanes("it") {
		lane := points.Lane{ID: spec.ID, Kind: spec.Kind, Authority: spec.Authority, Maximum: spec.Maximum, Scored: true, Justification: "because"}
		if spec.Kind == programme.CriterionLane {
			lane.Points = given[i]
		}
		f.Lanes = append(f.Lanes, lane)
	}
	return f
}

// Decision 99; fact 57: 70 of 100 and no standing objection.
func TestOutcomeFollowsThresholdAndObjections(t *testing.T) {
	t.Parallel()
	p := load(t)
	for name, c := range map[string]struct {
		given   []programme.Points
		ruling  []string
		total   programme.Points
		outcome points.Outcome
		grounds []points.Ground
	}{
		"69 is refused":                             {[]programme.Points{30, 15, 10, 8, 4, 2}, nil, 69, points.Refused, []points.Ground{points.BelowThreshold}},
		"70 is recognised":                          {[]programme.Points{30, 15, 10, 8, 5, 2}, nil, 70, points.Recognised, nil},
		"100 is recognised":                         {[]programme.Points{35, 20, 15, 15, 10, 5}, nil, 100, points.Recognised, nil},
		"0 is refused":                              {[]programme.Points{0, 0, 0, 0, 0, 0}, nil, 0, points.Refused, []points.Ground{points.BelowThreshold}},
		"88 with an upheld objection is refused":    {[]programme.Points{31, 18, 13, 13, 9, 4}, []string{"upheld"}, 88, points.Refused, []points.Ground{points.ObjectionUpheld}},
		"88 with a lifted objection is recognised":  {[]programme.Points{31, 18, 13, 13, 9, 4}, []string{"lifted"}, 88, points.Recognised, nil},
		"88 with a withdrawn objection too":         {[]programme.Points{31, 18, 13, 13, 9, 4}, []string{"withdrawn"}, 88, points.Recognised, nil},
		"one upheld of two is enough":               {[]programme.Points{35, 20, 15, 15, 10, 5}, []string{"lifted", "upheld"}, 100, points.Refused, []points.Ground{points.ObjectionUpheld}},
		"69 with an upheld objection has two":       {[]programme.Points{30, 15, 10, 8, 4, 2}, []string{"upheld"}, 69, points.Refused, []points.Ground{points.BelowThreshold, points.ObjectionUpheld}},
		"no income at all can still be recognised":  {[]programme.Points{30, 18, 12, 0, 7, 3}, nil, 70, points.Recognised, nil},
		"two upheld objections are one ground only": {[]programme.Points{35, 20, 15, 15, 10, 5}, []string{"upheld", "upheld"}, 100, points.Refused, []points.Ground{points.ObjectionUpheld}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := scored(p, c.given...)
			for _, ruling := range c.ruling {
				f.Objections = append(f.Objections, points.Objection{Lane: "clearance", Ruling: ruling})
			}
			e, err := points.Explain(p, f)
			if err != nil {
				t.Fatalf("want an explanation, got %v", err)
			}
			if c.total != e.Total || c.outcome != e.Outcome {
				t.Errorf("want %d %s, got %d %s", c.total, c.outcome, e.Total, e.Outcome)
			}
			if diff := cmp.Diff(c.grounds, e.Grounds); diff != "" {
				t.Errorf("grounds (-want +got):\n%s", diff)
			}
		})
	}
}

// Gap G5, invariants 1 and 3: nothing is scored by default, nothing is decided before every lane is closed.
func TestNothingIsDecidedEarly(t *testing.T) {
	t.Parallel()
	p := load(t)
	full := []programme.Points{35, 20, 15, 15, 10, 5}
	for i := range p.Lanes("it") {
		f := scored(p, full...)
		f.Lanes[i].Scored = false
		if _, err := points.Explain(p, f); !errors.Is(err, problem.Conflict) {
			t.Errorf("lane %s open: want a conflict, got %v", f.Lanes[i].ID, err)
		}
	}
	f := scored(p, full...)
	f.Objections = []points.Objection{{Lane: "clearance"}}
	if _, err := points.Explain(p, f); !errors.Is(err, problem.Conflict) {
		t.Errorf("objection without ruling: want a conflict, got %v", err)
	}
}

func TestImpossibleFactsAreRefused(t *testing.T) {
	t.Parallel()
	p := load(t)
	for name, change := range map[string]func(*points.Facts){
		"36 of 35":              func(f *points.Facts) { f.Lanes[0].Points = 36 },
		"-1":                    func(f *points.Facts) { f.Lanes[0].Points = -1 },
		"a criterion is absent": func(f *points.Facts) { f.Lanes = f.Lanes[1:] },
		"a criterion is double": func(f *points.Facts) { f.Lanes = append(f.Lanes, f.Lanes[0]) },
	} {
		f := scored(p, 35, 20, 15, 15, 10, 5)
		change(&f)
		if _, err := points.Explain(p, f); err == nil {
			t.Errorf("%s: want an error, got none", name)
		}
	}
}

func TestOutcomeIsTheRuleForAnyPoints(t *testing.T) {
	t.Parallel()
	p := load(t)
	rapid.Check(t, func(t *rapid.T) {
		var given []programme.Points
		var sum programme.Points
		for _, c := range p.Criteria {
			n := programme.Points(rapid.IntRange(0, int(c.Maximum)).Draw(t, string(c.ID)))
			given, sum = append(given, n), sum+n
		}
		upheld := rapid.Bool().Draw(t, "upheld")
		f := scored(p, given...)
		if upheld {
			f.Objections = []points.Objection{{Ruling: points.Upheld}}
		}
		e, err := points.Explain(p, f)
		if err != nil {
			t.Fatal(err)
		}
		if want := sum >= 70 && !upheld; want != (e.Outcome == points.Recognised) || e.Total != sum {
			t.Fatalf("want recognised %v with %d, got %s with %d", want, sum, e.Outcome, e.Total)
		}
		if (len(e.Grounds) == 0) != (e.Outcome == points.Recognised) {
			t.Fatalf("want grounds for refusals only, got %v for %s", e.Grounds, e.Outcome)
		}
	})
}

// The budget is 20 µs and 50 allocations.
func BenchmarkExplain(b *testing.B) {
	p := load(b)
	f := scored(p, 35, 20, 15, 15, 10, 5)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := points.Explain(p, f); err != nil {
			b.Fatal(err)
		}
	}
}
