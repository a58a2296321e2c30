package dynamo

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/contract"
)

// sealRow is the certificate of a key that seals documents, as DER.
type sealRow struct {
	Certificate []byte `dynamodbav:"Certificate"`
}

// KeepSeal keeps the certificate of a seal's key for good; where one is kept already, that one stays.
func (t *Table) KeepSeal(ctx context.Context, keyID string, certificate []byte) error {
	if err := t.store(ctx, key{contract.SealRows, keyID}, sealRow{certificate}, absent(errExists)); !errors.Is(err, errExists) {
		return wrap(err, "keep the seal", keyID)
	}
	return nil
}

// Seals returns the certificates of all keys that documents were sealed with, by key id.
func (t *Table) Seals(ctx context.Context) (map[string][]byte, error) {
	seals := map[string][]byte{}
	err := t.each(ctx, span{partition: contract.SealRows, exact: true}, func(i item) error {
		var r sealRow
		err := read(i, &r)
		seals[textOf(i, contract.SortKey)] = r.Certificate
		return err
	})
	return seals, wrap(err, "read", "the seals")
}
