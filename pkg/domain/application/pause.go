package application

import (
	"slices"
	"time"
)

// held says of each correction for how many working days it held the clock up by that moment, where the programme
// pauses the clock (gap G4): those that ended while its lane waited for the reply. What stands still is one clock, so a
// day on which several waited counts once, for the one that was replied to first. A lane that was closed before the
// reply waited for none.
func (c *Case) held(t Timetable, now time.Time) []int {
	days := make([]int, len(c.Corrections))
	if !t.Programme.Clock.CorrectionPauses {
		return days
	}
	anchor, counted := c.Submission.Anchor(), map[int]bool{}
	for _, i := range c.inOrderOfReplies() {
		k := c.Corrections[i]
		if c.lapsed(k) {
			continue
		}
		end := now
		if k.Reply != nil {
			end = k.Reply.At
		}
		last := t.Clock.WorkingDay(anchor, end)
		for day := t.Clock.WorkingDay(anchor, k.At) + 1; day <= last; day++ {
			if !counted[day] {
				counted[day] = true
				days[i]++
			}
		}
	}
	return days
}

// inOrderOfReplies lists the places of the corrections, those that wait for a reply last.
func (c *Case) inOrderOfReplies() []int {
	order := make([]int, len(c.Corrections))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		a, b := c.Corrections[i].Reply, c.Corrections[j].Reply
		switch {
		case a != nil && b != nil:
			return a.At.Compare(b.At)
		case a != nil:
			return -1
		case b != nil:
			return 1
		}
		return 0
	})
	return order
}

// lapsed reports whether the lane was closed without the reply: nobody waits for it any more, though it be open again.
func (c *Case) lapsed(k Correction) bool {
	lane, err := c.Lane(k.Lane)
	if err != nil {
		return false
	}
	before := func(ended time.Time) bool { return k.Reply == nil || ended.Before(k.Reply.At) }
	for _, s := range lane.Superseded {
		if s.Outcome.At.After(k.At) && before(s.Outcome.At) {
			return true
		}
	}
	return lane.spoken() && before(c.EndedAt(*lane))
}

// StandsStill reports whether the clock stands still now, for a correction that a lane waits for.
func (c *Case) StandsStill(t Timetable) bool {
	return t.Programme.Clock.CorrectionPauses && c.State == Assessing &&
		slices.ContainsFunc(c.Corrections, func(k Correction) bool { return k.Reply == nil && !c.lapsed(k) })
}

// pausedFor is for how many working days the clock stood still in the corrections that were replied to.
func (c *Case) pausedFor() int {
	days := 0
	for _, k := range c.Corrections {
		days += k.PausedFor
	}
	return days
}

// reckon works the pauses and the due date out anew, and pins the calendar they are reckoned by.
func (c *Case) reckon(act Act, t Timetable) {
	for i, days := range c.held(t, act.At) {
		if c.Corrections[i].Reply != nil {
			c.Corrections[i].PausedFor = days
		}
	}
	c.Submission.Due = t.Clock.Calendar.DueFrom(c.Submission.Date, c.DueDay(t), t.Programme.Clock.FirstDay)
	c.Submission.Versions.Calendar = t.Clock.Calendar.Version()
}

// Outdated reports whether the due date of a case that is not decided yet was reckoned by another calendar than this
// one: the Cabinet moves days within a term that has begun.
func (c *Case) Outdated(t Timetable) bool {
	return c.State.Open() && c.Decision == nil && c.Submission.Versions.Calendar != t.Clock.Calendar.Version()
}

// Reckon moves the due date where the calendar moved (invariant 4); any other case it leaves as it is.
func (c *Case) Reckon(act Act, t Timetable) {
	if c.Outdated(t) {
		c.reckon(act, t)
	}
}
