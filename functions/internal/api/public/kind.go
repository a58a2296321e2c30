package public

import (
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Kind is a kind of document and what is asked of it.
type Kind struct {
	Kind          string   `json:"kind" example:"diploma"`
	Name          string   `json:"name"`
	Help          string   `json:"help"`
	Demands       []Demand `json:"demands"`
	MediaTypes    []string `json:"media_types"`
	MaxBytes      int64    `json:"max_bytes"`
	MaxPages      int      `json:"max_pages"`
	MaxCount      int      `json:"max_count" doc:"Documents of this kind in one application"`
	Authenticated bool     `json:"authenticated" doc:"Apostilled or notarised"`
	BearsWords    bool     `json:"bears_words" doc:"Its language must be said when it is announced"`
}

// Demand says how much a stage wants a document.
type Demand struct {
	Stage string   `json:"stage" enum:"recognition,permit"`
	Need  string   `json:"need" enum:"required,expected,optional"`
	When  []string `json:"when" doc:"Facts that must hold for it; not- before a fact that must not"`
}

// Questionnaire holds the questions of the self-assessment.
type Questionnaire struct {
	Label     string     `json:"label" doc:"To be shown wherever a range is shown"`
	Questions []Question `json:"questions"`
}

// Question is answered by one of its answers.
type Question struct {
	ID        string   `json:"id" example:"experience-years"`
	Criterion string   `json:"criterion" example:"experience"`
	Text      string   `json:"text"`
	Answers   []Answer `json:"answers"`
}

// Answer is one possible answer with the range it gives.
type Answer struct {
	ID   string `json:"id" example:"from-8-to-11"`
	Text string `json:"text"`
	Min  int    `json:"min"`
	Max  int    `json:"max"`
}

func kindOf(d programme.Document, l locale.Language) Kind {
	return Kind{Kind: string(d.Kind), Name: d.Names.In(l), Help: d.Help.In(l),
		Demands: each(d.Stages, func(s programme.Demand) Demand {
			return Demand{Stage: string(s.Stage), Need: string(s.Need), When: each(s.When, conditionOf)}
		}),
		MediaTypes: each(d.Formats, programme.Format.MediaType), MaxBytes: d.MaxBytes, MaxPages: d.MaxPages, MaxCount: d.MaxCount,
		Authenticated: d.Authenticated, BearsWords: d.BearsWords}
}

// conditionOf writes a condition as one word, to be compared with the facts of an application.
func conditionOf(c programme.Condition) string {
	if c.Is {
		return string(c.Fact)
	}
	return "not-" + string(c.Fact)
}

func questionsOf(i programme.Indicative, l locale.Language) Questionnaire {
	return Questionnaire{Label: i.Label.In(l), Questions: each(i.Questions, func(q programme.Question) Question {
		return Question{ID: q.ID, Criterion: string(q.Criterion), Text: q.Names.In(l), Answers: each(q.Answers, func(a programme.Answer) Answer {
			return Answer{ID: a.ID, Text: a.Names.In(l), Min: int(a.Min), Max: int(a.Max)}
		})}
	})}
}
