package cases

import (
	"go/ast"
	"go/token"
	"strconv"
	"testing"

	"hsmp.example/cases/pkg/problem"
)

// Every code that the source builds a problem or a fault of has its words: an unknown one would say "internal" to a
// person.
func TestEveryCodeOfTheSourceHasWords(t *testing.T) {
	catalogue, err := problem.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, key := range catalogue.Keys() {
		known[key] = true
	}
	met := 0
	for _, s := range sources(t) {
		if s.test() {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			code, ok := codeIn(n)
			if ok {
				met++
			}
			if ok && code != "" && !known[code] {
				t.Errorf("%s: code %q has no words in pkg/problem/messages", s.set.Position(n.Pos()), code)
			}
			return true
		})
	}
	if met < 150 {
		t.Errorf("want the codes of the whole tree looked at, met %d", met)
	}
}

// codeIn finds the literal code of problem.New(kind, code) and problem.At(pointer, code).
func codeIn(n ast.Node) (string, bool) {
	call, ok := n.(*ast.CallExpr)
	if !ok || len(call.Args) < 2 {
		return "", false
	}
	function, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || (function.Sel.Name != "New" && function.Sel.Name != "At") {
		return "", false
	}
	if of, ok := function.X.(*ast.Ident); !ok || of.Name != "problem" {
		return "", false
	}
	literal, ok := call.Args[1].(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	code, err := strconv.Unquote(literal.Value)
	return code, err == nil
}
