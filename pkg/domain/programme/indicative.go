package programme

import "hsmp.example/cases/pkg/locale"

// Indicative holds the bands for self-assessment. They are NOT the text of the act, which leaves the points inside each
// criterion to the authority (G2, domain 2.1): a range an answer, never a number, and never a hint that binds an
// officer.
type Indicative struct {
	Label     locale.Texts `json:"label"` // shown wherever a range is shown
	Questions []Question   `json:"questions"`
}

// Question is answered by one of its answers and counts toward one criterion.
type Question struct {
	ID        string         `json:"id"`
	Criterion CriterionID    `json:"criterion"`
	Names     locale.Texts   `json:"names"`
	Evidence  []DocumentKind `json:"evidence"` // what would narrow the range
	Answers   []Answer       `json:"answers"`
}

// Answer gives a range of points. The best answers of a criterion's questions add up to its maximum at most.
type Answer struct {
	ID    string       `json:"id"`
	Names locale.Texts `json:"names"`
	Min   Points       `json:"min"`
	Max   Points       `json:"max"`
}

// QuestionsOf returns the questions that count toward a criterion, in the order of the file.
func (i Indicative) QuestionsOf(id CriterionID) []Question {
	var found []Question
	for _, q := range i.Questions {
		if q.Criterion == id {
			found = append(found, q)
		}
	}
	return found
}

// Answer finds an answer of the question; false if it has none of that name.
func (q Question) Answer(id string) (Answer, bool) {
	for _, a := range q.Answers {
		if a.ID == id {
			return a, true
		}
	}
	return Answer{}, false
}
