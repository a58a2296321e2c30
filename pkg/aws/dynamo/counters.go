package dynamo

import (
	"context"
	"strconv"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// Adjust adds to one figure of a counter.
func (t *Table) Adjust(ctx context.Context, counter, row, cell string, by int) error {
	tx := &transaction{table: t.Table}
	tx.addTo(countKey(counter, row, 0), map[string]int{cell: by})
	return wrap(t.commit(ctx, tx), "adjust the figure", counter+" "+row+" "+cell)
}

// Figures returns the sums of a counter. It reads as many rows as the counter has, however many records were counted.
func (t *Table) Figures(ctx context.Context, counter string) (record.Figures, error) {
	sums := record.Figures{}
	err := t.each(ctx, span{partition: countPartition(counter)}, func(i item) error {
		sort := textOf(i, contract.SortKey)
		row := sort[:max(strings.LastIndexByte(sort, '#'), 0)]
		for cell, value := range i {
			n, ok := value.(*types.AttributeValueMemberN)
			if !ok {
				continue
			}
			if sums[row] == nil {
				sums[row] = map[string]int{}
			}
			more, err := strconv.Atoi(n.Value)
			if err != nil {
				return wrap(err, "read the figure", counter+" "+sort+" "+cell)
			}
			sums[row][cell] += more
		}
		return nil
	})
	return sums, wrap(err, "read the figures of", counter)
}
