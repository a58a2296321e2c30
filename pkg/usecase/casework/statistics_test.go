package casework_test

import (
	"context"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

// ledger counts how often each month is read, and can be down.
type ledger struct {
	facts map[statistics.Month][]statistics.Fact
	read  map[statistics.Month]int
	down  bool
}

func (l *ledger) Facts(_ context.Context, month statistics.Month) ([]statistics.Fact, error) {
	if l.down {
		return nil, problem.New(problem.Unavailable, "unavailable")
	}
	l.read[month]++
	return l.facts[month], nil
}

func TestPublicStatisticsAreReadOnceInFiveMinutes(t *testing.T) {
	t.Parallel()
	rules, err := casework.LoadRules(0)
	must(t, err)
	now := drafts.At
	january := make([]statistics.Fact, 7)
	for i := range january {
		january[i] = statistics.Fact{Month: "2026-01", Field: "it", Outcome: statistics.UnderWay, DueAt: now.Add(time.Hour)}
	}
	l := &ledger{facts: map[statistics.Month][]statistics.Fact{"2026-01": january}, read: map[statistics.Month]int{}}
	s := &casework.Statistics{Facts: l, Rules: rules, Now: func() time.Time { return now }}
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
	if l.read["2026-01"] != 1 {
		t.Errorf("want the month read once, got %d", l.read["2026-01"])
	}
	_, err = s.Public(t.Context(), "2025-12", "")
	wantKind(t, problem.Unavailable, err)
	now, l.down = now.Add(time.Second), false
	ask("2026-01")
	if l.read["2026-01"] != 2 {
		t.Errorf("want it read again after five minutes, got %d", l.read["2026-01"])
	}
	if got := ask("1999-01").From; got != "2025-04" {
		t.Errorf("want nothing before Decision 99, got %s", got)
	}
	_, err = s.Public(t.Context(), "January", "")
	wantKind(t, problem.Invalid, err)
}
