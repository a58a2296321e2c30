package datafile

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
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

func (d *decoder) value(pointer string, from any, to reflect.Value) {
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

func (d *decoder) fill(pointer string, from any, to reflect.Value) {
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
		if s, ok := from.(string); ok {
			to.SetString(s)
			return
		}
		d.fault(pointer, "want a text, got %s", kindOf(from))
	case reflect.Bool:
		if b, ok := from.(bool); ok {
			to.SetBool(b)
			return
		}
		d.fault(pointer, "want true or false, got %s", kindOf(from))
	case reflect.Int, reflect.Int64:
		if n, ok := from.(int64); ok {
			to.SetInt(n)
			return
		}
		d.fault(pointer, "want a whole number, got %s", kindOf(from))
	default:
		d.fault(pointer, "the reader has no place for a %s", to.Type())
	}
}

func (d *decoder) text(pointer string, from any, to encoding.TextUnmarshaler) {
	s, ok := from.(string)
	if !ok {
		d.fault(pointer, "want a text, got %s", kindOf(from))
		return
	}
	if err := to.UnmarshalText([]byte(s)); err != nil {
		d.fault(pointer, "%v", err)
	}
}

func (d *decoder) structure(pointer string, from any, to reflect.Value) {
	m, ok := from.(mapping)
	if !ok {
		d.fault(pointer, "want keys and values, got %s", kindOf(from))
		return
	}
	known := fields(to.Type())
	for _, key := range m.keys {
		below := pointer + "/" + Escape(key)
		i := slices.IndexFunc(known, func(f field) bool { return f.name == key })
		if i < 0 {
			d.faults = append(d.faults, Fault{Place: d.tree.At(keyOf(below)), Pointer: below, What: unknown(key, known)})
			continue
		}
		d.value(below, m.values[key], to.Field(known[i].index))
	}
	for _, f := range known {
		if _, there := m.values[f.name]; !there && f.required {
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

func (d *decoder) table(pointer string, from any, to reflect.Value) {
	m, ok := from.(mapping)
	if !ok {
		d.fault(pointer, "want keys and values, got %s", kindOf(from))
		return
	}
	filled := reflect.MakeMapWithSize(to.Type(), len(m.keys))
	for _, key := range m.keys {
		value := reflect.New(to.Type().Elem()).Elem()
		d.value(pointer+"/"+Escape(key), m.values[key], value)
		filled.SetMapIndex(reflect.ValueOf(key).Convert(to.Type().Key()), value)
	}
	to.Set(filled)
}

func (d *decoder) list(pointer string, from any, to reflect.Value) {
	items, ok := from.([]any)
	if !ok {
		d.fault(pointer, "want a list, got %s", kindOf(from))
		return
	}
	filled := reflect.MakeSlice(to.Type(), len(items), len(items))
	for i, item := range items {
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

func kindOf(value any) string {
	switch v := value.(type) {
	case nil:
		return "nothing"
	case string:
		return fmt.Sprintf("the text %q", v)
	case mapping:
		return "keys and values"
	case []any:
		return "a list"
	default:
		return fmt.Sprintf("%v", v)
	}
}
