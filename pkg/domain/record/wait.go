package record

import (
	"slices"
	"time"
)

// Wait names something that a workflow waits for: a lane, the clock over all lanes, a ruling, a confirmation.
type Wait string

// Waiter is a record that a workflow waits for. The record alone says what is settled; the workflow asks it each time
// it opens a wait, so that no signal is lost when two things happen at once.
type Waiter interface {
	// Waits lists every wait that the record can have.
	Waits() []Wait
	// Settled reports whether what is waited for has happened.
	Settled(Wait) bool
	// Watched lists whom a wait stands for: a clock for the waits of all it watches, any other for itself.
	Watched(Wait) []Wait
}

// Settled lists the waits of a record that have ended; none for one that no workflow waits for.
func Settled(r any) []Wait {
	w, ok := r.(Waiter)
	if !ok {
		return nil
	}
	return slices.DeleteFunc(w.Waits(), func(one Wait) bool { return !w.Settled(one) })
}

// NewlySettled names the waits that have ended since before: the outbox carries them to the workflow. With a wait that
// stands for others each of them is named once more that has ended, and before it: nothing looks at them afterwards,
// and one whose own news came to nothing is then told after all.
func NewlySettled(r any, before []Wait) []string {
	w, ok := r.(Waiter)
	if !ok {
		return nil
	}
	named := map[Wait]bool{}
	for _, one := range Settled(r) {
		if slices.Contains(before, one) {
			continue
		}
		named[one] = true
		for _, watched := range w.Watched(one) {
			named[watched] = named[watched] || w.Settled(watched)
		}
	}
	var ended []string
	for _, one := range w.Waits() {
		if named[one] {
			ended = append(ended, string(one))
		}
	}
	return ended
}

// Token is what a workflow waits with (a callback token). Of two tokens of one wait the newer counts: the one of the
// later entry into the wait and, of the same entry, of the later try.
type Token struct {
	Token   string
	Entered time.Time
	Retry   int
}
