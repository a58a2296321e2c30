package rooms_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
)

const (
	why    = "The evidence supports this finding in full."
	expert = "officer-science-education"
	// corrections heads the faults of a page, in Turkish.
	corrections = "Lütfen aşağıdakileri düzeltin"
)

// house is a stage with a submitted case of emre's, a complete draft of ayla's and a registration of employer1's.
type house struct {
	visitor.Visitor
	t      testing.TB
	filed  application.ID
	drafts application.ID
	firm   employer.ID
}

func newHouse(t testing.TB) house {
	t.Helper()
	h := house{Visitor: visitor.New(t), t: t}
	var err error
	h.filed, err = h.File(t.Context(), "emre")
	h.must(err)
	c, err := h.UseCases.Intake.Begin(t.Context(), rehearsal.People("ayla"), "en", "")
	h.must(err)
	h.drafts = c.ID
	_, _, err = h.Store.Change(t.Context(), c.ID, func(c *application.Case) (record.Entry, error) {
		c.Form, c.Documents = drafts.Form(), drafts.Documents()
		c.Form.Identity.Papers[0].Number = "U99999999" // another person's than the case that is filed
		c.Form.Declaration = application.Declaration{}
		return record.Entry{Action: "inspect-document", Actor: record.Workflow, At: h.Now()}, nil
	})
	h.must(err)
	e, err := h.UseCases.Registry.Register(t.Context(), rehearsal.People("employer1"), specimen.Form())
	h.must(err)
	h.firm = e.ID
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// at puts the house's ids in their places.
func (h house) at(path string) string {
	return strings.NewReplacer("{case}", string(h.filed), "{draft}", string(h.drafts), "{firm}", string(h.firm)).Replace(path)
}

// deeds is all that was done in the house, without what was only read.
func (h house) deeds() []string {
	h.t.Helper()
	var all []string
	for _, id := range h.Cases() {
		chain, err := h.Store.Chain(h.t.Context(), id)
		h.must(err)
		for _, e := range chain {
			all = append(all, fmt.Sprintf("%s %s", id, e.Action))
		}
	}
	for _, name := range []string{"employer1", "employer2"} {
		registrations, err := h.UseCases.Registry.List(h.t.Context(), rehearsal.People(name))
		h.must(err)
		for _, e := range registrations {
			all = append(all, fmt.Sprintf("%s %d %s", e.ID, e.Version, e.State))
		}
	}
	return all
}

var (
	switches = regexp.MustCompile(`(?s)<nav class="hsmp-languages".*?</nav>`)
	hidden   = regexp.MustCompile(`<input type="hidden" name="([^"]*)" value="([^"]*)">`)
	buttons  = regexp.MustCompile(`<button type="submit" formaction="([^"]*)" lang="tr">Türkçe</button>`)
)

// turkish is what the language switch of a page sends, and where to.
func (h house) turkish(a visitor.Answer) (string, url.Values) {
	h.t.Helper()
	part := switches.FindString(a.Body)
	to := buttons.FindStringSubmatch(part)
	if to == nil {
		h.t.Fatalf("want a button for Turkish, got %d %s", a.Status, part)
	}
	form := url.Values{}
	for _, field := range hidden.FindAllStringSubmatch(part, -1) {
		form.Add(field[1], field[2])
	}
	return to[1], form
}

// asked has something wait on the submitted case: what is asked of the applicant, of the reviewer and of the chief.
func (h house) asked() {
	h.t.Helper()
	who, scoring := rehearsal.People(expert), h.UseCases.Scoring
	_, err := scoring.RequestCorrection(h.t.Context(), who, h.filed, "education", "Please send the annex to your diploma.")
	h.must(err)
	_, err = scoring.Object(h.t.Context(), who, h.filed, casework.Objecting{Lane: "education", Reason: why, LegalBasis: "Law, article 1"})
	h.must(err)
	_, err = scoring.RequestExtension(h.t.Context(), who, h.filed, "languages", why)
	h.must(err)
}

// returned has the registration wait for its owner.
func (h house) returned() {
	h.t.Helper()
	_, err := h.UseCases.Registry.Decide(h.t.Context(), rehearsal.People("chief"), h.firm, employment.Deciding{Version: 1, Outcome: employer.Returned, Reason: why})
	h.must(err)
}

func clone(form url.Values) url.Values {
	twin := url.Values{}
	for name, values := range form {
		twin[name] = append([]string(nil), values...)
	}
	return twin
}

// shownIn is the form with what the page keeps in hidden fields by now: the version on which it rests.
func shownIn(a visitor.Answer, form url.Values) url.Values {
	form = clone(form)
	for _, field := range hidden.FindAllStringSubmatch(switches.ReplaceAllString(a.Body, ""), -1) {
		if field[1] == "version" || field[1] == "seen" {
			form.Set(field[1], field[2])
		}
	}
	return form
}

// mended is the form once more, with the fault mended; an empty value takes a field out.
func mended(faulty, mends url.Values) url.Values {
	form := clone(faulty)
	for name, values := range mends {
		form[name] = values
		if values[0] == "" {
			form.Del(name)
		}
	}
	return form
}
