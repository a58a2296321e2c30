// Package locale knows the four languages of the programme and how a text in one of them is found and filled.
//
// It must not know what any text says: the words live beside the rooms that speak them (problem messages, the
// programme file, the pages). It has no rule of the programme in it.
package locale

import (
	"slices"

	"golang.org/x/text/language"
)

// Language is one of the four languages of the form (Decision 99; fact 39), as a BCP 47 primary tag.
type Language string

// The languages of the programme. English is the portal's main one, because its public is foreign (domain 2.2).
const (
	Azerbaijani Language = "az"
	English     Language = "en"
	Russian     Language = "ru"
	Turkish     Language = "tr"
)

// All lists the languages in the order in which they are offered.
var All = []Language{Azerbaijani, Turkish, English, Russian}

// Valid reports whether l is one of the four languages.
func (l Language) Valid() bool { return slices.Contains(All, l) }

// Tag returns the tag that x/text collates and cases by.
func (l Language) Tag() language.Tag { return language.Make(string(l)) }

// The matcher's first entry is what an unknown language falls back to.
var (
	offered = []Language{English, Azerbaijani, Turkish, Russian}
	matcher = language.NewMatcher([]language.Tag{language.English, language.Azerbaijani, language.Turkish, language.Russian})
)

// Negotiate picks the language that an Accept-Language header asks for; an empty, broken or unknown one gives English.
func Negotiate(acceptLanguage string) Language {
	l, _ := Asked(acceptLanguage)
	return l
}

// Asked does the same, and reports whether the header asks for one of the four at all.
func Asked(acceptLanguage string) (Language, bool) {
	wanted, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(wanted) == 0 {
		return English, false
	}
	_, index, confidence := matcher.Match(wanted...)
	if confidence == language.No {
		return English, false
	}
	return offered[index], true
}
