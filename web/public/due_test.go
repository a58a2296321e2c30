package public

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/web/page"
)

func builtIn(t *testing.T) calendar.Calendar {
	t.Helper()
	c, err := calendar.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func due(c calendar.Calendar, from calendar.Date, days int, rule calendar.FirstDay) DueView {
	d := c.DueFrom(from, days, rule)
	return DueView{Calendar: c, Due: &d}
}

// The grid and the reckoning must agree: as many days are counted as the term has, the last of them is the due date,
// and every skipped day of the explanation is one of the grid.
func TestTheGridShowsTheTermAsItWasReckoned(t *testing.T) {
	t.Parallel()
	c := builtIn(t)
	rapid.Check(t, func(r *rapid.T) {
		from := calendar.Date{Year: 2025, Month: 4, Day: 3}.AddDays(rapid.IntRange(0, 900).Draw(r, "day"))
		days := rapid.IntRange(1, 40).Draw(r, "days")
		rule := rapid.SampledFrom([]calendar.FirstDay{calendar.NextDay, calendar.SameDay}).Draw(r, "rule")
		v := due(c, from, days, rule)
		number, passed, lastDay := 0, 0, calendar.Date{}
		for _, m := range v.months() {
			for _, week := range m.weeks {
				if len(week) != 7 {
					r.Fatalf("want weeks of seven days, got %d", len(week))
				}
				for i, d := range week {
					date := calendar.Date{Year: m.year, Month: m.month, Day: d.number}
					switch d.state {
					case counted, last:
						number++
						if d.count != number {
							r.Fatalf("%s: want day %d, got %d", date, number, d.count)
						}
						lastDay = date
					case weekend, skipped:
						passed++
					}
					if d.number != 0 && isoWeekday(date) != weekdays[i] {
						r.Fatalf("%s stands under weekday %s", date, weekdays[i])
					}
				}
			}
		}
		if number != days || lastDay != v.Due.Date || passed != len(v.Due.Skipped) {
			r.Fatalf("from %s, %d days: want them until %s with %d skipped, got %d until %s with %d", from, days, v.Due.Date, len(v.Due.Skipped), number, lastDay, passed)
		}
	})
}

func TestAGridEndsWithTheMonthOfTheDueDate(t *testing.T) {
	t.Parallel()
	v := due(builtIn(t), calendar.Date{Year: 2026, Month: 12, Day: 14}, 20, calendar.NextDay)
	var got []string
	for _, m := range v.months() {
		got = append(got, m.title(page.Page{Language: "ru"}))
	}
	if diff := cmp.Diff([]string{"декабрь 2026", "январь 2027"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestADayIsReadOutWithWhatItIs(t *testing.T) {
	t.Parallel()
	p := page.Page{Language: "en"}
	v := due(builtIn(t), calendar.Date{Year: 2026, Month: 3, Day: 2}, 20, calendar.NextDay)
	said := map[int]string{}
	for _, week := range v.months()[0].weeks {
		for _, d := range week {
			if d.number > 0 {
				said[d.number] = d.said(p)
			}
		}
	}
	want := map[int]string{1: "outside the term", 2: "submitted", 3: "counted, day 1 of the term", 7: "weekend", 9: "transferred day off: Women's Day"}
	for number, text := range want {
		if said[number] != text {
			t.Errorf("%d March: want %q, got %q", number, text, said[number])
		}
	}
}

func TestASameDayTermCountsTheDayOfSubmission(t *testing.T) {
	t.Parallel()
	v := due(builtIn(t), calendar.Date{Year: 2026, Month: 1, Day: 5}, 1, calendar.SameDay)
	if got := v.months()[0].weeks[1][0]; got.state != last || got.count != 1 {
		t.Errorf("want 5 January to be the last day, got %+v", got)
	}
}
