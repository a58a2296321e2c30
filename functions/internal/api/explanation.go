package api

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/points"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// CriterionLine is how one criterion was scored. The authority is named, its officer never.
type CriterionLine struct {
	Criterion     string     `json:"criterion" example:"education"`
	Name          string     `json:"name" doc:"In the caller's language"`
	Authority     string     `json:"authority" example:"science-education"`
	AuthorityName string     `json:"authority_name"`
	Points        int        `json:"points" example:"13"`
	Maximum       int        `json:"maximum" example:"15"`
	Justification string     `json:"justification" doc:"As the authority wrote it"`
	Evidence      []Evidence `json:"evidence" doc:"The documents it rests on"`

	Earlier []EarlierLine `json:"earlier,omitempty" doc:"Points that were taken back before the decision, the oldest first"`
}

// EarlierLine is how a criterion was scored before its lane was opened again.
type EarlierLine struct {
	Points        int    `json:"points" example:"3"`
	Justification string `json:"justification"`
	Reason        string `json:"reason" doc:"Why they count no more"`
	Returned      bool   `json:"returned" doc:"Whether the decision officer returned them with the proposal"`
}

// Evidence names a document that points rest on.
type Evidence struct {
	Document string `json:"document"`
	KindName string `json:"kind_name" doc:"In the caller's language"`
	FileName string `json:"file_name"`
}

// ObjectionLine is an objection with the ruling on it.
type ObjectionLine struct {
	Lane          string `json:"lane" example:"clearance"`
	AuthorityName string `json:"authority_name"`
	Reason        string `json:"reason"`
	LegalBasis    string `json:"legal_basis"`
	Ruling        string `json:"ruling,omitempty" enum:"upheld,lifted,withdrawn" doc:"What became of it; missing while it waits"`
	RulingReason  string `json:"ruling_reason,omitempty"`
}

// CriteriaOf writes the criteria of an explanation.
func CriteriaOf(p programme.Programme, l locale.Language, c *application.Case, lines []points.Line) []CriterionLine {
	criteria := make([]CriterionLine, len(lines))
	for i, line := range lines {
		criteria[i] = CriterionLine{Criterion: string(line.Criterion), Name: LaneName(p, l, line.Criterion),
			Authority: string(line.Authority), AuthorityName: AuthorityName(p, l, line.Authority), Points: int(line.Points),
			Maximum: int(line.Maximum), Justification: line.Justification, Evidence: EvidenceOf(p, l, c, line.Evidence)}
		for _, s := range line.Superseded {
			criteria[i].Earlier = append(criteria[i].Earlier, EarlierLine{Points: int(s.Points), Justification: s.Justification,
				Reason: s.Reason, Returned: s.Returned})
		}
	}
	return criteria
}

// EvidenceOf names documents by their ids. One that is gone keeps its id, so that the reasons stay complete.
func EvidenceOf(p programme.Programme, l locale.Language, c *application.Case, ids []string) []Evidence {
	list := make([]Evidence, len(ids))
	for i, id := range ids {
		list[i].Document = id
		if d, err := c.Document(id); err == nil {
			list[i].KindName, list[i].FileName = KindName(p, l, programme.DocumentKind(d.Kind)), d.FileName
		}
	}
	return list
}

// ObjectionsOf writes the objections of an explanation.
func ObjectionsOf(p programme.Programme, l locale.Language, all []points.Objection) []ObjectionLine {
	lines := make([]ObjectionLine, len(all))
	for i, o := range all {
		lines[i] = ObjectionLine{Lane: string(o.Lane), AuthorityName: AuthorityName(p, l, o.Authority), Reason: o.Reason,
			LegalBasis: o.LegalBasis, Ruling: o.Ruling, RulingReason: o.RulingReason}
	}
	return lines
}
