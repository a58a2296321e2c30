package play

import (
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"

	"hsmp.example/cases/localstack/demo/client"
)

// board shows how far the cases are, a row each.
type board interface {
	show(row int, status client.Status)
	say(row int, what string) // before there is a status
}

// newBoard redraws a table on a terminal, and writes a line for each change anywhere else.
func newBoard(out io.Writer, plots []Plot) board {
	l := &ledger{plots: plots, rows: make([]row, len(plots)), began: time.Now()}
	file, ok := out.(*os.File)
	if ok && os.Getenv("TERM") != "dumb" {
		info, err := file.Stat()
		if err == nil && info.Mode()&os.ModeCharDevice != 0 {
			return &screen{ledger: l, out: out}
		}
	}
	return &diary{ledger: l, out: out}
}

type row struct {
	status client.Status
	said   string
}

// ledger is what both boards know.
type ledger struct {
	mutex sync.Mutex
	plots []Plot
	rows  []row
	began time.Time
}

// put replaces a row's status and returns the one before.
func (l *ledger) put(n int, status client.Status) client.Status {
	before := l.rows[n].status
	l.rows[n].status = status
	return before
}

// diary writes changed lines.
type diary struct {
	*ledger
	out io.Writer
}

func (d *diary) say(n int, what string) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.rows[n].said != what {
		d.rows[n].said = what
		d.line(n, what)
	}
}

func (d *diary) show(n int, status client.Status) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	for _, change := range changes(d.put(n, status), status) {
		d.line(n, change)
	}
}

func (d *diary) line(n int, what string) {
	fmt.Fprintf(d.out, "  %5.1f s  %-28s %s\n", time.Since(d.began).Seconds(), d.plots[n].Name, what)
}

// changes says in words what is new in a status.
func changes(before, after client.Status) []string {
	var list []string
	if before.State != after.State {
		list = append(list, after.State)
	}
	for _, lane := range after.Lanes {
		was := before.Lane(lane.ID)
		if was.State != lane.State && (lane.State == "scored" || lane.State == "closed") {
			list = append(list, lane.ID+" "+lane.State+" ("+lane.Authority+")")
		}
		if lane.Reminders > was.Reminders {
			word := " reminded"
			if lane.Escalated {
				word = " escalated"
			}
			list = append(list, fmt.Sprintf("%s%s, %d times (%s)", lane.ID, word, lane.Reminders, lane.Authority))
		}
	}
	if before.Due != nil && after.Due != nil && before.Due.Date != after.Due.Date {
		list = append(list, "due "+before.Due.Date+" → "+after.Due.Date)
	}
	if after.LateBy > before.LateBy {
		list = append(list, fmt.Sprintf("late by %d working days", after.LateBy))
	}
	return list
}

// screen redraws the whole table in its place.
type screen struct {
	*ledger
	out   io.Writer
	drawn bool
}

func (s *screen) say(n int, what string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.rows[n].said = what
	s.draw()
}

func (s *screen) show(n int, status client.Status) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.put(n, status)
	s.draw()
}

const (
	eraseLine = "\x1b[K"
	upLines   = "\x1b[%dA"
)

func (s *screen) draw() {
	var text strings.Builder
	if s.drawn {
		fmt.Fprintf(&text, upLines, len(s.rows)+2)
	}
	s.drawn = true
	fmt.Fprintf(&text, "  %-28s  exp goal  edu  fin  lab lang  clr   %-12s %-11s%s\n", "case", "state", "due", eraseLine)
	for n, r := range s.rows {
		fmt.Fprintf(&text, "  %-28s%s   %-12s %-11s%s%s\n", s.plots[n].Name, cells(r.status), r.state(), r.due(), r.late(), eraseLine)
	}
	fmt.Fprintf(&text, "  %4.0f s   · open  … at work  ✓ said  ✗ closed  ! reminded  !! escalated%s\n", time.Since(s.began).Seconds(), eraseLine)
	_, _ = io.WriteString(s.out, text.String()) // a terminal that is gone is no fault of the cases
}

func (r row) state() string {
	if r.status.State == "" || r.status.State == "draft" {
		return r.said
	}
	return r.status.State
}

func (r row) due() string {
	if r.status.Due == nil {
		return ""
	}
	return r.status.Due.Date
}

func (r row) late() string {
	if r.status.LateBy == 0 {
		return ""
	}
	return fmt.Sprintf("late by %d", r.status.LateBy)
}

var marks = map[string]string{"open": "·", "claimed": "…", "scored": "✓", "closed": "✗"}

// cells draws the lanes in the order of the head, five columns each.
func cells(status client.Status) string {
	var text strings.Builder
	for _, id := range lanes {
		lane := status.Lane(id)
		mark := marks[lane.State]
		switch {
		case lane.Escalated:
			mark += "!!"
		case lane.Reminders > 0:
			mark += "!"
		}
		fmt.Fprintf(&text, "%5s", mark)
	}
	return text.String()
}
