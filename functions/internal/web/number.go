package web

import (
	"bytes"
	"math"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json/jsontext"

	"hsmp.example/cases/pkg/problem"
)

// badNumber is the fault of a number that its field cannot hold. huma does not look for it: encoding/json finds one,
// the first, and only in a message that is right otherwise; over 1e999 it stumbles before the schema is asked.
const badNumber = "bad-number"

// schemas is what a message is compared with: its own schema, and those that it refers to.
type schemas struct {
	whole *huma.Schema
	all   huma.Registry
}

// at is the schema of the value at a pointer, or nil where none is known.
func (s schemas) at(pointer jsontext.Pointer) *huma.Schema {
	one := s.resolve(s.whole)
	for step := range pointer.Tokens() {
		one = s.resolve(below(one, step))
	}
	return one
}

func (s schemas) resolve(one *huma.Schema) *huma.Schema {
	for one != nil && one.Ref != "" {
		one = s.all.SchemaFromRef(one.Ref)
	}
	return one
}

func below(s *huma.Schema, step string) *huma.Schema {
	switch {
	case s == nil:
		return nil
	case s.Items != nil:
		return s.Items
	case s.Properties[step] != nil:
		return s.Properties[step]
	}
	others, _ := s.AdditionalProperties.(*huma.Schema)
	return others
}

// span is where a literal stands in a body.
type span struct {
	begin, end int64
	negative   bool
}

// number notes a literal that cannot become a value of its field.
func (w *walk) number(literal string) {
	value, err := strconv.ParseFloat(literal, 64)
	if err != nil {
		end := w.InputOffset()
		w.beyond = append(w.beyond, span{end - int64(len(literal)), end, literal[0] == '-'})
	}
	pointer := w.StackPointer()
	if err != nil || !holds(w.schemas.at(pointer), literal, value) {
		w.faults = append(w.faults, problem.At(string(pointer), badNumber))
	}
}

// holds reports whether an integer of the schema can take the literal. Halves are left to the schema, which has better
// words.
func holds(s *huma.Schema, literal string, value float64) bool {
	if s == nil || s.Type != huma.TypeInteger || value != math.Trunc(value) {
		return true
	}
	bits := 64
	if s.Format == "int32" {
		bits = 32
	}
	_, err := strconv.ParseInt(literal, 10, bits)
	return err == nil
}

// clamped writes the numbers that no float64 holds as large as one does, so that huma can look at the rest of the
// message. It reaches no handler: its fault is kept.
func (w *walk) clamped(body []byte) []byte {
	var out bytes.Buffer
	from := int64(0)
	for _, s := range w.beyond {
		out.Write(body[from:s.begin])
		if s.negative {
			out.WriteByte('-')
		}
		out.WriteString("1e308")
		from = s.end
	}
	out.Write(body[from:])
	return out.Bytes()
}

// joined adds what examine found to what huma did. Where huma has words about the same value they say more than that a
// number is bad.
func joined(found, examined []problem.Fault) []problem.Fault {
	all := slices.Clone(found)
	for _, e := range examined {
		known := slices.ContainsFunc(found, func(f problem.Fault) bool { return f.Pointer == e.Pointer })
		if e.Code != badNumber || !known {
			all = append(all, e)
		}
	}
	return all
}
