package programme

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"hsmp.example/cases/pkg/locale"
)

// Hash names the rules of the programme: the SHA-256, in hexadecimal, of everything in its file that decides something.
// Texts, addresses and sources decide nothing, so that mending a name keeps the hash and changing a number does not. A
// case keeps it beside the version, and is handled by no other rules under the same name (invariant 4).
func (p Programme) Hash() string { return p.hash }

// hashed works the hash out. The rules are hashed as JSON with sorted keys and without empty values: a key that a later
// version brings, and that means nothing in an older one, leaves the older one's hash as it is.
func (p Programme) hashed() (string, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return "", fmt.Errorf("hash the programme: %w", err)
	}
	var tree any
	numbers := json.NewDecoder(bytes.NewReader(raw))
	numbers.UseNumber() // a float would round
	if err := numbers.Decode(&tree); err != nil {
		return "", fmt.Errorf("hash the programme: %w", err)
	}
	rules, _ := ruling(tree)
	if raw, err = json.Marshal(rules); err != nil {
		return "", fmt.Errorf("hash the programme: %w", err)
	}
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:]), nil
}

// undeciding are the keys of plain texts that decide nothing: where a work list is announced, and where an act was
// found.
var undeciding = map[string]bool{"email": true, "source": true}

// ruling keeps of a value what decides something; false where nothing is left of it. An entry of a list keeps its
// place.
func ruling(value any) (any, bool) {
	switch v := value.(type) {
	case map[string]any:
		kept := map[string]any{}
		for key, one := range v {
			if rule, ok := ruling(one); ok && !undeciding[key] {
				kept[key] = rule
			}
		}
		return kept, len(kept) > 0 && !translated(v)
	case []any:
		kept := make([]any, len(v))
		for i, one := range v {
			kept[i], _ = ruling(one)
		}
		return kept, len(kept) > 0
	case json.Number:
		return v, v != "0"
	case string:
		return v, v != ""
	case bool:
		return v, v
	}
	return nil, false
}

// translated reports whether an object is one text in the programme's languages.
func translated(object map[string]any) bool {
	for key := range object {
		if !locale.Language(key).Valid() {
			return false
		}
	}
	return true
}
