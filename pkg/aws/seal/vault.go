package seal

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"sync"

	"github.com/aws/aws-sdk-go-v2/service/kms"
	"github.com/aws/aws-sdk-go-v2/service/kms/types"

	"hsmp.example/cases/pkg/aws/outage"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/problem"
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

	mu     sync.Mutex
	opened map[lock]Key
}

// lock is what a key is found by in memory. A wrong wrapped key is hence never answered from there.
type lock struct {
	caseID  string
	wrapped [sha256.Size]byte
}

// cachedKeys bounds how many unwrapped keys a container holds: a work list's page of cases, with room to spare.
const cachedKeys = 100

// NewVault returns a vault over the wrapping key (an ARN, id or alias).
func NewVault(client DataKMS, key string) *Vault {
	return &Vault{client: client, key: key, opened: map[lock]Key{}}
}

// contextOf binds a wrapped key to its case: KMS refuses to unwrap it for any other, and CloudTrail shows whose it was.
func contextOf(caseID string) map[string]string {
	return map[string]string{contract.CaseContext: caseID}
}

// NewKey makes a data key for the case. wrapped must be stored with the case before anything sealed is; it is the only
// copy. A KMS that does not answer is an unavailable problem.
func (v *Vault) NewKey(ctx context.Context, caseID string) (key Key, wrapped []byte, err error) {
	out, err := v.client.GenerateDataKey(ctx, &kms.GenerateDataKeyInput{
		KeyId:             &v.key,
		KeySpec:           types.DataKeySpecAes256,
		EncryptionContext: contextOf(caseID),
	})
	if err != nil {
		return Key{}, nil, outage.Fault("kms: make the data key of case "+caseID, err)
	}
	key, err = v.keep(caseID, out.CiphertextBlob, out.Plaintext)
	return key, out.CiphertextBlob, err
}

// OpenKey unwraps the case's data key, from memory when this container did so before. A key wrapped for another case,
// or changed bytes, is an internal problem; a KMS that does not answer an unavailable one.
func (v *Vault) OpenKey(ctx context.Context, caseID string, wrapped []byte) (Key, error) {
	v.mu.Lock()
	key, ok := v.opened[lock{caseID, sha256.Sum256(wrapped)}]
	v.mu.Unlock()
	if ok {
		return key, nil
	}
	out, err := v.client.Decrypt(ctx, &kms.DecryptInput{
		KeyId:             &v.key,
		CiphertextBlob:    wrapped,
		EncryptionContext: contextOf(caseID),
	})
	if err != nil {
		return Key{}, refused("kms: open the data key of case "+caseID, err)
	}
	return v.keep(caseID, wrapped, out.Plaintext)
}

// refused tells bytes that were never wrapped for this case, which somebody altered, from a KMS that is down.
func refused(operation string, err error) error {
	if errors.As(err, new(*types.InvalidCiphertextException)) || errors.As(err, new(*types.IncorrectKeyException)) {
		return problem.New(problem.Internal, "record-altered").Because(fmt.Errorf("%s: %w", operation, err))
	}
	return outage.Fault(operation, err)
}

// keep holds the key in memory. When that is full, any other makes room.
func (v *Vault) keep(caseID string, wrapped, raw []byte) (Key, error) {
	key, err := newKey(raw)
	clear(raw) // the cipher has its own schedule; the raw key need not stay in memory
	if err != nil {
		return Key{}, broken("read the data key of case "+caseID, err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	for other := range v.opened {
		if len(v.opened) < cachedKeys {
			break
		}
		delete(v.opened, other)
	}
	v.opened[lock{caseID, sha256.Sum256(wrapped)}] = key
	return key, nil
}
