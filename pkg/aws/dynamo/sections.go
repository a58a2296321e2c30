package dynamo

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"

	"hsmp.example/cases/pkg/domain/record"
)

// The sort keys of a record's rows.
const (
	keyRow     = "KEY"
	sectionRow = "SECTION#"
)

// recordPartition is where the rows of a record stand: CASE#app_01….
func recordPartition(kind record.Kind, id record.ID) string {
	return strings.ToUpper(string(kind)) + "#" + string(id)
}

// keyAttributes are those of the row KEY. Without the wrapped key nobody can read the record: destroying it is how a
// record is forgotten (crypto-shredding).
type keyAttributes struct {
	Wrapped []byte `dynamodbav:"Wrapped,omitempty"`
}

func wrappedIn(i item) []byte {
	wrapped, _ := i["Wrapped"].(*types.AttributeValueMemberB)
	if wrapped == nil {
		return nil
	}
	return wrapped.Value
}

// mark is what a section says in the clear: which change wrote it, and what that change left behind. The newest
// section's mark is the record's. It is bound to what is sealed, so that it cannot be altered for itself.
type mark struct {
	Format    int    `dynamodbav:"Format"`
	Sequence  int    `dynamodbav:"Sequence"`
	Hash      []byte `dynamodbav:"Hash"`      // of the change's entry
	Left      []byte `dynamodbav:"Left"`      // keyed digest of all sections and of the projection
	Projected []byte `dynamodbav:"Projected"` // digest of the projection
}

const sealedAttribute = "Sealed"

func (m mark) head() record.Head {
	return record.Head{Sequence: m.Sequence, Hash: hex.EncodeToString(m.Hash)}
}

// aad binds a sealed section to its place and its mark.
func (m mark) aad(k key) []byte {
	return fmt.Appendf(nil, "%s/%s %d %d %x %x %x", k.partition, k.sort, m.Format, m.Sequence, m.Hash, m.Left, m.Projected)
}

// seal returns the row of a section as it is stored. Attributes that a newer program gave the row before stay.
func (m mark) seal(k key, before item, content, dictionary []byte, data Key) (item, error) {
	marked, err := k.with(m)
	if err != nil {
		return nil, err
	}
	sealed, err := data.Seal(deflate(content, dictionary), m.aad(k))
	if err != nil {
		return nil, err
	}
	row := maps.Clone(before)
	if row == nil {
		row = item{}
	}
	maps.Copy(row, marked)
	row[sealedAttribute] = &types.AttributeValueMemberB{Value: sealed}
	return row, nil
}

// open returns the content of a section's row. It fails for one that was altered.
func (m mark) open(k key, row item, dictionary []byte, data Key) ([]byte, error) {
	sealed, ok := row[sealedAttribute].(*types.AttributeValueMemberB)
	if !ok {
		return nil, fmt.Errorf("row %s holds nothing sealed", k.sort)
	}
	packed, err := data.Open(sealed.Value, m.aad(k))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(flate.NewReaderDict(bytes.NewReader(packed), dictionary))
}

// deflate makes a section smaller before it is sealed: units of reading and writing are counted by size.
func deflate(content, dictionary []byte) []byte {
	var packed bytes.Buffer
	w, err := flate.NewWriterDict(&packed, flate.BestCompression, dictionary)
	if err != nil {
		panic(err) // the level is a constant
	}
	w.Write(content) // a buffer takes everything
	w.Close()
	return packed.Bytes()
}

// leftBy is the keyed digest of what a change left behind. Only who has the record's key can make it, so it tells
// nothing of the content when the key is gone.
func leftBy(data Key, sections map[string][]byte, projected []byte) []byte {
	var all bytes.Buffer
	for _, name := range slices.Sorted(maps.Keys(sections)) {
		fmt.Fprintf(&all, "%d:%s %x\n", len(name), name, sha256.Sum256(sections[name]))
	}
	fmt.Fprintf(&all, "projected %x\n", projected)
	return data.MAC(all.Bytes())[:16]
}
