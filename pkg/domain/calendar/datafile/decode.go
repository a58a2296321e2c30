package datafile

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// Rule looks at one value that could be read and says what is wrong with it, or nothing.
type Rule func(value any) (what string)

// Decode fills *into, whose json tags name the keys. A key without omitempty must be there, and no other key may be. It
// returns every fault; the values that could be read are filled all the same, so that further rules can look at them.
func (t *Tree) Decode(into any, rules ...Rule) Faults {
	d := decoder{tree: t, rules: rules}
	d.value("", t.root, reflect.ValueOf(into).Elem())
	return d.faults
}

type decoder struct {
	tree   *Tree
	rules  []Rule
	faults Faults
}

func (d *decoder) fault(pointer, format string, args ...any) {
	d.faults = append(d.faults, d.tree.Fault(pointer, format, args...))
}

func (d *decoder) value(pointer string, from ast.Node, to reflect.Value) {
	before := len(d.faults)
	d.fill(pointer, from, to)
	if len(d.faults) > before {
		return
	}
	for _, rule := range d.rules {
		if what := rule(to.Interface()); what != "" {
			d.fault(pointer, "%s", what)
		}
	}
}

func (d *decoder) fill(pointer string, from ast.Node, to reflect.Value) {
	if text, ok := to.Addr().Interface().(encoding.TextUnmarshaler); ok {
		d.text(pointer, from, text)
		return
	}
	switch to.Kind() {
	case reflect.Struct:
		d.structure(pointer, from, to)
	case reflect.Map:
		d.table(pointer, from, to)
	case reflect.Slice:
		d.list(pointer, from, to)
	case reflect.String:
		if s, ok := scalar(from).(string); ok {
			to.SetString(s)
			return
		}
		d.fault(pointer, "want a text, got %s", kindOf(from))
	case reflect.Bool:
		if b, ok := scalar(from).(bool); ok {
			to.SetBool(b)
			return
		}
		d.fault(pointer, "want true or false, got %s", kindOf(from))
	case reflect.Int, reflect.Int64:
		if n, ok := scalar(from).(int64); ok {
			to.SetInt(n)
			return
		}
		d.fault(pointer, "want a whole number, got %s", kindOf(from))
	default:
		d.fault(pointer, "the reader has no place for a %s", to.Type())
	}
}

func (d *decoder) text(pointer string, from ast.Node, to encoding.TextUnmarshaler) {
	s, ok := scalar(from).(string)
	if !ok {
		d.fault(pointer, "want a text, got %s", kindOf(from))
		return
	}
	if err := to.UnmarshalText([]byte(s)); err != nil {
		d.fault(pointer, "%v", err)
	}
}

func (d *decoder) structure(pointer string, from ast.Node, to reflect.Value) {
	m, ok := from.(ast.MapNode)
	if !ok {
		d.fault(pointer, "want keys and values, got %s", kindOf(from))
		return
	}
	known, there := fields(to.Type()), map[string]bool{}
	for pair := range pairs(m) {
		key := keyText(pair)
		below := pointer + "/" + Escape(key)
		i := slices.IndexFunc(known, func(f field) bool { return f.name == key })
		if i < 0 {
			d.faults = append(d.faults, Fault{Place: d.tree.At(keyOf(below)), Pointer: below, What: unknown(key, known)})
			continue
		}
		there[key] = true
		d.value(below, pair.Value, to.Field(known[i].index))
	}
	for _, f := range known {
		if f.required && !there[f.name] {
			lacks := d.tree.Fault(pointer, "%s is missing", f.name)
			lacks.missing = true
			d.faults = append(d.faults, lacks)
		}
	}
}

func unknown(key string, known []field) string {
	names := make([]string, len(known))
	for i, f := range known {
		names[i] = f.name
	}
	return fmt.Sprintf("unknown key %q; known here: %s", key, strings.Join(names, ", "))
}

func (d *decoder) table(pointer string, from ast.Node, to reflect.Value) {
	m, ok := from.(ast.MapNode)
	if !ok {
		d.fault(pointer, "want keys and values, got %s", kindOf(from))
		return
	}
	filled := reflect.MakeMap(to.Type())
	for pair := range pairs(m) {
		value := reflect.New(to.Type().Elem()).Elem()
		d.value(pointer+"/"+Escape(keyText(pair)), pair.Value, value)
		filled.SetMapIndex(reflect.ValueOf(keyText(pair)).Convert(to.Type().Key()), value)
	}
	to.Set(filled)
}

func (d *decoder) list(pointer string, from ast.Node, to reflect.Value) {
	items, ok := from.(*ast.SequenceNode)
	if !ok {
		d.fault(pointer, "want a list, got %s", kindOf(from))
		return
	}
	filled := reflect.MakeSlice(to.Type(), len(items.Values), len(items.Values))
	for i, item := range items.Values {
		d.value(pointer+"/"+strconv.Itoa(i), item, filled.Index(i))
	}
	to.Set(filled)
}

type field struct {
	name     string
	index    int
	required bool
}

func fields(of reflect.Type) []field {
	var all []field
	for i := range of.NumField() {
		name, options, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
		if name != "" && name != "-" {
			all = append(all, field{name, i, options != "omitempty"})
		}
	}
	return all
}

func kindOf(node ast.Node) string {
	switch node.(type) {
	case ast.MapNode:
		return "keys and values"
	case *ast.SequenceNode:
		return "a list"
	}
	switch v := scalar(node).(type) {
	case nil:
		return "nothing"
	case string:
		return fmt.Sprintf("the text %q", v)
	default:
		return fmt.Sprintf("%v", v)
	}
}
