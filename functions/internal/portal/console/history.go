package console

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
	view "hsmp.example/cases/web/console"
)

// find leads from a case's number to its history, for those who have no list of cases.
func (r Room) find(v *portal.Visit) (portal.Answer, error) {
	asked := v.Asked("case")
	if asked == "" {
		return portal.See(v.Page, "/console"), nil
	}
	return portal.See(v.Page, casePath(application.ID(asked))+"/history"), nil
}

// linesAtOnce is how much of a history a page shows.
const linesAtOnce = 100

// history shows what was done and read, the oldest first. That it was read is a line of it, as any other.
func (r Room) history(v *portal.Visit) (portal.Answer, error) {
	trail, err := r.Scoring.History(v.Context(), v.Who, caseOf(v), casework.Span{Cursor: v.Asked("cursor"), Limit: linesAtOnce})
	if err != nil {
		return portal.Answer{}, err
	}
	p := r.page(v, v.Say("console.history"))
	shown := view.HistoryView{Names: r.names(), Case: caseOf(v), Whole: trail.Whole, First: first(p, "cursor"), Next: further(p, "cursor", trail.Next),
		Open: identity.Preauthorize(v.Who, identity.ReadCase) == nil}
	for _, one := range trail.Lines {
		line := view.HistoryLine{Reading: one.Reading, Name: one.Name}
		if one.Entry != nil {
			line.Sequence = one.Entry.Sequence
		}
		shown.Lines = append(shown.Lines, line)
	}
	return portal.Show(view.History(p, shown)), nil
}
