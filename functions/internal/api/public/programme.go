package public

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// Programme is the programme in one language.
type Programme struct {
	ID            string        `json:"id" example:"highly-skilled-migrants"`
	Version       string        `json:"version" example:"decision-99-2025-04-03"`
	Hash          string        `json:"hash" doc:"SHA-256 of the programme file"`
	Name          string        `json:"name"`
	Act           Act           `json:"act"`
	Threshold     int           `json:"threshold" example:"70"`
	Maximum       int           `json:"maximum" example:"100"`
	Criteria      []Criterion   `json:"criteria"`
	Clearance     Clearance     `json:"clearance"`
	Authorities   []Named       `json:"authorities"`
	Fields        []Field       `json:"fields"`
	Clock         Clock         `json:"clock"`
	Confirmation  string        `json:"confirmation" enum:"officer,automatic"`
	Validity      int           `json:"certificate_validity_years" example:"5"`
	Appeal        AppealTerms   `json:"appeal"`
	Sections      []Named       `json:"sections" doc:"Parts of the form"`
	Untranslated  []string      `json:"untranslated_languages" doc:"Documents in these languages need no translation"`
	PassportMonth int           `json:"passport_validity_months" doc:"Months that a travel document must still be valid at submission"`
	Documents     []Kind        `json:"documents"`
	Benefits      []Named       `json:"benefits"`
	Questions     Questionnaire `json:"self_assessment"`
}

// Act is the legal act.
type Act struct {
	Name   string        `json:"name"`
	Number int           `json:"number" example:"99"`
	Date   calendar.Date `json:"date"`
}

// Named is anything with an id and a name.
type Named struct {
	ID   string `json:"id"`
	Name string `json:"name" doc:"In the caller's language"`
}

// Criterion is one scored criterion.
type Criterion struct {
	ID             string   `json:"id" example:"education"`
	Name           string   `json:"name"`
	Considerations string   `json:"considerations" doc:"What the authority looks at"`
	Maximum        int      `json:"maximum" example:"15"`
	Authority      string   `json:"authority" example:"science-education" doc:"Id of the authority; field: the one of your field of expertise"`
	Documents      []string `json:"documents" doc:"Kinds that its authority sees"`
}

// Clearance is the lane without points.
type Clearance struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Authority string `json:"authority"`
}

// Field is a field of expertise.
type Field struct {
	ID        string `json:"id" example:"it"`
	Name      string `json:"name"`
	Authority string `json:"authority" example:"digital"`
	Assumed   bool   `json:"assumed" doc:"The act does not name the authority of this field"`
}

// Clock is the statutory clock.
type Clock struct {
	WorkingDays          int `json:"working_days" example:"20"`
	ExtensionWorkingDays int `json:"extension_working_days" example:"10"`
	MostExtensions       int `json:"most_extensions" example:"1"`
	ReplyWorkingDays     int `json:"reply_working_days" doc:"Working days in which a correction should be answered"`
}

// AppealTerms say how a decision is appealed against.
type AppealTerms struct {
	Days       int    `json:"days" doc:"Calendar days from notice"`
	LegalBasis string `json:"legal_basis"`
	Assumed    bool   `json:"assumed"`
}

type programmeAsked struct {
	IfNoneMatch string `header:"If-None-Match" doc:"The ETag that you have"`
}

type programmeAnswer struct {
	Status       int
	ETag         string `header:"ETag"`
	CacheControl string `header:"Cache-Control"`
	Vary         string `header:"Vary"`
	Language     string `header:"Content-Language"`
	Body         Programme
}

// programme changes with an act and not with a request: pages and agents may keep it, each language apart. Its ETag is
// of all that is said, texts too, which the hash of the rules leaves out.
func (r Room) programme(ctx context.Context, in *programmeAsked) (*programmeAnswer, error) {
	l := web.Language(ctx)
	body := programmeOf(r.Rules.Latest().Programme, l)
	content, err := json.Marshal(body)
	if err != nil {
		return nil, err
	}
	out := &programmeAnswer{Status: http.StatusOK, ETag: fmt.Sprintf(`"%s-%.12x-%s"`, body.Version, sha256.Sum256(content), l),
		CacheControl: "public, max-age=3600", Vary: "Accept-Language", Language: string(l), Body: body}
	if strings.Contains(in.IfNoneMatch, out.ETag) {
		out.Status, out.Body = http.StatusNotModified, Programme{}
	}
	return out, nil
}

// programmeOf writes what applicants need of the file. Retention and internal clocks are not among it.
func programmeOf(p programme.Programme, l locale.Language) Programme {
	return Programme{
		ID: p.ID, Version: p.Version, Hash: p.Hash(), Name: p.Names.In(l),
		Act:       Act{Name: p.Act.Names.In(l), Number: p.Act.Number, Date: p.Act.Date},
		Threshold: int(p.Threshold), Maximum: int(p.TotalMaximum()),
		Criteria: each(p.Criteria, func(c programme.Criterion) Criterion {
			return Criterion{ID: string(c.ID), Name: c.Names.In(l), Considerations: c.Considerations.In(l), Maximum: int(c.Maximum),
				Authority: string(c.Authority), Documents: each(c.Documents, text[programme.DocumentKind])}
		}),
		Clearance:   Clearance{ID: string(p.Clearance.ID), Name: p.Clearance.Names.In(l), Authority: string(p.Clearance.Authority)},
		Authorities: each(p.Authorities, func(a programme.Authority) Named { return Named{string(a.ID), a.Names.In(l)} }),
		Fields: each(p.Fields, func(f programme.Field) Field {
			return Field{ID: string(f.ID), Name: f.Names.In(l), Authority: string(f.Authority), Assumed: f.Assumed}
		}),
		Clock: Clock{WorkingDays: p.Clock.WorkingDays, ExtensionWorkingDays: p.Clock.Extension.WorkingDays,
			MostExtensions: p.Clock.Extension.Max, ReplyWorkingDays: p.Correction.WorkingDaysToReply},
		Confirmation: string(p.Confirmation), Validity: p.Certificate.ValidityYears,
		Appeal:       AppealTerms{Days: p.Appeal.Days, LegalBasis: p.Appeal.LegalBasis.In(l), Assumed: p.Appeal.Assumed},
		Sections:     each(p.Sections, func(s programme.Section) Named { return Named{string(s.ID), s.Names.In(l)} }),
		Untranslated: each(p.UntranslatedLanguages, text[locale.Language]), PassportMonth: p.Passport.ValidityMonths,
		Documents: each(p.Documents, func(d programme.Document) Kind { return kindOf(d, l) }),
		Benefits:  each(p.Benefits, func(b programme.Benefit) Named { return Named{b.ID, b.Names.In(l)} }),
		Questions: questionsOf(p.Indicative, l),
	}
}

func each[A, B any](list []A, write func(A) B) []B {
	written := make([]B, len(list))
	for i, one := range list {
		written[i] = write(one)
	}
	return written
}

func text[T ~string](word T) string { return string(word) }
