// Package notice holds what the public is told: announcements, and acts of force majeure that treat a class of cases
// apart for a time (facts 72 to 74; domain section 4 item 12). They are data in notices.yaml, with a place for the act
// that each rests on.
//
// A notice says and does not do: it moves no clock and lengthens no stay by itself. What an act changes in the working
// calendar stands in the calendar's own file. The package must not know pages, cases or the time.
package notice

import (
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

// Kind is what sort of notice it is.
type Kind string

// The kinds.
const (
	Announcement Kind = "announcement"
	ForceMajeure Kind = "force-majeure" // a published act for a class of cases: clocks, validity, late filing
)

// Kinds lists the kinds.
var Kinds = []Kind{Announcement, ForceMajeure}

// Notice is one thing that the public is told.
type Notice struct {
	ID    string        `json:"id"` // stable, "demonstration-system"
	Kind  Kind          `json:"kind"`
	Act   Act           `json:"act,omitempty"` // always with force majeure; HasAct says whether there is one
	From  calendar.Date `json:"from"`
	Until calendar.Date `json:"until,omitempty"` // the last day; no date: until it is taken back
	Title locale.Texts  `json:"title"`
	Text  locale.Texts  `json:"text"` // paragraphs are parted by an empty line
}

// Act is the act that a notice rests on.
type Act struct {
	Names  locale.Texts  `json:"names"`
	Number string        `json:"number,omitempty"` // "" where the source gives none
	Date   calendar.Date `json:"date"`
	Scope  locale.Texts  `json:"scope"` // whom and what it is about
	Source string        `json:"source,omitempty"`
}

// HasAct reports whether the notice rests on an act.
func (n Notice) HasAct() bool { return !n.Act.Date.IsZero() }

// Standing is where a notice stands on a day.
type Standing string

// The standings.
const (
	Coming  Standing = "coming"
	InForce Standing = "in-force"
	Past    Standing = "past"
)

// On tells where the notice stands on a day; its first and its last day count.
func (n Notice) On(day calendar.Date) Standing {
	switch {
	case day.Before(n.From):
		return Coming
	case !n.Until.IsZero() && day.After(n.Until):
		return Past
	}
	return InForce
}

// Board is all notices, the newest first. It is safe for concurrent use.
type Board struct {
	notices []Notice
	hash    string
}

// Hash is the SHA-256 of the file, hexadecimal.
func (b Board) Hash() string { return b.hash }

// All returns every notice, past ones too, the newest first.
func (b Board) All() []Notice { return slices.Clone(b.notices) }

// Current returns the notices in force on the civil day in Baku, those of force majeure before the others, then the
// newest first.
func (b Board) Current(now time.Time) []Notice {
	current := slices.DeleteFunc(b.All(), func(n Notice) bool { return n.On(calendar.DateOf(now)) != InForce })
	slices.SortStableFunc(current, func(x, y Notice) int { return rank(x.Kind) - rank(y.Kind) })
	return current
}

func rank(k Kind) int {
	if k == ForceMajeure {
		return 0
	}
	return 1
}

// Find returns the notice of the id; false when there is none.
func (b Board) Find(id string) (Notice, bool) {
	i := slices.IndexFunc(b.notices, func(n Notice) bool { return n.ID == id })
	if i < 0 {
		return Notice{}, false
	}
	return b.notices[i], true
}

func newestFirst(notices []Notice) []Notice {
	ordered := slices.Clone(notices)
	slices.SortStableFunc(ordered, func(x, y Notice) int { return y.From.Compare(x.From) })
	return ordered
}
