package notice

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"sync"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
)

//go:generate go test -run TestTwin . -update

// The twin has the content of notices.yaml and its hash, because reading YAML would cost a cold start more than the rest of
// this package. A test fails when the two differ.
//
//go:embed notices.json
var embedded []byte

type twin struct {
	Hash    string   `json:"hash"`
	Notices []Notice `json:"notices"`
}

type file struct {
	Notices []Notice `json:"notices"`
}

// Load returns the built-in notices; it fails only if the embedded file is broken, which a test excludes.
func Load() (Board, error) { return loaded() }

var loaded = sync.OnceValues(func() (Board, error) {
	var t twin
	if err := json.Unmarshal(embedded, &t); err != nil {
		return Board{}, fmt.Errorf("read the built-in notices: %w", err)
	}
	return Board{notices: newestFirst(t.Notices), hash: t.Hash}, nil
})

// Parse reads a file of notices. It fails, as datafile.Faults, with every fault of the file, each with line and column.
func Parse(raw []byte) (Board, error) {
	notices, err := read(raw)
	if err != nil {
		return Board{}, err
	}
	return Board{notices: newestFirst(notices), hash: digest(raw)}, nil
}

// read keeps the order of the file, as the twin does.
func read(raw []byte) ([]Notice, error) {
	tree, err := datafile.Read(raw)
	if err != nil {
		return nil, err
	}
	var f file
	faults := tree.Decode(&f, datafile.Texts, word)
	faults = append(faults, check(tree, f.Notices, faults)...)
	return f.Notices, faults.Err()
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}
