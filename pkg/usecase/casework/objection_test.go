package casework_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// objected is a submitted case with an objection of the Ministry of Economy.
func (w *world) objected() application.ID {
	w.t.Helper()
	id := w.submitted()
	_, err := w.scoring.Object(w.t.Context(), officer("economy"), id, casework.Objecting{Lane: "national-goals", Reason: why, LegalBasis: "article 16"})
	must(w.t, err)
	return id
}

// Gap G1: who raised an objection may withdraw it; the review that waited for it goes on.
func TestAWithdrawnObjectionEndsTheReview(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.objected()
	w.score(id, 31, 18, 13, 13, 9, 4)
	must(t, w.workflow.Open(t.Context(), id, application.ReviewWait, w.token("token-review")))
	colleague := person("colleague", "economy", identity.Officer)
	for range 2 { // safe to repeat
		_, err := w.scoring.WithdrawObjection(t.Context(), colleague, id, 1, why)
		must(t, err)
	}
	chain, err := w.store.Chain(t.Context(), id)
	must(t, err)
	e := chain[len(chain)-1] // the repeat is a reading
	if diff := cmp.Diff([]string{string(application.ReviewWait)}, e.Settles); diff != "" || e.Action != "withdraw-objection" || e.Actor.Authority != "economy" {
		t.Errorf("want the review settled by the Ministry of Economy, got %+v", e)
	}
	if reads := w.readings(id); len(reads) == 0 || reads[len(reads)-1].Action != "withdraw-objection" {
		t.Errorf("want the repeat recorded as a reading, got %+v", reads)
	}
	waiting, _, err := w.scoring.Awaiting(t.Context(), reviewer, casework.ObjectionDuty, "", 10)
	must(t, err)
	if len(waiting) != 0 {
		t.Errorf("want nothing left to rule on, got %+v", waiting)
	}
	w.decide(id)
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	if c.Decision.Outcome != points.Recognised {
		t.Errorf("want a withdrawn objection to refuse nobody, got %+v", c.Decision)
	}
}

func TestOnlyTheAuthorityThatObjectedWithdraws(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.objected()
	for name, test := range map[string]struct {
		who    identity.Principal
		number int
		want   problem.Kind
	}{
		"the Service overrules and does not withdraw": {officer("sms"), 1, problem.Forbidden},
		"another authority with a lane":               {officer("labour"), 1, problem.Forbidden},
		"an authority without a lane":                 {officer("culture"), 1, problem.NotFound},
		"the authority's supervisor":                  {person("boss", "economy", identity.Supervisor), 1, problem.Forbidden},
		"a reviewer":                                  {reviewer, 1, problem.Forbidden},
		"the applicant":                               {emre, 1, problem.Forbidden},
		"an objection that is none":                   {officer("economy"), 2, problem.NotFound},
		"a stranger learns nothing of it":             {officer("culture"), 2, problem.NotFound},
	} {
		_, err := w.scoring.WithdrawObjection(t.Context(), test.who, id, test.number, why)
		if problem.From(err).Kind != test.want {
			t.Errorf("%s: want %s, got %v", name, test.want, err)
		}
	}
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	if !c.AwaitsRuling(c.Objections[0]) {
		t.Errorf("want it still waiting, got %+v", c.Objections[0].Resolution)
	}
}

// Who may object, on what, and who decides is the programme's; the policies say which officers of an authority.
func TestObjectionsObeyTheProgramme(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.objected()
	says := &w.scoring.Rules.Programme.Objections
	says.LegalBasisRequired = false
	_, err := w.scoring.Object(t.Context(), officer("labour"), id, casework.Objecting{Lane: "labour-market", Reason: why})
	must(t, err)
	says.LaneAuthorities = false
	education := casework.Objecting{Lane: "education", Reason: why, LegalBasis: "article 16"}
	_, err = w.scoring.Object(t.Context(), officer("science-education"), id, education)
	wantKind(t, problem.Forbidden, err)
	may := func() bool {
		v, err := w.scoring.Read(t.Context(), officer("science-education"), id)
		must(t, err)
		return v.May(officer("science-education"), identity.Object, "education")
	}
	if may() {
		t.Error("want the act not offered")
	}
	says.RaisedBy = []programme.AuthorityID{"science-education"}
	if !may() {
		t.Error("want the act offered to an authority that the programme names")
	}
	_, err = w.scoring.Object(t.Context(), officer("science-education"), id, education)
	must(t, err)
}

func TestTheAuthorityThatTheProgrammeNamesRules(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.objected()
	said := casework.Resolving{Number: 1, Ruling: application.Lifted, Reason: why}
	says := &w.scoring.Rules.Programme.Objections
	// The policies and the programme that is in force agree: else nobody could rule.
	the := person("the", string(says.DecidedBy.Authority), identity.Role(says.DecidedBy.Role))
	v, err := w.scoring.Read(t.Context(), the, id)
	must(t, err)
	if !v.MayOnObjection(the, identity.ResolveObjection, v.Case.Objections[0]) {
		t.Errorf("want %+v let by the policies", says.DecidedBy)
	}
	says.DecidedBy.Authority = "economy"
	_, err = w.scoring.ResolveObjection(t.Context(), reviewer, id, said)
	wantKind(t, problem.Forbidden, err)
	v, err = w.scoring.Read(t.Context(), reviewer, id)
	must(t, err)
	if v.MayOnObjection(reviewer, identity.ResolveObjection, v.Case.Objections[0]) {
		t.Error("want the ruling not offered")
	}
	says.DecidedBy.Authority = "sms"
	_, err = w.scoring.ResolveObjection(t.Context(), reviewer, id, said)
	must(t, err)
}

// One person rules on the objection that decides the case, and would sign the decision too.
func TestWhoRuledOnTheObjectionDoesNotConfirm(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	both := person("both", "sms", identity.ObjectionReviewer, identity.DecisionOfficer)
	id := w.objected()
	w.score(id, 35, 20, 15, 15, 10, 5)
	_, err := w.scoring.ResolveObjection(t.Context(), both, id, casework.Resolving{Number: 1, Ruling: application.Upheld, Reason: why})
	must(t, err)
	must(t, w.workflow.Open(t.Context(), id, application.ReviewWait, w.token("token-review")))
	_, err = w.workflow.Decide(t.Context(), id)
	must(t, err)
	_, err = w.scoring.Confirm(t.Context(), both, id, time.Time{})
	wantKind(t, problem.Forbidden, err)
	_, err = w.scoring.Confirm(t.Context(), decider, id, time.Time{})
	must(t, err)
}
