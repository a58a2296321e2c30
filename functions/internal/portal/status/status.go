package status

import (
	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// done is what a page that leads here has just done; the address says which, and the page says it in words.
const (
	doneReply    = "reply"
	doneWithdraw = "withdrawal"
)

// status is looked at as often as somebody likes: it holds nothing personal, so it leaves no row behind.
func (r Room) status(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	modules := []string{"live.js"}
	switch done := v.Asked("done"); done {
	case doneReply, doneWithdraw:
		modules = append(modules, "reply.js") // the reply that is kept on the device has arrived
		v.Page.Notices = append(v.Page.Notices, page.Notice{Kind: page.Success, Title: v.Page.Of("status.done", done)})
	}
	return portal.Show(view.StatusPage(furnish(v.Page, v.Say("status.title"), modules...), c)), nil
}

// file shows what was submitted, and the reading is recorded.
func (r Room) file(v *portal.Visit) (portal.Answer, error) {
	read, err := r.Intake.Read(v.Context(), v.Who, caseOf(v))
	if err != nil {
		return portal.Answer{}, err
	}
	t, err := r.Intake.Rules.Of(&read)
	c, err := submitted(v, read, t, err)
	if err != nil {
		return elsewhere(v, err)
	}
	return portal.Show(view.FilePage(furnish(v.Page, v.Say("status.file")), c)), nil
}

// document sends the reader to a document of their own, by an address that is good for a short time.
func (r Room) document(v *portal.Visit) (portal.Answer, error) {
	link, err := r.Intake.Document(v.Context(), v.Who, caseOf(v), v.Path("document"))
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Leave(link.URL), nil
}
