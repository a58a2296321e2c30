//go:build e2e

package e2e

import (
	"net/http"
	"testing"
)

type figures struct {
	Applications struct {
		Count     *int `json:"count"`
		FewerThan int  `json:"fewer_than"`
	} `json:"applications"`
}

type workload struct {
	Loads []struct {
		Authority string `json:"authority"`
		Lanes     struct {
			Open int `json:"open"`
		} `json:"lanes"`
	} `json:"loads"`
	Figures figures `json:"figures"`
}

func TestTheComparisonAndTheNoticesAreServedToAnybody(t *testing.T) {
	t.Parallel()
	var table struct {
		Found     int                        `json:"found"`
		Countries []struct{ Name string }    `json:"countries"`
		Side      []struct{ Country string } `json:"side_by_side"`
	}
	answer := send(t, site(t).Anybody().In("az"), get("/v1/comparison?order=duration&compare=az-highly-skilled-migrant-programme,tr-turquoise-card"))
	must(t, answer.Into(&table))
	if answer.Status != http.StatusOK || table.Found != 129 || len(table.Countries) != 43 || table.Countries[0].Name != "Azərbaycan" || len(table.Side) != 2 {
		t.Errorf("want the whole table with two side by side, got %d, %d of %d", answer.Status, table.Found, len(table.Countries))
	}
	var board struct {
		Notices []struct{ ID string } `json:"notices"`
	}
	must(t, send(t, site(t).Anybody(), get("/v1/notices?all=true")).Into(&board))
	if len(board.Notices) == 0 {
		t.Error("want the notice that this is a demonstration, got none")
	}
	faulty(t, site(t).Anybody(), get("/v1/comparison?compare=az-nothing"), "compare no-such-programme")
}

// A submitted case is counted exactly for the Service's supervisor, who sees its lanes open, and never as one for the
// public.
func TestASubmittedCaseIsCounted(t *testing.T) {
	t.Parallel()
	submitted(t, filesForFigures)
	var seen workload
	must(t, send(t, signed(t, "supervisor-sms"), get("/v1/workload")).Into(&seen))
	if seen.Figures.Applications.Count == nil || *seen.Figures.Applications.Count < 1 || len(seen.Loads) < 5 {
		t.Errorf("want the case counted among every authority's, got %+v", seen)
	}
	for _, load := range seen.Loads {
		if load.Authority == "sms" && load.Lanes.Open < 2 {
			t.Errorf("want finance and clearance open at the Service, got %+v", load)
		}
	}
	var told figures
	must(t, send(t, site(t).Anybody(), get("/v1/statistics")).Into(&told))
	if n := told.Applications.Count; n == nil && told.Applications.FewerThan != 5 || n != nil && *n%5 != 0 {
		t.Errorf("want a count in steps of five, or fewer than five, got %+v", told)
	}
	faulty(t, site(t).Anybody(), get("/v1/statistics?from=May"), "from not-month")
	refused(t, signed(t, "officer-labour"), get("/v1/workload"), http.StatusForbidden, "forbidden")
}
