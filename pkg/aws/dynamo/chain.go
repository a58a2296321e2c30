package dynamo

import (
	"context"
	"time"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

type entryRecord struct {
	Case     string            `dynamodbav:"Case"`
	Sequence int               `dynamodbav:"Sequence"`
	At       time.Time         `dynamodbav:"At"`
	Actor    actorRecord       `dynamodbav:"Actor"`
	Action   audit.Action      `dynamodbav:"Action"`
	Subject  string            `dynamodbav:"Subject,omitempty"`
	Policy   string            `dynamodbav:"Policy,omitempty"`
	Details  map[string]string `dynamodbav:"Details,omitempty"`
	Settles  []string          `dynamodbav:"Settles,omitempty"`
	Read     bool              `dynamodbav:"Read,omitempty"`
	Previous string            `dynamodbav:"Previous,omitempty"`
	Hash     string            `dynamodbav:"Hash"`
}

type actorRecord struct {
	ID        string `dynamodbav:"ID"`
	Role      string `dynamodbav:"Role"`
	Authority string `dynamodbav:"Authority,omitempty"`
}

func entryRecordOf(e audit.Entry) entryRecord {
	return entryRecord{Case: e.Case, Sequence: e.Sequence, At: e.At, Actor: actorRecord(e.Actor), Action: e.Action, Subject: e.Subject,
		Policy: e.Policy, Details: e.Details, Settles: e.Settles, Read: e.Read, Previous: e.Previous, Hash: e.Hash}
}

func (r entryRecord) entry() audit.Entry {
	return audit.Entry{Case: r.Case, Sequence: r.Sequence, At: r.At, Actor: audit.Actor(r.Actor), Action: r.Action, Subject: r.Subject,
		Policy: r.Policy, Details: r.Details, Settles: r.Settles, Read: r.Read, Previous: r.Previous, Hash: r.Hash}
}

// Chain returns the whole audit chain of a case, the first entry first; none for a case that never was.
func (s *Store) Chain(ctx context.Context, id application.ID) ([]audit.Entry, error) {
	var chain []audit.Entry
	q := within(s.partition(historyPartition(id)), contract.ChangeSortKeyPrefix)
	err := s.pages(ctx, q, func(i item) error {
		var r entryRecord
		if err := unmarshal(i, &r); err != nil {
			return err
		}
		chain = append(chain, r.entry())
		return nil
	})
	return chain, wrap(err, "read the chain of", string(id))
}

// EntryOf reads the audit entry out of a record of the table's stream; the stream carries the rows of the chain only.
func EntryOf(record events.DynamoDBEventRecord) (audit.Entry, error) {
	var r entryRecord
	if err := unmarshal(streamed(record.Change.NewImage), &r); err != nil {
		return audit.Entry{}, wrap(err, "read stream record", record.EventID)
	}
	return r.entry(), nil
}

func streamed(image map[string]events.DynamoDBAttributeValue) item {
	i := make(item, len(image))
	for name, value := range image {
		i[name] = streamedValue(value)
	}
	return i
}

// streamedValue translates what Lambda hands over into what the SDK reads. An entry holds none of the other types.
func streamedValue(v events.DynamoDBAttributeValue) types.AttributeValue {
	switch v.DataType() {
	case events.DataTypeString:
		return text(v.String())
	case events.DataTypeNumber:
		return &types.AttributeValueMemberN{Value: v.Number()}
	case events.DataTypeBoolean:
		return &types.AttributeValueMemberBOOL{Value: v.Boolean()}
	case events.DataTypeMap:
		return &types.AttributeValueMemberM{Value: streamed(v.Map())}
	case events.DataTypeList:
		list := make([]types.AttributeValue, len(v.List()))
		for i, one := range v.List() {
			list[i] = streamedValue(one)
		}
		return &types.AttributeValueMemberL{Value: list}
	}
	return &types.AttributeValueMemberNULL{Value: true}
}
