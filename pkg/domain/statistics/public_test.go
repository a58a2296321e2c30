package statistics_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

var now = time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)

func scope(t testing.TB) statistics.Scope {
	t.Helper()
	p, err := programme.Load()
	must(t, err)
	return statistics.Scope{Programme: p, Period: statistics.Period{From: "2026-01", To: "2026-02"}, Now: now}
}

// counted sums facts up as counters do.
func counted(facts []statistics.Fact) map[string]record.Figures {
	counters := map[string]record.Figures{}
	for _, f := range facts {
		for _, c := range statistics.Counts(f) {
			if counters[c.Counter] == nil {
				counters[c.Counter] = record.Figures{}
			}
			if counters[c.Counter][c.Row] == nil {
				counters[c.Counter][c.Row] = map[string]int{}
			}
			counters[c.Counter][c.Row][c.Cell] += c.N
		}
	}
	return counters
}

// figure makes figures of facts, out of the counters.
func figure(t testing.TB, facts []statistics.Fact, s statistics.Scope) statistics.Figures {
	t.Helper()
	counters, months := counted(facts), map[statistics.Month]record.Figures{}
	for _, m := range s.Months() {
		months[m] = counters[statistics.MonthCounter(m)]
	}
	open, err := statistics.WorkOf(counters[statistics.WorkCounter])
	must(t, err)
	figures, err := statistics.Figure(months, open, s)
	must(t, err)
	return figures
}

// lane is a closed lane of education.
func lane(days int, points programme.Points, state statistics.LaneState) statistics.LaneFact {
	return statistics.LaneFact{Lane: "education", Kind: programme.CriterionLane, Authority: "science-education", Closed: days, Points: points, State: state}
}

func several(n int, f statistics.Fact) []statistics.Fact {
	return slices.Repeat([]statistics.Fact{f}, n)
}

func TestFiguresCountWhatIsThere(t *testing.T) {
	t.Parallel()
	var facts []statistics.Fact
	for i := range 9 {
		facts = append(facts, statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.Recognised, Total: programme.Points(70 + i),
			Days: 10 + i, DueAt: now, Lanes: []statistics.LaneFact{lane(i+1, programme.Points(i), statistics.LaneInTime)}})
	}
	facts = append(facts, statistics.Fact{Month: "2026-02", Field: "gone", Outcome: statistics.UnderWay, Due: calendar.DateOf(now), DueAt: now, Corrections: 2, Extended: true,
		Lanes: []statistics.LaneFact{lane(0, 0, statistics.LaneOpen), {Lane: "clearance", Kind: programme.ClearanceLane, Authority: "sms", State: statistics.LaneWithdrawn}}},
		statistics.Fact{Month: "2026-03", Field: "it"}) // after the period
	got := figure(t, facts, scope(t))
	if got.Applications.N != 10 || got.Corrected.N != 1 || got.Extended.N != 1 || got.Months[0].Applications.N != 9 || got.Months[1].Applications.N != 1 {
		t.Errorf("want ten applications in two months, got %+v", got)
	}
	if last := got.Fields[len(got.Fields)-1]; last.Field != "gone" || last.Applications.N != 1 || len(got.Fields) != len(scope(t).Programme.Fields)+1 {
		t.Errorf("want every field and after them one that is gone, got %+v", got.Fields)
	}
	education := got.Authorities[slices.IndexFunc(got.Authorities, func(a statistics.AuthorityLine) bool { return a.Authority == "science-education" })]
	if education.Kept.Of.N != 10 || *education.Kept.Percent != 90 {
		t.Errorf("want nine of ten kept, the silent one counted, got %d %% of %d", *education.Kept.Percent, education.Kept.Of.N)
	}
	if s := got.Decision; *s.Least != 10 || *s.Lower != 12 || *s.Median != 14 || *s.Upper != 16 || *s.Most != 18 || s.Of.N != 9 {
		t.Errorf("want 10, 12, 14, 16, 18, got %v %v %v %v %v", *s.Least, *s.Lower, *s.Median, *s.Upper, *s.Most)
	}
}

