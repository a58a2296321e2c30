package testkit

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/smithy-go"

	"hsmp.example/cases/pkg/contract"
)

// Item is a row as DynamoDB has it.
type Item = map[string]types.AttributeValue

// Fake is DynamoDB in memory, as far as the table asks it: so that tests of use cases run on the real store without an
// engine. It understands the expressions that package dynamo writes, and fails on any other. It is safe for concurrent
// use.
type Fake struct {
	mu     sync.Mutex
	rows   map[string]map[string]Item // by partition and sort key
	fails  func() error               // asked before each call; may be nil
	writes int
}

// NewFake returns an empty table.
func NewFake() *Fake { return &Fake{rows: map[string]map[string]Item{}} }

// Fail makes every call ask first whether it is to fail; nil lets all pass.
func (f *Fake) Fail(fails func() error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fails = fails
}

// Alter changes every row past the store, as somebody with access to the table could; a row that becomes nil is
// deleted.
func (f *Fake) Alter(change func(Item) Item) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, partition := range f.rows {
		for sort, row := range partition {
			if partition[sort] = change(maps.Clone(row)); partition[sort] == nil {
				delete(partition, sort)
			}
		}
	}
}

// Writes counts the calls that wrote something.
func (f *Fake) Writes() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.writes
}

func (f *Fake) begin() (end func(), err error) {
	f.mu.Lock()
	if f.fails != nil {
		err = f.fails()
	}
	return f.mu.Unlock, err
}

func textAt(i Item, name string) string {
	s, _ := i[name].(*types.AttributeValueMemberS)
	if s == nil {
		return ""
	}
	return s.Value
}

func (f *Fake) at(key Item) Item {
	return f.rows[textAt(key, contract.PartitionKey)][textAt(key, contract.SortKey)]
}

func (f *Fake) set(key, row Item) {
	partition, sort := textAt(key, contract.PartitionKey), textAt(key, contract.SortKey)
	if f.rows[partition] == nil {
		f.rows[partition] = map[string]Item{}
	}
	if row == nil {
		delete(f.rows[partition], sort)
		return
	}
	f.rows[partition][sort] = maps.Clone(row)
}

// GetItem implements dynamo.Client.
func (f *Fake) GetItem(_ context.Context, in *dynamodb.GetItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	end, err := f.begin()
	defer end()
	return &dynamodb.GetItemOutput{Item: maps.Clone(f.at(in.Key))}, err
}

// change is what a call does to one row, if its condition holds.
type change struct {
	key       Item
	condition *string
	names     map[string]string
	values    Item
	apply     func() // nil for a check alone
}

func (f *Fake) holds(c change) bool { return holds(c.condition, c.names, c.values, f.at(c.key)) }

// PutItem implements dynamo.Client.
func (f *Fake) PutItem(_ context.Context, in *dynamodb.PutItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	return &dynamodb.PutItemOutput{}, f.single(change{in.Item, in.ConditionExpression, in.ExpressionAttributeNames,
		in.ExpressionAttributeValues, func() { f.set(in.Item, in.Item) }})
}

// DeleteItem implements dynamo.Client.
func (f *Fake) DeleteItem(_ context.Context, in *dynamodb.DeleteItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.DeleteItemOutput, error) {
	out := &dynamodb.DeleteItemOutput{}
	return out, f.single(change{in.Key, in.ConditionExpression, in.ExpressionAttributeNames,
		in.ExpressionAttributeValues, func() { out.Attributes = f.at(in.Key); f.set(in.Key, nil) }})
}

// UpdateItem implements dynamo.Client.
func (f *Fake) UpdateItem(_ context.Context, in *dynamodb.UpdateItemInput, _ ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	out := &dynamodb.UpdateItemOutput{}
	return out, f.single(change{key: in.Key, apply: func() {
		out.Attributes = f.add(in.Key, in.UpdateExpression, in.ExpressionAttributeNames, in.ExpressionAttributeValues)
	}})
}

