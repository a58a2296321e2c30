package schema_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/programme/schema"
)

const elsewhere = "../testdata/elsewhere.yaml"

func TestProgrammeFilesKeepTheSchema(t *testing.T) {
	t.Parallel()
	contract := open(t)
	for _, name := range []string{"../decision-99.yaml", elsewhere} {
		if err := contract.Check(read(t, name)); err != nil {
			t.Errorf("%s:\n%v", name, err)
		}
	}
}

func TestTheSchemaNamesLineAndColumn(t *testing.T) {
	t.Parallel()
	raw := string(read(t, "../decision-99.yaml"))
	for _, slip := range []struct{ name, old, put, want string }{
		{"a wrong type", "threshold: 70", "threshold: seventy", "49:12: /threshold: got string, want integer"},
		{"beyond a bound", "threshold: 70", "threshold: 101", "49:12: /threshold: maximum: got 101, want 100"},
		{"an unknown key", "id: az-hsmp", "id: az-hsmp\nmotto: none", "additional properties 'motto' not allowed"},
		{"a missing key", "threshold: 70\n", "\n", "missing property 'threshold'"},
		{"a word that is none of the list", "confirmation: officer", "confirmation: dice", "/confirmation: value must be one of 'officer', 'automatic'"},
		{"a date that does not exist", "date: 2025-04-03", "date: 2025-04-31", "16:9: /act/date: '2025-04-31' is not valid date"},
		{"broken YAML", "id: az-hsmp", "id: [az", "',' or ']' must be specified"},
	} {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			err := open(t).Check([]byte(strings.Replace(raw, slip.old, slip.put, 1)))
			if err == nil || !strings.Contains(err.Error(), slip.want) {
				t.Errorf("want %q, got %v", slip.want, err)
			}
		})
	}
}

// Neither may be looser than the other about keys: a key that is mistyped, or missing, is a fault by the schema and by the
// reader. The made-up programme has every key there is.
func TestSchemaAndReaderRefuseTheSameKeys(t *testing.T) {
	t.Parallel()
	contract := open(t)
	lines := strings.Split(string(read(t, elsewhere)), "\n")
	for _, key := range keys(lines) {
		t.Run(fmt.Sprintf("line %d, %s", key.line+1, key.name), func(t *testing.T) {
			t.Parallel()
			mistyped := slices.Clone(lines)
			mistyped[key.line] = strings.Replace(mistyped[key.line], key.name+":", key.name+"x:", 1)
			raw := []byte(strings.Join(mistyped, "\n"))
			if _, err := programme.Parse(raw); err == nil {
				t.Error("want the reader to refuse it")
			}
			if err := contract.Check(raw); err == nil {
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
	contract := open(t)
	raw := string(read(t, elsewhere))
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
			if err := contract.Check(broken); err == nil {
				t.Error("want the schema to refuse it")
			}
		})
	}
}

func TestABrokenSchemaIsRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"{", `{"type": 5}`} {
		if _, err := schema.Compile([]byte(text)); err == nil {
			t.Errorf("%s: want a refusal, got none", text)
		}
	}
}

func open(t *testing.T) schema.Schema {
	t.Helper()
	contract, err := schema.Compile(programme.SchemaFile())
	if err != nil {
		t.Fatal(err)
	}
	return contract
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
