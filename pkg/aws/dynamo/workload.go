package dynamo

import (
	"context"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

// OpenLanes hands over each open lane of the authority once, in the order of due dates. It ends with the first error of each.
func (s *Store) OpenLanes(ctx context.Context, authority programme.AuthorityID, each func(casework.WorkItem) error) error {
	weeks, err := s.weeksOf(ctx, authority, "")
	if err != nil {
		return err
	}
	for _, w := range weeks {
		err := s.pages(ctx, s.week(weekPlace{authority, w}), func(i item) error {
			one, err := workItem(i)
			if err != nil {
				return err
			}
			return each(one)
		})
		if err != nil {
			return err
		}
	}
	return nil
}
