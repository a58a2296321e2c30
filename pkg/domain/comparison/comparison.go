// Package comparison holds the table of 129 programmes of 43 countries that compete for the same people (facts 76 to
// 79): found by filters, ordered, and put side by side.
//
// Every cell is text as it was published. Amounts are never read as numbers: they stand in more than twenty currencies
// and notations, a month, a year or once, and 18 cells are cut (fact 77), so that no order by amount would be true;
// there is none. The package must not know pages, nor how the programme itself works: the table is another's, with its
// own faults.
package comparison

import (
	"hsmp.example/cases/pkg/locale"
)

// Programme is one row of the table.
type Programme struct {
	ID          string // stable: the country's ISO code and the programme's name, "az-highly-skilled-migrant-programme"
	Country     Country
	Name        string // in English, as published
	Income      Cell
	Investment  Cell
	Funds       Cell
	Capital     Cell
	Duration    Cell
	Dependants  Answer // Yes or No
	Citizenship Citizenship
}

// Country is whose programme it is.
type Country struct {
	Code      string       // ISO 3166-1, two small letters
	Flag      string       // the emoji
	Published string       // the table's own name, in English
	Names     locale.Texts // Unicode CLDR's
}

// Cell is a text of the table; "" where the table has a dash, which means that nothing is said.
type Cell struct {
	Text string
	Cut  bool // the text ends in "..." where the table was cut; the rest is not known
}

// Stated reports whether the table says anything in the cell. "No minimum income ..." is something said.
func (c Cell) Stated() bool { return c.Text != "" }

// Citizenship is whether the programme leads to citizenship, and after how many years where the table says it.
type Citizenship struct {
	Answer Answer
	Years  int // 0: not said
	Text   string
}

// Answer is a yes or a no, or neither.
type Answer string

// The answers. Any asks for nothing in a Filter and stands in no row.
const (
	Any    Answer = ""
	Yes    Answer = "yes"
	No     Answer = "no"
	Unsaid Answer = "unsaid"
)

// Answers lists what a filter may ask for, Any left out.
var Answers = []Answer{Yes, No, Unsaid}

// Order is by what programmes are ordered. There is none by amount; the package's doc says why.
type Order string

// The orders. ByDuration puts the longest stay first, permanent before any number of years.
const (
	ByCountry  Order = "country"
	ByName     Order = "programme"
	ByDuration Order = "duration"
)

// Orders lists the orders; the first is the usual one.
var Orders = []Order{ByCountry, ByName, ByDuration}

// Source is the page that published the table (fact 76). It names no day; the newest event that its text tells of is
// the opening of the programme's portal in November 2025.
const Source = "https://nomadvisa.app/azerbaijan/highly-skilled-migrant-programme"

// MostSideBySide is how many programmes are compared at once: what a wide screen can show.
const MostSideBySide = 4
