package dynamo

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
)

// How long a deed that is done is remembered, and how long whoever began it has for it: longer than the Lambda runs that
// does it (30 seconds), so that nobody else begins while it lives, and shorter than the minute after which a failed event
// comes again, so that the repeat may begin.
const (
	onceKept  = 30 * 24 * time.Hour
	onceLease = 45 * time.Second
)

type onceRecord struct {
	Done  bool  `dynamodbav:"Done"`
	Until int64 `dynamodbav:"Until"` // seconds since 1970: the end of the lease
}

var errTaken = errors.New("somebody else has begun it")

// First reports whether the caller is the one to do the deed of that key: true for the first, who must say Done after it,
// and false once it is done. While somebody else is at it, it fails with Unavailable; who died in the middle loses the deed
// to the next that asks when the lease is over.
func (s *Store) First(ctx context.Context, key string) (bool, error) {
	now := s.Now()
	free := condition{expression: "attribute_not_exists(#expires) OR #expires <= :now OR (#done = :no AND #until <= :now)",
		names:   map[string]string{"#expires": contract.ExpiresAttribute, "#done": "Done", "#until": "Until"},
		values:  item{":now": number(int(now.Unix())), ":no": flag(false)},
		refusal: errTaken}
	err := s.keepOnce(ctx, key, onceRecord{Until: now.Add(onceLease).Unix()}, free)
	if !errors.Is(err, errTaken) {
		return err == nil, wrap(err, "begin", key)
	}
	i, err := s.get(ctx, noticePartition(key), onceRow)
	if err != nil {
		return false, wrap(err, "begin", key)
	}
	var r onceRecord
	if err := unmarshal(i, &r); err != nil {
		return false, wrap(err, "begin", key)
	}
	if r.Done {
		return false, nil
	}
	return false, problem.New(problem.Unavailable, "unavailable").Because(errTaken)
}

// Done remembers for thirty days that the deed of that key is done.
func (s *Store) Done(ctx context.Context, key string) error {
	return wrap(s.keepOnce(ctx, key, onceRecord{Done: true}, always), "finish", key)
}

func (s *Store) keepOnce(ctx context.Context, key string, r onceRecord, when condition) error {
	record, err := marshal(r)
	if err != nil {
		return err
	}
	record[contract.ExpiresAttribute] = number(int(s.Now().Add(onceKept).Unix()))
	return s.put(ctx, merge(keyed(noticePartition(key), onceRow), record), when)
}
