package programme_test

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"hsmp.example/cases/pkg/domain/programme"
)

const elsewhereFile = "testdata/elsewhere.yaml"

// The schema is for editors and for other countries' tools; the reader needs none, and finds every fault that it finds.
func TestProgrammeFilesKeepTheSchema(t *testing.T) {
	t.Parallel()
	contract := schemaOf(t)
	for _, name := range []string{"decision-99.yaml", elsewhereFile} {
		if err := contract.Validate(plain(t, fileOf(t, name))); err != nil {
			t.Errorf("%s:\n%v", name, err)
		}
	}
}

// Neither may be looser than the other about keys: a key that is mistyped, or missing, is a fault by the schema and by
// the reader. The made-up programme has every key there is.
func TestSchemaAndReaderRefuseTheSameKeys(t *testing.T) {
	t.Parallel()
	contract := schemaOf(t)
	lines := strings.Split(string(fileOf(t, elsewhereFile)), "\n")
	for _, key := range keys(lines) {
		t.Run(fmt.Sprintf("line %d, %s", key.line+1, key.name), func(t *testing.T) {
			t.Parallel()
			mistyped := slices.Clone(lines)
			mistyped[key.line] = strings.Replace(mistyped[key.line], key.name+":", key.name+"x:", 1)
			raw := []byte(strings.Join(mistyped, "\n"))
			if _, err := programme.Parse(raw); err == nil {
				t.Error("want the reader to refuse it")
			}
			if err := contract.Validate(plain(t, raw)); err == nil {
				t.Error("want the schema to refuse it")
			}
		})
	}
}

type key struct {
	line int
	name string
}

// keys finds every key of a file, also those inside braces.
func keys(lines []string) []key {
	var found []key
	pattern := regexp.MustCompile(`([a-z_]+):`)
	for i, line := range lines {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, match := range pattern.FindAllStringSubmatch(line, -1) {
			found = append(found, key{i, match[1]})
		}
	}
	return found
}

func TestSchemaAndReaderRefuseTheSameBounds(t *testing.T) {
	t.Parallel()
	contract := schemaOf(t)
	raw := string(fileOf(t, elsewhereFile))
	for _, slip := range []struct{ old, put string }{
		{"threshold: 50", "threshold: 0"}, {"threshold: 50", "threshold: 101"}, {"maximum: 60", "maximum: 0"},
		{"working_days: 5", "working_days: 0"}, {"max: 0}", "max: 2}"}, {"[100]", "[]"}, {"[100]", "[0, 100]"},
		{"first_day: same", "first_day: never"}, {"past_due_every: 2", "past_due_every: 0"}, {"max_rounds: 0", "max_rounds: -1"},
		{"confirmation: automatic", "confirmation: perhaps"}, {"days: 14", "days: 0"}, {"wait_days: 90", "wait_days: -1"},
		{"amount: 2500", "amount: -1"}, {"currency: XTS", "currency: xts"}, {"validity_years: 2", "validity_years: 0"},
		{"child_under: 18", "child_under: 0"}, {"validity_months: 0", "validity_months: -1"}, {"language_minimum: A1", "language_minimum: D1"},
		{"untranslated_languages: [tr]", "untranslated_languages: [fr]"}, {"formats: [png]", "formats: []"}, {"formats: [png]", "formats: [exe]"},
		{"max_bytes: 1000", "max_bytes: 0"}, {"max_pages: 1", "max_pages: 0"}, {"max_count: 1", "max_count: 0"},
		{"need: required", "need: urgent"}, {"stage: recognition", "stage: later"}, {"fact: has-passport", "fact: has-charm"},
		{"days: 30", "days: 0"}, {"years: 3", "years: 3, days: 3"}, {"min: 0", "min: -1"}, {"id: elsewhere", "id: Else Where"},
		{"email: guild@example.org", "email: guild"}, {"date: 2030-02-28", "date: 2030-02-30"}, {"number: 7", "number: 0"},
		{`en: "Talent"`, `en: " "`}, {"documented_years: 0", "documented_years: -1"}, {"assumed: false", "assumed: no-one"},
	} {
		t.Run(slip.put, func(t *testing.T) {
			t.Parallel()
			broken := []byte(strings.Replace(raw, slip.old, slip.put, 1))
			if string(broken) == raw {
				t.Fatalf("the file has no %q", slip.old)
			}
			if _, err := programme.Parse(broken); err == nil {
				t.Error("want the reader to refuse it")
			}
			if err := contract.Validate(plain(t, broken)); err == nil {
				t.Error("want the schema to refuse it")
			}
		})
	}
}

func schemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	contract, err := compiler.Compile("programme.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return contract
}

// plain is a YAML file as JSON values.
func plain(t *testing.T, raw []byte) any {
	t.Helper()
	text, err := yaml.YAMLToJSON(raw)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func fileOf(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
