package calendar

import (
	"fmt"
	"time"

	"hsmp.example/cases/pkg/locale"
)

// source is the data file as it is written. The json tags name the keys of calendar.yaml and of its twin.
type source struct {
	Published Date                    `json:"published"` // when the file was last brought up to date
	Rule      string                  `json:"rule"`      // the act that the transfers follow; a key of Acts
	Acts      map[string]locale.Texts `json:"acts"`
	Reasons   map[Reason]locale.Texts `json:"reasons"`
	Holidays  []holiday               `json:"holidays"`
	Years     []publishedYear         `json:"years"`
}

// holiday falls on the same days every year (On), or moves: then the years say when it starts, and where a year is not
// published yet the start is On (Novruz by custom) or is reckoned by the lunar calendar (Ramazan, Qurban).
type holiday struct {
	ID               string       `json:"id"`
	On               monthDay     `json:"on,omitempty"`
	Lunar            lunarDay     `json:"lunar,omitempty"`
	Movable          bool         `json:"movable,omitempty"`
	Days             int          `json:"days"`
	Since            int          `json:"since,omitempty"`
	Until            int          `json:"until,omitempty"`
	NeverTransferred bool         `json:"never_transferred,omitempty"`
	OverlapAddsDay   bool         `json:"overlap_adds_day,omitempty"`
	Names            locale.Texts `json:"names"`
}

// publishedYear is what the Cabinet of Ministers announced for one year.
type publishedYear struct {
	Year   int             `json:"year"`
	Act    string          `json:"act"`
	Source string          `json:"source"`
	Starts map[string]Date `json:"starts"` // first day of each movable holiday
	Swaps  []swap          `json:"swaps,omitempty"`
	Voting []voting        `json:"voting,omitempty"`
}

type swap struct {
	Act     string `json:"act"`
	Working []Date `json:"working"` // rest days that became working days
	Rest    []Date `json:"rest"`    // working days that became rest days
}

type voting struct {
	Act   string       `json:"act"`
	Date  Date         `json:"date"`
	Names locale.Texts `json:"names"`
}

type lunarDay struct {
	Month int `json:"month"`
	Day   int `json:"day"`
}

func (h holiday) valid(year int) bool {
	return (h.Since == 0 || year >= h.Since) && (h.Until == 0 || year <= h.Until)
}

// monthDay is written "03-08".
type monthDay struct {
	month time.Month
	day   int
}

// MarshalText writes "03-08", and nothing for no day.
func (m monthDay) MarshalText() ([]byte, error) {
	if m.day == 0 {
		return nil, nil
	}
	return fmt.Appendf(nil, "%02d-%02d", m.month, m.day), nil
}

// UnmarshalText reads "03-08"; 29 February is refused, because a holiday must exist every year.
func (m *monthDay) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		return nil
	}
	t, err := time.Parse(time.DateOnly, "2001-"+string(text))
	if err != nil {
		return fmt.Errorf("want a month and a day as 03-08, got %q", text)
	}
	m.month, m.day = t.Month(), t.Day()
	return nil
}
