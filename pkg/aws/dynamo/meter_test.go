package dynamo_test

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
)

// meter is DynamoDB with a counter of the units that AWS charges. Reads and single writes are what the engine says. The
// engine rounds a transaction as a whole and doubles it where an index is touched, so transactions are reckoned here by the
// published rule: per item two units for each KB begun, and one for each KB of its entry in the index.
type meter struct {
	*dynamodb.Client
	mu          sync.Mutex
	read, write float64
}

func (m *meter) charge(to *float64, used *types.ConsumedCapacity) {
	if used != nil {
		m.add(to, aws.ToFloat64(used.CapacityUnits))
	}
}

func (m *meter) add(to *float64, units float64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	*to += units
}

func (m *meter) GetItem(ctx context.Context, in *dynamodb.GetItemInput, o ...func(*dynamodb.Options)) (*dynamodb.GetItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.GetItem(ctx, in, o...)
	if err == nil {
		m.charge(&m.read, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) Query(ctx context.Context, in *dynamodb.QueryInput, o ...func(*dynamodb.Options)) (*dynamodb.QueryOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.Query(ctx, in, o...)
	if err == nil {
		m.charge(&m.read, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) PutItem(ctx context.Context, in *dynamodb.PutItemInput, o ...func(*dynamodb.Options)) (*dynamodb.PutItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.PutItem(ctx, in, o...)
	if err == nil {
		m.charge(&m.write, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) UpdateItem(ctx context.Context, in *dynamodb.UpdateItemInput, o ...func(*dynamodb.Options)) (*dynamodb.UpdateItemOutput, error) {
	in.ReturnConsumedCapacity = types.ReturnConsumedCapacityTotal
	out, err := m.Client.UpdateItem(ctx, in, o...)
	if err == nil {
		m.charge(&m.write, out.ConsumedCapacity)
	}
	return out, err
}

func (m *meter) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	out, err := m.Client.TransactWriteItems(ctx, in, o...)
	for _, one := range in.TransactItems {
		switch {
		case err != nil: // a cancelled transaction costs as much; the life below meets none
		case one.Delete != nil:
			m.add(&m.write, 2)
		default:
			m.add(&m.write, unitsOf(one.Put.Item))
		}
	}
	return out, err
}

// unitsOf is what writing an item in a transaction costs. A lane is in the index before or after its writing.
func unitsOf(i map[string]types.AttributeValue) float64 {
	kb := float64((sizeOf(&types.AttributeValueMemberM{Value: i}) + 1023) / 1024)
	if _, lane := i["Maximum"]; lane || i[contract.WorkPartitionKey] != nil {
		return 3 * kb
	}
	return 2 * kb
}

// sizeOf reckons an item's bytes by the published rule.
func sizeOf(value types.AttributeValue) int {
	switch v := value.(type) {
	case *types.AttributeValueMemberS:
		return len(v.Value)
	case *types.AttributeValueMemberN:
		return len(v.Value)/2 + 2
	case *types.AttributeValueMemberB:
		return len(v.Value)
	case *types.AttributeValueMemberM:
		size := 3
		for name, one := range v.Value {
			size += len(name) + sizeOf(one) + 1
		}
		return size
	case *types.AttributeValueMemberL:
		size := 3
		for _, one := range v.Value {
			size += sizeOf(one) + 1
		}
		return size
	}
	return 1
}

func TestUnitsFollowThePublishedRule(t *testing.T) {
	t.Parallel()
	long := func(n int) map[string]types.AttributeValue {
		return map[string]types.AttributeValue{"A": &types.AttributeValueMemberB{Value: make([]byte, n-5)}}
	}
	for name, test := range map[string]struct {
		item map[string]types.AttributeValue
		want float64
	}{
		"one KB": {long(1024), 2}, "a byte more": {long(1025), 4},
		"in the index": {map[string]types.AttributeValue{contract.WorkPartitionKey: text("WORK#a")}, 3},
	} {
		if got := unitsOf(test.item); got != test.want {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
	}
}
