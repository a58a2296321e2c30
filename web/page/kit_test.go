package page_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/assets"
)

func render(t *testing.T, l locale.Language) string {
	t.Helper()
	_, component := everything(l)
	var out bytes.Buffer
	if err := component.Render(context.Background(), &out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

var assetAddress = regexp.MustCompile(`/assets/([0-9a-f]{8}/)`)

// The page is written to build/ with its assets beside it, so that it can be looked at without a server.
func TestGalleryIsWrittenToBuild(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("..", "..", "build")
	for _, l := range locale.All {
		text := assetAddress.ReplaceAllString(render(t, l), "assets/$1")
		name := "kit.html"
		if l != locale.Azerbaijani {
			name = "kit." + string(l) + ".html"
		}
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range assets.Names() {
		address := assets.URL(name)
		content, _, ok := assets.Open(address)
		if !ok {
			t.Fatalf("asset %s is not at %s", name, address)
		}
		file := filepath.Join(folder, strings.TrimPrefix(address, "/"))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
