package dynamo

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
)

// tokenRow is the callback token of a wait, with when the workflow began to wait.
type tokenRow struct {
	Token   string `dynamodbav:"Token"`
	Entered string `dynamodbav:"Entered"`
	Retry   int    `dynamodbav:"Retry"`
}

func tokenKey(id record.ID, wait record.Wait) key {
	return key{contract.WaitRows + string(id), string(wait)}
}

var errNewer = errors.New("a newer token is kept")

// KeepToken remembers the callback token of a wait. A token of an earlier entry into the wait, or of an earlier try,
// does not replace a newer one: a task that hung may write last, and its token is spent.
func (t *Table) KeepToken(ctx context.Context, id record.ID, wait record.Wait, token record.Token) error {
	entered := token.Entered.UTC().Format(instant)
	newer := condition{expression: "attribute_not_exists(#entered) OR #entered < :entered OR (#entered = :entered AND #retry <= :retry)",
		names: map[string]string{"#entered": "Entered", "#retry": "Retry"}, refusal: errNewer,
		values: item{":entered": text(entered), ":retry": number(int64(token.Retry))}}
	err := t.store(ctx, tokenKey(id, wait), tokenRow{Token: token.Token, Entered: entered, Retry: token.Retry}, newer)
	if errors.Is(err, errNewer) {
		return nil
	}
	return wrap(err, "keep the token of", string(id))
}

// Tokens returns the callback tokens of waits of a record; of all where none is named.
func (t *Table) Tokens(ctx context.Context, id record.ID, waits ...record.Wait) (map[record.Wait]string, error) {
	tokens := map[record.Wait]string{}
	if len(waits) == 1 {
		i, err := t.get(ctx, tokenKey(id, waits[0]))
		if i != nil {
			tokens[waits[0]] = textOf(i, "Token")
		}
		return tokens, err
	}
	err := t.each(ctx, span{partition: contract.WaitRows + string(id), exact: true}, func(i item) error {
		tokens[record.Wait(textOf(i, contract.SortKey))] = textOf(i, "Token")
		return nil
	})
	return tokens, wrap(err, "read the tokens of", string(id))
}
