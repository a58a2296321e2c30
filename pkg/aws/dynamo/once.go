package dynamo

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
)

// How long a deed that is done is remembered, and how long whoever began it has for it: longer than the Lambda runs
// that does it (30 seconds), so that nobody else begins while it lives, and shorter than the minute after which a
// failed event comes again, so that the repeat may begin.
const (
	onceKept  = 30 * 24 * time.Hour
	onceLease = 45 * time.Second
)

type onceRow struct {
	Done    bool  `dynamodbav:"Done"`
	Until   int64 `dynamodbav:"Until"` // seconds since 1970: the end of the lease
	Expires int64 `dynamodbav:"ExpiresAt"`
}

func onceKey(deed string) key { return key{contract.NoticeRows + deed, "ONCE"} }

var errTaken = errors.New("somebody else has begun it")

// First reports whether the caller is the one to do the deed of that key: true for the first, who must say Done after
// it, and false once it is done. While somebody else is at it, it fails with Unavailable; who died in the middle loses
// the deed to the next that asks when the lease is over.
func (t *Table) First(ctx context.Context, deed string) (bool, error) {
	now := t.Now()
	free := condition{expression: "attribute_not_exists(#expires) OR #expires <= :now OR (#done = :no AND #until <= :now)",
		names:   map[string]string{"#expires": contract.ExpiresAttribute, "#done": "Done", "#until": "Until"},
		values:  item{":now": number(now.Unix()), ":no": flag(false)},
		refusal: errTaken}
	err := t.keepOnce(ctx, deed, onceRow{Until: now.Add(onceLease).Unix()}, free)
	if !errors.Is(err, errTaken) {
		return err == nil, wrap(err, "begin", deed)
	}
	if r, err := load[onceRow](ctx, t, onceKey(deed)); err != nil || r != nil && r.Done {
		return false, wrap(err, "begin", deed)
	}
	return false, problem.New(problem.Unavailable, "unavailable").Because(errTaken)
}

// Done remembers for thirty days that the deed of that key is done.
func (t *Table) Done(ctx context.Context, deed string) error {
	return wrap(t.keepOnce(ctx, deed, onceRow{Done: true}, always), "finish", deed)
}

func (t *Table) keepOnce(ctx context.Context, deed string, r onceRow, when condition) error {
	r.Expires = t.Now().Add(onceKept).Unix()
	return t.store(ctx, onceKey(deed), r, when)
}
