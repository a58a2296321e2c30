package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestTemplatesAreCleanForCfnLint runs cfn-lint, which knows CloudFormation's own schemas, over everything that is
// sent.
func TestTemplatesAreCleanForCfnLint(t *testing.T) {
	linter := findLinter(t)
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			args := append([]string{"--format", "parseable", "--"}, v.of(t).files...) // the rest stands in .cfnlintrc
			said, err := exec.CommandContext(t.Context(), linter, args...).CombinedOutput()
			if err != nil {
				t.Errorf("cfn-lint: %v\n%s", err, said)
			}
		})
	}
}

// findLinter looks at $CFN_LINT, then among the project's own tools, then on the path.
func findLinter(t *testing.T) string {
	t.Helper()
	if given := os.Getenv("CFN_LINT"); given != "" {
		return given
	}
	if fetched := filepath.FromSlash("../.tools/lint/bin/cfn-lint"); isFile(fetched) {
		return fetched
	}
	found, err := exec.LookPath("cfn-lint")
	if err == nil {
		return found
	}
	if os.Getenv("CI") != "" {
		t.Fatal("cfn-lint is missing; in CI nothing is skipped")
	}
	t.Skip("cfn-lint is missing: `make up` or `make test` fetches it, or set CFN_LINT")
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
