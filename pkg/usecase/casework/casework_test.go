package casework_test

import (
	"slices"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestAStrangerLearnsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	for name, err := range map[string]error{
		"reads":     second(w.intake.Read(t.Context(), stranger, id)),
		"saves":     second(w.intake.Save(t.Context(), stranger, id, 1, application.Patch{})),
		"submits":   second(w.intake.Submit(t.Context(), stranger, id)),
		"withdraws": second(w.intake.Withdraw(t.Context(), stranger, id)),
		"replies":   second(w.intake.Reply(t.Context(), stranger, id, casework.Answering{Number: 1, Text: "x"})),
		"discards":  w.intake.Discard(t.Context(), stranger, id),
		"decision":  second(w.answers.Decision(t.Context(), stranger, id)),
		"paper":     second(w.answers.Paper(t.Context(), stranger, id)),
		"accesses":  second(w.answers.Accesses(t.Context(), stranger, id, casework.Span{Limit: 1})),
		"missing":   second(w.intake.Read(t.Context(), emre, "app_none")),
		"no lane":   second(w.scoring.Score(t.Context(), officer("culture"), id, "charm", application.Finding{})),
	} {
		if !isKind(err, problem.NotFound) {
			t.Errorf("%s: want not-found, got %v", name, err)
		}
	}
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	must(t, record.Verify(chain))
	for _, e := range chain {
		if e.Actor.ID == stranger.Person() {
			t.Errorf("want no act of a stranger in the chain, got %+v", e)
		}
	}
	traced := map[record.Action]bool{}
	for _, r := range w.readings(id) {
		if r.Actor.ID == stranger.Person() && r.Refused {
			traced[r.Action] = true
		}
	}
	if len(traced) != 9 {
		t.Errorf("want a trace of each of nine refused attempts, got %v", traced)
	}
}

func second[T any](_ T, err error) error { return err }

func isKind(err error, kind problem.Kind) bool { return err != nil && problem.From(err).Kind == kind }

// Invariant 2: only the lane's authority scores it.
func TestOnlyTheLanesAuthorityScores(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	for _, lane := range c.Lanes {
		for _, authority := range []programme.AuthorityID{"digital", "economy", "science-education", "sms", "labour", "health"} {
			if authority == lane.Authority {
				continue
			}
			_, err := w.scoring.Score(t.Context(), officer(authority), id, lane.ID, application.Finding{Justification: why})
			if err == nil {
				t.Errorf("want %s kept from scoring %s", authority, lane.ID)
			}
		}
	}
	own := emre
	own.Roles, own.Authority = append(own.Roles, identity.Officer), "economy"
	_, err = w.scoring.Score(t.Context(), own, id, "national-goals", application.Finding{Justification: why})
	wantKind(t, problem.NotFound, err)
}

func TestEveryWriteNamesItsPolicyAndEveryReadIsListed(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.intake.Read(t.Context(), emre, id)
	must(t, err)
	_, _, err = w.intake.Documents(t.Context(), emre, id)
	must(t, err)
	_, _, err = w.intake.Checklist(t.Context(), emre, id)
	must(t, err)
	_, _, err = w.intake.Corrections(t.Context(), emre, id)
	must(t, err)
	_, _, err = w.intake.Status(t.Context(), emre, id) // leaves no row
	must(t, err)
	_, err = w.scoring.Read(t.Context(), officer("economy"), id)
	must(t, err)
	_, err = w.scoring.Document(t.Context(), officer("science-education"), id, "doc_diploma")
	must(t, err)
	_, err = w.scoring.Claim(t.Context(), officer("economy"), id, "national-goals", false)
	must(t, err)
	_, err = w.intake.Read(t.Context(), emre, id) // so soon that the row there is tells of it too
	must(t, err)
	w.minutes = 1
	history, err := w.scoring.History(t.Context(), auditor, id, casework.Span{Limit: 100})
	must(t, err)
	if !history.Whole {
		t.Error("want the chain whole")
	}
	for _, e := range history.Lines {
		if e.Policy == "" && e.Action != "prepare" {
			t.Errorf("want the deciding policy of %s recorded", e.Action)
		}
	}
	reads, err := w.answers.Accesses(t.Context(), emre, id, casework.Span{Limit: 100})
	must(t, err)
	var got []record.Action
	for _, e := range reads.Lines {
		got = append(got, e.Action)
	}
	slices.Sort(got)
	if want := []record.Action{"list-documents", "read-application", "read-case", "read-checklist", "read-corrections", "read-document", "read-history"}; !slices.Equal(want, got) {
		t.Errorf("want readings %v, got %v", want, got)
	}
}

