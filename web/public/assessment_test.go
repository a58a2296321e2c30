package public

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

func result(t *testing.T, answers map[string]string) ResultView {
	t.Helper()
	prog := inForce(t)
	a, err := points.SelfAssess(prog, answers)
	if err != nil {
		t.Fatal(err)
	}
	return ResultView{Programme: prog, Answers: answers, Assessment: a}
}

// Both sides of the threshold: a range that ends just below it, begins at it, or holds it.
func TestTheVerdictSaysWhereTheRangeLies(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: "en"}
	for _, c := range []struct {
		low, high programme.Points
		want      string
	}{
		{0, 69, "below the 70"}, {0, 70, "lie inside"}, {69, 100, "lie inside"}, {70, 100, "whole range reaches the 70"}, {70, 70, "suggest 70 points"},
	} {
		v := ResultView{Assessment: points.Assessment{Total: points.Range{Min: c.low, Max: c.high}, Threshold: 70}}
		if got := v.verdict(p); !strings.Contains(got, c.want) {
			t.Errorf("%d to %d: want %q in %q", c.low, c.high, c.want, got)
		}
	}
}

func TestWhatCanBeNarrowedBeginsWithTheWidest(t *testing.T) {
	t.Parallel()
	v := result(t, map[string]string{"means": "none", "language": "none", "experience-years": "at-least-12"})
	var widths []programme.Points
	for _, e := range v.open() {
		if e.Criterion == "financial-stability" || e.Criterion == "languages" {
			t.Errorf("%s: nothing is left to narrow", e.Criterion)
		}
		widths = append(widths, e.Range.Max-e.Range.Min)
	}
	for i := 1; i < len(widths); i++ {
		if widths[i] > widths[i-1] {
			t.Errorf("want the widest first, got %v", widths)
		}
	}
}

func TestAnswersTravelInTheOrderOfTheQuestions(t *testing.T) {
	t.Parallel()
	v := result(t, map[string]string{"language": "b2", "degree": "master"})
	v.Field = "it"
	want := []page.Field{{Name: "field", Value: "it"}, {Name: "answer-degree", Value: "master"}, {Name: "answer-language", Value: "b2"}}
	if diff := cmp.Diff(want, v.fields()); diff != "" {
		t.Error(diff)
	}
}

func TestTheFieldNamesWhoScoresTheExperience(t *testing.T) {
	t.Parallel()
	v := result(t, nil)
	experience, education := v.Programme.Criteria[0], v.Programme.Criteria[2]
	for _, c := range []struct {
		field     programme.FieldID
		criterion programme.Criterion
		want      programme.AuthorityID
	}{
		{"", experience, programme.FieldAuthority}, {"oil-gas", experience, "energy"}, {"oil-gas", education, "science-education"},
	} {
		v.Field = c.field
		if got := v.scorer(c.criterion); got != c.want {
			t.Errorf("%q in %s: want %s, got %s", c.criterion.ID, c.field, c.want, got)
		}
	}
}

func TestTheChecklistPutsRequiredDocumentsFirst(t *testing.T) {
	t.Parallel()
	prog := inForce(t)
	v := ChecklistView{Programme: prog}
	shown := v.shown(prog.Required(programme.Recognition, programme.Facts{programme.HasPassport: true, programme.ClaimsExperience: true}))
	var got []string
	for _, need := range shown {
		got = append(got, string(need.Need)+" "+string(need.Kind))
	}
	want := []string{"required passport", "required reference", "expected work-history", "optional photo", "optional medical-certificate", "optional other"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
