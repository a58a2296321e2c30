package public

import (
	"context"

	"hsmp.example/cases/functions/internal/api"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/pkg/locale"
)

// Comparison is the table of programmes, as far as it was asked for.
type Comparison struct {
	Note       string  `json:"note" doc:"How to read the table, in the caller's language"`
	Found      int     `json:"found"`
	Programmes []Rival `json:"programmes"`
	SideBySide []Rival `json:"side_by_side,omitempty" doc:"Those named by compare, in that order"`
	Countries  []Named `json:"countries" doc:"All of the table, by the alphabet of the caller's language"`
}

// Rival is one programme of the table.
type Rival struct {
	ID               string `json:"id" example:"az-highly-skilled-migrant-programme"`
	Country          string `json:"country" example:"az" doc:"ISO 3166-1"`
	CountryName      string `json:"country_name" doc:"In the caller's language"`
	Flag             string `json:"flag" example:"🇦🇿"`
	Programme        string `json:"programme" doc:"As published, in English"`
	Income           *Cell  `json:"income,omitempty" doc:"This and the other cells are missing where the table says nothing"`
	Investment       *Cell  `json:"investment,omitempty"`
	Funds            *Cell  `json:"funds,omitempty"`
	Capital          *Cell  `json:"capital,omitempty"`
	Duration         *Cell  `json:"duration,omitempty"`
	Dependants       string `json:"dependants" enum:"yes,no,unsaid"`
	Citizenship      string `json:"citizenship" enum:"yes,no,unsaid"`
	CitizenshipYears int    `json:"citizenship_years,omitempty" doc:"After how many years, where the table says it"`
}

// Cell is a text of the table, in English.
type Cell struct {
	Text string `json:"text" example:"AZN 100,000 one-time"`
	Cut  bool   `json:"cut" doc:"The table was cut here; the rest is not known"`
}

type comparisonAsked struct {
	Country     string   `query:"country" maxLength:"2" example:"az"`
	Dependants  string   `query:"dependants" enum:"yes,no,unsaid"`
	Citizenship string   `query:"citizenship" enum:"yes,no,unsaid"`
	Income      string   `query:"income" enum:"yes,no" doc:"Whether anything is said of an income"`
	Investment  string   `query:"investment" enum:"yes,no"`
	Funds       string   `query:"funds" enum:"yes,no"`
	Capital     string   `query:"capital" enum:"yes,no"`
	Words       string   `query:"words" maxLength:"200" example:"talent" doc:"Each must stand in a name; case, marks and the dot of the i make no difference"`
	Order       string   `query:"order" enum:"country,programme,duration" default:"country" doc:"duration: the longest stay first"`
	Compare     []string `query:"compare" maxItems:"20" doc:"Ids to put side by side, at most four, with commas between them"`
}

type comparisonAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Vary         string `header:"Vary"`
	Language     string `header:"Content-Language"`
	Body         Comparison
}

func (r Room) compare(ctx context.Context, in *comparisonAsked) (*comparisonAnswer, error) {
	l := web.Language(ctx)
	chosen, err := r.Comparison.SideBySide(in.Compare)
	if err != nil {
		return nil, err
	}
	found := r.Comparison.Select(comparison.Filter{Country: in.Country, Dependants: comparison.Answer(in.Dependants),
		Citizenship: comparison.Answer(in.Citizenship), Income: comparison.Answer(in.Income), Investment: comparison.Answer(in.Investment),
		Funds: comparison.Answer(in.Funds), Capital: comparison.Answer(in.Capital), Words: in.Words}, comparison.Order(in.Order), l)
	rival := func(p comparison.Programme) Rival { return rivalOf(p, l) }
	out := &comparisonAnswer{CacheControl: "public, max-age=3600", Vary: "Accept-Language", Language: string(l)}
	out.Body = Comparison{Note: api.Say(l, "comparison-note"), Found: len(found), Programmes: each(found, rival), SideBySide: each(chosen, rival),
		Countries: each(r.Comparison.Countries(l), func(c comparison.Country) Named { return Named{ID: c.Code, Name: c.Names.In(l)} })}
	return out, nil
}

func rivalOf(p comparison.Programme, l locale.Language) Rival {
	return Rival{ID: p.ID, Country: p.Country.Code, CountryName: p.Country.Names.In(l), Flag: p.Country.Flag, Programme: p.Name,
		Income: cellOf(p.Income), Investment: cellOf(p.Investment), Funds: cellOf(p.Funds), Capital: cellOf(p.Capital),
		Duration: cellOf(p.Duration), Dependants: string(p.Dependants), Citizenship: string(p.Citizenship.Answer),
		CitizenshipYears: p.Citizenship.Years}
}

func cellOf(c comparison.Cell) *Cell {
	if !c.Stated() {
		return nil
	}
	return &Cell{Text: c.Text, Cut: c.Cut}
}
