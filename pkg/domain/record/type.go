package record

import (
	"encoding/json"
	"fmt"
	"reflect"

	jsonv2 "github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// Type tells a store how a struct is kept. All fields but Sections and Dictionary are required.
type Type[T any] struct {
	Kind Kind
	// Format is the version of the stored form. What an older program would misread takes the next number; that program
	// then refuses the record. What it may pass over is only added: it is carried through.
	Format int
	// Sections points at the parts that are stored for themselves, each under its name, and written only when they change.
	// Everything else is the section Main.
	Sections func(*T) map[string]any
	// Dictionary is what sections often hold, the most frequent at the end; it makes them small. It is part of the stored
	// form: another one takes the next Format. It may be empty.
	Dictionary []byte
	// Project says what the record projects.
	Project func(*T) Projection
}

// Main is the section of all that has no section of its own.
const Main = "main"

// Encode returns the record's sections as JSON. loaded are the sections as they were stored, nil for a new record: what
// a newer program wrote there, and this one does not know, is carried through.
func (t Type[T]) Encode(r *T, loaded map[string][]byte) (map[string][]byte, error) {
	after, err := t.marshal(r, loaded)
	if err != nil || loaded == nil {
		return after, err
	}
	var known T
	if err := t.Decode(loaded, &known); err != nil {
		return nil, err
	}
	before, err := t.marshal(&known, loaded)
	if err != nil {
		return nil, err
	}
	for name, raw := range loaded {
		if after[name], err = carry(raw, before[name], after[name]); err != nil {
			return nil, fmt.Errorf("section %s: %w", name, err)
		}
		if after[name] == nil {
			after[name] = []byte("null") // the part is empty now; a section that was there stays
		}
	}
	return after, nil
}

// Decode reads the sections into r. A section that is missing leaves its part empty; one that is not known is passed
// over.
func (t Type[T]) Decode(sections map[string][]byte, r *T) error {
	parts := map[string]any{Main: r}
	if err := t.decode(sections, parts, Main); err != nil {
		return err
	}
	parts = t.parts(r)
	for name := range parts {
		if err := t.decode(sections, parts, name); err != nil {
			return err
		}
	}
	return nil
}

func (t Type[T]) decode(sections map[string][]byte, parts map[string]any, name string) error {
	raw, ok := sections[name]
	if !ok {
		return nil
	}
	if err := json.Unmarshal(raw, parts[name]); err != nil {
		return fmt.Errorf("section %s of a %s: %w", name, t.Kind, err)
	}
	return nil
}

func (t Type[T]) parts(r *T) map[string]any {
	if t.Sections == nil {
		return nil
	}
	return t.Sections(r)
}

// marshal writes each part for itself, and then the rest without them. An empty part has no section, unless it is a
// struct that has one already: that one may hold more than is known here.
func (t Type[T]) marshal(r *T, loaded map[string][]byte) (map[string][]byte, error) {
	sections := map[string][]byte{}
	rest := *r
	for name, part := range t.parts(&rest) {
		value := reflect.ValueOf(part).Elem()
		if value.IsZero() && (value.Kind() != reflect.Struct || loaded[name] == nil) {
			continue
		}
		raw, err := encode(value.Interface())
		if err != nil {
			return nil, fmt.Errorf("section %s of a %s: %w", name, t.Kind, err)
		}
		sections[name] = raw
		value.SetZero()
	}
	raw, err := encode(rest)
	if err != nil {
		return nil, fmt.Errorf("section %s of a %s: %w", Main, t.Kind, err)
	}
	sections[Main] = raw
	return sections, nil
}

// encode leaves out members that are zero: a young record has few others.
func encode(v any) ([]byte, error) {
	return jsonv2.Marshal(v, jsonv1.DefaultOptionsV1(), jsonv2.OmitZeroStructFields(true))
}
