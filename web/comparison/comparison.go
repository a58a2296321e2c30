// Package comparison is the pages of the table of programmes that compete for the same people (facts 76 to 79): a list
// with filters, and up to four side by side.
//
// It must not sort or select, and reads no cell as a number: the table does the first and says why not the second.
package comparison

import (
	"net/url"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/comparison"
	"hsmp.example/cases/web/page"
)

// Home is the country whose programmes are marked.
const Home = "az"

// Requirements lists what a programme may ask for, by the names of the cells.
var Requirements = []string{"income", "investment", "funds", "capital"}

// Asked is what the reader asked for, as it stands in the address.
type Asked struct {
	Country     string
	Dependants  string
	Citizenship string
	Has         string // of Requirements
	Words       string
	Order       comparison.Order
	Chosen      []string // ids to compare
}

// query is the address's part that asks for the same list, with another order where one is given.
func (a Asked) query(order comparison.Order) string {
	q := url.Values{}
	for _, f := range a.fields() {
		q.Set(f.name, f.value)
	}
	if order != "" && order != comparison.ByCountry {
		q.Set("order", string(order))
	}
	for _, id := range a.Chosen {
		q.Add("compare", id)
	}
	if len(q) == 0 {
		return ""
	}
	return "?" + q.Encode()
}

type field struct{ name, value string }

// fields are the filters that are set.
func (a Asked) fields() []field {
	all := []field{{"country", a.Country}, {"dependants", a.Dependants}, {"citizenship", a.Citizenship}, {"has", a.Has}, {"words", a.Words}}
	return slices.DeleteFunc(all, func(f field) bool { return f.value == "" })
}

// chooserID ties the boxes in the table to their form.
const chooserID = "chooser"

// ListView is the programmes found.
type ListView struct {
	Asked
	Countries []comparison.Country
	Found     []comparison.Programme
	All       int // programmes of the table
}

// head is one column of the list.
func (v ListView) head(p page.Page, text string, by comparison.Order) page.Column {
	c := page.Column{Text: text}
	if by == "" {
		return c
	}
	c.Link = p.To("/comparison" + v.query(by))
	if v.Order == by {
		c.Sorted = page.Ascending
		if by == comparison.ByDuration {
			c.Sorted = page.Descending
		}
	}
	return c
}

func (v ListView) table(p page.Page) page.Table {
	t := page.Table{ID: "programmes", Caption: p.Say("comparison.table"), QuietCaption: true, Dense: true, Columns: []page.Column{
		v.head(p, p.Say("comparison.programme"), comparison.ByName), v.head(p, p.Say("comparison.country"), comparison.ByCountry),
		v.head(p, p.Say("comparison.asks"), ""), v.head(p, p.Say("comparison.stay"), comparison.ByDuration),
		v.head(p, p.Say("comparison.dependants"), ""), v.head(p, p.Say("comparison.citizenship"), "")}}
	for _, one := range v.Found {
		t.Rows = append(t.Rows, []page.Cell{
			{Content: choice(one, slices.Contains(v.Chosen, one.ID))}, {Content: country(p, one)}, {Content: asks(p, one)},
			{Content: cell(p, one.Duration)}, {Text: p.Of("comparison.answer", string(one.Dependants))}, {Text: citizenship(p, one)}})
	}
	return t
}

// requirement is a cell with what it is called.
type requirement struct {
	name string
	cell comparison.Cell
}

func requirements(one comparison.Programme) []requirement {
	return []requirement{{"income", one.Income}, {"investment", one.Investment}, {"funds", one.Funds}, {"capital", one.Capital}}
}

func stated(one comparison.Programme) []requirement {
	return slices.DeleteFunc(requirements(one), func(r requirement) bool { return !r.cell.Stated() })
}

func citizenship(p page.Page, one comparison.Programme) string {
	if one.Citizenship.Years > 0 {
		return p.Count("comparison.after", one.Citizenship.Years)
	}
	return p.Of("comparison.answer", string(one.Citizenship.Answer))
}

func (v ListView) countries(p page.Page) []page.Option {
	all := make([]page.Option, len(v.Countries))
	for i, c := range v.Countries {
		all[i] = page.Option{Value: c.Code, Label: p.Text(c.Names)}
	}
	return all
}

func answers(p page.Page, which ...comparison.Answer) []page.Option {
	all := make([]page.Option, len(which))
	for i, a := range which {
		all[i] = page.Option{Value: string(a), Label: p.Of("comparison.answer", string(a))}
	}
	return all
}

func requirementOptions(p page.Page) []page.Option {
	all := make([]page.Option, len(Requirements))
	for i, r := range Requirements {
		all[i] = page.Option{Value: r, Label: p.Of("comparison.requirement", r)}
	}
	return all
}

// SideView is programmes side by side, in the order in which they were chosen.
type SideView struct {
	Asked
	Programmes []comparison.Programme
}

// without is the address of the same page with one programme less.
func (v SideView) without(id string) string {
	v.Chosen = slices.DeleteFunc(slices.Clone(v.Chosen), func(other string) bool { return other == id })
	if len(v.Chosen) == 0 {
		return "/comparison"
	}
	return "/comparison/side-by-side" + v.query(v.Order)
}

// whole leaves out the dots that say where a cell was cut; the page says it in words.
func whole(c comparison.Cell) string {
	if c.Cut {
		return strings.TrimSpace(strings.TrimSuffix(c.Text, "...")) + "…"
	}
	return c.Text
}
