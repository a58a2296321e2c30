package public

import (
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

func fieldNames(p page.Page, prog programme.Programme) []string {
	names := make([]string, len(prog.Fields))
	for i, f := range prog.Fields {
		names[i] = p.Text(f.Names)
	}
	return names
}

func benefitNames(p page.Page, prog programme.Programme) []string {
	names := make([]string, len(prog.Benefits))
	for i, b := range prog.Benefits {
		names[i] = p.Text(b.Names)
	}
	return names
}

// timesTable is every term of the programme, in working days unless it says otherwise.
func timesTable(p page.Page, prog programme.Programme) page.Table {
	days := func(n int) string { return p.Count("public.working-days", n) }
	assessment := [][]page.Cell{page.Cells(p.Say("public.fees.assessment"), days(prog.Clock.WorkingDays))}
	if e := prog.Clock.Extension; e.Max > 0 {
		assessment = append(assessment, page.Cells(p.Say("public.fees.extension"), p.Say("public.fees.extension-long", "days", days(e.WorkingDays), "n", p.Number(e.Max))))
	}
	return page.Table{ID: "times", Caption: p.Say("public.fees.times"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.fees.what")}, {Text: p.Say("public.fees.long")}},
		Rows: append(assessment,
			page.Cells(p.Say("public.fees.reply"), days(prog.Correction.WorkingDaysToReply)),
			page.Cells(p.Say("public.fees.appeal"), p.Count("public.calendar-days", prog.Appeal.Days)),
			page.Cells(p.Say("public.fees.certificate"), p.Count("public.years", prog.Certificate.ValidityYears)),
			page.Cells(p.Say("public.fees.residence"), p.Count("public.years", prog.Permit.MaxYears)))}
}

// clockRules say what starts, stops and moves the clock (gap G4), as the programme's file has it.
func clockRules(p page.Page, prog programme.Programme) []string {
	first := p.Say("public.fees.first-next")
	if prog.Clock.FirstDay == calendar.SameDay {
		first = p.Say("public.fees.first-same")
	}
	pause := p.Say("public.fees.pause-none")
	if prog.Clock.CorrectionPauses {
		pause = p.Say("public.fees.pause")
	}
	shares := make([]string, len(prog.Clock.Checkpoints))
	for i, percent := range prog.Clock.Checkpoints {
		shares[i] = p.Number(percent) + " %"
	}
	rules := []string{p.Say("public.fees.starts"), first, p.Say("public.fees.count"), pause}
	if prog.Clock.Extension.Max > 0 {
		rules = append(rules, p.Say("public.fees.extended"))
	}
	return append(rules, p.Say("public.fees.reminders", "shares", strings.Join(shares, ", ")))
}
