package credential

import (
	"embed"
	"fmt"
	"io/fs"
	"sync"

	"hsmp.example/cases/pkg/calendar"
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

// words speaks one language of a document. A key that is missing shows as itself; a test sees to it that none is.
type words struct {
	language locale.Language
	texts    locale.Catalogue
}

func wordsIn(l locale.Language) (words, error) {
	catalogue, err := texts()
	if err != nil {
		return words{}, fmt.Errorf("document texts: %w", err)
	}
	return words{language: l, texts: catalogue}, nil
}

// say fills the text of key; args come in pairs: name, value.
func (w words) say(key string, args ...string) string {
	named := map[string]string{}
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i]] = args[i+1]
	}
	if text, ok := w.texts.Text(w.language, key, named); ok {
		return text
	}
	return key
}

// of picks this language's version of a text that came with the facts.
func (w words) of(t locale.Texts) string { return t.In(w.language) }

// day writes a date in the order that Azerbaijan, Russia and Turkey share: 21.11.2026.
func day(d calendar.Date) string { return fmt.Sprintf("%02d.%02d.%04d", d.Day, int(d.Month), d.Year) }

// secondLanguage is what stands beside Azerbaijani, the state language: the applicant's own or, for those who applied in
// Azerbaijani, English.
func secondLanguage(l locale.Language) locale.Language {
	if l == locale.Azerbaijani {
		return locale.English
	}
	return l
}
