package notify

import (
	"embed"
	"io/fs"
	"sync"

	"hsmp.example/cases/pkg/locale"
)

//go:embed texts/*.json
var textFiles embed.FS

var texts = sync.OnceValues(func() (locale.Catalogue, error) {
	folder, err := fs.Sub(textFiles, "texts")
	if err != nil {
		return locale.Catalogue{}, err
	}
	return locale.Read(folder)
})

// wording speaks one language.
type wording struct{ language locale.Language }

// say fills the text of key; args come in pairs: name, value. A key without a text shows as itself; a test sees to it that
// none is.
func (w wording) say(key string, args ...string) string {
	catalogue, err := texts()
	if err != nil {
		return key
	}
	named := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	if text, ok := catalogue.Text(w.language, key, named); ok {
		return text
	}
	return key
}
