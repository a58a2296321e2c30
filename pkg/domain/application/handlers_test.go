package application_test

import (
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Four eyes over everything: whoever's word the decision hangs on does not confirm it, whichever word that was.
func TestWhoHandledAnythingOfTheCaseDoesNotConfirm(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	by := func(name, authority string) record.Actor { return drafts.Officer(name, authority) }
	must(t, c.RouteLane(act(by("router", "sms"), day(1)), table, "experience", "energy", why))
	must(t, c.RequestCorrection(act(by("asker", "science-education"), day(1)), table, "education", why))
	must(t, c.ReplyToCorrection(act(drafts.Applicant, day(2)), table, 1, "Here it is.", nil))
	must(t, c.RequestExtension(act(by("lengthener", "labour"), day(2)), table, "labour-market", why))
	must(t, c.AnswerExtension(act(by("granter", "sms"), day(3)), table, 1, false, why))
	must(t, c.Object(act(by("objector", "economy"), day(3)), table, "national-goals", why, "article 16"))
	must(t, c.Object(act(by("doubter", "economy"), day(3)), table, "national-goals", why, "article 17"))
	must(t, c.ResolveObjection(act(by("ruler", "sms"), day(4)), 1, application.Upheld, why))
	must(t, c.WithdrawObjection(act(by("withdrawer", "economy"), day(4)), 2, why))
	must(t, c.ClaimLane(act(by("claimer", "science-education"), day(4)), "languages", false))
	must(t, c.ClaimLane(act(officerOf(c.Lanes[5]), day(4)), "languages", true))
	scoreAll(t, &c, day(5), 31, 18, 13, 13, 9, 4)
	c.BeginReview()
	must(t, c.Propose(workflow(day(6)), table))
	handled := []string{"router", "asker", "lengthener", "granter", "objector", "doubter", "ruler", "withdrawer"}
	for _, l := range c.Lanes {
		handled = append(handled, officerOf(l).ID)
	}
	for _, name := range handled {
		refused(t, "four-eyes", c.Confirm(act(by(name, "sms"), day(7)), time.Time{}))
	}
	must(t, c.Confirm(act(by("claimer", "sms"), day(7)), time.Time{})) // a claim alone is no word
}
