package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/web/assets"
)

func TestLinkWritesTheAddressOfWhatIsNamedFirst(t *testing.T) {
	t.Parallel()
	got, err := parts{
		"a.js":    []byte(`import "asset:b.js";`),
		"b.js":    []byte(`import("asset:z.woff2")`),
		"z.woff2": []byte("asset:is not read in fonts"),
	}.link()
	if err != nil {
		t.Fatal(err)
	}
	b := `import("../` + assets.Hash([]byte("asset:is not read in fonts")) + `/z.woff2")`
	want := parts{
		"a.js":    []byte(`import "../` + assets.Hash([]byte(b)) + `/b.js";`),
		"b.js":    []byte(b),
		"z.woff2": []byte("asset:is not read in fonts"),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("linked (-want +got):\n%s", diff)
	}
}

func TestLinkRefusesWhatIsMissingAndWhatGoesRound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		p    parts
		want string
	}{
		"a missing asset":            {parts{"kit.css": []byte("url(asset:no.woff2)")}, "no.woff2, which is no asset"},
		"a module that names itself": {parts{"a.js": []byte(`"asset:a.js"`)}, "circle"},
		"two that name each other":   {parts{"a.js": []byte(`"asset:b.js"`), "b.js": []byte(`"asset:a.js"`)}, "circle"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := c.p.link()
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("want an error about %q, got %v", c.want, err)
			}
		})
	}
}

func TestWriteRemovesWhatIsNoLongerMade(t *testing.T) {
	t.Parallel()
	folder := filepath.Join(t.TempDir(), "files")
	for _, p := range []parts{{"old.js": nil, "kit.js": []byte("1")}, {"kit.js": []byte("2")}} {
		if err := p.write(folder); err != nil {
			t.Fatal(err)
		}
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 1 || entries[0].Name() != "kit.js" {
		t.Fatalf("want kit.js alone, got %v", entries)
	}
}

func TestScriptsAreTakenWithoutWhatOnlyTheirWritersRead(t *testing.T) {
	t.Parallel()
	got := string(lean([]byte("// why\nconst a = 1; // kept\n\n/** what\n * more\n */\nif (a) {\n  // aside\n  b(\"//kept\");\n}\n")))
	want := "const a = 1; // kept\nif (a) {\nb(\"//kept\");\n}\n"
	if got != want {
		t.Errorf("want %q, got %q", want, got)
	}
}
