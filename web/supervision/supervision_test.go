package supervision

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func in(l locale.Language) page.Page { return page.Page{Language: l, Path: "/supervision"} }

func rules(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestNumbersAreWrittenAsTheLanguageDoes(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64][2]string{0: {"0", "0"}, 12: {"12", "12"}, 12.5: {"12.5", "12,5"}, 7.25: {"7.2", "7,2"}, 1234.5: {"1,234.5", "1.234,5"}, 0.96: {"1", "1"}} {
		got := [2]string{decimal(in(locale.English), x), decimal(in(locale.Azerbaijani), x)}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", x, diff)
		}
	}
	if got := known[float64](in(locale.English), nil); got != "–" {
		t.Errorf("want a dash for what is not known, got %q", got)
	}
}

// The parts of a bar lie one after the other and are together as long as the lanes are many.
func TestBarsAreCutWithoutGapsOrOverlaps(t *testing.T) {
	t.Parallel()
	all := rules(t)
	rapid.Check(t, func(t *rapid.T) {
		v := View{Programme: all}
		for _, a := range all.Authorities {
			late, near, calm := rapid.IntRange(0, 40).Draw(t, "late"), rapid.IntRange(0, 40).Draw(t, "near"), rapid.IntRange(0, 40).Draw(t, "calm")
			v.Loads = append(v.Loads, Load{Authority: a.ID, Lanes: Lanes{Open: late + near + calm, Near: near, Late: late}})
		}
		most := 1
		for _, l := range v.Loads {
			most = max(most, l.Lanes.Open)
		}
		for i, s := range v.stacks(in(locale.English)) {
			at := 0.0
			for _, one := range s.parts {
				if x := number(t, one.x); x < at-0.02 || x > at+0.02 {
					t.Errorf("want a part at %v, got %v", at, x)
				}
				at += number(t, one.width)
			}
			if want := float64(v.Loads[i].Lanes.Open) / float64(most) * 100; at < want-0.03 || at > want+0.03 {
				t.Errorf("want a bar of %v %%, got %v", want, at)
			}
		}
	})
}

func number(t *rapid.T, share string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSuffix(share, "%"), 64)
	if err != nil {
		t.Errorf("want a share, got %q", share)
	}
	return x
}

func spread(least int, lower, median, upper float64, most int) statistics.Spread {
	return statistics.Spread{Of: statistics.Count{N: 5}, Least: &least, Most: &most, Lower: &lower, Median: &median, Upper: &upper}
}

func TestABoxLiesOnItsScale(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		spread statistics.Spread
		scale  float64
		want   box
	}{
		"in the middle":           {spread(5, 8, 10, 12, 15), 20, box{least: "25%", span: "50%", lower: "40%", half: "20%", median: "50%"}},
		"one value":               {spread(20, 20, 20, 20, 20), 20, box{least: "100%", span: "0%", lower: "100%", half: "0.5%", median: "100%"}},
		"above the scale":         {spread(0, 0, 30, 40, 50), 20, box{least: "0%", span: "100%", lower: "0%", half: "100%", median: "100%"}},
		"nothing closed":          {statistics.Spread{}, 20, box{none: true}},
		"a scale without a width": {spread(0, 0, 0, 0, 0), 0, box{none: true}},
	} {
		got := boxOf("", "", c.spread, c.scale)
		if got != c.want {
			t.Errorf("%s: want %+v, got %+v", name, c.want, got)
		}
	}
}

func TestTimesReachAtLeastToTheEndOfTheTerm(t *testing.T) {
	t.Parallel()
	v := View{Programme: rules(t), Rule: Rule{Term: 20}, Figures: statistics.Figures{Lanes: []statistics.LaneLine{{Lane: "education", Days: spread(1, 2, 3, 4, 10)}}}}
	if got := v.timeBoxes(in(locale.English))[0].due; got != "100%" {
		t.Errorf("want the term at the end, got %s", got)
	}
	v.Figures.Lanes[0].Days = spread(1, 2, 3, 4, 40)
	if got := v.timeBoxes(in(locale.English))[0].due; got != "50%" {
		t.Errorf("want the term in the middle, got %s", got)
	}
}

func TestAWeekHasTheColourOfItsWorst(t *testing.T) {
	t.Parallel()
	monday := calendar.Date{Year: 2026, Month: 2, Day: 2}
	for want, n := range map[page.TagKind]Lanes{page.Progress: {Open: 3}, page.Waiting: {Open: 3, Near: 1}, page.Bad: {Open: 3, Near: 1, Late: 1}} {
		got := View{Weeks: []Week{{Monday: monday, Lanes: n, Earlier: want == page.Bad}}}.weekBars(in(locale.English))
		if got[0].Kind != want || got[0].Value != 3 || strings.HasPrefix(got[0].Label, "≤") != (want == page.Bad) {
			t.Errorf("want %s, got %+v", want, got[0])
		}
	}
}

// What no longer stands in the programme is shown by its id, and a page never fails for it.
func TestAuthoritiesAndLanesThatAreGoneAreShownById(t *testing.T) {
	t.Parallel()
	v := View{Programme: rules(t), Shown: "gone", Loads: []Load{{Authority: "gone", Lanes: Lanes{Open: 1}}},
		Figures: statistics.Figures{Period: statistics.Period{From: "2026-01", To: "2026-02"}, Lanes: []statistics.LaneLine{{Lane: "left", Kind: programme.CriterionLane}}}}
	var body strings.Builder
	if err := Overview(in(locale.English), v).Render(context.Background(), &body); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{">gone<", "left", "none closed yet"} {
		if !strings.Contains(body.String(), want) {
			t.Errorf("want %q on the page", want)
		}
	}
}
