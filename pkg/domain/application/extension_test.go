package application_test

import (
	"testing"

	"hsmp.example/cases/pkg/domain/application"
)

// The term ends with day 20. An extension lengthens a term that runs, and wipes out no lateness (fact 58).
func TestAnExtensionComesBeforeTheTermHasRunOut(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	asker := act(officerOf(c.Lanes[0]), day(20))
	must(t, c.RequestExtension(asker, table, "experience", why))
	refused(t, "term-over", c.AnswerExtension(act(chief, day(21)), table, 1, true, why))
	if late := c.Lateness(table, day(26)); late != 5 || c.DueDay(table) != 20 {
		t.Errorf("want five days late of twenty, got %d of %d", late, c.DueDay(table))
	}
	must(t, c.AnswerExtension(act(chief, day(21)), table, 1, false, why))
	refused(t, "term-over", c.RequestExtension(act(officerOf(c.Lanes[0]), day(21)), table, "experience", why))
	if late := c.Lateness(table, day(26)); late != 5 {
		t.Errorf("want what is late to stay late, got %d", late)
	}
	prompt, table := submitted(t)
	must(t, prompt.RequestExtension(asker, table, "experience", why))
	must(t, prompt.AnswerExtension(act(chief, day(20)), table, 1, true, why)) // the last day still counts
	if prompt.DueDay(table) != 30 {
		t.Errorf("want thirty days, got %d", prompt.DueDay(table))
	}
}

// A refusal with its reason is a record that the law may ask for: the next request stands beside it.
func TestARefusedExtensionStaysWithItsReason(t *testing.T) {
	t.Parallel()
	c, table := submitted(t)
	ask := func(n int) error {
		return c.RequestExtension(act(officerOf(c.Lanes[0]), day(n)), table, "experience", why)
	}
	answer := func(number int, granted bool) error {
		return c.AnswerExtension(act(chief, day(10)), table, number, granted, why)
	}
	for n := 1; n < application.MostExtensions; n++ {
		must(t, ask(n)) // in the same words: the one before does not stand
		must(t, answer(n, false))
	}
	must(t, ask(9))
	must(t, answer(1, false)) // a refusal sent again answers the request that it was of, and no later one
	if last := c.Extensions[len(c.Extensions)-1]; !c.AwaitsApproval(last) || len(c.Extensions) != application.MostExtensions {
		t.Errorf("want the fifth request waiting beside four refusals, got %+v", c.Extensions)
	}
	must(t, answer(application.MostExtensions, false))
	for _, e := range c.Extensions {
		if e.Word() != "refused" || e.Approval.Reason != why {
			t.Errorf("want each refused with its reason, got %+v", e)
		}
	}
	refused(t, "extensions-used-up", ask(10))
}
