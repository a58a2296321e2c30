package dynamo

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"

	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// item is a row as DynamoDB has it.
type item = map[string]types.AttributeValue

// The attributes that every row of a case may have beside its record's own.
const (
	sequenceAttribute = "Sequence" // of the change that wrote the row
	sealedAttribute   = "Sealed"
)

// row is one row of a case before it is sealed, so that two of them can be compared.
type row struct {
	key    sortKey
	plain  item
	secret []byte // JSON; nil where nothing is to be sealed
}

// newRow takes the record's attributes as they are and the secret as JSON.
func newRow(key sortKey, record, secret any) (row, error) {
	plain, err := marshal(record)
	if err != nil {
		return row{}, fmt.Errorf("row %s: %w", key.sort(), err)
	}
	r := row{key: key, plain: plain}
	if secret == nil {
		return r, nil
	}
	if r.secret, err = json.Marshal(secret); err != nil {
		return row{}, fmt.Errorf("secret of row %s: %w", key.sort(), err)
	}
	if string(r.secret) == "{}" {
		r.secret = nil
	}
	return r, nil
}

func (r row) equal(other row) bool {
	return bytes.Equal(r.secret, other.secret) && reflect.DeepEqual(r.plain, other.plain)
}

// seal returns the row as it is stored, written by the change of that sequence.
func (r row) seal(partition partitionKey, sequence int, key Key) (item, error) {
	stored := keyed(partition, r.key)
	maps.Copy(stored, r.plain)
	stored[sequenceAttribute] = number(sequence)
	if r.secret == nil {
		return stored, nil
	}
	sealed, err := key.Seal(r.secret, aad(partition, r.key))
	if err != nil {
		return nil, err
	}
	stored[sealedAttribute] = &types.AttributeValueMemberB{Value: sealed}
	return stored, nil
}

// open returns the record and the secret of a stored row.
func open[R, S any](partition partitionKey, key sortKey, stored item, data Key) (record R, secret S, err error) {
	if err := unmarshal(stored, &record); err != nil {
		return record, secret, fmt.Errorf("row %s of %s: %w", key.sort(), partition.partition(), err)
	}
	sealed, ok := stored[sealedAttribute].(*types.AttributeValueMemberB)
	if !ok {
		return record, secret, nil
	}
	plaintext, err := data.Open(sealed.Value, aad(partition, key))
	if err != nil {
		return record, secret, err
	}
	if err := json.Unmarshal(plaintext, &secret); err != nil {
		return record, secret, fmt.Errorf("secret of row %s of %s: %w", key.sort(), partition.partition(), err)
	}
	return record, secret, nil
}

// aad binds what is sealed to its place: a justification moved into another lane's row cannot be opened there.
func aad(partition partitionKey, key sortKey) []byte {
	return []byte(partition.partition() + "/" + key.sort())
}

func keyed(partition partitionKey, key sortKey) item {
	return item{contract.PartitionKey: text(partition.partition()), contract.SortKey: text(key.sort())}
}

func text(s string) types.AttributeValue { return &types.AttributeValueMemberS{Value: s} }

func number(n int) types.AttributeValue { return &types.AttributeValueMemberN{Value: fmt.Sprint(n)} }

func flag(b bool) types.AttributeValue { return &types.AttributeValueMemberBOOL{Value: b} }

func textOf(i item, name string) string {
	if s, ok := i[name].(*types.AttributeValueMemberS); ok {
		return s.Value
	}
	return ""
}

// marshal and unmarshal write civil dates as their texts.
func marshal(record any) (item, error) {
	return attributevalue.MarshalMapWithOptions(record, func(o *attributevalue.EncoderOptions) { o.UseEncodingMarshalers = true })
}

func unmarshal(stored item, record any) error {
	return attributevalue.UnmarshalMapWithOptions(stored, record, func(o *attributevalue.DecoderOptions) { o.UseEncodingUnmarshalers = true })
}
