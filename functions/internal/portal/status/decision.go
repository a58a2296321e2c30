package status

import (
	"strconv"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/web/page"
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
	trail, err := r.Answers.Trail(v.Context(), v.Who, c.ID)
	if err != nil {
		return portal.Answer{}, err
	}
	shown := view.AccessesView{Total: len(trail.Reads), Head: trail.Head, Whole: trail.Whole}
	pages := max(1, (len(trail.Reads)+accessesPerPage-1)/accessesPerPage)
	number, _ := strconv.Atoi(v.Asked("page")) // what is no number is the first page
	number = min(max(number, 1), pages)
	for i := len(trail.Reads) - 1 - (number-1)*accessesPerPage; i >= 0 && len(shown.Reads) < accessesPerPage; i-- {
		shown.Reads = append(shown.Reads, trail.Reads[i])
	}
	shown.Pages = page.PaginationView{Page: number, Pages: pages}
	at := func(n int) string { return v.Page.To(c.At("/accesses?page=" + strconv.Itoa(n))) }
	if number > 1 {
		shown.Pages.Previous = at(number - 1)
	}
	if number < pages {
		shown.Pages.Next = at(number + 1)
	}
	return portal.Show(view.AccessesPage(furnish(v.Page, v.Say("status.accesses")), c, shown)), nil
}
