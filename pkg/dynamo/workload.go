package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/programme"
)

// WeekLoad counts an authority's open lanes whose due dates lie in one week.
type WeekLoad struct {
	Week    string // ISO, "2026-W49"
	Open    int
	Claimed int
	Late    int
}

// Workload counts the authority's open lanes week by week, the earliest first. late says which are past due: only the clock
// knows, and the caller has it.
func (s *Store) Workload(ctx context.Context, authority programme.AuthorityID, late func(casework.WorkItem) bool) ([]WeekLoad, error) {
	weeks, err := s.weeksOf(ctx, authority, "")
	if err != nil {
		return nil, err
	}
	loads := make([]WeekLoad, 0, len(weeks))
	for _, w := range weeks {
		load := WeekLoad{Week: string(w)}
		err := s.pages(ctx, s.week(weekPlace{authority, w}), func(i item) error {
			one, err := workItem(i)
			load.count(one, late)
			return err
		})
		if err != nil {
			return nil, err
		}
		if load.Open > 0 {
			loads = append(loads, load)
		}
	}
	return loads, nil
}

func (l *WeekLoad) count(one casework.WorkItem, late func(casework.WorkItem) bool) {
	l.Open++
	if one.ClaimedBy != "" {
		l.Claimed++
	}
	if late(one) {
		l.Late++
	}
}
