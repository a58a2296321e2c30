package evidence

import (
	"slices"
	"strings"

	"golang.org/x/text/language"
)

// MissingTranslations lists the documents that need a translation and have none, in their order. readable are the
// languages that need none: every document must be had in Azerbaijani or English (fact 47), while the form may be
// filled in four languages; no contradiction, since a document in neither is translated (contradiction C4). A document
// without a language has no words to translate, which [Expect] sees to; a rejected one neither needs a translation nor
// is one.
func MissingTranslations(docs []Document, readable []string) []Document {
	translated := map[string]bool{}
	for _, d := range docs {
		if d.TranslationOf != "" && d.State != Rejected && slices.Contains(readable, d.Language) {
			translated[d.TranslationOf] = true
		}
	}
	var missing []Document
	for _, d := range docs {
		if d.needsTranslation(readable) && !translated[d.ID] {
			missing = append(missing, d)
		}
	}
	return missing
}

// A translation into a third language needs none itself: the original still does.
func (d Document) needsTranslation(readable []string) bool {
	return d.State != Rejected && d.TranslationOf == "" && d.Language != "" && !slices.Contains(readable, d.Language)
}

// isLanguage reports a two-letter code that ISO 639-1 knows.
func isLanguage(code string) bool {
	if len(code) != 2 || strings.ToLower(code) != code {
		return false
	}
	base, err := language.ParseBase(code)
	return err == nil && base.String() == code
}

// declarable reports whether a file of that media type may be sent at all.
func declarable(mediaType string, rules Rules) bool {
	return slices.ContainsFunc(rules.Formats, func(k Kind) bool { return k.MediaType() == mediaType })
}

func mediaTypes(rules Rules) string {
	types := make([]string, len(rules.Formats))
	for i, k := range rules.Formats {
		types[i] = k.MediaType()
	}
	return strings.Join(types, ", ")
}
