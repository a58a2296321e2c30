package programme

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
	"hsmp.example/cases/pkg/problem"
)

//go:generate go test -run TestTwin . -update

// Each <file>.yaml has a JSON twin with the same content and the hash of its rules, because reading YAML would cost a
// cold start more than everything else here. A test fails when the two differ.
//
//go:embed decision-*.json
var embedded embed.FS

// history lists the versions from the oldest; the last is the current one. A version is never removed while a case of
// it is kept.
var history = []struct{ version, file string }{
	{"decision-99-2025-04-03", "decision-99"},
}

type twin struct {
	Hash      string    `json:"hash"`
	Programme Programme `json:"programme"`
}

// Load returns the current programme.
func Load() (Programme, error) { return open(history[len(history)-1].file) }

// Versions lists the versions that are built in, from the oldest.
func Versions() []string {
	versions := make([]string, len(history))
	for i, h := range history {
		versions[i] = h.version
	}
	return versions
}

// ByVersion returns the version that a case was filed under; a problem.NotFound where it is not built in.
func ByVersion(version string) (Programme, error) {
	for _, h := range history {
		if h.version == version {
			return open(h.file)
		}
	}
	return Programme{}, problem.New(problem.NotFound, "programme-version-unknown", "version", version)
}

func open(file string) (Programme, error) {
	raw, err := embedded.ReadFile(file + ".json")
	if err != nil {
		return Programme{}, fmt.Errorf("read the built-in programme: %w", err)
	}
	var t twin
	if err := json.Unmarshal(raw, &t); err != nil {
		return Programme{}, fmt.Errorf("read the built-in programme %s: %w", file, err)
	}
	t.Programme.hash = t.Hash
	return t.Programme, nil
}

// Twin writes a programme as a program reads it fast: checked before, and with the hash of its rules.
func (p Programme) Twin() ([]byte, error) { return json.Marshal(twin{Hash: p.hash, Programme: p}) }

// Read reads what Twin wrote. Whoever wrote it has checked the file with Parse, and the hash says so: content that is
// not what was checked, or that this program does not know, is refused.
func Read(raw []byte) (Programme, error) {
	content := json.NewDecoder(bytes.NewReader(raw))
	content.DisallowUnknownFields()
	var t twin
	if err := content.Decode(&t); err != nil {
		return Programme{}, fmt.Errorf("read a programme: %w", err)
	}
	hash, err := t.Programme.hashed()
	switch {
	case err != nil:
		return Programme{}, err
	case hash != t.Hash || t.Programme.Version == "":
		return Programme{}, fmt.Errorf("read a programme: version %q has the hash %s and says %s", t.Programme.Version, hash, t.Hash)
	}
	t.Programme.hash = hash
	return t.Programme, nil
}

// Parse reads a programme file. It fails, as datafile.Faults, with every fault of the file, each with line and column:
// unknown and missing keys, wrong types, and what cannot be true.
func Parse(raw []byte) (Programme, error) {
	tree, err := datafile.Read(raw)
	if err != nil {
		return Programme{}, err
	}
	var p Programme
	faults := tree.Decode(&p, datafile.Texts, word)
	faults = append(faults, check(tree, p, faults)...)
	if err := faults.Err(); err != nil {
		return Programme{}, err
	}
	if p.hash, err = p.hashed(); err != nil {
		return Programme{}, err
	}
	return p, nil
}