func (f *Fake) single(c change) error {
	end, err := f.begin()
	defer end()
	if err != nil {
		return err
	}
	if !f.holds(c) {
		return &types.ConditionalCheckFailedException{}
	}
	c.apply()
	f.writes++
	return nil
}

// add does "ADD #a :n, #b :m" and returns what was updated.
func (f *Fake) add(key Item, update *string, names map[string]string, values Item) Item {
	row := maps.Clone(f.at(key))
	if row == nil {
		row = maps.Clone(key)
	}
	updated, expression := Item{}, aws.ToString(update)
	for _, one := range strings.Split(strings.TrimPrefix(expression, "ADD "), ", ") {
		name, value, ok := strings.Cut(one, " ")
		if !ok || names[name] == "" {
			panic("testkit: an update that the fake does not know: " + expression)
		}
		sum := &types.AttributeValueMemberN{Value: strconv.Itoa(numberOf(row[names[name]]) + numberOf(values[value]))}
		row[names[name]], updated[names[name]] = sum, sum
	}
	f.set(key, row)
	return updated
}

func numberOf(v types.AttributeValue) int {
	n, ok := v.(*types.AttributeValueMemberN)
	if !ok {
		return 0
	}
	value, err := strconv.Atoi(n.Value)
	if err != nil {
		panic(err)
	}
	return value
}

// TransactWriteItems implements dynamo.Client: all or nothing.
func (f *Fake) TransactWriteItems(_ context.Context, in *dynamodb.TransactWriteItemsInput, _ ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	end, err := f.begin()
	defer end()
	if err != nil {
		return nil, err
	}
	changes := make([]change, len(in.TransactItems))
	for i, one := range in.TransactItems {
		changes[i] = f.changeOf(one)
	}
	if err := wellFormed(changes); err != nil {
		return nil, err
	}
	reasons := make([]types.CancellationReason, len(changes))
	refused := false
	for i, c := range changes {
		reasons[i].Code = aws.String("None")
		if !f.holds(c) {
			reasons[i].Code, refused = aws.String("ConditionalCheckFailed"), true
		}
	}
	if refused {
		return nil, &types.TransactionCanceledException{CancellationReasons: reasons}
	}
	for _, c := range changes {
		if c.apply != nil {
			c.apply()
		}
	}
	f.writes++
	return &dynamodb.TransactWriteItemsOutput{}, nil
}

// wellFormed refuses what DynamoDB refuses whatever the table holds.
func wellFormed(changes []change) error {
	seen := map[string]bool{}
	for _, c := range changes {
		name := textAt(c.key, contract.PartitionKey) + "\n" + textAt(c.key, contract.SortKey)
		if seen[name] {
			return invalid("Transaction request cannot include multiple operations on one item")
		}
		seen[name] = true
	}
	if len(changes) == 0 || len(changes) > 100 {
		return invalid("Member must have length less than or equal to 100")
	}
	return nil
}

func invalid(message string) error {
	return &smithy.GenericAPIError{Code: "ValidationException", Message: message}
}

func (f *Fake) changeOf(one types.TransactWriteItem) change {
	switch p, d, c := one.Put, one.Delete, one.ConditionCheck; {
	case p != nil:
		return change{p.Item, p.ConditionExpression, p.ExpressionAttributeNames, p.ExpressionAttributeValues, func() { f.set(p.Item, p.Item) }}
	case d != nil:
		return change{d.Key, d.ConditionExpression, d.ExpressionAttributeNames, d.ExpressionAttributeValues, func() { f.set(d.Key, nil) }}
	case c != nil:
		return change{c.Key, c.ConditionExpression, c.ExpressionAttributeNames, c.ExpressionAttributeValues, nil}
	}
	u := one.Update
	return change{key: u.Key, apply: func() { f.add(u.Key, u.UpdateExpression, u.ExpressionAttributeNames, u.ExpressionAttributeValues) }}
}

