package statistics_test

import (
	"context"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

// figures are counters by name.
type figures map[string]record.Figures

// figuresOf sums up facts, as the table does when they are written.
func figuresOf(facts ...statistics.Fact) figures {
	sums := figures{}
	for _, f := range facts {
		for _, c := range statistics.Counts(f) {
			if sums[c.Counter] == nil {
				sums[c.Counter] = record.Figures{}
			}
			if sums[c.Counter][c.Row] == nil {
				sums[c.Counter][c.Row] = map[string]int{}
			}
			sums[c.Counter][c.Row][c.Cell] += c.N
		}
	}
	return sums
}

// Figures implements casework.Counters.
func (f figures) Figures(_ context.Context, counter string) (record.Figures, error) {
	return f[counter], nil
}
