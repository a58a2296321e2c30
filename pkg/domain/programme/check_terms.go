package programme

import "fmt"

// The bounds here only catch slips of the pen: a term of 2000 working days, a certificate of 0 years.

func (c *checker) clock() {
	clock := c.programme.Clock
	c.between("/clock/working_days", clock.WorkingDays, 1, 250)
	c.between("/clock/extension/working_days", clock.Extension.WorkingDays, 1, 250)
	if most := clock.Extension.Max; most != 0 && most != 1 {
		c.fault("/clock/extension/max", "want 0 or 1, got %d: a case records one extension, which one person grants (C2)", most)
	}
	c.between("/clock/past_due_every", clock.PastDueEvery, 1, 250)
	last := 0
	for i, percent := range clock.Checkpoints {
		at := fmt.Sprintf("/clock/checkpoints/%d", i)
		c.between(at, percent, 1, 100)
		if percent <= last {
			c.fault(at, "checkpoints must ascend: %d comes after %d", percent, last)
		}
		last = percent
	}
	if last != 100 {
		c.fault("/clock/checkpoints", "the last checkpoint must be 100, the due date itself")
	}
}

func (c *checker) terms() {
	p := c.programme
	c.between("/act/number", p.Act.Number, 1, 100000)
	c.between("/establishment/number", p.Establishment.Number, 1, 100000)
	c.between("/objections/working_days_to_rule", p.Objections.WorkingDaysToRule, 1, p.Clock.WorkingDays)
	c.between("/correction/working_days_to_reply", p.Correction.WorkingDaysToReply, 1, 250)
	c.between("/correction/max_rounds", p.Correction.MaxRounds, 0, 5) // a new calendar may rewrite every one of them at once
	c.between("/appeal/days", p.Appeal.Days, 1, 1000)
	c.between("/reapplication/wait_days", p.Reapplication.WaitDays, 0, 3660)
	c.between("/fee/amount", p.Fee.Amount, 0, 100_000_000)
	if !currencyPattern.MatchString(p.Fee.Currency) {
		c.fault("/fee/currency", "want three capitals, got %q", p.Fee.Currency)
	}
	c.between("/certificate/validity_years", p.Certificate.ValidityYears, 1, 50)
	c.between("/permit/max_years", p.Permit.MaxYears, 1, 50)
	c.between("/family/child_under", p.Family.ChildUnder, 1, 100)
	c.between("/passport/validity_months", p.Passport.ValidityMonths, 0, 120)
	c.between("/passport/beyond_permit_months", p.Passport.BeyondPermitMonths, 0, 120)
	c.between("/experience_years", p.ExperienceYears, 1, 80)
	c.between("/documented_years", p.DocumentedYears, 0, p.ExperienceYears)
	c.between("/income_years", p.IncomeYears, 1, 80)
	for i, r := range p.Retention {
		at := fmt.Sprintf("/retention/%d", i)
		if (r.Days > 0) == (r.Years > 0) || r.Days < 0 || r.Years < 0 {
			c.fault(at, "want either days or years, at least 1")
		}
	}
}

func (c *checker) documents() {
	for i, d := range c.programme.Documents {
		at := fmt.Sprintf("/documents/%d", i)
		if len(d.Formats) == 0 {
			c.fault(at+"/formats", "want at least one format")
		}
		c.between(at+"/max_bytes", int(d.MaxBytes), 1, 100<<20)
		c.between(at+"/max_pages", d.MaxPages, 1, 1000)
		c.between(at+"/max_count", d.MaxCount, 1, 100)
		c.sections(at+"/proves", d.Proves)
		if d.FollowsOriginal && !d.BearsWords {
			c.fault(at+"/bears_words", "a kind that translates another bears words")
		}
		for j, demand := range d.Stages {
			if has(d.Stages[:j], demand.Stage, func(s Demand) Stage { return s.Stage }) {
				c.fault(fmt.Sprintf("%s/stages/%d/stage", at, j), "%s is there already", demand.Stage)
			}
		}
	}
}

// indicative: with the best answer to every question nobody may be shown more than the criterion gives.
func (c *checker) indicative() {
	best := map[CriterionID]Points{}
	for i, q := range c.programme.Indicative.Questions {
		at := fmt.Sprintf("/indicative/questions/%d", i)
		criterion, ok := c.programme.Criterion(q.Criterion)
		if !ok {
			c.fault(at+"/criterion", "no criterion has the id %q", q.Criterion)
			continue
		}
		c.kinds(at+"/evidence", q.Evidence)
		best[q.Criterion] += c.answers(at+"/answers", q.Answers)
		if best[q.Criterion] > criterion.Maximum {
			c.fault(at+"/answers", "the best answers of %s add up to %d; its maximum is %d", q.Criterion, best[q.Criterion], criterion.Maximum)
		}
	}
}

func (c *checker) answers(at string, answers []Answer) Points {
	var best Points
	seen := map[string]bool{}
	for i, a := range answers {
		if a.Min < 0 || a.Max < a.Min {
			c.fault(fmt.Sprintf("%s/%d/max", at, i), "want 0 <= min <= max, got %d to %d", a.Min, a.Max)
		}
		if what := id(a.ID); what != "" {
			c.fault(fmt.Sprintf("%s/%d/id", at, i), "%s", what)
		}
		if seen[a.ID] {
			c.fault(fmt.Sprintf("%s/%d/id", at, i), "%s is there already", a.ID)
		}
		seen[a.ID] = true
		best = max(best, a.Max)
	}
	if len(answers) < 2 {
		c.fault(at, "want at least two answers")
	}
	return best
}

func (c *checker) unique() {
	p := c.programme
	for pointer, one := range map[string]string{"/id": p.ID, "/version": p.Version} {
		if what := id(one); what != "" {
			c.fault(pointer, "%s", what)
		}
	}
	twice(c, "/criteria", "id", p.Criteria, func(x Criterion) string { return string(x.ID) })
	twice(c, "/authorities", "id", p.Authorities, func(x Authority) string { return string(x.ID) })
	twice(c, "/fields", "id", p.Fields, func(x Field) string { return string(x.ID) })
	twice(c, "/sections", "id", p.Sections, func(x Section) string { return string(x.ID) })
	twice(c, "/documents", "kind", p.Documents, func(x Document) string { return string(x.Kind) })
	twice(c, "/benefits", "id", p.Benefits, func(x Benefit) string { return x.ID })
	twice(c, "/retention", "record", p.Retention, func(x Retention) string { return x.Record })
	twice(c, "/indicative/questions", "id", p.Indicative.Questions, func(x Question) string { return x.ID })
}

// twice names ids of a list that are there already or are no ids.
func twice[T any](c *checker, list, key string, all []T, of func(T) string) {
	seen := map[string]bool{}
	for i, one := range all {
		at := fmt.Sprintf("%s/%d/%s", list, i, key)
		if what := id(of(one)); what != "" {
			c.fault(at, "%s", what)
		}
		if seen[of(one)] {
			c.fault(at, "%s is there already", of(one))
		}
		seen[of(one)] = true
	}
}
