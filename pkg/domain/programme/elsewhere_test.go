package programme_test

import (
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Another country adopts the system by writing another file: nothing of Decision 99 may be in Go.
func TestAnotherCountrysProgrammeIsAnotherFile(t *testing.T) {
	t.Parallel()
	p := elsewhere(t)
	type lane struct {
		ID        programme.LaneID
		Kind      programme.LaneKind
		Authority programme.AuthorityID
		Maximum   programme.Points
	}
	want := []lane{
		{"craft", programme.CriterionLane, "guild", 60},
		{"means", programme.CriterionLane, "bureau", 40},
		{"vetting", programme.ClearanceLane, "bureau", 0},
	}
	var got []lane
	for _, l := range p.Lanes("pottery") {
		got = append(got, lane{l.ID, l.Kind, l.Authority, l.Maximum})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if p.Threshold != 50 || p.Confirmation != programme.Automatic || p.Version != "act-7-2030-02-28" {
		t.Errorf("want its own threshold, confirmation and version, got %d, %s, %s", p.Threshold, p.Confirmation, p.Version)
	}
}

func TestAnotherCountrysClockIsItsOwn(t *testing.T) {
	t.Parallel()
	clock := elsewhere(t).Clock
	if clock.FirstDay != calendar.SameDay || !clock.CorrectionPauses {
		t.Errorf("want day 1 to be the day of submission, and pauses, got %+v", clock)
	}
	for extensions, want := range map[int]int{0: 5, 1: 5} {
		if got := clock.WorkingDaysWith(extensions); got != want {
			t.Errorf("%d extensions: want %d working days, got %d", extensions, want, got)
		}
	}
}

func TestConditionsOfADemandMustAllHold(t *testing.T) {
	t.Parallel()
	p := elsewhere(t)
	for _, person := range []struct {
		name  string
		facts programme.Facts
		want  programme.Need
	}{
		{"both hold", programme.Facts{programme.ClaimsExperience: true}, programme.Required},
		{"the first fails", programme.Facts{}, programme.Optional},
		{"the second fails", programme.Facts{programme.ClaimsExperience: true, programme.HasPassport: true}, programme.Optional},
		{"both fail", programme.Facts{programme.HasPassport: true}, programme.Optional},
	} {
		t.Run(person.name, func(t *testing.T) {
			t.Parallel()
			want := []programme.Requirement{{Kind: "sample", Need: person.want}}
			if diff := cmp.Diff(want, p.Required(programme.Recognition, person.facts)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if got := p.Required(programme.PermitStage, nil); len(got) != 0 {
		t.Errorf("want nothing asked at a stage that the file does not name, got %v", got)
	}
}

func TestNobodyObjectsWhereTheFileNamesNobody(t *testing.T) {
	t.Parallel()
	p := elsewhere(t)
	for _, authority := range []programme.AuthorityID{"bureau", "guild"} {
		if p.MayObject(authority, []programme.AuthorityID{"guild", "bureau"}) {
			t.Errorf("want %s not to object", authority)
		}
	}
}

func TestAnotherCountryReadsOtherLanguages(t *testing.T) {
	t.Parallel()
	p := elsewhere(t)
	if !p.Untranslated(string(locale.Turkish)) || p.Untranslated(string(locale.English)) {
		t.Errorf("want only Turkish untranslated, got %v", p.UntranslatedLanguages)
	}
}

func elsewhere(t *testing.T) programme.Programme {
	t.Helper()
	raw, err := os.ReadFile("testdata/elsewhere.yaml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := programme.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
