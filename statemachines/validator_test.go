package statemachines

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// validator returns the fetched asl-validator. Where it has not been fetched the test is skipped, and fails in CI.
func validator(t *testing.T) string {
	t.Helper()
	tools, err := filepath.Abs(filepath.Join("..", ".tools", "node", "node_modules", ".bin"))
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(tools, "asl-validator")
	_, err = os.Stat(program)
	switch {
	case err == nil:
		t.Setenv("PATH", tools+string(os.PathListSeparator)+os.Getenv("PATH")) // it is run by the node beside it
		return program
	case errors.Is(err, fs.ErrNotExist) && os.Getenv("CI") == "":
		t.Skip("no asl-validator: go run ./localstack tools fetches it")
	}
	t.Fatal(err)
	return ""
}

// deployed is the definition as infra fills it.
func deployed() string {
	definition := Recognition
	for name, function := range Placeholders {
		definition = strings.ReplaceAll(definition, "${"+name+"}", "arn:aws:lambda:eu-central-1:000000000000:function:"+function)
	}
	return definition
}

func validate(t *testing.T, definition string) (string, error) {
	t.Helper()
	program := validator(t)
	file := filepath.Join(t.TempDir(), "machine.asl.json")
	if err := os.WriteFile(file, []byte(definition), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	printed, err := exec.CommandContext(ctx, program, "--json-path", file).CombinedOutput()
	return string(printed), err
}

func TestAnotherValidatorAgrees(t *testing.T) {
	if printed, err := validate(t, deployed()); err != nil {
		t.Errorf("%v\n%s", err, printed)
	}
	printed, err := validate(t, strings.Replace(deployed(), `"Next": "Assess"`, `"Next": "Asess"`, 1))
	if err == nil || !strings.Contains(printed, "Asess") {
		t.Errorf("want a misspelt state found, got %v\n%s", err, printed)
	}
}
