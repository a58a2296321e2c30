package public

import (
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// SourcesView is which programme and calendar the portal works by.
type SourcesView struct {
	Programme programme.Programme
	Calendar  string // its version
}

func allSections(prog programme.Programme) []programme.SectionID {
	ids := make([]programme.SectionID, len(prog.Sections))
	for i, s := range prog.Sections {
		ids[i] = s.ID
	}
	return ids
}

// readersTable is which part of a form whom it is shown to: each lane sees what it needs for its question and no more.
func readersTable(p page.Page, prog programme.Programme) page.Table {
	t := page.Table{ID: "readers", Caption: p.Say("public.privacy.readers"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.privacy.reader")}, {Text: p.Say("public.privacy.question")}, {Text: p.Say("public.privacy.parts")}}}
	for _, lane := range prog.Lanes("") {
		reader := authority(p, prog, lane.Authority)
		if i := slices.IndexFunc(prog.Criteria, func(c programme.Criterion) bool { return c.ID == lane.Criterion }); i >= 0 {
			reader = authority(p, prog, prog.Criteria[i].Authority)
		}
		t.Rows = append(t.Rows, page.Cells(reader, p.Text(lane.Names), strings.Join(sectionNames(p, prog, lane.Sections), ", ")))
	}
	return t
}

func retentionTable(p page.Page, prog programme.Programme) page.Table {
	t := page.Table{ID: "retention", Caption: p.Say("public.privacy.long"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.privacy.record")}, {Text: p.Say("public.privacy.kept")}}}
	for _, r := range prog.Retention {
		long := p.Count("public.kept-years", r.Years)
		if r.Days > 0 {
			long = p.Count("public.calendar-days", r.Days)
		}
		t.Rows = append(t.Rows, page.Cells(p.Of("public.record", r.Record), long))
	}
	return t
}

// actsTable is every act that the portal follows, from the oldest.
func actsTable(p page.Page, prog programme.Programme) page.Table {
	return page.Table{ID: "acts", Caption: p.Say("public.sources.acts"), QuietCaption: true,
		Columns: []page.Column{{Text: p.Say("public.sources.act")}, {Text: p.Say("public.sources.about")}},
		Rows: [][]page.Cell{
			page.Cells(p.Say("public.sources.labour-code"), p.Say("public.sources.labour-code-about")),
			page.Cells(p.Text(prog.Appeal.LegalBasis), p.Say("public.sources.procedure-about")),
			page.Cells(p.Say("public.sources.data"), p.Say("public.sources.data-about")),
			page.Cells(p.Text(prog.Establishment.Names), p.Say("public.sources.order-about")),
			page.Cells(p.Say("public.sources.amendments"), p.Say("public.sources.amendments-about")),
			page.Cells(p.Text(prog.Act.Names), p.Say("public.sources.decision-about")),
			page.Cells(p.Say("public.sources.statute"), p.Say("public.sources.statute-about")),
			page.Cells(p.Say("public.sources.holidays"), p.Say("public.sources.holidays-about")),
		}}
}

// assumptions says what the programme's file marks as assumed, and how each gap was closed.
func assumptions(p page.Page, prog programme.Programme) []string {
	lines := []string{p.Say("public.sources.assumed-day")}
	if e := prog.Clock.Extension; e.Max > 0 {
		lines = append(lines, p.Say("public.sources.assumed-extension", "n", p.Number(e.WorkingDays), "most", p.Number(e.Max)))
	}
	lines = append(lines,
		p.Say("public.sources.assumed-correction", "days", p.Number(prog.Correction.WorkingDaysToReply), "rounds", p.Number(prog.Correction.MaxRounds)),
		p.Say("public.sources.assumed-objection"))
	if slices.ContainsFunc(prog.Fields, func(f programme.Field) bool { return f.Assumed }) {
		lines = append(lines, p.Say("public.sources.assumed-fields"))
	}
	if prog.Appeal.Assumed {
		lines = append(lines, p.Say("public.sources.assumed-appeal", "days", p.Number(prog.Appeal.Days)))
	}
	if slices.ContainsFunc(prog.Retention, func(r programme.Retention) bool { return r.Assumed }) {
		lines = append(lines, p.Say("public.sources.assumed-retention"))
	}
	return append(lines, p.Text(prog.Indicative.Label))
}
