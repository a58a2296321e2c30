package notice

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:generate go test -run TestTwin . -update

// The twin has the content of notices.yaml and its hash, because reading YAML would cost a cold start more than the
// rest of this package. A test fails when the two differ.
//
//go:embed notices.json
var embedded []byte

type twin struct {
	Hash    string   `json:"hash"`
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
