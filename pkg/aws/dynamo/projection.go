package dynamo

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// projected is what a projection comes to in the table.
type projected struct {
	rows   map[key]projectedRow
	counts map[key]map[string]int
}

// projectedRow is a place or a reservation. Shows is what it shows or what is public of it, as JSON.
type projectedRow struct {
	Record record.ID `dynamodbav:"Record"`
	Owner  string    `dynamodbav:"Owner,omitempty"`
	Shows  string    `dynamodbav:"Shows,omitempty"`

	unique bool  // a reservation: only one record may hold the row
	taken  error // what it means that another does
}

const reservedRow = "RESERVED"

func listPartition(list string) string { return "LIST#" + list }

func countPartition(counter string) string { return contract.CountRows + counter }

func reservedKey(space, name string) key {
	return key{strings.ToUpper(space) + "#" + name, reservedRow}
}

// placeKey sorts the lines of a list. The id makes it unique, the part tells a record's own lines apart.
func placeKey(id record.ID, p record.Place) key {
	return key{listPartition(p.List), p.At + "#" + string(id) + "#" + p.Part}
}

// projectionOf turns a projection into rows.
func (t *Table) projectionOf(ctx context.Context, id record.ID, p record.Projection) (projected, error) {
	all := projected{rows: map[key]projectedRow{}, counts: map[key]map[string]int{}}
	for _, place := range p.Places {
		shows, err := shown(place.Shows)
		if err != nil {
			return projected{}, err
		}
		all.rows[placeKey(id, place)] = projectedRow{Record: id, Shows: shows}
	}
	for _, r := range p.Reservations {
		facts, err := shown(r.Facts)
		if err != nil {
			return projected{}, err
		}
		name := r.Name
		if r.Secret != "" {
			if name, err = t.hide(ctx, r.Space, r.Secret); err != nil {
				return projected{}, err
			}
		}
		all.rows[reservedKey(r.Space, name)] = projectedRow{Record: id, Owner: r.Owner, Shows: facts, unique: true, taken: r.Taken}
	}
	for _, c := range p.Counts {
		at := countKey(c.Counter, c.Row, shardOf(id))
		if all.counts[at] == nil {
			all.counts[at] = map[string]int{}
		}
		all.counts[at][c.Cell] += c.N
	}
	return all, nil
}

func shown(value any) (string, error) {
	if value == nil {
		return "", nil
	}
	raw, err := json.Marshal(value)
	return string(raw), wrap(err, "write", "what a projection shows")
}

// digest is 128 bits over every row and every count.
func (p projected) digest() []byte {
	var lines []string
	for at, row := range p.rows {
		lines = append(lines, fmt.Sprintf("%q %q %q %q %q", at.partition, at.sort, row.Record, row.Owner, row.Shows))
	}
	for at, cells := range p.counts {
		for cell, n := range cells {
			lines = append(lines, fmt.Sprintf("%q %q %q %d", at.partition, at.sort, cell, n))
		}
	}
	slices.Sort(lines)
	sum := sha256.Sum256([]byte(strings.Join(lines, "\n")))
	return sum[:16]
}

// project writes what differs between two projections of a record.
func (t *Table) project(ctx context.Context, tx *transaction, id record.ID, before, after projected) error {
	for _, at := range sorted(before.rows) {
		if _, stays := after.rows[at]; stays {
			continue
		}
		others, err := t.taken(ctx, id, at, before.rows[at])
		if err != nil {
			return err
		}
		if !others {
			tx.remove(at, before.rows[at].own(id, errConflict))
		}
	}
	for _, at := range sorted(after.rows) {
		row := after.rows[at]
		if was, there := before.rows[at]; there && was.Shows == row.Shows && was.Owner == row.Owner {
			continue
		}
		i, err := at.with(row)
		if err != nil {
			return err
		}
		tx.put(i, row.free(id, row.taken))
	}
	tx.count(before.counts, after.counts)
	return nil
}

// taken reports whether a later record of the same owner took the name over.
func (t *Table) taken(ctx context.Context, id record.ID, at key, row projectedRow) (bool, error) {
	if row.Owner == "" {
		return false, nil
	}
	i, err := t.get(ctx, at)
	return i != nil && textOf(i, "Record") != string(id), err
}

// own lets in the first one, and the record that holds the row.
func (r projectedRow) own(id record.ID, refusal error) condition {
	if !r.unique {
		return always
	}
	return condition{expression: "attribute_not_exists(#record) OR #record = :record", names: map[string]string{"#record": "Record"},
		values: item{":record": text(string(id))}, refusal: refusal}
}

// free lets in another record of the same owner too.
func (r projectedRow) free(id record.ID, refusal error) condition {
	c := r.own(id, refusal)
	if r.Owner != "" {
		c.expression += " OR #owner = :owner"
		c.names["#owner"], c.values[":owner"] = "Owner", text(r.Owner)
	}
	return c
}

// sorted gives the rows an order, so that the same change is the same transaction.
func sorted(rows map[key]projectedRow) []key {
	return slices.SortedFunc(maps.Keys(rows), func(a, b key) int {
		return strings.Compare(a.partition+"\n"+a.sort, b.partition+"\n"+b.sort)
	})
}

// shards is over how many rows a figure is spread. Whoever writes a figure at once with others meets few of them.
const shards = 4

// shardOf is the same for all changes of a record: what it adds to a figure it takes from the same row.
func shardOf(id record.ID) int {
	sum := fnv.New32a()
	sum.Write([]byte(id))
	return int(sum.Sum32() % shards)
}

func countKey(counter, row string, shard int) key {
	return key{countPartition(counter), fmt.Sprintf("%s#%d", row, shard)}
}

// count adds the differences to the figures.
func (t *transaction) count(before, after map[key]map[string]int) {
	differences := map[key]map[string]int{}
	for sign, counts := range map[int]map[key]map[string]int{-1: before, 1: after} {
		for at, cells := range counts {
			for cell, n := range cells {
				if differences[at] == nil {
					differences[at] = map[string]int{}
				}
				differences[at][cell] += sign * n
			}
		}
	}
	for at, cells := range differences {
		maps.DeleteFunc(cells, func(_ string, n int) bool { return n == 0 })
		if len(cells) > 0 {
			t.addTo(at, cells)
		}
	}
}

func (t *transaction) addTo(at key, cells map[string]int) {
	var adds []string
	names, values := map[string]string{}, item{}
	for i, cell := range slices.Sorted(maps.Keys(cells)) {
		name, value := fmt.Sprintf("#c%d", i), fmt.Sprintf(":n%d", i)
		adds = append(adds, name+" "+value)
		names[name], values[value] = cell, number(int64(cells[cell]))
	}
	t.add(types.TransactWriteItem{Update: &types.Update{TableName: &t.table, Key: at.item(),
		UpdateExpression:         aws.String("ADD " + strings.Join(adds, ", ")),
		ExpressionAttributeNames: names, ExpressionAttributeValues: values}}, always)
}
