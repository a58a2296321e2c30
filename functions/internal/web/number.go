package web

import (
	"bytes"
	"encoding/json"
	"math"
	"slices"
	"strconv"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/pkg/problem"
)

// badNumber is the fault of a number that its field cannot hold. huma does not look for it: encoding/json finds one, the
// first, and only in a message that is right otherwise; over 1e999 it stumbles before the schema is asked.
const badNumber = "bad-number"

// schemas is what a message is compared with: its own schema, and those that it refers to.
type schemas struct {
	whole *huma.Schema
	all   huma.Registry
}

func (s schemas) resolve(one *huma.Schema) *huma.Schema {
	for one != nil && one.Ref != "" {
		one = s.all.SchemaFromRef(one.Ref)
	}
	return one
}

// member is the schema of an object's member, or nil where none is known.
func member(s *huma.Schema, name string) *huma.Schema {
	if s == nil {
		return nil
	}
	if one, ok := s.Properties[name]; ok {
		return one
	}
	any, _ := s.AdditionalProperties.(*huma.Schema)
	return any
}

func item(s *huma.Schema) *huma.Schema {
	if s == nil {
		return nil
	}
	return s.Items
}

// span is where a literal stands in a body.
type span struct {
	begin, end int64
	negative   bool
}

// number notes a literal that cannot become a value of its field.
func (w *walk) number(pointer string, literal json.Number, s *huma.Schema) {
	value, err := literal.Float64()
	if err != nil {
		end := w.decoder.InputOffset()
		w.wild = append(w.wild, span{end - int64(len(literal)), end, literal[0] == '-'})
	}
	if err != nil || !holds(s, literal, value) {
		w.faults = append(w.faults, problem.At(pointer, badNumber))
	}
}

// holds reports whether an integer of the schema can take the literal. Halves are left to the schema, which has better words.
func holds(s *huma.Schema, literal json.Number, value float64) bool {
	if s == nil || s.Type != huma.TypeInteger || value != math.Trunc(value) {
		return true
	}
	bits := 64
	if s.Format == "int32" {
		bits = 32
	}
	_, err := strconv.ParseInt(string(literal), 10, bits)
	return err == nil
}

// tamed writes the numbers that no computer holds as large as one does, so that huma can look at the rest of the message. It
// reaches no handler: its fault is kept.
func (w *walk) tamed(body []byte) []byte {
	if len(w.wild) == 0 {
		return body
	}
	var out bytes.Buffer
	from := int64(0)
	for _, s := range w.wild {
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
		said := slices.ContainsFunc(found, func(f problem.Fault) bool { return f.Pointer == e.Pointer })
		if e.Code != badNumber || !said {
			all = append(all, e)
		}
	}
	return all
}
