package web

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"hsmp.example/cases/pkg/problem"
)

// deepest is how many lists and objects may stand inside each other; no message of ours comes near it.
const deepest = 64

// examined is a body that huma can read, with the faults that huma would not find in it.
type examined struct {
	body   []byte
	faults []problem.Fault
}

// examine refuses bytes that are not one JSON value of clean text. encoding/json alone would mend bad Unicode silently
// and take the last of two members with the same name: the person would not have signed what we keep. Faults of single
// fields are no refusal yet: the schema finds the others, and all of them are told at once.
func examine(body []byte, expected schemas) (examined, error) {
	w := walk{Decoder: decoderOf(body), schemas: expected, names: map[int]map[string]bool{}}
	for ended := false; ; ended = w.StackDepth() == 0 {
		token, err := w.ReadToken()
		switch {
		case err == io.EOF && ended && w.unreadable:
			return examined{}, problem.Of(w.faults)
		case err == io.EOF && ended:
			return examined{body: w.clamped(body), faults: w.faults}, nil
		case err != nil || ended || w.StackDepth() > deepest:
			return examined{}, broken(body, w.InputOffset(), err)
		case token.Kind() == jsontext.KindString && strings.ContainsRune(token.String(), 0):
			return examined{}, problem.New(problem.Malformed, "malformed-text")
		}
		w.look(token)
	}
}

// decoderOf reads strictly but for names that stand twice: all of those are told at once, and not the first alone.
func decoderOf(body []byte) *jsontext.Decoder {
	return jsontext.NewDecoder(bytes.NewReader(body), jsontext.AllowDuplicateNames(true))
}

// broken tells bad Unicode, which is bytes that are no UTF-8 or half a surrogate pair, from what is no JSON anyway.
func broken(body []byte, offset int64, err error) error {
	if jsontext.Value(body).IsValid(jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true)) && err != nil {
		return problem.New(problem.Malformed, "malformed-text").Because(err)
	}
	var syntax *jsontext.SyntacticError
	if errors.As(err, &syntax) {
		offset = min(syntax.ByteOffset+1, int64(len(body)))
	}
	return problem.New(problem.Malformed, "malformed-json", "offset", strconv.FormatInt(offset, 10)).Because(err)
}

// walk looks at the names of members and at numbers, beside the schema. A name with a dot or a bracket is refused here,
// because huma writes locations with them and could not be read back.
type walk struct {
	*jsontext.Decoder
	schemas    schemas
	names      map[int]map[string]bool // of the objects that are open, by their depth
	faults     []problem.Fault
	unreadable bool   // by huma, because of a name
	beyond     []span // numbers that a float64 does not hold
}

func (w *walk) look(token jsontext.Token) {
	depth := w.StackDepth()
	within, length := w.StackIndex(depth)
	switch {
	case token.Kind() == jsontext.KindBeginObject:
		w.names[depth] = map[string]bool{}
	case token.Kind() == jsontext.KindNumber:
		w.number(token.String())
	case within == jsontext.KindBeginObject && length%2 == 1:
		w.name(token.String(), w.names[depth])
	}
}

func (w *walk) name(name string, seen map[string]bool) {
	switch {
	case strings.ContainsAny(name, ".[]"):
		w.unreadable = true
		w.faults = append(w.faults, problem.At(string(w.StackPointer()), "unknown-field"))
	case seen[name]:
		w.faults = append(w.faults, problem.At(string(w.StackPointer()), "repeated-field"))
	}
	seen[name] = true
}

// pointerAt returns the pointer of the value that ends at offset in the valid JSON of body, or "".
func pointerAt(body []byte, offset int64) string {
	d := decoderOf(body)
	for d.InputOffset() < offset {
		if _, err := d.ReadToken(); err != nil {
			return ""
		}
	}
	return string(d.StackPointer())
}
