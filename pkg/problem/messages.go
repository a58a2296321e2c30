package problem

import (
	"embed"

	"hsmp.example/cases/pkg/locale"
)

//go:embed messages/*.json
var files embed.FS

// catalogue is read at first use: a cold start that meets no problem does not pay for it.
var catalogue = locale.Lazily(files, "messages")

// Catalogue returns the words of every code; it fails only if the embedded files are incomplete, which a test excludes.
func Catalogue() (locale.Catalogue, error) { return catalogue() }

// Say returns the words of a code in language l. An unknown code says what an internal error says.
func Say(l locale.Language, code string, args map[string]string) string {
	texts, err := catalogue()
	if err != nil {
		return code
	}
	if text, ok := texts.Text(l, code, args); ok {
		return text
	}
	text, _ := texts.Text(l, "internal", nil)
	return text
}
