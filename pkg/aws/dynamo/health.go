package dynamo

import "context"

// Answer reports that the table answers, by asking for a row that is never there. It needs no more rights than anybody
// has who looks certificates up.
func (t *Table) Answer(ctx context.Context) error {
	_, err := t.get(ctx, reservedKey("certificate", "none"))
	return err
}
