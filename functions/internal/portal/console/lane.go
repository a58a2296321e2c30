package console

import (
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
	view "hsmp.example/cases/web/console"
	"hsmp.example/cases/web/page"
)

// typed is what stands in the form that closes one lane.
type typed struct {
	lane                  programme.LaneID
	points, justification string
	evidence              []string
}

func typedIn(v *portal.Visit) typed {
	return typed{lane: laneOf(v), points: v.Value("points"), justification: v.Form.Get("justification"), evidence: v.Form["evidence"]}
}

// of gives the lane its own typing, and every other lane none.
func (t typed) of(lane programme.LaneID) typed {
	if t.lane != lane {
		return typed{}
	}
	return t
}

func (r Room) claim(v *portal.Visit) (portal.Answer, error) {
	_, err := r.Scoring.Claim(v.Context(), v.Who, caseOf(v), laneOf(v), v.Value("take-over") == "yes")
	return r.closed(v, "claim", err)
}

func (r Room) score(v *portal.Visit) (portal.Answer, error) {
	t := typedIn(v)
	given, err := strconv.Atoi(t.points)
	if err != nil {
		given = -1 // no number of points: the criterion says which there are
	}
	_, err = r.Scoring.Score(v.Context(), v.Who, caseOf(v), laneOf(v),
		application.Finding{Points: programme.Points(given), Justification: t.justification, Evidence: t.evidence})
	return r.closed(v, "score", err)
}

func (r Room) clear(v *portal.Visit) (portal.Answer, error) {
	_, err := r.Scoring.Clear(v.Context(), v.Who, caseOf(v), laneOf(v), v.Form.Get("justification"))
	return r.closed(v, "clearance", err)
}

// closed answers an act whose form stands on the case page.
func (r Room) closed(v *portal.Visit, done string, err error) (portal.Answer, error) {
	t := typedIn(v)
	return r.settle(v, done, err, func(v *portal.Visit, c casework.View, m *view.Meanwhile) (templ.Component, error) {
		v.Page.Faults = laneFaults(t.lane, v.Page.Faults)
		p, shown := r.caseView(v, c, t)
		if shown.Meanwhile = m; m != nil && !stillOpen(shown, t.lane) {
			m.Typed = t.rows(p, c.Documents)
		}
		return view.Case(p, shown), nil
	})
}

// laneFaults moves faults to the fields of the lane's form: several such forms stand on one page. Whichever document is
// no evidence, the fault is at the list of them.
func laneFaults(lane programme.LaneID, faults []page.Fault) []page.Fault {
	moved := make([]page.Fault, 0, len(faults))
	for _, f := range faults {
		if strings.HasPrefix(f.Field, "evidence") {
			f.Field = "evidence"
		}
		if f.Field != "" {
			f.Field = view.FieldOf(string(lane), f.Field)
		}
		if !slices.Contains(moved, f) {
			moved = append(moved, f)
		}
	}
	return moved
}

// stillOpen reports whether the page still has the lane's form, which then holds what was typed.
func stillOpen(c view.CaseView, lane programme.LaneID) bool {
	return slices.ContainsFunc(c.Works, func(w view.LaneWork) bool { return w.Spec.ID == lane && w.Close })
}
