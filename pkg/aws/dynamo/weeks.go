package dynamo

import (
	"context"
	"errors"
	"strings"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
)

// The weeks in which a list has had something, such as an authority its open lanes, are listed apart, so that a work list
// knows which partitions of the index to read. A week is listed before the lane that needs it, outside its transaction: submissions of the same day would
// otherwise stand in each other's way. A week listed in vain is harmless, a lane of an unlisted week would be lost.

type weekRecord struct {
	Touched int64 `dynamodbav:"Touched"` // Unix seconds of the last lane that was put here
}

// A week is taken off the list when it is empty, long past, and nobody is just about to put a lane there.
const (
	longPast   = 8 * 7 * 24 * time.Hour
	settledFor = 24 * time.Hour
)

// weekPlace is a week of an authority's work list.
type weekPlace struct {
	authority programme.AuthorityID
	week      week
}

// keepWeeks lists the weeks that the changed rows enter. Weeks to come are remembered, since nothing removes those.
func (s *Store) keepWeeks(ctx context.Context, before, changed []row) error {
	old := map[listWeek]bool{}
	for _, r := range before {
		if place, ok := placeOf(r); ok {
			old[place] = true
		}
	}
	now := s.Now()
	for _, r := range changed {
		place, ok := placeOf(r)
		if _, known := s.weeks.Load(place); !ok || old[place] || known {
			continue
		}
		if err := s.keepWeek(ctx, place.list, place.week, now); err != nil {
			return err
		}
		old[place] = true
		if place.week >= weekOf(calendar.DateOf(now)) {
			s.weeks.Store(place, true)
		}
	}
	return nil
}

func (s *Store) keepWeek(ctx context.Context, list partitionKey, w week, now time.Time) error {
	record, err := marshal(weekRecord{Touched: now.Unix()})
	if err != nil {
		return err
	}
	err = s.put(ctx, merge(keyed(list, weekRow(w)), record), always)
	return wrap(err, "list week "+string(w)+" of", list.partition())
}

// listWeek is one week of one list: of an authority's, or of a duty's.
type listWeek struct {
	list partitionKey
	week week
}

// placeOf tells in which week of which list a row stands, by its partition of the work index; false for rows that are not in
// it.
func placeOf(r row) (listWeek, bool) {
	partition := textOf(r.plain, contract.WorkPartitionKey)
	prefix, rest, _ := strings.Cut(partition, "#")
	name, w, found := strings.Cut(rest, "#")
	switch {
	case found && prefix == "WORK":
		return listWeek{authorityPartition(name), week(w)}, true
	case found && prefix == "DUTY":
		return listWeek{listPartition(name), week(w)}, true
	}
	return listWeek{}, false
}

// weeksOf lists the authority's weeks from the given one on, in order.
func (s *Store) weeksOf(ctx context.Context, authority programme.AuthorityID, from week) ([]week, error) {
	return s.weeksIn(ctx, authorityPartition(authority), from)
}

// weeksIn lists the weeks of a list from the given one on, in order.
func (s *Store) weeksIn(ctx context.Context, list partitionKey, from week) ([]week, error) {
	var weeks []week
	q := within(s.partition(list), weekRow("").sort())
	err := s.pages(ctx, q, func(i item) error {
		key, err := parseSort(textOf(i, contract.SortKey))
		if row, ok := key.(weekRow); ok && week(row) >= from {
			weeks = append(weeks, week(row))
		}
		return err
	})
	return weeks, wrap(err, "list the weeks of", list.partition())
}

var errTouched = errors.New("the week is in use")

// retire takes an empty week that is long past off its list.
func (s *Store) retire(ctx context.Context, list partitionKey, w week) error {
	now := s.Now()
	if w >= weekOf(calendar.DateOf(now.Add(-longPast))) {
		return nil
	}
	untouched := condition{expression: "#touched < :since", names: map[string]string{"#touched": "Touched"},
		values: item{":since": number(int(now.Add(-settledFor).Unix()))}, refusal: errTouched}
	err := s.delete(ctx, keyed(list, weekRow(w)), untouched)
	if errors.Is(err, errTouched) {
		return nil
	}
	return err
}
