package public

import (
	"slices"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/public"
)

func (r Room) ask(v *portal.Visit) (portal.Answer, error) {
	return portal.Show(public.AssessmentPage(v.Page, public.AssessmentView{Programme: r.Rules.Latest().Programme})), nil
}

// assess answers the form with the result itself, so that no answer stands in an address or is kept anywhere. Asked to
// change the answers, it shows the questions with them.
func (r Room) assess(v *portal.Visit) (portal.Answer, error) {
	answers, field := r.answers(v), programme.FieldID(v.Value("field"))
	view := public.AssessmentView{Programme: r.Rules.Latest().Programme, Field: field, Answers: answers}
	if v.Value("change") != "" {
		return portal.Show(public.AssessmentPage(v.Page, view)), nil
	}
	result, err := points.SelfAssess(r.Rules.Latest().Programme, answers)
	if faults := slices.Concat(r.unassessable(view), problem.From(err).Faults); len(faults) > 0 {
		err = problem.Of(faults)
	}
	if err != nil {
		if !v.Faults(err) {
			return portal.Answer{}, err
		}
		return portal.Again(public.AssessmentPage(v.Page, view)), nil
	}
	return portal.Show(public.ResultPage(v.Page, public.ResultView{Programme: r.Rules.Latest().Programme, Field: field, Answers: answers, Assessment: result})), nil
}

// unassessable names what is wrong besides the answers themselves.
func (r Room) unassessable(view public.AssessmentView) []problem.Fault {
	var faults []problem.Fault
	if _, ok := r.Rules.Latest().Programme.Field(view.Field); view.Field != "" && !ok {
		faults = append(faults, problem.At("/field", "choose-from-list"))
	}
	if len(view.Answers) == 0 {
		faults = append(faults, problem.At("/answers/"+r.Rules.Latest().Programme.Indicative.Questions[0].ID, "answer-at-least-one"))
	}
	return faults
}

// answers are the fields that are questions; a question that was left out is not there.
func (r Room) answers(v *portal.Visit) map[string]string {
	answers := map[string]string{}
	for _, q := range r.Rules.Latest().Programme.Indicative.Questions {
		if answer := v.Value(public.AnswerName(q.ID)); answer != "" {
			answers[q.ID] = answer
		}
	}
	return answers
}
