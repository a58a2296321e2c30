package application

import (
	"errors"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	domain "hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/page"
)

// The fields by which a self-assessment is carried into an application: its field of expertise, and answer-<question>
// for each answer.
const (
	carriedField  = "field"
	carriedAnswer = "answer-"
)

// list shows frames only: what was filled in is shown where its reading is recorded.
func (r Room) list(v *portal.Visit) (portal.Answer, error) {
	view, err := r.listView(v)
	if err != nil {
		return portal.Answer{}, err
	}
	if v.Asked("discarded") == "yes" {
		v.Page.Notices = append(v.Page.Notices, page.Notice{Kind: page.Success, Title: v.Say("application.discarded")})
	}
	return portal.Show(application.ListPage(furnish(v.Page, v.Say("application.list"), "autosave.js"), view)), nil
}

func (r Room) listView(v *portal.Visit) (application.ListView, error) {
	mine, err := r.Intake.List(v.Context(), v.Who)
	if err != nil {
		return application.ListView{}, err
	}
	view := application.ListView{MayBegin: true, Languages: ownNames(v.Page), Language: string(v.Language())}
	for _, c := range mine {
		view.Applications = append(view.Applications, listed(v.Page, &c))
		view.MayBegin = view.MayBegin && c.State.Closed()
		if from := c.AgainFrom(r.Intake.Rules.Latest().Programme); calendar.DateOf(v.Now).Before(from) {
			view.MayBegin, view.Wait = false, v.Say("application.again-from", "date", v.Page.Date(from))
		}
	}
	return view, nil
}

// ownNames are the languages of the portal by their own names, which everybody finds.
func ownNames(p page.Page) []page.Option {
	options := make([]page.Option, len(locale.All))
	for i, l := range locale.All {
		options[i] = page.Option{Value: string(l), Label: p.Of("application.tongue", string(l))}
	}
	return options
}

func listed(p page.Page, c *domain.Case) application.Listed {
	one := application.Listed{ID: string(c.ID), Draft: c.State == domain.Draft, State: p.Of("application.state", string(c.State)), Kind: stateTag(c.State),
		Next: next(p, c), Link: p.To("/applications/" + string(c.ID)), Action: p.Say("application.open")}
	one.Title = p.Say("application.begun-on", "date", p.Date(calendar.DateOf(c.CreatedAt)))
	if one.Draft {
		one.Link, one.Action = p.To(path(c.ID, "")), p.Say("application.go-on")
	}
	if s := c.Submission; s != nil {
		one.Rows = []page.SummaryRow{{Key: p.Say("application.submitted-on"), Value: p.Date(s.Date)}}
		if c.State.Open() {
			one.Rows = append(one.Rows, page.SummaryRow{Key: p.Say("application.due"), Value: p.Date(s.Due.Date)})
		}
	}
	if !c.ClosedAt.IsZero() {
		one.Rows = append(one.Rows, page.SummaryRow{Key: p.Say("application.closed-on"), Value: p.Date(calendar.DateOf(c.ClosedAt))})
	}
	return one
}

// next says what happens next. An authority's question comes first: it waits for the reader.
func next(p page.Page, c *domain.Case) string {
	if c.State == domain.Assessing {
		for _, k := range c.Corrections {
			if k.Reply == nil {
				return p.Say("application.next-correction")
			}
		}
	}
	return p.Of("application.next", string(c.State))
}

func stateTag(s domain.State) page.TagKind {
	switch {
	case s == domain.Draft:
		return page.Waiting
	case s == domain.Recognised:
		return page.Good
	case s == domain.Refused:
		return page.Bad
	case s.Open():
		return page.Progress
	}
	return page.Neutral
}

func languageOf(v *portal.Visit) locale.Language { return locale.Language(v.Value("language")) }

// begin opens a draft, with what was carried over from a self-assessment. The answers are the person's own and nobody's
// evidence: no officer sees them before they are filed, and then as the person has left them.
func (r Room) begin(v *portal.Visit) (portal.Answer, error) {
	wish := languageOf(v)
	if wish == "" && carries(v) {
		wish = v.Language() // the self-assessment's button asks for none
	}
	c, err := r.Intake.Begin(v.Context(), v.Who, wish, "")
	if errors.Is(err, problem.Conflict) || errors.Is(err, problem.Invalid) {
		return r.beginAgain(v, err)
	}
	if err != nil {
		return portal.Answer{}, err
	}
	patch := domain.Prefill(r.Intake.Rules.Latest().Programme, v.Value(carriedField), answersOf(v))
	if !patch.States() {
		return portal.See(v.Page, path(c.ID, "")), nil
	}
	if _, err := r.Intake.Save(v.Context(), v.Who, c.ID, c.FormVersion, patch); err != nil {
		return portal.Answer{}, err
	}
	return portal.See(v.Page, path(c.ID, "?carried=yes")), nil
}

// beginAgain says why no draft was opened: one is open already, or no language was chosen.
func (r Room) beginAgain(v *portal.Visit, why error) (portal.Answer, error) {
	view, err := r.listView(v)
	if err != nil {
		return portal.Answer{}, err
	}
	for name, values := range v.Form {
		if name == carriedField || strings.HasPrefix(name, carriedAnswer) {
			view.Carried = append(view.Carried, page.Field{Name: name, Value: values[0]})
		}
	}
	view.Language = v.Value("language")
	answer := portal.Again
	if !v.Faults(why) {
		answer = portal.Clash
		p := problem.From(why)
		v.Page.Faults = append(v.Page.Faults, page.Fault{Text: v.Page.Fault(p.Code, p.Args)})
	}
	return answer(application.ListPage(furnish(v.Page, v.Say("application.list")), view)), nil
}

func carries(v *portal.Visit) bool { return v.Form.Has(carriedField) || len(answersOf(v)) > 0 }

func answersOf(v *portal.Visit) map[string]string {
	answers := map[string]string{}
	for name := range v.Form {
		if question, ok := strings.CutPrefix(name, carriedAnswer); ok {
			answers[question] = v.Value(name)
		}
	}
	return answers
}
