package credential

import (
	"embed"
	"fmt"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

//go:embed texts/*.json
var textFiles embed.FS

var texts = locale.Lazily(textFiles, "texts")

// words speaks one language of a document.
type words struct{ locale.Words }

func wordsIn(l locale.Language) (words, error) {
	catalogue, err := texts()
	if err != nil {
		return words{}, fmt.Errorf("document texts: %w", err)
	}
	return words{locale.Words{Language: l, Catalogue: catalogue}}, nil
}

// of picks this language's version of a text that came with the facts.
func (w words) of(t locale.Texts) string { return t.In(w.Language) }

// day writes a date in the order that Azerbaijan, Russia and Turkey share: 21.11.2026.
func day(d calendar.Date) string { return fmt.Sprintf("%02d.%02d.%04d", d.Day, int(d.Month), d.Year) }

// secondLanguage is what stands beside Azerbaijani, the state language: the applicant's own or, for those who applied
// in Azerbaijani, English.
func secondLanguage(l locale.Language) locale.Language {
	if l == locale.Azerbaijani {
		return locale.English
	}
	return l
}
