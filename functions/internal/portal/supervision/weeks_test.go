package supervision

import (
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/usecase/casework"
)

func TestWeeksAddUpWhateverTheyAre(t *testing.T) {
	t.Parallel()
	monday := calendar.Date{Year: 2026, Month: 1, Day: 5}
	rapid.Check(t, func(t *rapid.T) {
		open := 0
		var loads []casework.Load
		for range rapid.IntRange(0, 4).Draw(t, "authorities") {
			var l casework.Load
			for week := range rapid.IntRange(0, 15).Draw(t, "weeks") {
				n := rapid.IntRange(1, 9).Draw(t, "lanes")
				open += n
				l.Weeks = append(l.Weeks, casework.WeekLoad{Monday: monday.AddDays(7 * week), Lanes: casework.LaneCount{Open: n, Claimed: n / 2}})
			}
			loads = append(loads, l)
		}
		got, sum := weeksOf(loads), 0
		for i, w := range got {
			sum += w.Lanes.Open
			if i > 0 && !got[i-1].Monday.Before(w.Monday) {
				t.Errorf("want weeks in their order, got %s before %s", got[i-1].Monday, w.Monday)
			}
			if w.Earlier && i > 0 {
				t.Errorf("want the first week alone to have earlier ones in it, got the one of %s", w.Monday)
			}
		}
		if sum != open || len(got) > mostWeeks {
			t.Errorf("want %d lanes in at most %d weeks, got %d in %d", open, mostWeeks, sum, len(got))
		}
	})
}
