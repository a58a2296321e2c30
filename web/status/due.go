package status

import (
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

// why explains the due date: how the term was reckoned with each run of days that did not count, then what lengthened
// it.
func (c Case) why(p page.Page) []string {
	lines := c.Submission.Due.Explain(p.Language)
	steps := c.DueSteps(c.Timetable)
	if len(steps) > 1 {
		lines = append(lines, p.Of("status.due", string(application.ByTerm), "days", p.Number(steps[0].WorkingDays), "date", p.Date(steps[0].Date), "at", p.Time(steps[0].At), "n", ""))
	}
	for _, s := range steps[1:] {
		lines = append(lines, p.Of("status.due", string(s.Reason), "days", p.Number(s.WorkingDays), "date", p.Date(s.Date), "at", p.Time(s.At), "n", p.Number(s.Correction)))
	}
	for _, e := range c.Extensions {
		if !e.Granted() {
			lines = append(lines, p.Of("status.extension", e.Word(), "days", p.Number(e.WorkingDays), "at", p.Time(e.At), "lane", c.LaneName(p, e.Lane)))
		}
	}
	if c.StandsStill(c.Timetable) {
		lines = append(lines, p.Say("status.paused"))
	}
	return lines
}

// figures are the three numbers that people come back for.
func (c Case) figures(p page.Page) []page.Figure {
	due := page.Figure{Label: p.Say("status.due-date"), Value: p.Date(c.Submission.Due.Date)}
	if c.Submission.Due.Provisional {
		due.Note = p.Say("status.provisional")
	}
	day := min(c.WorkingDay(c.Timetable, c.Now), c.DueDay(c.Timetable))
	passed := page.Figure{Label: p.Say("status.days-passed"), Value: p.Number(day), Note: p.Count("status.of-days", c.DueDay(c.Timetable))}
	if late := c.Lateness(c.Timetable, c.Now); late > 0 {
		passed.Note = p.Count("status.late", late)
	}
	lanes := page.Figure{Label: p.Say("status.lanes-done"), Value: p.Number(c.spoken()), Note: p.Count("status.of-lanes", len(c.Lanes))}
	return []page.Figure{due, passed, lanes}
}

// overdue reports whether the due day has passed and nothing is decided yet.
func (c Case) overdue() bool {
	return c.State.Open() && c.Decision == nil && c.WorkingDay(c.Timetable, c.Now) >= c.DueDay(c.Timetable)
}
