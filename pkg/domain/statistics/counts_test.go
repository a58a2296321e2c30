package statistics_test

import (
	order "cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

// lastDay is that of a term that is over by now.
var lastDay = calendar.Date{Year: 2026, Month: 2, Day: 28}

func underWay(lanes ...statistics.LaneFact) statistics.Fact {
	return statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.UnderWay, Due: lastDay, NearAt: now.AddDate(0, 0, -3), DueAt: now, Lanes: lanes}
}

func TestOpenLanesAreCountedByAuthorityAndTerm(t *testing.T) {
	t.Parallel()
	claimed := lane(0, 0, statistics.LaneOpen)
	claimed.Claimed = true
	other := statistics.LaneFact{Lane: "clearance", Kind: programme.ClearanceLane, Authority: "sms", State: statistics.LaneOpen}
	later := underWay(lane(0, 0, statistics.LaneOpen))
	later.Month = "2026-02"
	facts := []statistics.Fact{underWay(claimed, other), underWay(lane(0, 0, statistics.LaneOpen)), later, underWay(lane(3, 4, statistics.LaneInTime))}
	got, err := statistics.WorkOf(counted(facts)[statistics.WorkCounter])
	must(t, err)
	slices.SortFunc(got, func(a, b statistics.Work) int {
		return order.Or(strings.Compare(string(a.Month), string(b.Month)), strings.Compare(string(a.Authority), string(b.Authority)))
	})
	term := statistics.Work{Due: lastDay, NearAt: now.AddDate(0, 0, -3), DueAt: now, Month: "2026-01", Open: 1}
	education, clearance, february := term, term, term
	education.Authority, education.Open, education.Claimed = "science-education", 2, 1
	clearance.Authority = "sms"
	february.Authority, february.Month = "science-education", "2026-02"
	if diff := cmp.Diff([]statistics.Work{education, clearance, february}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// A store adds the differences between what was counted before a change and after it: a lane that closes must leave the
// work.
func TestWhatHasClosedLeavesTheOpenWork(t *testing.T) {
	t.Parallel()
	figures := counted([]statistics.Fact{underWay(lane(0, 0, statistics.LaneOpen))})[statistics.WorkCounter]
	for _, cells := range figures {
		for name := range cells {
			cells[name]--
		}
	}
	if got, err := statistics.WorkOf(figures); err != nil || len(got) != 0 {
		t.Errorf("want no work where all has come to nothing, got %+v, %v", got, err)
	}
}

func TestCountersThatCannotBeReadAreNoFigures(t *testing.T) {
	t.Parallel()
	for _, row := range []string{"", "x", "2026-02-30|" + rfc + "|" + rfc + "|2026-01", "2026-02-03|x|" + rfc + "|2026-01", "2026-02-03|" + rfc + "|x|2026-01"} {
		if _, err := statistics.WorkOf(record.Figures{row: {"sms|open": 1}}); err == nil {
			t.Errorf("%q: want it refused", row)
		}
	}
	for _, row := range []string{"application|it|sms", "lane|education|sms", "total"} {
		bars := map[string]int{"day|x": 1, "point|x": 1}
		if _, err := statistics.Figure(map[statistics.Month]record.Figures{"2026-01": {row: bars}}, nil, scope(t)); err == nil {
			t.Errorf("%q: want a bar that is no number refused", row)
		}
	}
}

const rfc = "2026-02-04T00:00:00Z"

// The values themselves in order are what a histogram must tell the quartiles of.
func TestAHistogramTellsTheQuartilesOfItsValues(t *testing.T) {
	t.Parallel()
	s := scope(t)
	rapid.Check(t, func(r *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(0, 40), 1, 30).Draw(r, "values")
		var facts []statistics.Fact
		for _, v := range values {
			facts = append(facts, statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.Refused, Days: v})
		}
		got := figure(t, facts, s).Decision
		slices.Sort(values)
		quartile := func(quarter int) float64 {
			place := quarter * (len(values) - 1) // in quarters of a step
			low, high := values[place/4], values[min(place/4+1, len(values)-1)]
			return float64(low) + float64(place%4)/4*float64(high-low)
		}
		if got.Of.N != len(values) || *got.Least != values[0] || *got.Most != values[len(values)-1] {
			r.Errorf("want %v, got %d from %d to %d", values, got.Of.N, *got.Least, *got.Most)
		}
		if *got.Lower != quartile(1) || *got.Median != quartile(2) || *got.Upper != quartile(3) {
			r.Errorf("%v: got %v, %v, %v", values, *got.Lower, *got.Median, *got.Upper)
		}
	})
}

// The names of rows are stored: what is counted today must be read by those who come later.
func TestCountersKeepTheirNames(t *testing.T) {
	t.Parallel()
	f := statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.Refused, Total: 29, Days: 12, Due: lastDay, NearAt: now.Add(-time.Hour), DueAt: now,
		Corrections: 1, Extended: true, Lanes: []statistics.LaneFact{lane(5, 9, statistics.LaneLate)}}
	open := underWay(lane(0, 0, statistics.LaneOpen))
	open.Lanes[0].Claimed = true
	want := map[string]record.Figures{
		"statistics/2026-01": {
			"application|it|science-education": {"all": 2, "refused": 1, "under-way": 1, "corrected": 1, "extended": 1, "day|12": 1},
			"total":                            {"point|29": 1},
			"lane|education|science-education": {"late": 1, "day|5": 1, "point|9": 1}},
		"work": {"2026-02-28|2026-02-26T00:00:00Z|2026-03-01T00:00:00Z|2026-01": {"science-education|open": 1, "science-education|claimed": 1}},
	}
	if diff := cmp.Diff(want, counted([]statistics.Fact{f, open})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
