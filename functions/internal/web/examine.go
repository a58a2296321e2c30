package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"hsmp.example/cases/pkg/problem"
)

// examine refuses bytes that are not one JSON value of clean text. encoding/json alone would mend bad Unicode silently and
// take the last of two members with the same name: the person would not have signed what we keep.
func examine(body []byte) error {
	if !utf8.Valid(body) {
		return problem.New(problem.Malformed, "malformed-text")
	}
	var whole json.RawMessage
	if err := json.Unmarshal(body, &whole); err != nil {
		return brokenJSON(body, err)
	}
	if !cleanEscapes(body) {
		return problem.New(problem.Malformed, "malformed-text")
	}
	w := walk{decoder: json.NewDecoder(bytes.NewReader(body))}
	w.decoder.UseNumber() // 1e999 is for the schema to refuse
	if err := w.value(""); err != nil {
		return brokenJSON(body, err)
	}
	return problem.Of(w.faults)
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

// walk looks at the names of members. A name with a dot or a bracket is refused here, because huma writes locations with
// them and could not be read back.
type walk struct {
	decoder *json.Decoder
	faults  []problem.Fault
	target  int64  // byte offset whose value is looked for; 0 is none
	found   string // pointer of that value
}

// pointerAt returns the pointer of the value that ends at offset in the valid JSON of body, or "".
func pointerAt(body []byte, offset int64) string {
	w := walk{decoder: json.NewDecoder(bytes.NewReader(body)), target: offset}
	w.decoder.UseNumber()
	if err := w.value(""); err != nil {
		return ""
	}
	return w.found
}

func (w *walk) value(pointer string) error {
	token, err := w.decoder.Token()
	if err != nil {
		return err
	}
	switch token {
	case json.Delim('{'):
		return w.object(pointer)
	case json.Delim('['):
		return w.array(pointer)
	}
	if w.decoder.InputOffset() == w.target {
		w.found = pointer
	}
	return nil
}

func (w *walk) object(pointer string) error {
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
			w.faults = append(w.faults, problem.At(here, "unknown-field"))
		case seen[name]:
			w.faults = append(w.faults, problem.At(here, "repeated-field"))
		}
		seen[name] = true
		if err := w.value(here); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token()
	return err
}

func (w *walk) array(pointer string) error {
	for i := 0; w.decoder.More(); i++ {
		if err := w.value(pointer + "/" + strconv.Itoa(i)); err != nil {
			return err
		}
	}
	_, err := w.decoder.Token()
	return err
}

var pointerEscapes = strings.NewReplacer("~", "~0", "/", "~1")

func escapePointer(name string) string { return pointerEscapes.Replace(name) }
