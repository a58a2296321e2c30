package spoken_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/locales/spoken"
)

// texts reads the same texts in all four languages.
func texts(t *testing.T, json string) locale.Catalogue {
	t.Helper()
	folder := fstest.MapFS{}
	for _, l := range locale.All {
		folder["page."+string(l)+".json"] = &fstest.MapFile{Data: []byte(json)}
	}
	c, err := locale.Read(folder)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestFaultsAreFoundInSource(t *testing.T) {
	t.Parallel()
	catalogue := `{"hello": "Hello, {name}", "state.open": "open", "state.shut": "shut", "days.one": "{n} day", "days.few": "{n} days",
		"days.many": "{n} days", "days.other": "{n} days"}`
	rest := "\n_ = p.Say(\"hello\", \"name\", x)\n_ = p.Of(\"state\", x)\n_ = p.Count(\"days\", 3)"
	for name, c := range map[string]struct{ code, want string }{
		"all is said":              {rest, ""},
		"a key is nowhere":         {"_ = p.Say(\"bye\")" + rest, `no text "bye"`},
		"an argument is missing":   {"_ = p.Say(\"hello\")" + rest, `wants arguments [name] and is given []`},
		"an argument is too many":  {"_ = p.Say(\"hello\", \"name\", x, \"age\", y)" + rest, `is given [age name]`},
		"a family is nowhere":      {"_ = p.Of(\"colour\", x)" + rest, `no text for Of("colour")`},
		"a counted text is no one": {"_ = p.Count(\"hours\", 3)" + rest, `no text "hours.one"`},
		"a text is said by nobody": {"_ = p.Of(\"state\", x)\n_ = p.Count(\"days\", 3)", `text "hello" is said by nobody`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			code := "package x\nfunc _() {\n" + c.code + "\n}\n"
			if err := os.WriteFile(filepath.Join(folder, "x_templ.go"), []byte(code), 0o600); err != nil {
				t.Fatal(err)
			}
			faults, err := spoken.Faults(texts(t, catalogue), folder)
			if err != nil {
				t.Fatal(err)
			}
			got := strings.Join(faults, "\n")
			if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("want %q, got %q", c.want, got)
			}
		})
	}
}