// Officers see only what their lane needs.
func TestAViewShowsWhatTheLaneNeeds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	v, err := w.scoring.Read(t.Context(), officer("science-education"), id)
	must(t, err)
	if v.Form.Identity.FamilyName != "" || v.Form.Finances.Funds != 0 || len(v.Form.Education) != 1 {
		t.Errorf("want education without identity and finances, got %+v", v.Form)
	}
	for _, d := range v.Documents {
		if d.Kind != "diploma" && d.Kind != "language-certificate" {
			t.Errorf("want no %s for the education and languages lanes", d.Kind)
		}
	}
	_, err = w.scoring.Document(t.Context(), officer("science-education"), id, "doc_passport")
	wantKind(t, problem.NotFound, err)
	_, err = w.scoring.Read(t.Context(), officer("health"), id)
	wantKind(t, problem.NotFound, err)
	all, err := w.scoring.Read(t.Context(), decider, id)
	must(t, err)
	if len(all.Documents) != 6 || all.Form.Identity.FamilyName == "" {
		t.Errorf("want the decision officer to see what it rests on, got %d documents", len(all.Documents))
	}
}

func TestAnOfficerFindsNoDraft(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.draft()
	_, err := w.scoring.Read(t.Context(), officer("sms"), id)
	wantKind(t, problem.NotFound, err)
}

func TestAPersonHasOneOpenCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.draft()
	_, err := w.intake.Begin(t.Context(), emre, "en", "")
	wantKind(t, problem.Conflict, err)
	must(t, w.intake.Discard(t.Context(), emre, id))
	_, err = w.intake.Begin(t.Context(), emre, "en", "")
	must(t, err)
	mine, err := w.intake.List(t.Context(), emre)
	must(t, err)
	others, err := w.intake.List(t.Context(), stranger)
	must(t, err)
	if len(mine) != 1 || len(others) != 0 {
		t.Errorf("want one case of one's own and none of others, got %d and %d", len(mine), len(others))
	}
	_, err = w.intake.Begin(t.Context(), stranger, "de", "")
	wantKind(t, problem.Invalid, err)
}

// A draft that is no longer as it was begun is personal data: its owner reads it where readings are recorded.
func TestTheSameRequestBeginsOneCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	first, err := w.intake.Begin(t.Context(), emre, "en", "request")
	must(t, err)
	again, err := w.intake.Begin(t.Context(), emre, "en", "request")
	must(t, err)
	if again.ID != first.ID {
		t.Errorf("want %s again, got %s", first.ID, again.ID)
	}
	for _, request := range []string{"", "another request"} {
		_, err = w.intake.Begin(t.Context(), emre, "en", request)
		wantKind(t, problem.Conflict, err)
	}
	_, err = w.intake.Save(t.Context(), emre, first.ID, first.FormVersion, application.Patch{Impact: &application.Impact{Goals: "x"}})
	must(t, err)
	_, err = w.intake.Begin(t.Context(), emre, "en", "request")
	wantKind(t, problem.Conflict, err)
}

func TestTwoPersonsExtendAndRoute(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.RequestExtension(t.Context(), officer("economy"), id, "national-goals", why)
	must(t, err)
	_, err = w.scoring.AnswerExtension(t.Context(), officer("economy"), id, casework.Approving{Number: 1, Granted: true, Reason: why})
	wantKind(t, problem.Forbidden, err)
	c, err := w.scoring.AnswerExtension(t.Context(), chief, id, casework.Approving{Number: 1, Granted: true, Reason: why})
	must(t, err)
	if c.Submission.Due.WorkingDays != 30 {
		t.Errorf("want 30 working days, got %d", c.Submission.Due.WorkingDays)
	}
	_, err = w.scoring.Route(t.Context(), chief, id, casework.Routing{Lane: "experience", To: "magic", Reason: why})
	wantKind(t, problem.Invalid, err)
	_, err = w.scoring.Route(t.Context(), chief, id, casework.Routing{Lane: "experience", To: "energy", Reason: why})
	must(t, err)
	_, err = w.scoring.Score(t.Context(), officer("digital"), id, "experience", application.Finding{Justification: why})
	if err == nil {
		t.Error("want the former authority kept out")
	}
	_, err = w.scoring.Score(t.Context(), officer("energy"), id, "experience", application.Finding{Justification: why})
	must(t, err)
}

func TestAnAuthorityObjectsFromItsOwnLane(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Object(t.Context(), officer("economy"), id, casework.Objecting{Lane: "clearance", Reason: why, LegalBasis: "article 16"})
	wantKind(t, problem.Forbidden, err)
	_, err = w.scoring.Object(t.Context(), officer("economy"), id, casework.Objecting{Lane: "national-goals", Reason: why, LegalBasis: "article 16"})
	must(t, err)
	_, err = w.scoring.ResolveObjection(t.Context(), officer("economy"), id, casework.Resolving{Number: 1, Ruling: application.Lifted, Reason: why})
	wantKind(t, problem.Forbidden, err)
	_, err = w.scoring.ResolveObjection(t.Context(), reviewer, id, casework.Resolving{Number: 1, Ruling: application.Lifted, Reason: why})
	must(t, err)
}
