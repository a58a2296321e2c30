package datafile

import (
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"
)

// Tree is a file that could be read as YAML; its values know where they stand.
type Tree struct {
	root   ast.Node
	places map[string]Place
	faults Faults
}

// Read parses the file. It fails, as Faults, on broken YAML, on keys written twice, and on the parts of YAML that hide
// what a file says: anchors, aliases, merges, tags and several documents.
func Read(raw []byte) (*Tree, error) {
	file, err := parser.ParseBytes(raw, 0)
	if err != nil {
		return nil, broken(err)
	}
	if len(file.Docs) != 1 || file.Docs[0].Body == nil {
		return nil, Faults{{Place: Place{1, 1}, What: fmt.Sprintf("want one document, got %d", bodies(file))}}
	}
	t := &Tree{root: file.Docs[0].Body, places: map[string]Place{}}
	t.place("", t.root)
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

// place notes where a value and everything below it stand, and what of it is no plain YAML.
func (t *Tree) place(pointer string, node ast.Node) {
	t.places[pointer] = start(node)
	switch n := node.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		for pair := range pairs(n.(ast.MapNode)) {
			t.placePair(pointer, pair)
		}
	case *ast.SequenceNode:
		for i, item := range n.Values {
			t.place(fmt.Sprintf("%s/%d", pointer, i), item)
		}
	case *ast.IntegerNode:
		if _, ok := scalar(n).(int64); !ok {
			t.faults = append(t.faults, t.Fault(pointer, "the number is too large"))
		}
	case *ast.StringNode, *ast.LiteralNode, *ast.BoolNode, *ast.FloatNode, *ast.NullNode:
	default:
		t.faults = append(t.faults, t.Fault(pointer, "write it out: %s is not used in these files", strings.ToLower(node.Type().String())))
	}
}

func (t *Tree) placePair(pointer string, pair *ast.MappingValueNode) {
	if pair.Key.IsMergeKey() {
		t.faults = append(t.faults, Fault{Place: at(pair.Key.GetToken()), Pointer: pointer, What: "write it out: merging is not used in these files"})
		return
	}
	below := pointer + "/" + Escape(keyText(pair))
	t.place(below, pair.Value)
	t.places[keyOf(below)] = at(pair.Key.GetToken())
}

// pairs goes through a mapping in the order of the file, which is the order in which faults should come.
func pairs(of ast.MapNode) iter.Seq[*ast.MappingValueNode] {
	return func(yield func(*ast.MappingValueNode) bool) {
		for next := of.MapRange(); next.Next(); {
			if !yield(next.KeyValue()) {
				return
			}
		}
	}
}

func keyText(pair *ast.MappingValueNode) string { return pair.Key.GetToken().Value }

// scalar is the value of a leaf: string, int64, float64, bool or nil. A number beyond int64 stays what the parser made
// of it.
func scalar(node ast.Node) any {
	switch n := node.(type) {
	case *ast.LiteralNode:
		return n.Value.Value
	case *ast.IntegerNode:
		if v, ok := n.Value.(uint64); ok && v <= math.MaxInt64 {
			return int64(v)
		}
		return n.Value
	case ast.ScalarNode:
		return n.GetValue()
	}
	return nil
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
