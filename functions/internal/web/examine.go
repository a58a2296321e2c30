package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"

	"hsmp.example/cases/pkg/problem"
)

// examined is a body that huma can read, with the faults that huma would not find in it.
type examined struct {
	body   []byte
	faults []problem.Fault
}

// examine refuses bytes that are not one JSON value of clean text. encoding/json alone would mend bad Unicode silently and
// take the last of two members with the same name: the person would not have signed what we keep. Faults of single fields
// are no refusal yet: the schema finds the others, and all of them are told at once.
func examine(body []byte, expected schemas) (examined, error) {
	if !utf8.Valid(body) {
		return examined{}, problem.New(problem.Malformed, "malformed-text")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(body, &whole); err != nil {
		return examined{}, brokenJSON(body, err)
	}
	if !cleanEscapes(body) {
		return examined{}, problem.New(problem.Malformed, "malformed-text")
	}
	w := walk{decoder: json.NewDecoder(bytes.NewReader(body)), schemas: expected}
	w.decoder.UseNumber()
	if err := w.value("", expected.whole); err != nil {
		return examined{}, brokenJSON(body, err)
	}
	if w.unreadable {
		return examined{}, problem.Of(w.faults)
	}
	return examined{body: w.tamed(body), faults: w.faults}, nil
}

func brokenJSON(body []byte, err error) error {
	offset := int64(len(body))
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		offset = syntax.Offset
	}
	return problem.New(problem.Malformed, "malformed-json", "offset", strconv.FormatInt(offset, 10)).Because(err)
}

// cleanEscapes reports whether no \u escape of the valid JSON in body stands for NUL or for half a surrogate pair.
func cleanEscapes(body []byte) bool {
	for i := 0; i < len(body); i++ {
		if body[i] != '\\' {
			continue
		}
		i++
		if body[i] != 'u' {
			continue
		}
		r := escaped(body[i-1:])
		i += 4
		if utf16.IsSurrogate(r) {
			if utf16.DecodeRune(r, escaped(body[i+1:])) == utf8.RuneError {
				return false
			}
			i += 6
		}
		if r == 0 {
			return false
		}
	}
	return true
}

// escaped reads the \uXXXX at the start of text, and returns RuneError when there is none.
func escaped(text []byte) rune {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return utf8.RuneError
	}
	n, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}

// walk looks at the names of members and at numbers, beside the schema. A name with a dot or a bracket is refused here,
// because huma writes locations with them and could not be read back.
type walk struct {
	decoder    *json.Decoder
	schemas    schemas
	faults     []problem.Fault
	unreadable bool   // by huma, because of a name
	wild       []span // numbers that no computer holds
	target     int64  // byte offset whose value is looked for; 0 is none
	found      string // pointer of that value
}

// pointerAt returns the pointer of the value that ends at offset in the valid JSON of body, or "".
func pointerAt(body []byte, offset int64) string {
	w := walk{decoder: json.NewDecoder(bytes.NewReader(body)), target: offset}
	w.decoder.UseNumber()
	if err := w.value("", nil); err != nil {
		return ""
	}
	return w.found
}

func (w *walk) value(pointer string, s *huma.Schema) error {
	token, err := w.decoder.Token()
	if err != nil {
		return err
	}
	s = w.schemas.resolve(s)
	switch token {
	case json.Delim('{'):
		return w.object(pointer, s)
	case json.Delim('['):
		return w.array(pointer, s)
	}
	if number, ok := token.(json.Number); ok {
		w.number(pointer, number, s)
	}
	if w.decoder.InputOffset() == w.target {
		w.found = pointer
	}
	return nil
}

func (w *walk) object(pointer string, s *huma.Schema) error {
	seen := map[string]bool{}
	for w.decoder.More() {
		token, err := w.decoder.Token()
		if err != nil {
			return err
		}
		name, _ := token.(string)
		here := pointer + "/" + escapePointer(name)
		switch {
		case strings.ContainsAny(name, ".[]"):
			w.unreadable = true
			w.faults = append(w.faults, problem.At(here, "unknown-field"))
		case seen[name]:
			w.faults = append(w.faults, problem.At(here, "repeated-field"))
		}
		seen[name] = true
		if err := w.value(here, member(s, name)); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token()
	return err
}

func (w *walk) array(pointer string, s *huma.Schema) error {
	for i := 0; w.decoder.More(); i++ {
		if err := w.value(pointer+"/"+strconv.Itoa(i), item(s)); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token()
	return err
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func escapePointer(name string) string { return pointerEscapes.Replace(name) }
