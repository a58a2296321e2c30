// Package comparison is the room of the table of programmes (facts 76 to 79): it reads what an address asks for and has
// the table find it. It must hold no order and no filter of its own.
package comparison

import (
	"net/http"
	"slices"

	"github.com/a-h/templ"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/comparison"
	view "hsmp.example/cases/web/comparison"
	"hsmp.example/cases/web/page"
)

// Room is what the routes need.
type Room struct {
	Table comparison.Table
}

// Routes adds the list and the page side by side. All of it is asked for in the address, so that it can be sent to
// others.
func (r Room) Routes(s *portal.Site) {
	s.Open(http.MethodGet, "/comparison", r.list)
	s.Open(http.MethodGet, "/comparison/side-by-side", r.side)
}

func (r Room) list(v *portal.Visit) (portal.Answer, error) {
	return portal.Show(r.listed(v)), nil
}

// side shows the chosen programmes, or the list again where none or too many are chosen.
func (r Room) side(v *portal.Visit) (portal.Answer, error) {
	asked := read(v)
	if len(asked.Chosen) == 0 {
		v.Page.Faults = []page.Fault{{Field: anchor, Text: v.Say("comparison.none-chosen")}}
		return portal.Again(r.listed(v)), nil
	}
	chosen, err := r.Table.SideBySide(asked.Chosen)
	if v.Faults(err) {
		for i := range v.Page.Faults {
			v.Page.Faults[i].Field = anchor
		}
		return portal.Again(r.listed(v)), nil
	}
	if err != nil {
		return portal.Answer{}, err
	}
	return portal.Show(view.Side(in(v.Page, v.Say("comparison.side")), view.SideView{Asked: asked, Programmes: chosen})), nil
}

// anchor is where the choice begins on the page.
const anchor = "compare"

func (r Room) listed(v *portal.Visit) templ.Component {
	asked := read(v)
	return view.List(in(v.Page, v.Say("comparison.title")), view.ListView{Asked: asked, Countries: r.Table.Countries(v.Language()),
		Found: r.Table.Select(filter(asked), asked.Order, v.Language()), All: len(r.Table.All())})
}

func in(p page.Page, title string) page.Page {
	p.Room = page.Comparison
	return p.Titled(title)
}

// read takes what an address asks for; a word that is none of the choices asks for nothing.
func read(v *portal.Visit) view.Asked {
	a := view.Asked{Country: v.Asked("country"), Words: v.Asked("words"), Order: comparison.Order(v.Asked("order")),
		Dependants: known(v.Asked("dependants"), comparison.Answers), Citizenship: known(v.Asked("citizenship"), comparison.Answers),
		Has: known(v.Asked("has"), view.Requirements), Chosen: v.Page.Query["compare"]}
	if !slices.Contains(comparison.Orders, a.Order) {
		a.Order = comparison.ByCountry
	}
	return a
}

func known[T ~string](asked string, choices []T) string {
	if slices.Contains(choices, T(asked)) {
		return asked
	}
	return ""
}

func filter(a view.Asked) comparison.Filter {
	f := comparison.Filter{Country: a.Country, Dependants: comparison.Answer(a.Dependants), Citizenship: comparison.Answer(a.Citizenship), Words: a.Words}
	switch a.Has {
	case "income":
		f.Income = comparison.Yes
	case "investment":
		f.Investment = comparison.Yes
	case "funds":
		f.Funds = comparison.Yes
	case "capital":
		f.Capital = comparison.Yes
	}
	return f
}
