package memory

import (
	"context"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/usecase/casework"
)

var (
	_ casework.OpenWork = (*Store)(nil)
	_ casework.Facts    = (*Store)(nil)
)

// OpenLanes hands over each open lane of the authority once.
func (s *Store) OpenLanes(ctx context.Context, authority programme.AuthorityID, each func(casework.WorkItem) error) error {
	for cursor, more := "", true; more; more = cursor != "" {
		items, next, err := s.Work(ctx, authority, cursor, 100)
		if err != nil {
			return err
		}
		for _, one := range items {
			if err := each(one); err != nil {
				return err
			}
		}
		cursor = next
	}
	return nil
}

// Facts returns the facts of the applications submitted in the month, as the cases are now, by the built-in calendar in real
// time.
func (s *Store) Facts(_ context.Context, month statistics.Month) ([]statistics.Fact, error) {
	days, err := calendar.Load()
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var facts []statistics.Fact
	for id := range s.cases {
		c, err := s.read(id)
		if err != nil {
			return nil, err
		}
		if f, ok := statistics.FactOf(&c, calendar.Clock{Calendar: days}); ok && f.Month == month {
			facts = append(facts, f)
		}
	}
	return facts, nil
}
