package supervision

import (
	"maps"
	"slices"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/web/supervision"
)

// mostWeeks is how many weeks a plot has room for on a phone; what is due earlier than these is put together.
const mostWeeks = 10

// weeksOf adds the weeks of all authorities up, the earliest first.
func weeksOf(loads []casework.Load) []supervision.Week {
	sums := map[calendar.Date]supervision.Lanes{}
	for _, l := range loads {
		for _, w := range l.Weeks {
			sums[w.Monday] = plus(sums[w.Monday], lanesOf(w.Lanes))
		}
	}
	var weeks []supervision.Week
	for _, monday := range slices.SortedFunc(maps.Keys(sums), calendar.Date.Compare) {
		weeks = append(weeks, supervision.Week{Monday: monday, Lanes: sums[monday]})
	}
	for len(weeks) > mostWeeks {
		weeks[1].Lanes, weeks[1].Earlier = plus(weeks[0].Lanes, weeks[1].Lanes), true
		weeks = weeks[1:]
	}
	return weeks
}

func plus(a, b supervision.Lanes) supervision.Lanes {
	return supervision.Lanes{Open: a.Open + b.Open, Claimed: a.Claimed + b.Claimed, Near: a.Near + b.Near, Late: a.Late + b.Late}
}
