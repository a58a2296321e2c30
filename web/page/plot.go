package page

import (
	"math"
	"strconv"
)

// Plot is what every plot has. Its title is shown above it; the description says in a sentence what the eye would see.
// The numbers stand in a DataTable beside it.
type Plot struct {
	ID          string
	Title       string
	Description string
}

// Bar is one bar or column.
type Bar struct {
	Label string
	Value int    // zero or more; decides the length
	Whole int    // what a full track means; 0: the longest of all
	Text  string // the value as it is written: "12 days"; empty: the number alone
	Kind  TagKind
}

// Span is a range on a scale that begins at zero: what a self-assessment can say.
type Span struct {
	Low, High, Max int
	Text           string // the range as it is written: "45–60 points"
	Mark           int    // where it is decided; 0 for none
	MarkText       string
}

// Spread is how often each value of a scale from zero to Max was given.
type Spread struct {
	Values   []int
	Max      int
	Mark     int // where it is decided; 0 for none
	MarkText string
}

// Lengths across are shares of the plot's width, so that texts keep their size on a phone; heights are pixels.
const (
	barRow       = 46
	barLongest   = 78 // the rest is left to the number behind the bar
	columnTop    = 24
	columnGround = 184
	columnWidest = 25 // so that one column alone is no wall
	dotStep      = 11
	dotRows      = 14
	dotSpace     = 28 // above the dots, for the mark's text
	dotColumns   = 20
)

// share is how far part goes of a width in percent, when whole is all of it.
func share(part, whole, of int) string {
	if whole <= 0 {
		return "0%"
	}
	return percent(float64(min(max(part, 0), whole)) / float64(whole) * float64(of))
}

// percent keeps two digits behind the point: more are not seen.
func percent(x float64) string {
	return strconv.FormatFloat(math.Round(x*100)/100, 'f', -1, 64) + "%"
}

// whole is what the bar's full track means among the others.
func (b Bar) whole(bars []Bar) int {
	if b.Whole > 0 {
		return b.Whole
	}
	return longest(bars)
}

func longest(bars []Bar) int {
	most := 1
	for _, b := range bars {
		most = max(most, b.Value)
	}
	return most
}

func (b Bar) text(p Page) string {
	if b.Text != "" {
		return b.Text
	}
	return p.Number(b.Value)
}

func (b Bar) class() string {
	if b.Kind == "" {
		return "hsmp-bar"
	}
	return "hsmp-bar hsmp-bar--" + string(b.Kind)
}

// column is a bar that stands, with its place.
type column struct {
	Bar
	left, middle, width string
	top, height         int
}

func columns(bars []Bar) []column {
	most := longest(bars)
	each := min(100/float64(max(len(bars), 1)), columnWidest)
	all := make([]column, 0, len(bars))
	for i, b := range bars {
		height := max(b.Value, 0) * (columnGround - columnTop) / most
		all = append(all, column{
			Bar: b, left: percent((float64(i) + 0.16) * each), middle: percent((float64(i) + 0.5) * each), width: percent(0.68 * each),
			top: columnGround - height, height: height,
		})
	}
	return all
}

// anchor keeps a text that stands at part of whole inside the plot.
func anchor(part, whole int) string {
	switch {
	case part*100 < whole*18:
		return "start"
	case part*100 > whole*82:
		return "end"
	}
	return "middle"
}

// dot is one dot of a spread, with its place.
type dot struct {
	x string
	y int
}

// dots piles the values up in equal parts of the scale, on the ground. Where a pile grows too high, each dot stands for
// several values.
func (s Spread) dots() (all []dot, each, ground int) {
	piles := make([]int, dotColumns)
	highest := 0
	for _, value := range s.Values {
		i := min(max(value, 0)*dotColumns/max(s.Max, 1), dotColumns-1)
		piles[i]++
		highest = max(highest, piles[i])
	}
	each = max((highest+dotRows-1)/dotRows, 1)
	ground = (highest+each-1)/each*dotStep + dotSpace
	for i, pile := range piles {
		x := percent((float64(i) + 0.5) * 100 / dotColumns)
		for row := range (pile + each - 1) / each {
			all = append(all, dot{x: x, y: ground - 7 - row*dotStep})
		}
	}
	return all, each, ground
}
