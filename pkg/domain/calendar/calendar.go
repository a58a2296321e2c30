// Package calendar knows the working days of Azerbaijan: which days count, why the others do not, when a term ends, and
// at which instant.
//
// The rules are Labour Code article 105 (domain 2.5); what the Cabinet of Ministers publishes each year is data in
// calendar.yaml. It must not know what a term is for: cases, lanes and programmes bring their own numbers.
package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync/atomic"

	"hsmp.example/cases/pkg/locale"
)

//go:generate go test -run TestTwin . -update

// The twin of calendar.yaml: the same content and the file's hash as JSON, because reading YAML would cost a cold start
// more than everything else here. A test fails when the two differ.
//
//go:embed calendar.json
var embedded []byte

// Calendar answers for any date. It is safe for use by many goroutines; only Load and Parse make one that works.
type Calendar struct{ *state }

type state struct {
	source     source
	hash       string
	orders     []Order
	exceptions map[int]cell // by day number: swaps, voting days and orders
	years      [yearSlots]atomic.Pointer[year]
}

// Day is what one date is and why.
type Day struct {
	Date        Date
	Working     bool
	Reason      Reason       // "" for an ordinary working day
	Names       locale.Texts // what the day is called; nil for an ordinary working day
	Act         locale.Texts // the act that says so; nil for ordinary days and weekends
	Provisional bool         // the year is not published yet, so that the Cabinet may still decide otherwise
}

// Reason says why a day is not an ordinary working day.
type Reason string

// The reasons. Swap also marks a rest day that became a working day.
const (
	Weekend     Reason = "weekend"
	Holiday     Reason = "holiday"
	Transferred Reason = "transferred" // Labour Code 105(5), 105(6): a rest day moved behind a holiday
	Swap        Reason = "swap"        // the Cabinet exchanged a working and a rest day
	Voting      Reason = "voting"
	Ordered     Reason = "order" // an order that came after the file: With
)

type twin struct {
	Hash   string `json:"hash"`
	Source source `json:"source"`
}

// Load returns the calendar that was built in.
func Load() (Calendar, error) {
	var file twin
	if err := json.Unmarshal(embedded, &file); err != nil {
		return Calendar{}, fmt.Errorf("read the built-in calendar: %w", err)
	}
	return open(file.Source, file.Hash), nil
}

func open(file source, hash string) Calendar {
	c := Calendar{&state{source: file, hash: hash, exceptions: map[int]cell{}}}
	for _, y := range file.Years {
		for _, s := range y.Swaps {
			c.except(s.Working, cell{working: true, reason: Swap, names: file.Reasons[Swap], act: file.Acts[s.Act]})
			c.except(s.Rest, cell{reason: Swap, names: file.Reasons[Swap], act: file.Acts[s.Act]})
		}
		for _, v := range y.Voting {
			c.except([]Date{v.Date}, cell{reason: Voting, names: v.Names, act: file.Acts[v.Act]})
		}
	}
	return c
}

func (s *state) except(dates []Date, is cell) {
	for _, d := range dates {
		s.exceptions[d.number()] = is
	}
}

// Version names the content: the date of the file and a hash over it and the orders, "2026-09-28+6f1c0a9be2d4". A case
// keeps it, so that a moved due date can be explained later.
func (c Calendar) Version() string {
	return c.source.Published.String() + "+" + c.fingerprint()[:12]
}

// Day says what a date is.
func (c Calendar) Day(d Date) Day {
	y := c.year(d.Year)
	is := y.days[d.number()-y.first]
	return Day{Date: d, Working: is.working, Reason: is.reason, Names: is.names, Act: is.act, Provisional: y.provisional}
}

// PublishedThrough is the last year whose movable holidays the Cabinet has announced (Labour Code 105(4): by the end of
// December before).
func (c Calendar) PublishedThrough() int {
	last := 0
	for _, y := range c.source.Years {
		last = max(last, y.Year)
	}
	return last
}
