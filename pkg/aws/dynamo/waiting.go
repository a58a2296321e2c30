package dynamo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/usecase/employment"
)

// registrationsList names the weeks in which registrations began to wait, as an authority's partition does for lanes.
const registrationsList listPartition = "registrations"

// keepWaiting lists the week that a waiting registration enters, before the row that needs it: a week listed in vain is
// harmless, a registration of an unlisted week would be lost.
func (s Employers) keepWaiting(ctx context.Context, e *employer.Employer) error {
	if !e.Waits() {
		return nil
	}
	return s.store.keepWeek(ctx, registrationsList, waitingKey{at: e.SubmittedAt}.week(), s.store.Now())
}

// Owned lists the registrations that the sign-in made, the newest first; ids sort in the order of their making.
func (s Employers) Owned(ctx context.Context, owner string) ([]employer.ID, error) {
	var ids []employer.ID
	q := within(s.store.partition(subjectPartition(hashed(owner))), ownRow("").sort())
	err := s.store.pages(ctx, q, func(i item) error {
		key, err := parseSort(textOf(i, contract.SortKey))
		if row, ok := key.(ownRow); ok {
			ids = append(ids, employer.ID(row))
		}
		return err
	})
	slices.Reverse(ids)
	return ids, wrap(err, "list the registrations of", owner)
}

// Waiting returns up to limit of the registrations that wait, the longest first, and the cursor for the next ones; "" when
// there are no more. A cursor that Waiting did not give is Invalid.
func (s Employers) Waiting(ctx context.Context, cursor string, limit int) ([]employment.Waiting, string, error) {
	from, err := readPlace(cursor, inWaitingList)
	if err != nil {
		return nil, "", err
	}
	items, more, err := pageByWeek(ctx, s.store, registrationsList, max(limit, 1), from, func(w week, start string, limit int) ([]employment.Waiting, bool, error) {
		return s.waitingOfWeek(ctx, w, start, limit)
	})
	if err != nil || !more || len(items) == 0 {
		return items, "", err
	}
	last := items[len(items)-1]
	at := waitingKey{at: last.SubmittedAt, id: last.ID}
	return items, place{at.week(), at.sort()}.cursor(), nil
}

func (s Employers) waitingOfWeek(ctx context.Context, w week, start string, limit int) ([]employment.Waiting, bool, error) {
	q := s.store.indexed(waitingPartition(w))
	if start != "" {
		at, err := parseWaitingSort(start)
		if err != nil {
			return nil, false, err
		}
		// Rebuilt, since the row may have left the list.
		q.ExclusiveStartKey = merge(keyed(employerPartition(at.id), metaRow),
			item{contract.WorkPartitionKey: text(waitingPartition(w)), contract.WorkSortKey: text(start)})
	}
	return upTo(ctx, s.store, q, limit, waitingOf)
}

func waitingOf(i item) (employment.Waiting, error) {
	at, err := parseWaitingSort(textOf(i, contract.WorkSortKey))
	if err != nil {
		return employment.Waiting{}, err
	}
	var r registrationRecord
	if err := unmarshal(i, &r); err != nil {
		return employment.Waiting{}, wrap(err, "read registration", string(at.id))
	}
	return employment.Waiting{ID: at.id, Kind: r.Kind, Sector: r.Sector, SubmittedOn: calendar.DateOf(r.SubmittedAt),
		SubmittedAt: r.SubmittedAt, Version: r.Version}, nil
}

// parseWaitingSort reads the sort key of the waiting list back.
func parseWaitingSort(text string) (waitingKey, error) {
	moment, id, found := strings.Cut(text, "#")
	at, err := time.Parse(instant, moment)
	if err != nil || !found || id == "" {
		return waitingKey{}, fmt.Errorf("%q is no place in the waiting list", text)
	}
	return waitingKey{at: at, id: employer.ID(id)}, nil
}

func inWaitingList(after string) error {
	_, err := parseWaitingSort(after)
	return err
}
