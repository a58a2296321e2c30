// Package assets holds the style sheet, the script modules, the fonts and the images of the pages, as web/theme
// compiles them, and says at which address each is served.
//
// It must not know how they are made, nor the pages that use them. What it embeds is committed, so that building a
// Lambda needs neither npm nor Python.
package assets

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

//go:embed files
var embedded embed.FS

// Prefix begins the address of every asset. What is served under it never changes: a changed asset has another address.
const Prefix = "/assets/"

// The host's table of media types differs from machine to machine, so ours are written down.
var mediaTypes = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
}

type asset struct {
	address string
	content []byte
	media   string
}

var catalogue = sync.OnceValues(func() (map[string]asset, error) {
	files, err := fs.ReadDir(embedded, "files")
	if err != nil {
		return nil, fmt.Errorf("list assets: %w", err)
	}
	all := make(map[string]asset, len(files))
	for _, file := range files {
		content, err := embedded.ReadFile("files/" + file.Name())
		if err != nil {
			return nil, fmt.Errorf("read asset %s: %w", file.Name(), err)
		}
		all[file.Name()] = asset{
			address: Prefix + Hash(content) + "/" + file.Name(),
			content: content,
			media:   mediaTypes[path.Ext(file.Name())],
		}
	}
	return all, nil
})

// Hash is the part of an asset's address that changes with its content: eight hexadecimal digits.
func Hash(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:4])
}

// URL is the address of the asset with that name: URL("kit.css") is "/assets/1f0c9a2b/kit.css". An unknown name gives
// an address that is answered with 404; tests of the pages look for those.
func URL(name string) string {
	all, err := catalogue()
	if err != nil {
		return Prefix + "missing/" + name
	}
	if a, ok := all[name]; ok {
		return a.address
	}
	return Prefix + "missing/" + name
}

// Open returns the asset at an address of URL and its media type. An address with the hash of another version is not
// found, because its answer would be kept for ever under the wrong address.
func Open(address string) (content []byte, mediaType string, ok bool) {
	all, err := catalogue()
	if err != nil {
		return nil, "", false
	}
	a, ok := all[address[strings.LastIndex(address, "/")+1:]]
	if !ok || a.address != address {
		return nil, "", false
	}
	return a.content, a.media, true
}

// Names lists every asset, in no order.
func Names() []string {
	all, err := catalogue()
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	return names
}
