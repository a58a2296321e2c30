package statistics_test

import (
	"context"
	"encoding/csv"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/web/page"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

// down is a table that does not answer.
type down struct{}

func (down) Figures(context.Context, string) (record.Figures, error) {
	return nil, problem.New(problem.Unavailable, "unavailable")
}

// lane is a closed lane of education with 13 of its points.
func lane(days int, state statistics.LaneState) statistics.LaneFact {
	return statistics.LaneFact{Lane: "education", Kind: programme.CriterionLane, Authority: "science-education", Closed: days, Points: 13, State: state}
}

// busy are 24 recognised and 4 refused applications of November 2025; an authority kept the deadline for 19 of its
// lanes and missed it for 5.
func busy() figures {
	due := time.Date(2025, 12, 20, 0, 0, 0, 0, time.UTC)
	var all []statistics.Fact
	for i := range 24 {
		state := statistics.LaneInTime
		if i < 5 {
			state = statistics.LaneLate
		}
		all = append(all, statistics.Fact{Month: "2025-11", Field: "it", Outcome: statistics.Recognised, Total: 80, Days: 12 + i%2, DueAt: due,
			Lanes: []statistics.LaneFact{lane(8, state)}})
	}
	for i := range 4 {
		all = append(all, statistics.Fact{Month: "2025-11", Field: "science", Outcome: statistics.Refused, Total: 60, Days: 12 + i%2, DueAt: due})
	}
	return figuresOf(all...)
}

func open(t testing.TB, f casework.Counters) visitor.Visitor {
	t.Helper()
	v := visitor.New(t)
	v.UseCases.Statistics.Counters = f
	return v
}

func TestThePageIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	for name, f := range map[string]figures{"with applications": busy(), "without": {}} {
		v := open(t, f)
		for _, l := range visitor.Languages {
			got := v.Get("/" + l + "/statistics")
			got.WantPage(t, http.StatusOK, l)
			for _, id := range []string{"months", "outcomes", "fields", "kept"} { // each plot has its table
				got.Wants(t, `<svg class="hsmp-plot__svg" id="`+id+`"`, `id="`+id+`-table"`)
			}
			if t.Failed() {
				t.Fatal(name)
			}
		}
	}
}

func TestFiguresAreShownAsThePublicMaySeeThem(t *testing.T) {
	t.Parallel()
	got := open(t, busy()).Get("/en/statistics")
	got.Wants(t, "Period: April 2025 – January 2026", "25+", "fewer than 5", // 28 applications; 4 refused
		"75%",                    // 19 of 24 lanes in time, rounded down to a multiple of five
		"20+", "12.5", ">8</td>", // 24 recognised; the median of as many with 12 and with 13 days; a lane's days
		"rounded down to a multiple of five", "A dash means", "A lane that is still open and late counts as not kept")
	got.Hides(t, ">28", ">24", ">79%", ">4<")
	open(t, busy()).Get("/ru/statistics").Wants(t, "апрель 2025", "12,5", "меньше 5", "75 %")
}

func TestAPeriodIsAskedForInTheAddress(t *testing.T) {
	t.Parallel()
	v := open(t, busy())
	for name, c := range map[string]struct {
		query  string
		status int
		sees   []string
		hides  string
	}{
		"a month with applications":  {"from=2025-11&to=2025-11", 200, []string{"Period: November 2025 – November 2025", "25+", `<option value="2025-11" selected>November 2025`}, "December 2025 –"},
		"a month without":            {"from=2025-12&to=2025-12", 200, []string{"fewer than 5"}, "25+"},
		"before the programme began": {"from=2020-01&to=2025-04", 200, []string{"Period: April 2025 – April 2025"}, "25+"},
		"what is no month":           {"from=x&to=2025-12", 422, []string{`href="#from"`, "This is not a month", `<option value="2025-12" selected>`}, "<svg class=\"hsmp-plot"},
		"two that are none":          {"from=2025-13&to=soon", 422, []string{`href="#from"`, `href="#to"`}, "<svg class=\"hsmp-plot"},
		"backwards":                  {"from=2025-12&to=2025-11", 422, []string{`href="#to"`, "lies before the first"}, "<svg class=\"hsmp-plot"},
	} {
		got := v.Get("/en/statistics?" + c.query)
		if got.Status != c.status {
			t.Errorf("%s: want %d, got %d", name, c.status, got.Status)
		}
		got.Wants(t, c.sees...)
		got.Hides(t, c.hides)
	}
}

func TestTheFileHoldsWhatThePageShows(t *testing.T) {
	t.Parallel()
	v := open(t, busy())
	v.Get("/en/statistics").Wants(t, `href="/en/statistics/figures.csv?from=2025-04&to=2026-01"`)
	got := v.Get("/az/statistics/figures.csv?from=2025-11&to=2025-11")
	if got.Status != http.StatusOK || got.Header.Get("Content-Type") != "text/csv; charset=utf-8" ||
		!strings.Contains(got.Header.Get("Content-Disposition"), "figures-2025-11-2025-11.csv") {
		t.Fatalf("want a file, got %d %v", got.Status, got.Header)
	}
	lines, err := csv.NewReader(strings.NewReader(string(got.Raw))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"list,id,measure,at_least,few,lower_quartile,median,upper_quartile,percent_kept",
		"all,,applications,25,0,,,,",
		"outcome,recognised,applications,20,0,,,,",
		"outcome,refused,applications,,1,,,,",
		"outcome,withdrawn,applications,,1,,,,",
		"month,2025-11,applications,25,0,,,,",
		"authority,science-education,lanes_due,20,0,,,,75",
		"authority,science-education,days,20,0,8,8,8,",
		"lane,education,points,20,0,13,13,13,",
		"lane,clearance,days,,1,,,,",
	} {
		if !slices.ContainsFunc(lines, func(l []string) bool { return strings.Join(l, ",") == want }) {
			t.Errorf("want the line %s, got\n%s", want, got.Raw)
		}
	}
	if bad := v.Get("/az/statistics/figures.csv?from=x"); bad.Status != http.StatusUnprocessableEntity {
		t.Errorf("want 422 for what is no month, got %d", bad.Status)
	}
}

func TestFiguresThatCannotBeReadSaySo(t *testing.T) {
	t.Parallel()
	got := open(t, down{}).Get("/en/statistics")
	got.WantPage(t, http.StatusServiceUnavailable, "en")
}

// What axe looks for is the same in every language; what long words do is not.
func TestTheStatisticsStandUpToInspection(t *testing.T) {
	t.Parallel()
	v := open(t, busy())
	p := browser.Start(t, browser.At(browser.Site{URL: v.URL, Root: "../../../.."}))
	for _, l := range visitor.Languages {
		p.OpenAddress(v.URL + "/" + l + "/statistics")
		p.Fits()
		p.InPrint(func() { p.See(page.Page{Language: locale.Language(l)}.Say("statistics.rounding", "n", "5")) })
	}
	p.Axe()
}

func TestAPeriodIsChosenInEveryManner(t *testing.T) {
	t.Parallel()
	v := open(t, busy())
	for name, options := range map[string][]browser.Option{"with the mouse": nil, "by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, append(options, browser.At(browser.Site{URL: v.URL, Root: "../../../.."}), browser.In("en"))...)
			p.Open("/statistics")
			p.Choose("First month", "November 2025")
			p.Choose("Last month", "December 2025")
			p.Click("Show")
			p.See("Period: November 2025 – December 2025", "25+")
			p.Choose("Last month", "October 2025")
			p.Click("Show")
			p.See("The last month lies before the first one")
		})
	}
}
