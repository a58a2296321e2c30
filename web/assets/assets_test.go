package assets_test

import (
	"bytes"
	"compress/gzip"
	"regexp"
	"strings"
	"testing"

	"hsmp.example/cases/web/assets"
)

func TestEveryAssetIsServedAtItsAddress(t *testing.T) {
	t.Parallel()
	media := map[string]string{"kit.css": "text/css; charset=utf-8", "kit.js": "text/javascript; charset=utf-8", "star.svg": "image/svg+xml",
		"noto-core-400.woff2": "font/woff2"}
	for _, name := range assets.Names() {
		address := assets.URL(name)
		content, mediaType, ok := assets.Open(address)
		if !ok || len(content) == 0 || mediaType == "" {
			t.Errorf("%s at %s: got %d bytes of %q, %t", name, address, len(content), mediaType, ok)
		}
		if want := assets.Prefix + assets.Hash(content) + "/" + name; address != want {
			t.Errorf("want address %s, got %s", want, address)
		}
		if want, ok := media[name]; ok && mediaType != want {
			t.Errorf("%s: want %q, got %q", name, want, mediaType)
		}
		delete(media, name)
	}
	if len(media) > 0 {
		t.Errorf("not there: %v", media)
	}
}

func TestOtherAddressesAreNotFound(t *testing.T) {
	t.Parallel()
	address := assets.URL("kit.css")
	for name, other := range map[string]string{
		"an asset that is not there":      assets.URL("kit.scss"),
		"the hash of another version":     "/assets/00000000/kit.css",
		"no hash":                         "/assets/kit.css",
		"a name alone":                    "kit.css",
		"nothing":                         "",
		"an address with more before it":  "/x" + address,
		"an address with more behind it":  address + "/",
		"a way out of the folder":         "/assets/../assets.go",
		"the folder":                      "/assets/",
		"an address in capitals":          strings.ToUpper(address),
		"an address that is encoded once": strings.ReplaceAll(address, ".", "%2e"),
	} {
		if _, _, ok := assets.Open(other); ok {
			t.Errorf("%s, %q, is found", name, other)
		}
	}
}

var relative = regexp.MustCompile(`\.\./([0-9a-f]{8}/[a-z0-9.-]+)`)

func TestWhatAStyleSheetOrModuleNamesIsAnAsset(t *testing.T) {
	t.Parallel()
	found := 0
	for _, name := range assets.Names() {
		content, mediaType, _ := assets.Open(assets.URL(name))
		if !strings.HasPrefix(mediaType, "text/") {
			continue
		}
		if bytes.Contains(content, []byte("asset:")) {
			t.Errorf("%s names an asset without its address", name)
		}
		for _, m := range relative.FindAllSubmatch(content, -1) {
			found++
			if _, _, ok := assets.Open(assets.Prefix + string(m[1])); !ok {
				t.Errorf("%s names %s, which is not there", name, m[1])
			}
		}
	}
	if found < 7 {
		t.Errorf("want at least the 6 fonts and the ornament named, got %d", found)
	}
}

// A first page has the style sheet, kit.js and two fonts; the issue allows 60 KB for all of it with the page itself.
func TestAssetsAreLight(t *testing.T) {
	t.Parallel()
	total := 0
	weight := map[string]int{}
	for _, name := range assets.Names() {
		content, mediaType, _ := assets.Open(assets.URL(name))
		total += len(content)
		weight[name] = len(content)
		if strings.HasPrefix(mediaType, "text/") {
			weight[name] = zipped(t, content)
		}
	}
	for name, most := range map[string]int{"kit.css": 14 << 10, "kit.js": 2 << 10, "noto-core-400.woff2": 14 << 10, "noto-core-700.woff2": 14 << 10} {
		if weight[name] > most {
			t.Errorf("%s weighs %d bytes on the line, %d are allowed", name, weight[name], most)
		}
	}
	if most := 450 << 10; total > most {
		t.Errorf("assets are %d bytes, %d are allowed", total, most)
	}
}

func zipped(t *testing.T, content []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

func TestNoOtherStatesIdentityIsInTheStyleSheet(t *testing.T) {
	t.Parallel()
	content, _, _ := assets.Open(assets.URL("kit.css"))
	for _, foreign := range []string{"GDS Transport", "crown", "#1d70b8", "#00703c", "#fd0", "#ffdd00"} {
		if bytes.Contains(bytes.ToLower(content), bytes.ToLower([]byte(foreign))) {
			t.Errorf("the style sheet has %s", foreign)
		}
	}
}
