package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// carry returns what is to be stored where stored was before. known is what this program understood of it, and wanted
// what it wants to be there now. Whatever stored has beyond known was written by a newer program, and stays. A section
// that is not known at all is nil in known and wanted, and stays as it is; one that became empty is null from then on.
func carry(stored, known, wanted []byte) ([]byte, error) {
	switch {
	case known == nil && wanted == nil, bytes.Equal(known, wanted):
		return stored, nil
	case wanted == nil:
		return []byte("null"), nil
	case bytes.Equal(stored, known):
		return wanted, nil
	}
	var values [3]any
	for i, raw := range [][]byte{stored, known, wanted} {
		if raw == nil {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if err := d.Decode(&values[i]); err != nil {
			return nil, fmt.Errorf("carry through: %w", err)
		}
	}
	return json.Marshal(merge(values[0], values[1], values[2]))
}

// merge works member by member, and element by element in lists.
func merge(stored, known, wanted any) any {
	switch w := wanted.(type) {
	case map[string]any:
		s, ok := stored.(map[string]any)
		if !ok {
			return wanted
		}
		k, _ := known.(map[string]any)
		return mergeMembers(s, k, w)
	case []any:
		s, listed := stored.([]any)
		k, ok := known.([]any)
		if !listed || !ok || len(s) != len(k) {
			return wanted
		}
		merged := make([]any, len(w))
		for i, one := range w {
			merged[i] = one
			if at := same(k, one, i); at >= 0 {
				merged[i] = merge(s[at], k[at], one)
			}
		}
		return merged
	}
	return wanted
}

func mergeMembers(stored, known, wanted map[string]any) map[string]any {
	merged := map[string]any{}
	for name, one := range wanted {
		merged[name] = merge(stored[name], known[name], one)
	}
	for name, one := range stored {
		_, understood := known[name]
		if _, there := wanted[name]; !understood && !there {
			merged[name] = one
		}
	}
	return merged
}

// identities are the members by which elements of a list are told apart; without one an element is known by its place.
var identities = []string{"ID", "Number", "id", "number"}

// same finds the element of the list that one was before; -1 is none.
func same(list []any, one any, place int) int {
	wanted, ok := one.(map[string]any)
	if !ok {
		return -1
	}
	for _, name := range identities {
		id, ok := wanted[name]
		if !ok || id == "" {
			continue
		}
		for i, before := range list {
			if m, ok := before.(map[string]any); ok && reflect.DeepEqual(m[name], id) {
				return i
			}
		}
		return -1
	}
	if place < len(list) {
		return place
	}
	return -1
}
