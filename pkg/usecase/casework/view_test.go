package casework_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

func TestAViewSaysWhatItsReaderMayDo(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	for _, test := range []struct {
		name string
		who  identity.Principal
		act  identity.Action
		lane programme.LaneID
		want bool
	}{
		{"an officer scores a lane of their own authority", officer("science-education"), identity.ScoreLane, "education", true},
		{"and none of another's", officer("science-education"), identity.ScoreLane, "experience", false},
		{"the clearance is not scored", officer("sms"), identity.ScoreLane, "clearance", false},
		{"but cleared", officer("sms"), identity.ClearLane, "clearance", true},
		{"an objection comes from a lane of one's own", officer("economy"), identity.Object, "national-goals", true},
		{"and not from another's", officer("economy"), identity.Object, "education", false},
		{"the Service's supervisor routes the field's lane", chief, identity.RouteLane, "experience", true},
		{"a lane that is none", chief, identity.RouteLane, "tea", false},
	} {
		v, err := w.scoring.Read(t.Context(), test.who, id)
		must(t, err)
		if got := v.May(test.who, test.act, test.lane); got != test.want {
			t.Errorf("%s: want %v, got %v", test.name, test.want, got)
		}
	}
}

func TestAViewKnowsFourEyes(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	both := person("both", "sms", identity.Officer, identity.DecisionOfficer)
	_, err := w.scoring.Clear(t.Context(), both, id, "clearance", why)
	must(t, err)
	view := func(p identity.Principal) casework.View {
		v, err := w.scoring.Read(t.Context(), p, id)
		must(t, err)
		return v
	}
	if view(both).MayOnCase(both, identity.ConfirmDecision, "") || !view(decider).MayOnCase(decider, identity.ConfirmDecision, "") {
		t.Error("want a confirmation by who scored nothing, and by nobody else")
	}
	if view(chief).MayOnCase(chief, identity.ApproveExtension, chief.Person()) || !view(chief).MayOnCase(chief, identity.ApproveExtension, "somebody") {
		t.Error("want an extension to be answered by somebody else than who asked")
	}
}

func TestAViewListsTheEvidenceOfEachLaneApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	v, err := w.scoring.Read(t.Context(), officer("science-education"), w.submitted())
	must(t, err)
	if diff := cmp.Diff([]string{drafts.Evidence["education"]}, v.Evidence("education")); diff != "" {
		t.Errorf("education (-want +got):\n%s", diff)
	}
	if !slices.Contains(v.Evidence("languages"), drafts.Evidence["languages"]) {
		t.Errorf("want the certificate in languages, got %q", v.Evidence("languages"))
	}
	if got := v.Evidence("experience"); len(got) != 0 || v.Shows("experience") || !v.Shows("education") {
		t.Errorf("want nothing of a lane that is not shown, got %q", got)
	}
}