// Query implements dynamo.Client. A page ends at the limit alone.
func (f *Fake) Query(_ context.Context, in *dynamodb.QueryInput, _ ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	end, err := f.begin()
	defer end()
	if err != nil {
		return nil, err
	}
	value := func(name string) string { return textAt(in.ExpressionAttributeValues, name) }
	partition := f.rows[value(":pk")]
	sorts := slices.Sorted(maps.Keys(partition))
	backwards := in.ScanIndexForward != nil && !*in.ScanIndexForward
	if backwards {
		slices.Reverse(sorts)
	}
	start, out := textAt(in.ExclusiveStartKey, contract.SortKey), &dynamodb.QueryOutput{}
	ranged := strings.Contains(aws.ToString(in.KeyConditionExpression), "BETWEEN")
	if ranged && (value(":from") == "" || value(":from") > value(":to") || start != "" && (start < value(":from") || start > value(":to"))) {
		return nil, invalid("The provided starting key is outside query boundaries based on provided conditions")
	}
	for _, sort := range sorts {
		if ranged && (sort < value(":from") || sort > value(":to")) || start != "" && (backwards == (sort > start) || sort == start) {
			continue
		}
		if in.Limit != nil && len(out.Items) == int(*in.Limit) {
			out.LastEvaluatedKey = out.Items[len(out.Items)-1]
			return out, nil
		}
		out.Items = append(out.Items, maps.Clone(partition[sort]))
	}
	return out, nil
}

// holds evaluates a condition on the row that is there.
func holds(expression *string, names map[string]string, values, row Item) bool {
	if expression == nil {
		return true
	}
	words := strings.Fields(strings.NewReplacer("(", " ( ", ")", " ) ").Replace(*expression))
	c := &conditions{words: words, names: names, values: values, row: row}
	met := c.any()
	if len(c.words) > 0 {
		panic(fmt.Sprintf("testkit: a condition that the fake does not know: %s", *expression))
	}
	return met
}

// conditions reads an expression from the left: OR binds less than AND.
type conditions struct {
	words       []string
	names       map[string]string
	values, row Item
}

func (c *conditions) next() string {
	if len(c.words) == 0 {
		return ""
	}
	word := c.words[0]
	c.words = c.words[1:]
	return word
}

func (c *conditions) follows(word string) bool {
	if len(c.words) == 0 || c.words[0] != word {
		return false
	}
	c.words = c.words[1:]
	return true
}

func (c *conditions) any() bool {
	met := c.every()
	for c.follows("OR") {
		met = c.every() || met
	}
	return met
}

func (c *conditions) every() bool {
	met := c.one()
	for c.follows("AND") {
		met = c.one() && met
	}
	return met
}

func (c *conditions) one() bool {
	word := c.next()
	switch word {
	case "(":
		met := c.any()
		c.follows(")")
		return met
	case "attribute_exists", "attribute_not_exists":
		c.follows("(")
		_, there := c.row[c.names[c.next()]]
		c.follows(")")
		return there == (word == "attribute_exists")
	}
	operator, value := c.next(), c.values[c.next()]
	have, there := c.row[c.names[word]]
	return there && compares(operator, have, value)
}

// compares puts numbers in the order of their size and texts in that of their bytes; other types are only equal or not.
func compares(operator string, have, want types.AttributeValue) bool {
	order := strings.Compare(scalar(have), scalar(want))
	if _, ok := have.(*types.AttributeValueMemberN); ok {
		order = numberOf(have) - numberOf(want)
	}
	switch operator {
	case "=":
		return order == 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	}
	panic("testkit: an operator that the fake does not know: " + operator)
}

func scalar(v types.AttributeValue) string {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return v.Value
	case *types.AttributeValueMemberB:
		return string(v.Value)
	case *types.AttributeValueMemberBOOL:
		return strconv.FormatBool(v.Value)
	}
	return ""
}
