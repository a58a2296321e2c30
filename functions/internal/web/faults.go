package web

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-json-experiment/json/jsontext"

	"hsmp.example/cases/pkg/problem"
)

// faultsOf reads a finding of huma: a code written by installCodes, its English, or a decoding error written by decode.
func faultsOf(err error) []problem.Fault {
	var p *problem.Error
	if errors.As(err, &p) {
		return p.Faults
	}
	var detail *huma.ErrorDetail
	if !errors.As(err, &detail) {
		return []problem.Fault{problem.At("", "bad-value")}
	}
	parts := strings.Split(detail.Message, sep)
	fault := problem.At(pointerOf(detail.Location), parts[0], parts[1:]...)
	if len(parts) == 1 {
		fault.Code = codeOf(parts[0])
	}
	if member, ok := fault.Args["member"]; ok {
		fault.Pointer = string(jsontext.Pointer(fault.Pointer).AppendToken(member))
	}
	if field, ok := fault.Args["field"]; ok {
		fault.Pointer = field
	}
	return []problem.Fault{fault}
}

func codeOf(message string) string {
	for _, e := range english {
		if strings.HasPrefix(message, e.begins) {
			return e.code
		}
	}
	// A code of ours has no spaces; English of huma's that nobody foresaw has.
	if strings.Contains(message, " ") {
		return "bad-value"
	}
	return message
}

// pointerOf turns "body.family[0].name" into "/family/0/name", and "query.limit" into "query:limit".
func pointerOf(location string) string {
	in, rest, _ := strings.Cut(location, ".")
	if in == "body" || strings.HasPrefix(in, "body[") {
		steps := strings.NewReplacer("~", "~0", "/", "~1", ".", "/", "[", "/", "]", "").Replace(strings.TrimPrefix(location, "body"))
		return steps
	}
	return in + ":" + rest
}

// format is JSON both ways. Decoding errors are written so that faultsOf can read where they are; huma keeps only their
// words.
var format = huma.Format{Marshal: encode, Unmarshal: decode}

func encode(w io.Writer, v any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	return encoder.Encode(v)
}

// decode meets only what the schema and examine let through: a number too large for a Go type narrower than its schema.
func decode(raw []byte, into any) error {
	err := json.Unmarshal(raw, into)
	var mismatch *json.UnmarshalTypeError
	if err != nil && errors.As(err, &mismatch) {
		return errors.New(badNumber + sep + "field" + sep + pointerAt(raw, mismatch.Offset))
	}
	if err != nil {
		return errors.New("bad-value")
	}
	return nil
}
