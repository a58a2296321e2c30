package dynamo

import (
	"context"
	"encoding/binary"
	"encoding/hex"
	"errors"
)

// sharedKey is the row of the one data key for what belongs to no record.
var sharedKey = key{"SECRETS", keyRow}

const sharedName = "shared-secrets"

// hide returns the keyed hash of a secret: an identity number is short, and a plain hash of it is guessed in seconds.
func (t *Table) hide(ctx context.Context, space, secret string) (string, error) {
	data, err := t.secrets(ctx)
	if err != nil {
		return "", err
	}
	message := binary.AppendUvarint(nil, uint64(len(space)))
	message = append(append(message, space...), secret...)
	return hex.EncodeToString(data.MAC(message)[:16]), nil
}

// secrets opens the shared key, and makes it at the very first use; of two who make it at once both get the same.
func (t *Table) secrets(ctx context.Context) (Key, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.shared == nil {
		i, err := t.get(ctx, sharedKey)
		if err != nil {
			return nil, err
		}
		if i != nil {
			if t.shared, err = t.Vault.OpenKey(ctx, sharedName, wrappedIn(i)); err != nil {
				return nil, err
			}
			break
		}
		if err := t.makeSecrets(ctx); err != nil && !errors.Is(err, errExists) {
			return nil, err
		}
	}
	return t.shared, nil
}

func (t *Table) makeSecrets(ctx context.Context) error {
	_, wrapped, err := t.Vault.NewKey(ctx, sharedName)
	if err != nil {
		return err
	}
	return t.store(ctx, sharedKey, keyAttributes{Wrapped: wrapped}, absent(errExists))
}
