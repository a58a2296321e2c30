package page

import "github.com/a-h/templ"

// Table is data in rows. The first cell of a row is its header, and Total, where there is one, the last row.
type Table struct {
	ID           string
	Caption      string
	QuietCaption bool // the caption is for screen readers, because a heading above says the same
	Columns      []Column
	Rows         [][]Cell
	Total        []Cell
	PlainFirst   bool // the first cell is no header of its row
	Dense        bool // for people who read tables all day
}

// Column is the head of one column.
type Column struct {
	Text    string
	Numeric bool      // its cells are aligned to the right
	Link    string    // sorts by this column: a whole address
	Sorted  Direction // how the rows are sorted by it now
}

// Direction is how a column sorts its rows.
type Direction string

// The directions.
const (
	Ascending  Direction = "ascending"
	Descending Direction = "descending"
)

// Cell is one cell: a text, a text with a link, or any content.
type Cell struct {
	Text    string
	Lang    string // of the text, where it is not the page's
	Link    string // a whole address
	Content templ.Component
}

// Cells makes a row of texts.
func Cells(texts ...string) []Cell {
	row := make([]Cell, 0, len(texts))
	for _, text := range texts {
		row = append(row, Cell{Text: text})
	}
	return row
}

func (t Table) numeric(column int) bool { return column < len(t.Columns) && t.Columns[column].Numeric }
