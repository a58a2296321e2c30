package datafile

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Tree is a file that could be read as YAML; its values know where they stand.
type Tree struct {
	root   any // mapping, []any, string, int64, float64, bool or nil
	places map[string]Place
	faults Faults
}

// mapping keeps the keys in the order of the file, which is the order in which faults should come.
type mapping struct {
	keys   []string
	values map[string]any
}

// Read parses the file. It fails, as Faults, on broken YAML, on keys written twice, and on the parts of YAML that hide
// what a file says: anchors, aliases, merges, tags and several documents.
func Read(raw []byte) (*Tree, error) {
	file, err := parser.ParseBytes(raw, 0)
	if err != nil {
		return nil, broken(err)
	}
	t := &Tree{places: map[string]Place{}}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return nil, Faults{{Place: Place{1, 1}, What: fmt.Sprintf("want one document, got %d", bodies(file))}}
	}
	t.root = t.value("", file.Docs[0].Body)
	if err := t.faults.Err(); err != nil {
		return nil, err
	}
	return t, nil
}

func bodies(file *ast.File) int {
	n := 0
	for _, doc := range file.Docs {
		if doc.Body != nil {
			n++
		}
	}
	return n
}

func broken(err error) error {
	var where yaml.Error
	if errors.As(err, &where) && where.GetToken() != nil {
		return Faults{{Place: at(where.GetToken()), What: where.GetMessage()}}
	}
	return Faults{{Place: Place{1, 1}, What: err.Error()}}
}

func at(tk *token.Token) Place { return Place{tk.Position.Line, tk.Position.Column} }

// At returns where the value of a pointer stands; for a value that is not in the file, where its nearest parent stands.
func (t *Tree) At(pointer string) Place {
	for {
		if place, ok := t.places[pointer]; ok {
			return place
		}
		cut := strings.LastIndexByte(pointer, '/')
		if cut < 0 {
			return Place{1, 1}
		}
		pointer = pointer[:cut]
	}
}

// Has reports whether the file has a value there.
func (t *Tree) Has(pointer string) bool {
	_, ok := t.places[pointer]
	return ok
}

// Fault returns a fault of the value at pointer.
func (t *Tree) Fault(pointer, format string, args ...any) Fault {
	return Fault{Place: t.At(pointer), Pointer: pointer, What: fmt.Sprintf(format, args...)}
}

func (t *Tree) value(pointer string, node ast.Node) any {
	t.places[pointer] = start(node)
	switch n := node.(type) {
	case *ast.MappingNode:
		return t.mapping(pointer, n.Values)
	case *ast.MappingValueNode:
		return t.mapping(pointer, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		items := make([]any, len(n.Values))
		for i, item := range n.Values {
			items[i] = t.value(fmt.Sprintf("%s/%d", pointer, i), item)
		}
		return items
	case *ast.StringNode:
		return n.Value
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.BoolNode:
		return n.Value
	case *ast.FloatNode:
		return n.Value
	case *ast.NullNode:
		return nil
	case *ast.IntegerNode:
		return t.integer(pointer, n)
	default:
		t.faults = append(t.faults, t.Fault(pointer, "write it out: %s is not used in these files", strings.ToLower(node.Type().String())))
		return nil
	}
}

func (t *Tree) integer(pointer string, n *ast.IntegerNode) any {
	switch v := n.Value.(type) {
	case int64:
		return v
	case uint64:
		if v < 1<<62 {
			return int64(v)
		}
	}
	t.faults = append(t.faults, t.Fault(pointer, "the number is too large"))
	return int64(0)
}

func (t *Tree) mapping(pointer string, values []*ast.MappingValueNode) mapping {
	m := mapping{values: make(map[string]any, len(values))}
	for _, pair := range values {
		key := pair.Key.GetToken().Value
		below := pointer + "/" + Escape(key)
		if pair.Key.IsMergeKey() {
			t.faults = append(t.faults, Fault{Place: at(pair.Key.GetToken()), Pointer: pointer, What: "write it out: merging is not used in these files"})
			continue
		}
		m.keys = append(m.keys, key)
		m.values[key] = t.value(below, pair.Value)
		t.places[keyOf(below)] = at(pair.Key.GetToken())
	}
	return m
}

// keyOf is where the key itself stands; a JSON pointer never ends in "\x00".
func keyOf(pointer string) string { return pointer + "\x00" }

// start is where a reader would point: the first key of a mapping rather than its colon.
func start(node ast.Node) Place {
	switch n := node.(type) {
	case *ast.MappingNode:
		if !n.IsFlowStyle && len(n.Values) > 0 {
			return at(n.Values[0].Key.GetToken())
		}
	case *ast.MappingValueNode:
		return at(n.Key.GetToken())
	}
	return at(node.GetToken())
}

// Escape writes a key as one step of a JSON pointer (RFC 6901).
func Escape(key string) string {
	return strings.NewReplacer("~", "~0", "/", "~1").Replace(key)
}

// Plain returns the file as JSON values, for checkers that want those (JSON Schema).
func (t *Tree) Plain() any { return plain(t.root) }

func plain(value any) any {
	switch v := value.(type) {
	case mapping:
		m := make(map[string]any, len(v.keys))
		for key, below := range v.values {
			m[key] = plain(below)
		}
		return m
	case []any:
		items := make([]any, len(v))
		for i, item := range v {
			items[i] = plain(item)
		}
		return items
	default:
		return v
	}
}
