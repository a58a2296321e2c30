package seal

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"hsmp.example/cases/pkg/contract"
)

// DataKMS is what the vault asks of KMS.
type DataKMS interface {
	GenerateDataKey(context.Context, *kms.GenerateDataKeyInput, ...func(*kms.Options)) (*kms.GenerateDataKeyOutput, error)
	Decrypt(context.Context, *kms.DecryptInput, ...func(*kms.Options)) (*kms.DecryptOutput, error)
}

// Vault makes and opens the data keys of cases. It is safe for concurrent use; one lives as long as a container does.
type Vault struct {
	client DataKMS
	key    string
	random io.Reader
	opened *cache
}

// cachedKeys bounds how many unwrapped keys a container holds: a work list's page of cases, with room to spare.
const cachedKeys = 100

// NewVault returns a vault over the wrapping key (an ARN, id or alias). random draws nonces and must be safe for concurrent use.
func NewVault(client DataKMS, key string, random io.Reader) *Vault {
	return &Vault{client: client, key: key, random: random, opened: newCache(cachedKeys)}
}

// contextOf binds a wrapped key to its case: KMS refuses to unwrap it for any other, and CloudTrail shows whose it was.
func contextOf(caseID string) map[string]string {
	return map[string]string{contract.CaseContext: caseID}
}

// NewKey makes a data key for the case. wrapped must be stored with the case before anything sealed is; it is the only copy.
// A KMS that does not answer is an unavailable problem.
func (v *Vault) NewKey(ctx context.Context, caseID string) (key Key, wrapped []byte, err error) {
	out, err := v.client.GenerateDataKey(ctx, &kms.GenerateDataKeyInput{
		KeyId:             &v.key,
		KeySpec:           types.DataKeySpecAes256,
		EncryptionContext: contextOf(caseID),
	})
	if err != nil {
		return Key{}, nil, refused("make the data key", caseID, err)
	}
	key, err = v.keep(caseID, out.CiphertextBlob, out.Plaintext)
	return key, out.CiphertextBlob, err
}

// OpenKey unwraps the case's data key, from memory when this container did so before. A key wrapped for another case, or
// changed bytes, is an internal problem; a KMS that does not answer an unavailable one.
func (v *Vault) OpenKey(ctx context.Context, caseID string, wrapped []byte) (Key, error) {
	if key, ok := v.opened.get(caseID, wrapped); ok {
		return key, nil
	}
	out, err := v.client.Decrypt(ctx, &kms.DecryptInput{
		KeyId:             &v.key,
		CiphertextBlob:    wrapped,
		EncryptionContext: contextOf(caseID),
	})
	if err != nil {
		return Key{}, refused("open the data key", caseID, err)
	}
	return v.keep(caseID, wrapped, out.Plaintext)
}

// Forget drops the case's keys from this container's memory. Other containers keep theirs until they end.
func (v *Vault) Forget(caseID string) { v.opened.forget(caseID) }

func (v *Vault) keep(caseID string, wrapped, raw []byte) (Key, error) {
	key, err := newKey(raw, v.random)
	clear(raw) // the cipher has its own schedule; the raw key need not stay in memory
	if err != nil {
		return Key{}, broken("read the data key of case "+caseID, err)
	}
	v.opened.put(caseID, wrapped, key)
	return key, nil
}

// refused tells a wrapped key that is wrong (trying again is of no use) from a KMS that is down.
func refused(act, caseID string, cause error) error {
	act = fmt.Sprintf("%s of case %s", act, caseID)
	var wrongBytes *types.InvalidCiphertextException
	var wrongKey *types.IncorrectKeyException
	if errors.As(cause, &wrongBytes) || errors.As(cause, &wrongKey) {
		return broken(act, cause)
	}
	return unavailable(act, cause)
}
