package status

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/usecase/casework"
	view "hsmp.example/cases/web/status"
)

// decision is told only when its document is there too, so that nobody reads an outcome without its reasons.
func (r Room) decision(v *portal.Visit) (portal.Answer, error) {
	decided, err := r.Answers.Decision(v.Context(), v.Who, caseOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	t, err := r.Answers.Rules.Of(&decided)
	c, err := submitted(v, decided, t, err)
	if err != nil {
		return elsewhere(v, err)
	}
	return portal.Show(view.DecisionPage(furnish(v.Page, v.Say("status.decision")), c)), nil
}

// paper is the certificate or the statement of reasons, to be kept.
func (r Room) paper(v *portal.Visit) (portal.Answer, error) {
	paper, err := r.Answers.Paper(v.Context(), v.Who, caseOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Download(paper.Name, "application/pdf", paper.PDF), nil
}

// accessesPerPage is what fits on a few screens.
const accessesPerPage = 25

// accesses lists who opened what, the newest first.
func (r Room) accesses(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	after := v.Asked("after")
	trail, err := r.Answers.Accesses(v.Context(), v.Who, c.ID, casework.Span{Cursor: after, Limit: accessesPerPage, Latest: true})
	if err != nil {
		return portal.Answer{}, err
	}
	shown := view.AccessesView{Head: trail.Head, Whole: trail.Whole}
	for _, one := range trail.Lines {
		shown.Reads = append(shown.Reads, one.Reading)
	}
	if after != "" {
		shown.Pages.Previous = v.Page.To(c.At("/accesses"))
	}
	if trail.Next != "" {
		shown.Pages.Next = v.Page.To(c.At("/accesses?after=" + trail.Next))
	}
	return portal.Show(view.AccessesPage(furnish(v.Page, v.Say("status.accesses")), c, shown)), nil
}
