package dynamo_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// line is DynamoDB behind a line that breaks: before the next transaction arrives, or after it was done and before the
// answer is heard.
type line struct {
	dynamo.Client
	before, after bool
}

func (l *line) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	before, after := l.before, l.after
	l.before, l.after = false, false
	if before {
		return nil, &types.InternalServerError{}
	}
	out, err := l.Client.TransactWriteItems(ctx, in, o...)
	if after {
		return nil, errors.Join(err, &types.InternalServerError{})
	}
	return out, err
}

// TestWhatBrokeIsDoneOnceWhenItIsSentAgain, whether it was stored the first time or not.
func TestWhatBrokeIsDoneOnceWhenItIsSentAgain(t *testing.T) {
	t.Parallel()
	for name, stored := range map[string]bool{"before it was stored": false, "after it was stored": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, fake := newBench(t)
			client := &line{Client: fake}
			b.over(client, "cases", b.Pause)
			full := open("2026-12-01", lane{"a", "x", 0})
			full.Number, full.Papers = "C1", "U12345678"
			for what, act := range []func() error{
				func() error { return b.permits.Create(t.Context(), "p_1", full, did("begin")) },
				func() error { _, err := b.try("p_1", func(p *permit) { p.Lanes[0].Score = 7 }); return err },
				func() error {
					return b.permits.Discard(t.Context(), "p_1", func(*permit) (record.Entry, error) { return did("discard"), nil })
				},
			} {
				client.before, client.after = !stored, stored
				wantKind(t, act(), problem.Unavailable, "unavailable")
				if err := act(); err != nil && !(what == 2 && stored && errors.Is(err, problem.NotFound)) {
					t.Errorf("act %d sent again: %v", what, err)
				}
				if n := len(b.chain("p_1")); n != what+1 {
					t.Errorf("want %d entries, got %d", what+1, n)
				}
			}
			if figures, err := b.Figures(t.Context(), "lanes"); err != nil || figures["desk#x"]["open"] != 0 || figures["desk#x"]["score"] != 0 {
				t.Errorf("want the figures taken back, got %v, %v", figures, err)
			}
			b.wantNoAlarm()
		})
	}
}
