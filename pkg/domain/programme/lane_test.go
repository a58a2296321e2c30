package programme_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/programme"
)

func TestACaseHasSevenLanesAndTheFieldDecidesWhoScoresExperience(t *testing.T) {
	t.Parallel()
	p := load(t)
	// Fact 52, G3: the map is assumed; a field that is not listed falls back.
	for field, authority := range map[programme.FieldID]programme.AuthorityID{
		"it": "digital", "engineering": "economy", "oil-gas": "energy", "healthcare": "health", "finance": "finance",
		"science": "science-education", "culture": "culture", "sports": "youth-sports", "other": "labour", "falconry": "labour",
	} {
		t.Run(string(field), func(t *testing.T) {
			t.Parallel()
			want := []programme.AuthorityID{authority, "economy", "science-education", "sms", "labour", "science-education", "sms"}
			var got []programme.AuthorityID
			for _, l := range p.Lanes(field) {
				got = append(got, l.Authority)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	for _, f := range p.Fields {
		if !f.Assumed {
			t.Errorf("%s: want the authority marked as assumed (G3)", f.ID)
		}
	}
}

func TestClearanceIsTheLastLaneAndGivesNoPoints(t *testing.T) {
	t.Parallel()
	lanes := load(t).Lanes("it")
	got := lanes[len(lanes)-1]
	if got.ID != "clearance" || got.Kind != programme.ClearanceLane || got.Criterion != "" || got.Maximum != 0 {
		t.Errorf("want the clearance without points, got %+v", got)
	}
	for _, l := range lanes[:len(lanes)-1] {
		if l.Kind != programme.CriterionLane || string(l.ID) != string(l.Criterion) || l.Maximum == 0 {
			t.Errorf("want a lane of points, got %+v", l)
		}
	}
}

func TestALaneSeesOnlyWhatItNeeds(t *testing.T) {
	t.Parallel()
	for _, l := range load(t).Lanes("it") {
		identity := slices.Contains(l.Sections, programme.SectionID("identity")) || l.Sees("passport", "")
		if want := l.Kind == programme.ClearanceLane; identity != want {
			t.Errorf("%s sees who the person is: want %t, got %t", l.ID, want, identity)
		}
		if l.Sees("medical-certificate", "") {
			t.Errorf("%s sees health documents", l.ID)
		}
		if want, got := l.ID == "financial-stability", l.Sees("bank-statement", ""); want != got {
			t.Errorf("%s sees bank statements: want %t, got %t", l.ID, want, got)
		}
	}
}

func TestATranslationIsSeenByWhoeverSeesItsOriginal(t *testing.T) {
	t.Parallel()
	for _, l := range load(t).Lanes("it") {
		if l.Sees("translation", "") {
			t.Errorf("%s sees translations of anything", l.ID)
		}
		if want, got := l.Sees("diploma", ""), l.Sees("translation", "diploma"); want != got {
			t.Errorf("%s, translated diploma: want %t, got %t", l.ID, want, got)
		}
	}
}

// Fact 18, G1.
func TestAnyAuthorityOfTheCaseAndTheServiceMayObject(t *testing.T) {
	t.Parallel()
	p := load(t)
	for _, one := range []struct {
		authority programme.AuthorityID
		field     programme.FieldID
		want      bool
	}{
		{"sms", "it", true}, {"economy", "it", true}, {"digital", "it", true}, {"digital", "sports", false}, {"health", "it", false}, {"nobody", "it", false},
	} {
		if got := p.MayObject(one.authority, holders(p, one.field)); got != one.want {
			t.Errorf("%s in a case of %s: want %t, got %t", one.authority, one.field, one.want, got)
		}
	}
	if !p.MayObject("health", []programme.AuthorityID{"health"}) {
		t.Error("want the authority that a lane was routed to")
	}
	p.Objections.LaneAuthorities = false
	if p.MayObject("economy", holders(p, "it")) || !p.MayObject("sms", holders(p, "it")) {
		t.Error("want only the named authorities once the file says so")
	}
}

// holders are the authorities that hold the lanes of a case before any of them is routed elsewhere.
func holders(p programme.Programme, field programme.FieldID) []programme.AuthorityID {
	var all []programme.AuthorityID
	for _, l := range p.Lanes(field) {
		all = append(all, l.Authority)
	}
	return all
}

func TestThingsAreFoundByTheirIDs(t *testing.T) {
	t.Parallel()
	p := load(t)
	if c, ok := p.Criterion("education"); !ok || c.Maximum != 15 {
		t.Errorf("want education with 15 points, got %+v", c)
	}
	if a, ok := p.Authority("sms"); !ok || a.Email != "sms@example.org" {
		t.Errorf("want the Service, got %+v", a)
	}
	_, criterion := p.Criterion("charm")
	_, authority := p.Authority("nobody")
	_, field := p.Field("falconry")
	_, document := p.Document("horoscope")
	if criterion || authority || field || document {
		t.Error("want nothing found for unknown ids")
	}
}

// Fact 56 and gap G3: only whose a field is may be mistaken.
func TestOnlyTheFieldsLaneHasTakersAndTheyAreAuthoritiesOfFields(t *testing.T) {
	t.Parallel()
	p := load(t)
	want := []programme.AuthorityID{"economy", "science-education", "labour", "digital", "energy", "health", "finance", "culture", "youth-sports"}
	for _, l := range p.Lanes("it") {
		got := p.Takers(l.ID)
		if l.ID != "experience" {
			if got != nil {
				t.Errorf("%s: want it to stay with its authority, got %v", l.ID, got)
			}
			continue
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	if got := p.Takers("charm"); got != nil {
		t.Errorf("want nobody for a lane that is none, got %v", got)
	}
	p.FallbackAuthority = "sms"
	if got := p.Takers("experience"); !slices.Contains(got, "sms") {
		t.Errorf("want the authority that stands in for a field, got %v", got)
	}
}
