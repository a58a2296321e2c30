package memory

import (
	"context"

	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

// Figures are counters by name.
type Figures map[string]record.Figures

// FiguresOf sums up facts, as the table does when they are written.
func FiguresOf(facts ...statistics.Fact) Figures {
	sums := Figures{}
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
func (f Figures) Figures(_ context.Context, counter string) (record.Figures, error) {
	return f[counter], nil
}
