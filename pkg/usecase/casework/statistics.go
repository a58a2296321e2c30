package casework

import (
	"context"
	"sync"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/statistics"
)

// Facts reads the facts of submitted applications, which name nobody.
type Facts interface {
	// Facts returns those of the applications submitted in the month, in no order.
	Facts(ctx context.Context, month statistics.Month) ([]statistics.Fact, error)
}

// Statistics are the programme's figures for everybody. They are safe for concurrent use.
type Statistics struct {
	Facts Facts
	Rules Rules
	Now   func() time.Time

	mu   sync.Mutex
	kept map[statistics.Month]keptMonth
}

type keptMonth struct {
	facts []statistics.Fact
	until time.Time
}

// factsKeptFor is how long a month's facts are kept in memory: anybody may ask, and nobody needs the last minute.
const factsKeptFor = 5 * time.Minute

// Public returns the figures of the months from and to, "2026-01" or "", without anything that would tell of one person. It
// fails with Invalid for a period that is none, and with Unavailable.
func (s *Statistics) Public(ctx context.Context, from, to string) (statistics.Figures, error) {
	now := s.Now()
	period, err := s.Rules.period(from, to, now)
	if err != nil {
		return statistics.Figures{}, err
	}
	var facts []statistics.Fact
	for _, month := range period.Months() {
		found, err := s.month(ctx, month, now)
		if err != nil {
			return statistics.Figures{}, err
		}
		facts = append(facts, found...)
	}
	exact := statistics.Figure(facts, statistics.Scope{Programme: s.Rules.Programme, Period: period, Now: now})
	return exact.Public(), nil
}

func (s *Statistics) month(ctx context.Context, month statistics.Month, now time.Time) ([]statistics.Fact, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.kept[month]; ok && now.Before(known.until) {
		return known.facts, nil
	}
	facts, err := s.Facts.Facts(ctx, month)
	if err != nil {
		return nil, err
	}
	if s.kept == nil {
		s.kept = map[statistics.Month]keptMonth{}
	}
	s.kept[month] = keptMonth{facts, now.Add(factsKeptFor)}
	return facts, nil
}

// period reads a period; nothing lies before the act that the programme rests on.
func (r Rules) period(from, to string, now time.Time) (statistics.Period, error) {
	return statistics.PeriodOf(from, to, statistics.MonthOf(r.Programme.Act.Date), statistics.MonthOf(calendar.DateOf(now)))
}
