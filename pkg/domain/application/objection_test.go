package application_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Gap G1: an objection has a term of its own, five working days, inside the twenty. The case is due on 3 February.
func TestAnObjectionIsToBeRuledOnInsideTheTermOfTheCase(t *testing.T) {
	t.Parallel()
	for name, v := range map[string]struct {
		seconds int
		raised  int // days, or by the accelerated clock working days, after the submission on 5 January
		want    string
		day     int
	}{
		"on the day of submission":                   {0, 0, "2026-01-12", 5},
		"on Tuesday":                                 {0, 1, "2026-01-13", 6},
		"on Saturday":                                {0, 5, "2026-01-16", 9},
		"over the day of mourning":                   {0, 14, "2026-01-27", 15},
		"five working days before the due date":      {0, 22, "2026-02-03", 20},
		"later, when the due date comes first":       {0, 25, "2026-02-03", 20},
		"on the due date":                            {0, 29, "2026-02-03", 20},
		"when the case is late: the term in full":    {0, 30, "2026-02-11", 26},
		"accelerated, on the first working day":      {60, 1, "2026-01-13", 6},
		"accelerated, on the eighteenth working day": {60, 18, "2026-02-03", 20},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			table.Clock.DaySeconds = v.seconds
			at := drafts.At.AddDate(0, 0, v.raised).Add(7 * time.Hour)
			if v.seconds > 0 {
				at = day(v.raised)
			}
			must(t, c.Object(act(objector, at), table, "clearance", why, "article 16"))
			o := c.Objections[0]
			if o.RuleBy.String() != v.want || o.RuleDay != v.day {
				t.Errorf("want %s, the working day %d, got %s, %d", v.want, v.day, o.RuleBy, o.RuleDay)
			}
		})
	}
}

// The term is no gate: nothing is decided by silence (gap G5), and a late ruling is taken.
func TestALateRulingIsTaken(t *testing.T) {
	t.Parallel()
	c, table := objected(t)
	scoreAll(t, &c, day(3), 31, 18, 13, 13, 9, 4)
	c.BeginReview()
	if c.Settled(application.ReviewWait) {
		t.Fatal("want the review to wait for a ruling, however late")
	}
	must(t, c.ResolveObjection(act(drafts.Officer("reviewer", "sms"), day(19)), 1, application.Lifted, why))
	decided(t, &c, table)
	if c.Decision.Total != 88 {
		t.Errorf("want it decided, got %+v", c.Decision)
	}
}
