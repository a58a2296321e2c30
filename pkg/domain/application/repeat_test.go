package application_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// What is said again is a repeat only while the earlier word stands: of an objection that ended nothing stands any
// more.
func TestAnObjectionRaisedAgainAfterItEndedStands(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(*application.Case) error{
		"withdrawn": func(c *application.Case) error { return c.WithdrawObjection(act(economist, day(3)), 1, why) },
		"lifted": func(c *application.Case) error {
			return c.ResolveObjection(act(reviewer, day(3)), 1, application.Lifted, why)
		},
		"upheld": func(c *application.Case) error {
			return c.ResolveObjection(act(reviewer, day(3)), 1, application.Upheld, why)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c, table := submitted(t)
			raise := func(n int) error {
				return c.Object(act(economist, day(n)), table, "national-goals", why, "article 16")
			}
			must(t, raise(2))
			must(t, raise(2)) // a repeat, since the first still waits
			if len(c.Objections) != 1 {
				t.Fatalf("want one objection while it stands, got %d", len(c.Objections))
			}
			must(t, end(&c))
			must(t, raise(4))
			if len(c.Objections) != 2 || !c.HasUnresolvedObjection() {
				t.Errorf("want a second objection that stands, got %+v", c.Objections)
			}
		})
	}
}

var economist = drafts.Officer("economist", "economy")

// The siblings: a request, an extension, a routing said again in the same words after the earlier one ended is another.
func TestWhatEndedIsNoRepeat(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	asker := act(drafts.Officer("asker", "science-education"), day(1))
	must(t, c.RequestCorrection(asker, table, "education", why))
	must(t, c.RequestCorrection(asker, table, "education", why))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(2)), table, 1, "Here it is.", nil))
	must(t, c.RequestCorrection(asker, table, "education", why))
	for _, to := range []programme.AuthorityID{"energy", "energy", "digital", "energy"} {
		must(t, c.RouteLane(act(chief, day(3)), table, "experience", to, why))
	}
	lane, err := c.Lane("experience")
	must(t, err)
	if len(c.Corrections) != 2 || lane.Authority != "energy" {
		t.Errorf("want two requests and the lane with the energy ministry, got %d and %s", len(c.Corrections), lane.Authority)
	}
}