// At DueAt the term is over: from then on silence counts.
func TestSilenceCountsFromTheEndOfTheTerm(t *testing.T) {
	t.Parallel()
	facts := []statistics.Fact{{Month: "2026-01", Outcome: statistics.UnderWay, Due: calendar.DateOf(now), DueAt: now, Lanes: []statistics.LaneFact{lane(0, 0, statistics.LaneOpen)}}}
	for at, want := range map[time.Time]int{now.Add(-time.Second): 0, now: 1} {
		s := scope(t)
		s.Authority, s.Now = "science-education", at
		got := figure(t, facts, s)
		if len(got.Authorities) != 1 || got.Authorities[0].Kept.Of.N != want {
			t.Errorf("%s: want %d, got %+v", at, want, got.Authorities)
		}
	}
}

func TestAnAuthoritysFiguresAreOfItsOwnLanesOnly(t *testing.T) {
	t.Parallel()
	theirs := statistics.LaneFact{Lane: "national-goals", Kind: programme.CriterionLane, Authority: "economy", State: statistics.LaneInTime, Points: 20}
	facts := []statistics.Fact{{Month: "2026-01", Field: "it", Outcome: statistics.UnderWay, Lanes: []statistics.LaneFact{theirs}},
		{Month: "2026-01", Field: "it", Outcome: statistics.Refused, Total: 29, Lanes: []statistics.LaneFact{theirs, lane(3, 9, statistics.LaneLate)}}}
	s := scope(t)
	s.Authority = "science-education"
	got := figure(t, facts, s)
	for _, l := range got.Lanes {
		if want := map[bool]int{true: 1}[l.Lane == "education"]; l.Days.Of.N != want {
			t.Errorf("%s: want %d, got %d", l.Lane, want, l.Days.Of.N)
		}
	}
	if got.Totals.Of.N != 0 || got.Decision.Of.N != 1 {
		t.Errorf("want no total, which would tell what others gave, got %+v of %d", got.Totals, got.Decision.Of.N)
	}
	if got.Applications.N != 1 {
		t.Errorf("want the one application it has a lane of, got %d", got.Applications.N)
	}
}

// Both sides of each bound.
func TestSmallGroupsAreNotShown(t *testing.T) {
	t.Parallel()
	one := statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.Recognised, Total: 80, Days: 15,
		Lanes: []statistics.LaneFact{lane(5, 10, statistics.LaneInTime)}}
	for n, want := range map[int]struct {
		count             statistics.Count
		median, quartiles bool
	}{
		0: {statistics.Count{Few: true}, false, false}, 1: {statistics.Count{Few: true}, false, false}, 4: {statistics.Count{Few: true}, false, false},
		5: {statistics.Count{N: 5}, false, false}, 9: {statistics.Count{N: 5}, false, false}, 10: {statistics.Count{N: 10}, true, false},
		19: {statistics.Count{N: 15}, true, false}, 20: {statistics.Count{N: 20}, true, true},
	} {
		got := figure(t, several(n, one), scope(t)).Public()
		if got.Applications != want.count || got.Months[0].Applications != want.count || got.Outcomes[0].Applications != want.count {
			t.Errorf("%d: want %+v, got %+v", n, want.count, got.Applications)
		}
		for name, s := range map[string]statistics.Spread{"decision": got.Decision, "totals": got.Totals} {
			if (s.Median != nil) != want.median || (s.Lower != nil) != want.quartiles || (s.Upper != nil) != want.quartiles || s.Least != nil || s.Most != nil {
				t.Errorf("%d %s: want median %v and quartiles %v, got %+v", n, name, want.median, want.quartiles, s)
			}
		}
		if kept := got.Authorities[2].Kept; (kept.Percent != nil) != (n >= 5) {
			t.Errorf("%d: want a share from five lanes on, got %+v", n, kept)
		}
	}
}

func TestStaffsFiguresStayExactWhenPublicOnesAreMade(t *testing.T) {
	t.Parallel()
	facts := several(7, statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.Refused, Lanes: []statistics.LaneFact{lane(5, 10, statistics.LaneLate)}})
	exact, before := figure(t, facts, scope(t)), figure(t, facts, scope(t))
	exact.Public()
	if diff := cmp.Diff(before, exact); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// Five fields of four people each and a total of twenty: the total would tell every field's number.
