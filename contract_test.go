package cases

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

const contractFile = "pkg/contract/contract.go"

// A name on which code and infrastructure must agree stands in package contract and nowhere else. Those that are
// ordinary words ("case", "local") mean other things elsewhere, so they are left to the tests that compare the two
// sides.
func TestANameOfTheContractIsWrittenOnce(t *testing.T) {
	all := sources(t)
	names := contractNames(t, all)
	if len(names) < 30 {
		t.Fatalf("want the names of the contract, got %d", len(names))
	}
	for _, s := range all {
		// What is under localstack/e2e makes tables of its own.
		if s.test() || s.name == contractFile || strings.HasPrefix(s.name, "localstack/e2e/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if text := stringIn(n); names[text] {
				t.Errorf("%s writes %q again: take it from package contract", s.set.Position(n.Pos()), text)
			}
			return true
		})
	}
}

// contractNames are the contract's constants that hold a capital letter.
func contractNames(t *testing.T, all []source) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	for _, s := range all {
		if s.name != contractFile {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			value, ok := n.(*ast.ValueSpec)
			for i := 0; ok && i < len(value.Values); i++ {
				if text := stringIn(value.Values[i]); text != strings.ToLower(text) {
					names[text] = true
				}
			}
			return true
		})
	}
	return names
}

// stringIn is the text of a string literal, or "" of anything else.
func stringIn(n ast.Node) string {
	literal, ok := n.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return ""
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return ""
	}
	return text
}
