package dynamo

import (
	"context"
	"fmt"
	"strings"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/usecase/casework"
)

var _ casework.Publications = (*Table)(nil)

// publishedRules holds the rules that came after the deployment. People put them there; functions only read them.
const publishedRules = contract.RulesRows + "published"

// ruleRow is a rule as people publish it.
type ruleRow struct {
	From    string `dynamodbav:"From,omitempty"`
	Content string `dynamodbav:"Content"`
}

// rulePrefixes begin the sort keys of the kinds of rules.
var rulePrefixes = map[casework.PublishedKind]string{casework.ProgrammeKind: "PROGRAMME#", casework.OrderKind: "ORDER#"}

// Published lists the rules that were put into the table since the deployment, in the order of their keys. A row that
// cannot be read is listed with the reason.
func (t *Table) Published(ctx context.Context) ([]casework.Published, error) {
	var rules []casework.Published
	err := t.each(ctx, span{partition: publishedRules, exact: true}, func(i item) error {
		rules = append(rules, publishedOf(i))
		return nil
	})
	return rules, wrap(err, "read the rules that were", "published")
}

func publishedOf(i item) casework.Published {
	sort := textOf(i, contract.SortKey)
	one := casework.Published{Kind: casework.OrderKind, ID: sort, Fault: fmt.Errorf("%q is no key of a rule", sort)}
	for kind, prefix := range rulePrefixes {
		if id, ok := strings.CutPrefix(sort, prefix); ok && id != "" {
			one.Kind, one.ID, one.Fault = kind, id, nil
		}
	}
	var r ruleRow
	if err := read(i, &r); err != nil {
		one.Fault = err
	}
	one.Content = []byte(r.Content)
	if r.From != "" {
		var err error
		if one.From, err = calendar.ParseDate(r.From); err != nil {
			one.Fault = err
		}
	}
	return one
}

// RuleItem is the row by which a rule is published, as attributes to be put into the table.
func RuleItem(rule casework.Published) map[string]any {
	attributes := map[string]any{
		contract.PartitionKey: map[string]string{"S": publishedRules},
		contract.SortKey:      map[string]string{"S": rulePrefixes[rule.Kind] + rule.ID},
		"Content":             map[string]string{"S": string(rule.Content)},
	}
	if !rule.From.IsZero() {
		attributes["From"] = map[string]string{"S": rule.From.String()}
	}
	return attributes
}
