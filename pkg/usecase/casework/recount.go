package casework

import (
	"context"
	"log/slog"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/domain/statistics"
)

// Recount counts the open work anew from the lists that it stands in, and mends the figures that differ. Both are
// written in the transaction of each change, so a difference is the trace of a fault or of a hand in the table. All
// fields are required.
type Recount struct {
	Lists    Lists
	Counters interface {
		Counters
		// Adjust adds to one figure of a counter.
		Adjust(ctx context.Context, counter, row, cell string, by int) error
	}
	Rules Rules
}

// figureAt is one figure of the open work.
type figureAt struct{ row, cell string }

// linesAtOnce is how many lines of a list are read at once.
const linesAtOnce = 200

// Mend returns how many figures were mended. People work on meanwhile, so a figure is mended where it is wrong by the
// same number twice; any other one is left to the next time.
func (r Recount) Mend(ctx context.Context) (mended int, err error) {
	first, err := r.differences(ctx)
	if err != nil || len(first) == 0 {
		return 0, err
	}
	again, err := r.differences(ctx)
	if err != nil {
		return 0, err
	}
	for at, by := range first {
		if again[at] != by {
			continue
		}
		if err := r.Counters.Adjust(ctx, statistics.WorkCounter, at.row, at.cell, by); err != nil {
			return mended, err
		}
		mended++
		slog.ErrorContext(ctx, "figure mended", "row", at.row, "cell", at.cell, "by", by)
	}
	return mended, nil
}

// differences is by how much the figures are too small.
func (r Recount) differences(ctx context.Context) (map[figureAt]int, error) {
	differ := map[figureAt]int{}
	for _, authority := range r.Rules.Latest().Programme.Authorities {
		if err := r.count(ctx, authority.ID, differ); err != nil {
			return nil, err
		}
	}
	figures, err := r.Counters.Figures(ctx, statistics.WorkCounter)
	for row, cells := range figures {
		for cell, n := range cells {
			differ[figureAt{row, cell}] -= n
		}
	}
	for at, n := range differ {
		if n == 0 {
			delete(differ, at)
		}
	}
	return differ, err
}

// count adds what stands in the list of an authority.
func (r Recount) count(ctx context.Context, authority programme.AuthorityID, counted map[figureAt]int) error {
	q := record.Query{List: workList(authority), Limit: linesAtOnce}
	for {
		lines, next, err := r.Lists.List(ctx, q)
		if err != nil {
			return err
		}
		for _, l := range lines {
			var w lineOfWork
			if err := l.Read(&w); err != nil {
				return err
			}
			for _, cell := range statistics.WorkCells(authority, w.ClaimedBy != "") {
				counted[figureAt{w.Counted, cell}]++
			}
		}
		if next == "" {
			return nil
		}
		q.Cursor = next
	}
}
