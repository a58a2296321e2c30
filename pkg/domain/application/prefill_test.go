package application_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/testkit/drafts"
)

func TestASelfAssessmentIsCarriedIntoADraft(t *testing.T) {
	t.Parallel()
	timetable, err := drafts.Timetable(0)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		field   string
		answers map[string]string
		want    application.Patch
	}{
		"field, degree and language": {"it", map[string]string{"degree": "doctor", "language": "b2"}, application.Patch{
			Expertise: &application.Expertise{Field: "it"}, Education: &[]application.Study{{Level: "doctorate"}},
			Languages: &[]application.Skill{{Level: "B2"}}}},
		"an answer that may mean two things states nothing": {"", map[string]string{"degree": "secondary", "language": "c1-or-studies"}, application.Patch{}},
		"a field that the programme does not list":          {"alchemy", nil, application.Patch{}},
		"questions that are no statements":                  {"", map[string]string{"experience-years": "at-least-12", "position": "lead"}, application.Patch{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := application.Prefill(timetable.Programme, test.field, test.answers)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
			if want := test.want != (application.Patch{}); got.States() != want {
				t.Errorf("states something: want %v, got %v", want, got.States())
			}
		})
	}
}

// The words of the programme file that are read here must be there, or a new file would silently carry nothing.
func TestTheAnswersThatAreCarriedExist(t *testing.T) {
	t.Parallel()
	timetable, err := drafts.Timetable(0)
	if err != nil {
		t.Fatal(err)
	}
	wanted := map[string][]string{"degree": {"bachelor", "master", "doctor"}, "language": {"b2"}}
	for _, q := range timetable.Programme.Indicative.Questions {
		for _, answer := range wanted[q.ID] {
			if _, ok := q.Answer(answer); !ok {
				t.Errorf("question %s has no answer %s", q.ID, answer)
			}
		}
		delete(wanted, q.ID)
	}
	if len(wanted) > 0 {
		t.Errorf("want these questions too: %v", wanted)
	}
}
