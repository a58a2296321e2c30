package status

import (
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/web/page"
	view "hsmp.example/cases/web/status"
)

// corrections are the authorities' own words, which are meant for the applicant and may tell much: each look is a
// reading.
func (r Room) corrections(v *portal.Visit) (portal.Answer, error) {
	c, err := r.letters(v)
	if err != nil {
		return elsewhere(v, err)
	}
	return portal.Show(view.CorrectionsPage(furnish(v.Page, v.Say("status.corrections-title")), c)), nil
}

func (r Room) letters(v *portal.Visit) (view.Case, error) {
	c, t, err := r.Intake.Corrections(v.Context(), v.Who, caseOf(v))
	return submitted(v, c, t, err)
}

// correction is one request with the form of the reply. Every document that is ready is marked to go along.
func (r Room) correction(v *portal.Visit) (portal.Answer, error) {
	return r.showCorrection(v, prepared{every: true}, portal.Show)
}

// prepared is a reply as far as it was typed.
type prepared struct {
	text      string
	documents []string
	every     bool // marks each document that is ready
}

func (r Room) showCorrection(v *portal.Visit, reply prepared, answer func(templ.Component) portal.Answer) (portal.Answer, error) {
	c, err := r.letters(v)
	if err != nil {
		return elsewhere(v, err)
	}
	number, err := numberOf(v, c)
	if err != nil {
		return portal.Answer{}, err
	}
	shown := view.CorrectionView{Correction: c.Corrections[number-1], Text: reply.text, Unsent: c.Unsent()}
	for _, d := range shown.Unsent {
		switch d.State {
		case evidence.Accepted:
			shown.Choices = append(shown.Choices, page.Option{Value: d.ID, Label: d.FileName,
				Chosen: reply.every || slices.Contains(reply.documents, d.ID)})
		case evidence.Expected, evidence.Uploaded: // a file that was just sent may not have been heard of
			shown.Pending = true
		}
	}
	return answer(view.CorrectionPage(furnish(v.Page, v.Say("status.correction-title"), "reply.js"), c, shown)), nil
}

// numberOf is the number of the correction in the address; one that the case does not have is not found.
func numberOf(v *portal.Visit, c view.Case) (int, error) {
	number, err := strconv.Atoi(v.Path("number"))
	if err != nil || number < 1 || number > len(c.Corrections) {
		return 0, problem.New(problem.NotFound, "not-found")
	}
	return number, nil
}

// reply answers the request. What is wrong with it comes back with everything that was typed.
func (r Room) reply(v *portal.Visit) (portal.Answer, error) {
	c, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	number, err := numberOf(v, c)
	if err != nil {
		return portal.Answer{}, err
	}
	reply := prepared{text: v.Value("text"), documents: v.Form["documents"]}
	_, err = r.Intake.Reply(v.Context(), v.Who, c.ID, casework.Answering{Number: number, Text: reply.text, Documents: reply.documents})
	if err == nil {
		return portal.See(v.Page, c.At("?done="+doneReply)), nil
	}
	if problem.From(err).Kind != problem.Invalid {
		return portal.Answer{}, err
	}
	v.Page.Faults = replyFaults(v.Page, problem.From(err).Faults)
	return r.showCorrection(v, reply, portal.Again)
}

// replyFaults leads to the two fields of the form: a fault of any document is one of their list.
func replyFaults(p page.Page, faults []problem.Fault) []page.Fault {
	var all []page.Fault
	for _, f := range faults {
		one := page.Fault{Field: "text", Text: p.Fault(f.Code, f.Args)}
		if f.Pointer != "/text" {
			one.Field = "documents"
		} else if f.Code == "required" {
			one.Text = p.Say("status.reply-empty")
		}
		if !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}
