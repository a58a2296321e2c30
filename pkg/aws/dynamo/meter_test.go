package dynamo_test

import (
	"context"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

// meter is DynamoDB with a counter of the units that AWS charges. Reads and single writes are what the engine says. The
// engine rounds a transaction as a whole, so transactions are reckoned here by the published rule: two units for each
// KB begun of each item that is put or updated, and for a check or a deletion two.
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
		case one.Put != nil:
			m.add(&m.write, unitsOf(one.Put.Item))
		default: // what is updated is a row of figures, far below a KB
			m.add(&m.write, 2)
		}
	}
	return out, err
}

// unitsOf is what putting an item in a transaction costs.
func unitsOf(i row) float64 {
	return 2 * float64((sizeOf(&types.AttributeValueMemberM{Value: i})+1023)/1024)
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
	for size, want := range map[int]float64{100: 2, 1024: 2, 1025: 4, 2049: 6} {
		if got := unitsOf(row{"A": &types.AttributeValueMemberB{Value: make([]byte, size-5)}}); got != want {
			t.Errorf("%d bytes: want %v, got %v", size, want, got)
		}
	}
}
