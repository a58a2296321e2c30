package locale

import (
	"io/fs"
	"sync"
)

// Lazily returns a reader of the catalogue in that folder of files, which reads at its first call and then remembers: a
// cold start that says nothing does not pay for the words.
func Lazily(files fs.FS, folder string) func() (Catalogue, error) {
	return sync.OnceValues(func() (Catalogue, error) {
		texts, err := fs.Sub(files, folder)
		if err != nil {
			return Catalogue{}, err
		}
		return Read(texts)
	})
}

// Words speak one language of a room's catalogue.
type Words struct {
	Language  Language
	Catalogue Catalogue
}

// Say fills the text of key; args come in pairs: name, value. A key without a text shows as itself: tests of each room
// see to it that none is missing.
func (w Words) Say(key string, args ...string) string {
	named := make(map[string]string, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	if text, ok := w.Catalogue.Text(w.Language, key, named); ok {
		return text
	}
	return key
}
