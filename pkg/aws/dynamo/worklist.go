package dynamo

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Work returns up to limit of the authority's open lanes in the order of their due dates, and the cursor for the next ones;
// "" when there are no more. A cursor that Work did not give is Invalid.
func (s *Store) Work(ctx context.Context, authority programme.AuthorityID, cursor string, limit int) ([]casework.WorkItem, string, error) {
	limit = max(limit, 1)
	from, err := readPlace(cursor, inWorkList)
	if err != nil {
		return nil, "", err
	}
	items, more, err := pageByWeek(ctx, s, authorityPartition(authority), limit, from, func(w week, start string, limit int) ([]casework.WorkItem, bool, error) {
		return s.workOfWeek(ctx, weekPlace{authority, w}, start, limit)
	})
	if err != nil || !more {
		return items, "", err
	}
	return items, cursorAfter(items), nil
}

// pageByWeek reads up to limit items out of the weeks of a list, beginning at a place; more says that others follow. A week
// that is found empty may leave the list.
func pageByWeek[T any](ctx context.Context, s *Store, list partitionKey, limit int, from place,
	read func(w week, start string, limit int) ([]T, bool, error)) (items []T, more bool, err error) {
	items = make([]T, 0, limit)
	weeks, err := s.weeksIn(ctx, list, from.Week)
	for _, w := range weeks {
		start := ""
		if w == from.Week {
			start = from.After
		}
		found, more, err := read(w, start, limit-len(items))
		if err != nil {
			return nil, false, err
		}
		items = append(items, found...)
		if more {
			return items, true, nil
		}
		if len(found) == 0 && start == "" {
			if err := s.retire(ctx, list, w); err != nil {
				return nil, false, err
			}
		}
	}
	return items, false, err
}

// errEnough ends the paging of a query.
var errEnough = errors.New("enough")

// workOfWeek reads one partition of the index, until it ends or there are enough; more says that others follow.
func (s *Store) workOfWeek(ctx context.Context, at weekPlace, start string, limit int) (items []casework.WorkItem, more bool, err error) {
	q := s.week(at)
	if start != "" {
		if q.ExclusiveStartKey, err = startKey(at, start); err != nil {
			return nil, false, err
		}
	}
	return upTo(ctx, s, q, limit, workItem)
}

// upTo reads limit items of a query; more says that others follow.
func upTo[T any](ctx context.Context, s *Store, q *dynamodb.QueryInput, limit int, read func(item) (T, error)) (items []T, more bool, err error) {
	q.Limit = aws.Int32(int32(limit + 1)) // one more tells whether there is a next page
	err = s.pages(ctx, q, func(i item) error {
		if len(items) == limit {
			return errEnough
		}
		one, err := read(i)
		items = append(items, one)
		return err
	})
	if err == errEnough {
		return items, true, nil
	}
	return items, false, err
}

// week asks for an authority's lanes of one week.
func (s *Store) week(at weekPlace) *dynamodb.QueryInput {
	return s.indexed(workPartition(at.authority, at.week))
}

// indexed asks for one partition of the work index.
func (s *Store) indexed(partition string) *dynamodb.QueryInput {
	return &dynamodb.QueryInput{
		TableName:                 &s.Table,
		IndexName:                 aws.String(contract.WorkIndex),
		KeyConditionExpression:    aws.String("#pk = :pk"),
		ExpressionAttributeNames:  map[string]string{"#pk": contract.WorkPartitionKey},
		ExpressionAttributeValues: item{":pk": text(partition)},
	}
}

func workItem(i item) (casework.WorkItem, error) {
	key, err := parseWorkSort(textOf(i, contract.WorkSortKey))
	if err != nil {
		return casework.WorkItem{}, err
	}
	var r laneRecord
	if err := unmarshal(i, &r); err != nil {
		return casework.WorkItem{}, wrap(err, "read a lane of", string(key.id))
	}
	w := casework.WorkItem{Case: key.id, Lane: key.lane, Kind: r.Kind, Authority: r.Authority, Due: key.due, Reminders: len(r.Reminders)}
	if r.Work != nil {
		w.Field, w.DueDay, w.SubmittedOn, w.SubmittedAt = r.Work.Field, r.Work.DueDay, r.Work.SubmittedOn, r.Work.SubmittedAt
	}
	if r.Claim != nil {
		w.ClaimedBy, w.ClaimedAt = r.Claim.By, r.Claim.At
	}
	if n := len(r.Reminders); n > 0 {
		w.Escalated = r.Reminders[n-1].Escalated
	}
	return w, nil
}

// place is where a page of a work list ended.
type place struct {
	Week  week   `json:"w"`
	After string `json:"a"`
}

// cursorAfter points behind the last item that was shown.
func cursorAfter(items []casework.WorkItem) string {
	if len(items) == 0 {
		return ""
	}
	last := items[len(items)-1]
	return place{weekOf(last.Due), workKey{due: last.Due, id: last.Case, lane: last.Lane}.sort()}.cursor()
}

func (p place) cursor() string {
	data, err := json.Marshal(p)
	if err != nil { // two strings always are JSON
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(data)
}

// readPlace reads a cursor; known says whether its place is one of the list's.
func readPlace(cursor string, known func(after string) error) (place, error) {
	var p place
	if cursor == "" {
		return p, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(data, &p)
	}
	if err == nil {
		err = known(p.After)
	}
	if err != nil {
		return place{}, problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")})
	}
	return p, nil
}

func inWorkList(after string) error {
	_, err := parseWorkSort(after)
	return err
}

// startKey rebuilds the key of the index's last row that was seen, even if that row has left the list since.
func startKey(at weekPlace, sort string) (item, error) {
	key, err := parseWorkSort(sort)
	if err != nil {
		return nil, err
	}
	start := keyed(casePartition(key.id), laneRow(key.lane))
	start[contract.WorkPartitionKey] = text(workPartition(at.authority, at.week))
	start[contract.WorkSortKey] = text(sort)
	return start, nil
}
