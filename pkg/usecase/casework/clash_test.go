package casework_test

import (
	"errors"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// filedBy prepares a complete draft of somebody's with these numbers, and submits it.
func (w *world) filedBy(p identity.Principal, fin string, papers ...application.TravelPapers) (application.ID, error) {
	w.t.Helper()
	c, err := w.intake.Begin(w.t.Context(), p, "en", "")
	must(w.t, err)
	_, _, err = w.store.Change(w.t.Context(), c.ID, func(c *application.Case) (record.Entry, error) {
		c.Form, c.Documents = drafts.Form(), drafts.Documents()
		c.Form.Identity.FIN = fin
		if len(papers) > 0 {
			c.Form.Identity.Papers = papers
		}
		return record.Entry{Action: "prepare", At: drafts.At}, nil
	})
	must(w.t, err)
	_, err = w.intake.Submit(w.t.Context(), p, c.ID)
	return c.ID, err
}

func paper(issuer, number string) application.TravelPapers {
	t := drafts.Form().Identity.Papers[0]
	t.Issuer, t.Number = issuer, number
	return t
}

// "One open case a person" is about the person and not the sign-in.
func TestOnePersonFilesOnceWhateverTheSignIn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		fin    string
		papers []application.TravelPapers
		code   string
	}{
		"the same passport":             {"", []application.TravelPapers{paper("TUR", "U12345678")}, "papers-in-use"},
		"among others":                  {"", []application.TravelPapers{paper("TUR", "U99999999"), paper("TUR", "U12345678")}, "papers-in-use"},
		"the same FIN":                  {"5ZTKX1M", []application.TravelPapers{paper("TUR", "U99999999")}, "fin-in-use"},
		"another passport":              {"", []application.TravelPapers{paper("TUR", "U99999999")}, ""},
		"the number of another state":   {"", []application.TravelPapers{paper("KAZ", "U12345678")}, ""},
		"two passports, both unheard":   {"", []application.TravelPapers{paper("TUR", "U99999999"), paper("KAZ", "N11111111")}, ""},
		"another FIN, another document": {"5ZTKX1N", []application.TravelPapers{paper("TUR", "U99999999")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			first, err := w.filedBy(emre, "5ZTKX1M")
			must(t, err)
			second, err := w.filedBy(stranger, c.fin, c.papers...)
			if c.code == "" {
				must(t, err)
				return
			}
			if p := problem.From(err); p.Kind != problem.Conflict || p.Code != c.code {
				t.Fatalf("want %s, got %v", c.code, err)
			}
			v, err := w.scoring.Read(t.Context(), officer("sms"), first)
			must(t, err)
			if len(v.Case.Clashes) != 1 || v.Case.Clashes[0].Other != second {
				t.Errorf("want officers to see the clash, got %+v", v.Case.Clashes)
			}
			_, err = w.intake.Submit(t.Context(), stranger, second)
			wantKind(t, problem.Conflict, err)
			if c, _ := w.store.Load(t.Context(), first); len(c.Clashes) != 1 {
				t.Errorf("want the same attempt kept once, got %+v", c.Clashes)
			}
		})
	}
}

// What was withdrawn or refused holds nobody up; a recognition does.
func TestNumbersAreFreeAgainWhenNothingCameOfTheApplication(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.filedBy(emre, "")
	must(t, err)
	_, err = w.intake.Withdraw(t.Context(), emre, first)
	must(t, err)
	second, err := w.filedBy(stranger, "")
	must(t, err)
	_, err = w.filedBy(emre, "")
	wantKind(t, problem.Conflict, err)
	w.score(second, 33, 15, 12, 10, 6, 4)
	w.decide(second)
	_, _, err = w.store.Change(t.Context(), second, func(c *application.Case) (record.Entry, error) {
		must(t, c.Reserve("HSM-2026-1", 1))
		return record.Entry{Action: "issue-certificate"}, c.Recognise(application.Act{By: record.Workflow, At: drafts.At}, application.Certificate{Number: "HSM-2026-1"})
	})
	must(t, err)
	_, err = w.filedBy(person("third", "", identity.Applicant), "")
	if !errors.Is(err, problem.Conflict) {
		t.Errorf("want the papers of somebody recognised not taken by another, got %v", err)
	}
	_, err = w.filedBy(stranger, "") // who was recognised applies again
	must(t, err)
	list, err := w.scoring.List(t.Context(), officer("science-education"), casework.WorkFilter{}, "", 10)
	must(t, err)
	if len(list.Items) != 2 {
		t.Errorf("want the lanes of the new application alone, got %+v", list.Items)
	}
}
