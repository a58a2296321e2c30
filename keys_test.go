package cases

import (
	"go/ast"
	"reflect"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
)

// Every key of the programme file is read by something besides the checks of the file: a key that nobody reads would
// promise what the system does not do. Names alone are compared, so that a key called as something else is (names,
// days) may slip through; what the telling ones do is in the package doc of pkg/domain/programme.
func TestEveryKeyOfTheProgrammeIsRead(t *testing.T) {
	t.Parallel()
	read := map[string]bool{}
	for _, s := range sources(t) {
		if s.test() || strings.HasPrefix(s.name, "pkg/domain/programme/check") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if found, ok := n.(*ast.SelectorExpr); ok {
				read[found.Sel.Name] = true
			}
			return true
		})
	}
	keys := keysOf(reflect.TypeFor[programme.Programme](), "")
	for at, name := range keys {
		if !read[name] {
			t.Errorf("%s is in the file, and nothing reads %s", at, name)
		}
	}
	if len(keys) < 80 {
		t.Errorf("want all keys looked at, got %d", len(keys))
	}
}

// keysOf lists the keys of a part of the file with the names of their fields, by their place: "/clock/extension/max" is
// Max.
func keysOf(part reflect.Type, at string) map[string]string {
	for part.Kind() == reflect.Slice {
		part, at = part.Elem(), at+"/0"
	}
	keys := map[string]string{}
	if part.Kind() != reflect.Struct || !strings.HasSuffix(part.PkgPath(), "/pkg/domain/programme") {
		return keys
	}
	for i := range part.NumField() {
		field := part.Field(i)
		if !field.IsExported() {
			continue
		}
		key, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		keys[at+"/"+key] = field.Name
		for below, name := range keysOf(field.Type, at+"/"+key) {
			keys[below] = name
		}
	}
	return keys
}
