package console

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
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

// history shows the chain. The reading is an entry of it, as any other.
func (r Room) history(v *portal.Visit) (portal.Answer, error) {
	chain, err := r.Scoring.Chain(v.Context(), v.Who, caseOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	p := r.page(v, v.Say("console.history"))
	shown := view.HistoryView{Names: r.names(), Case: caseOf(v), Chain: chain, Whole: audit.Verify(chain) == nil,
		Open: identity.Ever(v.Who, identity.ReadCase) == nil}
	return portal.Show(view.History(p, shown)), nil
}
