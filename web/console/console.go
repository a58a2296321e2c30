// Package console holds the officers' pages: the work list, a case with claim and evidence side by side, the acts on
// it, and its history.
//
// It must know no use case and no permission: what the reader may see and do comes in, decided. It names no colleague,
// only roles and authorities.
package console

import (
	"strconv"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// Term is how something stands to its due day. Urgency is one of Urgencies.
type Term struct {
	Due     calendar.Date
	Urgency string
	Left    int // working days left, with the running one
	Late    int // whole working days past the due day
}

// The words that pages say of lanes and terms.
var (
	Urgencies = []string{"in-time", "near", "late"}
	Claims    = []string{"free", "mine", "others"}
	States    = []string{"open", "claimed", "scored", "cleared", "objected", "withdrawn"}
	Duties    = []string{"confirmation", "objection", "extension"}
	Done      = []string{"claim", "score", "clearance", "objection", "correction", "extension", "route", "reopen", "return", "ruling", "objection-withdrawal", "granted", "refused",
		"confirmation"}
)

// left says in words how much time there is, so that no colour has to.
func (t Term) left(p page.Page) string {
	switch {
	case t.Urgency != "late":
		return p.Count("console.left", t.Left)
	case t.Late == 0:
		return p.Say("console.late-first")
	}
	return p.Count("console.late", t.Late)
}

func (t Term) tag() page.TagKind {
	switch t.Urgency {
	case "late":
		return page.Bad
	case "near":
		return page.Waiting
	}
	return page.Neutral
}

// Names are the names that come with the programme, in the reader's language.
type Names struct{ Programme programme.Programme }

// Lane names a lane.
func (n Names) Lane(p page.Page, id programme.LaneID) string {
	return p.Text(n.Programme.LaneNames(id))
}

// Authority names an authority.
func (n Names) Authority(p page.Page, id programme.AuthorityID) string {
	return p.Text(n.Programme.AuthorityNames(id))
}

// Field names a field of expertise.
func (n Names) Field(p page.Page, id string) string {
	return p.Text(n.Programme.FieldNames(programme.FieldID(id)))
}

// casePath is the path of a case's page.
func casePath(id application.ID) string { return "/console/cases/" + string(id) }

// lanePath is the path of an act on a lane.
func lanePath(id application.ID, lane programme.LaneID, act string) string {
	return casePath(id) + "/lanes/" + string(lane) + "/" + act
}

// objectionPath is the path on which an objection is ruled on, withdrawalPath that on which it is withdrawn.
func objectionPath(id application.ID, n int) string { return casePath(id) + "/objections/" + number(n) }

// extensionPath is the path on which an extension is answered.
func extensionPath(id application.ID, n int) string { return casePath(id) + "/extensions/" + number(n) }

func withdrawalPath(id application.ID, n int) string { return objectionPath(id, n) + "/withdrawal" }

// way is the way to a page of a case; here is "" on the case's own page.
func way(p page.Page, id application.ID, here string) templ.Component {
	crumbs := []page.Crumb{{Text: p.Say("console.title"), Path: "/console"}, {Text: p.Say("console.case", "id", string(id))}}
	if here != "" {
		crumbs[1].Path = casePath(id)
		crumbs = append(crumbs, page.Crumb{Text: here})
	}
	return page.Breadcrumbs(p, crumbs...)
}

func number(n int) string { return strconv.Itoa(n) }
