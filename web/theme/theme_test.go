package theme_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/web/theme"
)

func TestAssetsAreCompiledFromTheSourcesAsTheyAre(t *testing.T) {
	t.Parallel()
	want, err := theme.Seal(".")
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join("..", "assets", "sources.sum"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.TrimSpace(string(got)) != want {
		t.Fatalf("the theme's sources changed since web/assets was compiled: run make assets\nwant %s\n got %s", want, got)
	}
}

func TestSealChangesWithAnySource(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(".")); err != nil {
		t.Fatal(err)
	}
	before, err := theme.Seal(folder)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{before: "the sources as they are"}
	for _, name := range []string{"js/kit.js", "scss/kit.scss", "package-lock.json", "requirements.txt", "js/new.js"} {
		file, err := os.OpenFile(filepath.Join(folder, name), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := file.WriteString("\n"); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		after, err := theme.Seal(folder)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := seen[after]; ok {
			t.Errorf("a change of %s leaves the seal of %s", name, other)
		}
		seen[after] = name
	}
}

func TestSealOfAFolderWithoutSourcesIsAnError(t *testing.T) {
	t.Parallel()
	if got, err := theme.Seal(t.TempDir()); err == nil {
		t.Fatalf("want an error, got seal %s", got)
	}
}
