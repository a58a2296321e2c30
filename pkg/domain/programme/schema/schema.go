// Package schema checks a programme file against programme.schema.json, the contract that editors and other countries'
// tools read.
//
// It is for people who maintain the file and for tests. No Lambda may link it: the JSON Schema engine is large, and
// programme.Parse finds every fault that this finds. What a schema cannot say is Parse's alone.
package schema

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
)

// Schema is a compiled programme.schema.json.
type Schema struct{ compiled *jsonschema.Schema }

// Compile reads the text of a JSON Schema.
func Compile(raw []byte) (Schema, error) {
	parsed, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		return Schema{}, fmt.Errorf("read the programme schema: %w", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource("programme.schema.json", parsed); err != nil {
		return Schema{}, fmt.Errorf("read the programme schema: %w", err)
	}
	compiled, err := compiler.Compile("programme.schema.json")
	if err != nil {
		return Schema{}, fmt.Errorf("compile the programme schema: %w", err)
	}
	return Schema{compiled}, nil
}

// Check returns, as datafile.Faults, every place where a YAML file breaks the schema, each with line and column.
func (s Schema) Check(raw []byte) error {
	tree, err := datafile.Read(raw)
	if err != nil {
		return err
	}
	err = s.compiled.Validate(tree.Plain())
	var broken *jsonschema.ValidationError
	if errors.As(err, &broken) {
		return faults(tree, broken, message.NewPrinter(language.English)).Err()
	}
	return err
}

// faults gathers the leaves: a branch only repeats that something below it is wrong.
func faults(tree *datafile.Tree, broken *jsonschema.ValidationError, words *message.Printer) datafile.Faults {
	if len(broken.Causes) == 0 {
		return datafile.Faults{tree.Fault(pointer(broken.InstanceLocation), "%s", broken.ErrorKind.LocalizedString(words))}
	}
	var all datafile.Faults
	for _, cause := range broken.Causes {
		all = append(all, faults(tree, cause, words)...)
	}
	return all
}

func pointer(steps []string) string {
	var at strings.Builder
	for _, step := range steps {
		at.WriteString("/" + datafile.Escape(step))
	}
	return at.String()
}
