package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
)

const order = `{"act": {"az": "1", "tr": "1", "en": "1", "ru": "1"}, "date": "2026-01-10",
	"names": {"az": "a", "tr": "a", "en": "a", "ru": "a"}, "rest": ["2026-01-16"]}`

// lawful is the built-in programme as another version.
func lawful(t *testing.T, from, to string) string {
	t.Helper()
	raw, err := os.ReadFile("../../../domain/programme/decision-99.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return strings.Replace(string(raw), from, to, 1)
}

func TestWhatIsPublishedIsCheckedFirst(t *testing.T) {
	t.Parallel()
	newer := lawful(t, "version: decision-99-2025-04-03", "version: decision-7-2027-01-01")
	for name, one := range map[string]struct {
		file, content string
		flags         []string
		code          int
		says          string
	}{
		"an order":                       {"swap-1.json", order, nil, 0, `"S": "ORDER#swap-1"`},
		"an order without a day":         {"swap-1.json", strings.Replace(order, `"rest"`, `"rests"`, 1), nil, 1, "rests"},
		"a programme":                    {"new.yaml", newer, []string{"-from", "2027-01-01"}, 0, `"S": "PROGRAMME#decision-7-2027-01-01"`},
		"a programme from no day":        {"new.yaml", newer, nil, 1, "want a date"},
		"a programme with a slip":        {"new.yaml", strings.Replace(newer, "threshold: 70", "threshold: 700", 1), []string{"-from", "2027-01-01"}, 1, "threshold"},
		"other rules of a built-in name": {"old.yaml", lawful(t, "threshold: 70", "threshold: 71"), []string{"-from", "2027-01-01"}, 1, "new version"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := filepath.Join(t.TempDir(), one.file)
			if err := os.WriteFile(file, []byte(one.content), 0o600); err != nil {
				t.Fatal(err)
			}
			var out, complaints bytes.Buffer
			code := run(append(one.flags, file), &out, &complaints)
			if code != one.code || !strings.Contains(out.String()+complaints.String(), one.says) {
				t.Fatalf("want %d and %q, got %d: %s%s", one.code, one.says, code, &out, &complaints)
			}
			if code == 0 {
				wantRow(t, out.Bytes())
			}
		})
	}
	var complaints bytes.Buffer
	if run(nil, nil, &complaints) != 2 || run([]string{"none.json"}, nil, &complaints) != 2 {
		t.Error("want a wrong call told from a wrong file")
	}
}

// wantRow reads the row as the table would keep it.
func wantRow(t *testing.T, raw []byte) {
	t.Helper()
	var row map[string]struct{ S string }
	if err := json.Unmarshal(raw, &row); err != nil {
		t.Fatal(err)
	}
	if row["PK"].S != "RULES#published" || row["Content"].S == "" {
		t.Errorf("want a row of the rules, got %v", row)
	}
	if from, there := row["From"]; there {
		if _, err := programme.Read([]byte(row["Content"].S)); err != nil || from.S != "2027-01-01" {
			t.Errorf("want a programme that can be read, from its day, got %v from %s", err, from.S)
		}
	}
}
