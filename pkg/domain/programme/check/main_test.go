package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const current = "../decision-99.yaml"

func TestAGoodFileIsCalledGood(t *testing.T) {
	t.Parallel()
	var out, complaints bytes.Buffer
	if code := run([]string{current}, &out, &complaints); code != 0 || out.String() != current+": good\n" || complaints.Len() > 0 {
		t.Errorf("want 0 and %q, got %d, %q, %q", current+": good\n", code, out.String(), complaints.String())
	}
}

func TestABadFileIsNamedWithLineAndColumnOnce(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(current)
	if err != nil {
		t.Fatal(err)
	}
	broken := filepath.Join(t.TempDir(), "broken.yaml")
	if err := os.WriteFile(broken, []byte(strings.Replace(string(raw), "threshold: 70", "threshold: 101", 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	var out, complaints bytes.Buffer
	code := run([]string{broken}, &out, &complaints)
	if want := broken + ":49:12: /threshold: want 1 to 100, got 101\n"; code != 1 || out.String() != want {
		t.Errorf("want 1 and %q, got %d and %q", want, code, out.String())
	}
}

func TestWhatCannotBeReadEndsWithTwo(t *testing.T) {
	t.Parallel()
	for _, files := range [][]string{nil, {"no-such-file.yaml"}} {
		var out, complaints bytes.Buffer
		if code := run(files, &out, &complaints); code != 2 || complaints.Len() == 0 {
			t.Errorf("%v: want 2 and a complaint, got %d and %q", files, code, complaints.String())
		}
	}
}
