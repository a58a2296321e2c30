// Package spoken finds every text that Go code asks the pages' catalogue for, and compares the two: a key that is
// nowhere, an argument too many or too few, and a text that nobody says.
//
// It reads source files and runs nothing. It must not know any page: what it looks for are calls of Say, Of and Count
// whose first argument is a written-out string.
package spoken

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/locale"
)

// forms are the plural forms of a counted text; every language has all of them, though it may never use some.
var forms = []string{"one", "few", "many", "other"}

// call is one place that asks for a text.
type call struct {
	at   token.Position
	verb string // Say, Of or Count
	key  string
	args []string // names of the arguments, sorted
}

// Faults compares the catalogue with all Go files below the folders, tests left out. It fails when a file cannot be
// read.
func Faults(texts locale.Catalogue, folders ...string) ([]string, error) {
	c := comparison{texts: texts, said: map[string]bool{}}
	for _, folder := range folders {
		if err := filepath.WalkDir(folder, c.visit); err != nil {
			return nil, err
		}
	}
	for _, one := range c.calls {
		c.compare(one)
	}
	for _, key := range texts.Keys() {
		if !c.said[key] {
			c.fault("text %q is said by nobody", key)
		}
	}
	slices.Sort(c.faults)
	return c.faults, nil
}

type comparison struct {
	texts  locale.Catalogue
	calls  []call
	said   map[string]bool
	faults []string
}

func (c *comparison) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

func (c *comparison) visit(name string, entry fs.DirEntry, err error) error {
	if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
		return err
	}
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if found, ok := n.(*ast.CallExpr); ok {
			c.note(set, found)
		}
		return true
	})
	return nil
}

// note keeps a call of one of the three verbs. Other calls of the same name have no written-out key and are left alone.
func (c *comparison) note(set *token.FileSet, found *ast.CallExpr) {
	method, ok := found.Fun.(*ast.SelectorExpr)
	if !ok || !slices.Contains([]string{"Say", "Of", "Count"}, method.Sel.Name) || len(found.Args) == 0 {
		return
	}
	key, ok := written(found.Args[0])
	if !ok {
		return
	}
	one := call{at: set.Position(found.Pos()), verb: method.Sel.Name, key: key}
	first := 1
	if one.verb != "Say" {
		first = 2 // the value, or the number
	}
	for i := first; i < len(found.Args); i += 2 {
		if name, ok := written(found.Args[i]); ok {
			one.args = append(one.args, name)
		}
	}
	if one.verb == "Count" {
		one.args = append(one.args, "n")
	}
	slices.Sort(one.args)
	c.calls = append(c.calls, one)
}

func written(e ast.Expr) (string, bool) {
	literal, ok := e.(*ast.BasicLit)
	if !ok || literal.Kind != token.STRING {
		return "", false
	}
	text, err := strconv.Unquote(literal.Value)
	return text, err == nil
}

func (c *comparison) compare(one call) {
	keys := c.keysOf(one)
	if len(keys) == 0 {
		c.fault("%s: no text for %s(%q)", one.at, one.verb, one.key)
	}
	for _, key := range keys {
		c.said[key] = true
		wanted, ok := c.texts.Arguments(key)
		if !ok {
			c.fault("%s: no text %q", one.at, key)
			continue
		}
		if !fits(one, wanted) {
			c.fault("%s: text %q wants arguments %v and is given %v", one.at, key, wanted, one.args)
		}
	}
}

// fits reports whether the arguments given are those wanted. A family's texts and plural forms may each leave some out.
func fits(one call, wanted []string) bool {
	if one.verb == "Say" {
		return slices.Equal(one.args, wanted)
	}
	return !slices.ContainsFunc(wanted, func(name string) bool { return !slices.Contains(one.args, name) })
}

func (c *comparison) keysOf(one call) []string {
	switch one.verb {
	case "Count":
		var keys []string
		for _, form := range forms {
			keys = append(keys, one.key+"."+form)
		}
		return keys
	case "Of":
		var keys []string
		for _, key := range c.texts.Keys() {
			if strings.HasPrefix(key, one.key+".") {
				keys = append(keys, key)
			}
		}
		return keys
	default:
		return []string{one.key}
	}
}
