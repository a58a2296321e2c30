package api_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/api/scoring"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/identity"
)

func tables(t *testing.T) (comparison.Table, notice.Board) {
	t.Helper()
	programmes, err := comparison.Load()
	if err != nil {
		t.Fatal(err)
	}
	notices, err := notice.Load()
	if err != nil {
		t.Fatal(err)
	}
	return programmes, notices
}

func inLanguage(l locale.Language, path string) call {
	return call{method: http.MethodGet, path: path, header: map[string]string{"Accept-Language": string(l)}}
}

func TestProgrammesAreComparedInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	w := open(t)
	notes := map[string]bool{}
	for _, l := range locale.All {
		got := must[public.Comparison](w, http.StatusOK, inLanguage(l, "/v1/comparison"))
		if got.Found != 129 || len(got.Programmes) != 129 || len(got.Countries) != 43 || notes[got.Note] || strings.HasPrefix(got.Note, "comparison-") {
			t.Errorf("%s: want the whole table with a note of its own, got %d, %d, %q", l, got.Found, len(got.Countries), got.Note)
		}
		notes[got.Note] = true
	}
	got := must[public.Comparison](w, http.StatusOK, inLanguage("az", "/v1/comparison?words=T%C3%9CRK%C4%B0Y%C6%8F&income=yes&order=duration"))
	if got.Found != 2 || got.Programmes[0].CountryName != "Türkiyə" || got.Programmes[0].Income == nil || got.Programmes[0].Investment != nil {
		t.Errorf("want Türkiyə's two programmes that state an income, got %+v", got.Programmes)
	}
	side := must[public.Comparison](w, http.StatusOK, inLanguage("en", "/v1/comparison?compare=bt-digital-nomad-residence-programme,az-highly-skilled-migrant-programme")).SideBySide
	if len(side) != 2 || !side[0].Income.Cut || side[0].Income.Text != "No minimum income thresho..." || side[1].Income != nil {
		t.Errorf("want two in the order asked for, the cut cell as text, got %+v", side)
	}
}

func TestWhatTheTableCannotAnswerIsRefused(t *testing.T) {
	t.Parallel()
	w := open(t)
	for query, code := range map[string]string{"order=income": "not-listed", "dependants=perhaps": "not-listed", "income=unsaid": "not-listed",
		"compare=az-nothing": "no-such-programme", "country=aze": "too-long"} {
		w.refuses(bad{call{method: http.MethodGet, path: "/v1/comparison?" + query}, 422, "invalid", code, ""})
	}
	five := "ae-golden-visa-investor,ae-retirement-visa,ae-job-exploration-visa,uz-it-visa,uz-golden-visa"
	w.refuses(bad{call{method: http.MethodGet, path: "/v1/comparison?compare=" + five}, 422, "invalid", "too-many-programmes", ""})
}

func TestNoticesAreThoseOfTheDay(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.now = civil(t, "2026-11-01").Start()
	got := must[public.Notices](w, http.StatusOK, inLanguage("ru", "/v1/notices"))
	if len(got.Notices) != 2 || got.Notices[1].ID != "demonstration-system" || !strings.Contains(got.Notices[1].Text, "pass.gov.az") || got.Notices[1].Until != nil {
		t.Errorf("want two notices, got %+v", got)
	}
	all := must[public.Notices](w, http.StatusOK, inLanguage("en", "/v1/notices?all=true")).Notices
	if last := all[len(all)-1]; len(all) != 3 || last.Standing != "past" || last.Kind != "force-majeure" || last.Act == nil || last.Act.Date.String() != "2020-03-24" {
		t.Errorf("want the practice of March 2020 as past, got %+v", all)
	}
}

func TestPublicStatisticsNeverCountToOne(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.filed()
	got := must[api.Figures](w, http.StatusOK, inLanguage("en", "/v1/statistics"))
	if got.Applications.Count != nil || got.Applications.FewerThan != 5 || len(got.Months) != 10 || len(got.Outcomes) != 4 {
		t.Errorf("want fewer than five in the ten months since Decision 99, got %+v", got)
	}
	for _, list := range [][]api.Counted{got.Months, got.Fields, got.Outcomes} {
		for _, line := range list {
			if line.Applications.Count != nil || line.Name == "" || strings.HasPrefix(line.Name, "outcome-") {
				t.Errorf("want every line small, and named, got %+v", line)
			}
		}
	}
	for _, lane := range got.Lanes {
		if lane.WorkingDays.Median != nil || lane.WorkingDays.Least != nil {
			t.Errorf("want no value of a single lane, got %+v", lane)
		}
	}
	for query, code := range map[string]string{"from=2026": "not-month", "to=2026-13": "not-month", "from=2026-02&to=2026-01": "months-reversed"} {
		w.refuses(bad{call{method: http.MethodGet, path: "/v1/statistics?" + query}, 422, "invalid", code, ""})
	}
}

func TestSupervisorsSeeWhatIsTheirs(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.filed()
	education := staff[identity.Supervisor]
	education.Authority = "science-education"
	of := func(who identity.Principal, query string) scoring.Workload {
		return must[scoring.Workload](w, http.StatusOK, call{who: who, method: http.MethodGet, path: "/v1/workload" + query})
	}
	own := of(education, "")
	if len(own.Loads) != 1 || own.Loads[0].Authority != "science-education" || own.Loads[0].Lanes.Open != 2 || len(own.Figures.Authorities) != 1 {
		t.Errorf("want education and languages open, got %+v", own.Loads)
	}
	all := of(chief, "")
	if len(all.Loads) != len(w.rules.Programme.Authorities) || *all.Figures.Applications.Count != 1 {
		t.Errorf("want every authority for the Service's supervisor and the exact count, got %+v", all)
	}
	w.pass(60 * 24 * time.Hour)
	if late := of(chief, "?authority=science-education").Loads[0].Lanes; late.PastDue != 2 || late.NearDue != 0 {
		t.Errorf("want both past due two months later, got %+v", late)
	}
	w.refuses(bad{call{who: education, method: http.MethodGet, path: "/v1/workload?authority=economy"}, 403, "forbidden", "", ""})
	w.refuses(bad{call{who: chief, method: http.MethodGet, path: "/v1/workload?authority=nobody"}, 422, "invalid", "not-listed", ""})
	w.refuses(bad{call{who: chief, method: http.MethodGet, path: "/v1/workload?from=x"}, 422, "invalid", "not-month", ""})
}
