package notify

import (
	"embed"

	"hsmp.example/cases/pkg/locale"
)

//go:embed texts/*.json
var textFiles embed.FS

var texts = locale.Lazily(textFiles, "texts")

// wording speaks one language. Texts that cannot be read show as their keys: a letter in bad words is better than none.
func wording(l locale.Language) locale.Words {
	catalogue, _ := texts()
	return locale.Words{Language: l, Catalogue: catalogue}
}
