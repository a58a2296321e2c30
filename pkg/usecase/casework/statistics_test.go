package casework_test

import (
	"context"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

// ledger counts how often each month is read, and can be down.
type ledger struct {
	figures map[string]record.Figures
	read    map[string]int
	down    bool
}

func (l *ledger) Figures(_ context.Context, counter string) (record.Figures, error) {
	if l.down {
		return nil, problem.New(problem.Unavailable, "unavailable")
	}
	l.read[counter]++
	return l.figures[counter], nil
}

func TestPublicStatisticsAreReadOnceInFiveMinutes(t *testing.T) {
	t.Parallel()
	rules, err := casework.LoadRules(0)
	must(t, err)
	now := drafts.At
	const january = "statistics/2026-01"
	l := &ledger{figures: map[string]record.Figures{january: {}}, read: map[string]int{}}
	for range 7 {
		for _, one := range statistics.Counts(statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.UnderWay}) {
			if l.figures[january][one.Row] == nil {
				l.figures[january][one.Row] = map[string]int{}
			}
			l.figures[january][one.Row][one.Cell] += one.N
		}
	}
	s := &casework.Statistics{Counters: l, Rules: rules, Now: func() time.Time { return now }}
	ask := func(from string) statistics.Figures {
		t.Helper()
		f, err := s.Public(t.Context(), from, "")
		must(t, err)
		return f
	}
	if got := ask("2026-01").Applications; got.N != 5 {
		t.Errorf("want seven as five, got %+v", got)
	}
	now = now.Add(5*time.Minute - time.Second)
	l.down = true
	ask("2026-01")
	if l.read[january] != 1 {
		t.Errorf("want the month read once, got %d", l.read[january])
	}
	_, err = s.Public(t.Context(), "2025-12", "")
	wantKind(t, problem.Unavailable, err)
	now, l.down = now.Add(time.Second), false
	ask("2026-01")
	if l.read[january] != 2 {
		t.Errorf("want it read again after five minutes, got %d", l.read[january])
	}
	if got := ask("1999-01").From; got != "2025-04" {
		t.Errorf("want nothing before Decision 99, got %s", got)
	}
	_, err = s.Public(t.Context(), "January", "")
	wantKind(t, problem.Invalid, err)
}
