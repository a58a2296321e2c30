package dynamo

import (
	"context"
	"reflect"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
)

// factRecord is a fact of statistics. Nothing in the row leads back to the case: its key is a hash of the case's id, which
// only somebody who knows the id can make. Lanes have short names, so that the row stays within one KB and costs two units.
type factRecord struct {
	Field       programme.FieldID  `dynamodbav:"Field"`
	Outcome     statistics.Outcome `dynamodbav:"Outcome"`
	Total       programme.Points   `dynamodbav:"Total,omitempty"`
	Days        int                `dynamodbav:"Days,omitempty"`
	DueDay      int                `dynamodbav:"DueDay"`
	DueAt       time.Time          `dynamodbav:"DueAt"`
	Corrections int                `dynamodbav:"Corrections,omitempty"`
	Extended    bool               `dynamodbav:"Extended,omitempty"`
	Lanes       []laneFactRecord   `dynamodbav:"Lanes"`
}

type laneFactRecord struct {
	Lane      programme.LaneID      `dynamodbav:"L"`
	Kind      programme.LaneKind    `dynamodbav:"K"`
	Authority programme.AuthorityID `dynamodbav:"A"`
	Points    programme.Points      `dynamodbav:"P,omitempty"`
	Opened    int                   `dynamodbav:"O,omitempty"`
	Closed    int                   `dynamodbav:"C,omitempty"`
	State     statistics.LaneState  `dynamodbav:"S"`
}

func factRecordOf(f statistics.Fact) factRecord {
	r := factRecord{Field: f.Field, Outcome: f.Outcome, Total: f.Total, Days: f.Days, DueDay: f.DueDay, DueAt: f.DueAt,
		Corrections: f.Corrections, Extended: f.Extended}
	for _, l := range f.Lanes {
		r.Lanes = append(r.Lanes, laneFactRecord(l))
	}
	return r
}

func (r factRecord) fact(month statistics.Month) statistics.Fact {
	f := statistics.Fact{Month: month, Field: r.Field, Outcome: r.Outcome, Total: r.Total, Days: r.Days, DueDay: r.DueDay,
		DueAt: r.DueAt, Corrections: r.Corrections, Extended: r.Extended}
	for _, l := range r.Lanes {
		f.Lanes = append(f.Lanes, statistics.LaneFact(l))
	}
	return f
}

// factual is the fact of a case at one moment; known is false for a draft.
type factual struct {
	fact  statistics.Fact
	known bool
}

func (s *Store) factual(c *application.Case) factual {
	if s.Fact == nil {
		return factual{}
	}
	f, known := s.Fact(c)
	return factual{f, known}
}

// count writes the fact anew where the change altered it, in the change's own transaction: figures never tell of what did
// not happen, nor miss what did.
func (t *transaction) count(id application.ID, before, after factual) error {
	if !after.known || reflect.DeepEqual(before, after) {
		return nil
	}
	record, err := marshal(factRecordOf(after.fact))
	if err != nil {
		return err
	}
	t.put(merge(keyed(statisticsPartition(after.fact.Month), factRow(hashed("fact", string(id))[:32])), record), always)
	return nil
}

// Facts returns the facts of the applications submitted in the month, in no order.
func (s *Store) Facts(ctx context.Context, month statistics.Month) ([]statistics.Fact, error) {
	var facts []statistics.Fact
	err := s.pages(ctx, within(s.partition(statisticsPartition(month)), factRow("").sort()), func(i item) error {
		var r factRecord
		if err := unmarshal(i, &r); err != nil {
			return err
		}
		facts = append(facts, r.fact(month))
		return nil
	})
	return facts, wrap(err, "read the facts of", string(month))
}
