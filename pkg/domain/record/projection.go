package record

import (
	"encoding/json"
	"fmt"
)

// Projection is what a record lets others find it by. It follows from the record alone, so that the same record always
// projects the same: what hangs on a clock or a calendar is pinned in the record when it happens.
type Projection struct {
	Places       []Place
	Reservations []Reservation
	Counts       []Count
}

// Place is a line of a list. A list is read in the order of At.
type Place struct {
	List  string // "work/science-education"
	At    string // where it stands: a date or an instant, in a form that sorts as text
	Part  string // what of the record stands there: a lane, an objection; may be ""
	Shows any    // what the list shows, as JSON; no person is named in it
}

// Reservation holds a name that only one record may hold.
type Reservation struct {
	Space  string // of names: "certificate"
	Name   string // in the clear; what is personal or easily guessed goes into Secret instead
	Secret string // the store keeps a keyed hash of it only
	Owner  string // records of the same owner may take the name over from each other; "" lets nobody
	Facts  any    // what is public of it, as JSON; may be nil
	Taken  error  // what it means that another holds it
}

// Count is what the record adds to a figure. Figures are sums over all records: a change writes the differences.
type Count struct {
	Counter string // figures that are read together: "statistics/2026-11"
	Row     string // figures that change together: "it"
	Cell    string // one figure
	N       int
}

// Query asks for a page of a list. What is empty narrows nothing.
type Query struct {
	List     string
	From, To string // places, both ends with it
	Latest   bool   // the last first
	Cursor   string // that the page before gave
	Limit    int
}

// Line is a place as a list shows it.
type Line struct {
	Place  string // where it stands, unique in its list; a cursor points behind it
	At     string
	Record ID
	Part   string
	Shows  json.RawMessage
}

// Read puts what the line shows into a struct.
func (l Line) Read(shows any) error {
	if err := json.Unmarshal(l.Shows, shows); err != nil {
		return fmt.Errorf("read a line of %s: %w", l.Record, err)
	}
	return nil
}

// Figures are the sums of a counter, by row and cell.
type Figures map[string]map[string]int
