package calendar

import (
	"embed"
	"fmt"
	"strconv"

	"hsmp.example/cases/pkg/locale"
)

//go:embed messages/*.json
var messages embed.FS

// The words are read at first use: most cold starts explain nothing.
var words = locale.Lazily(messages, "messages")

func say(l locale.Language, key string, args map[string]string) string {
	catalogue, err := words()
	if err != nil {
		return key
	}
	text, ok := catalogue.Text(l, key, args)
	if !ok {
		return key
	}
	return text
}

// In writes the date in words of language l: "5 January 2026".
func (d Date) In(l locale.Language) string {
	if d.IsZero() {
		return ""
	}
	month := say(l, fmt.Sprintf("month-%02d", int(d.Month)), nil)
	return say(l, "date", map[string]string{"day": strconv.Itoa(d.Day), "month": month, "year": strconv.Itoa(d.Year)})
}

// Explain says in language l how the date was reckoned: the term, each run of days that did not count with its name and
// act, and whether it may still move.
func (d Due) Explain(l locale.Language) []string {
	key := "due"
	if d.Rule == SameDay {
		key = "due-same"
	}
	lines := []string{say(l, key, map[string]string{
		"from": d.From.In(l), "date": d.Date.In(l), "days": strconv.Itoa(d.WorkingDays),
	})}
	weekends := 0
	for i := 0; i < len(d.Skipped); {
		run := d.run(i)
		if d.Skipped[i].Reason == Weekend {
			weekends += run
		} else {
			lines = append(lines, d.Skipped[i].line(l, d.Skipped[i+run-1].Date))
		}
		i += run
	}
	if weekends > 0 {
		lines = append(lines, say(l, "weekends", map[string]string{"count": strconv.Itoa(weekends)}))
	}
	if d.Provisional {
		lines = append(lines, say(l, "provisional", nil))
	}
	return lines
}

// run is how many skipped days from i on follow each other for the same reason and under the same name.
func (d Due) run(i int) int {
	n := 1
	for i+n < len(d.Skipped) {
		last, next := d.Skipped[i+n-1], d.Skipped[i+n]
		same := next.Reason == last.Reason && next.Names.In(locale.English) == last.Names.In(locale.English) && next.Act.In(locale.English) == last.Act.In(locale.English)
		if !same || last.Date.DaysUntil(next.Date) != 1 {
			break
		}
		n++
	}
	return n
}

func (s Skipped) line(l locale.Language, last Date) string {
	when := s.Date.In(l)
	if last != s.Date {
		when = say(l, "span", map[string]string{"from": when, "to": last.In(l)})
	}
	args := map[string]string{"when": when, "name": s.Names.In(l), "act": s.Act.In(l)}
	if s.Act == nil {
		return say(l, "skipped", args)
	}
	return say(l, "skipped-by-act", args)
}
