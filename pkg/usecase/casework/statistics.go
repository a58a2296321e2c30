package casework

import (
	"context"
	"sync"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

// Statistics are the programme's figures for everybody. They are safe for concurrent use.
type Statistics struct {
	Counters Counters
	Rules    Rules
	Now      func() time.Time

	mu   sync.Mutex
	kept map[string]keptFigures
}

type keptFigures struct {
	figures record.Figures
	until   time.Time
}

// figuresKeptFor is how long a counter is kept in memory: anybody may ask, and nobody needs the last minute.
const figuresKeptFor = 5 * time.Minute

// Public returns the figures of the months from and to, "2026-01" or "", without anything that would tell of one
// person. It fails with Invalid for a period that is none, and with Unavailable.
func (s *Statistics) Public(ctx context.Context, from, to string) (statistics.Figures, error) {
	now := s.Now()
	period, err := s.Rules.period(from, to, now)
	if err != nil {
		return statistics.Figures{}, err
	}
	exact, err := figure(ctx, s, statistics.Scope{Programme: s.Rules.Latest().Programme, Period: period, Now: now})
	return exact.Public(), err
}

// Figures implements Counters out of memory.
func (s *Statistics) Figures(ctx context.Context, counter string) (record.Figures, error) {
	now := s.Now()
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.kept[counter]; ok && now.Before(known.until) {
		return known.figures, nil
	}
	figures, err := s.Counters.Figures(ctx, counter)
	if err != nil {
		return nil, err
	}
	if s.kept == nil {
		s.kept = map[string]keptFigures{}
	}
	s.kept[counter] = keptFigures{figures, now.Add(figuresKeptFor)}
	return figures, nil
}

// figure sums up the counters of a scope.
func figure(ctx context.Context, counters Counters, s statistics.Scope) (statistics.Figures, error) {
	open, err := work(ctx, counters)
	if err != nil {
		return statistics.Figures{}, err
	}
	months := map[statistics.Month]record.Figures{}
	for _, m := range s.Period.Months() {
		if months[m], err = counters.Figures(ctx, statistics.MonthCounter(m)); err != nil {
			return statistics.Figures{}, err
		}
	}
	return statistics.Figure(months, open, s)
}

// work is how many lanes are open, by authority and due day.
func work(ctx context.Context, counters Counters) ([]statistics.Work, error) {
	figures, err := counters.Figures(ctx, statistics.WorkCounter)
	if err != nil {
		return nil, err
	}
	return statistics.WorkOf(figures)
}

// period reads a period; nothing lies before the act that the programme rests on.
func (r Rules) period(from, to string, now time.Time) (statistics.Period, error) {
	return statistics.PeriodOf(from, to, statistics.MonthOf(r.Latest().Programme.Act.Date), statistics.MonthOf(calendar.DateOf(now)))
}