func TestATotalThatWouldTellGivesWay(t *testing.T) {
	t.Parallel()
	var facts []statistics.Fact
	s := scope(t)
	s.Programme.Fields = s.Programme.Fields[:5]
	for _, f := range s.Programme.Fields {
		facts = append(facts, several(4, statistics.Fact{Month: "2026-01", Field: f.ID, Outcome: statistics.UnderWay})...)
	}
	got := figure(t, facts, s).Public()
	if got.Applications.N != 15 || got.Months[0].Applications.N != 15 || got.Outcomes[3].Applications.N != 15 {
		t.Errorf("want at least fifteen everywhere, got %d, %d, %d", got.Applications.N, got.Months[0].Applications.N, got.Outcomes[3].Applications.N)
	}
}

// A list of nothing adds up to nothing: it is no reason to take the others down.
func TestAnEmptyListTakesNothingFromTheOthers(t *testing.T) {
	t.Parallel()
	f := statistics.Figures{Applications: statistics.Count{N: 20}, Fields: []statistics.FieldLine{{Field: "it", Applications: statistics.Count{N: 20}}}}
	got := f.Public()
	if got.Applications.N != 20 || got.Fields[0].Applications.N != 20 {
		t.Errorf("want twenty in both, got %d and %d", got.Applications.N, got.Fields[0].Applications.N)
	}
}

// attacker knows every public count and that the lists add up to the same number, and looks for a count that can only
// be one number.
func attacker(lists map[string][]statistics.Count) string {
	low := func(list []statistics.Count) (n int) {
		for _, c := range list {
			n += c.N
		}
		return n
	}
	least, most := 0, 1<<30
	for _, list := range lists {
		least, most = max(least, low(list)), min(most, low(list)+(statistics.Step-1)*len(list))
	}
	for name, list := range lists {
		for i, c := range list {
			others := low(list) - c.N
			from := max(c.N, least-others-(statistics.Step-1)*(len(list)-1))
			to := min(c.N+statistics.Step-1, most-others)
			if from >= to {
				return fmt.Sprintf("%s, line %d is %d", name, i, from)
			}
		}
	}
	return ""
}

func TestNoListsTellASingleNumber(t *testing.T) {
	t.Parallel()
	s := scope(t)
	all := s.Programme.Fields
	rapid.Check(t, func(r *rapid.T) {
		s := s
		s.Programme.Fields = all[:rapid.IntRange(1, len(all)).Draw(r, "fields")]
		s.Period.To = s.From.Add(rapid.IntRange(0, 11).Draw(r, "months"))
		var facts []statistics.Fact
		for _, f := range s.Programme.Fields {
			for _, m := range s.Months() {
				n := rapid.SampledFrom([]int{0, 0, 1, 2, 3, 4, 4, 5, 6}).Draw(r, "n")
				facts = append(facts, several(n, statistics.Fact{Month: m, Field: f.ID, Outcome: rapid.SampledFrom(statistics.Outcomes).Draw(r, "outcome")})...)
			}
		}
		exact := figure(t, facts, s)
		got, want := listsOf(exact.Public()), listsOf(exact)
		if told := attacker(got); told != "" {
			r.Errorf("the lists tell that %s", told)
		}
		for name, list := range got {
			for i, c := range list {
				if c.N > want[name][i].N || c.N%statistics.Step != 0 || c.Few && want[name][i].N >= statistics.Least || !c.Few && c.N == 0 {
					r.Errorf("%s, line %d: %+v is not true of %d", name, i, c, want[name][i].N)
				}
			}
		}
	})
}

func listsOf(f statistics.Figures) map[string][]statistics.Count {
	lists := map[string][]statistics.Count{"total": {f.Applications}}
	for _, m := range f.Months {
		lists["months"] = append(lists["months"], m.Applications)
	}
	for _, field := range f.Fields {
		lists["fields"] = append(lists["fields"], field.Applications)
	}
	for _, o := range f.Outcomes {
		lists["outcomes"] = append(lists["outcomes"], o.Applications)
	}
	return lists
}
