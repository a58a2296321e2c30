// Package characters tells what a reader sees of a text from what only a machine does. People paste invisible
// characters without knowing, and a reason made of them alone says nothing: every test for emptiness and every length
// of the domain is asked here, and what is checked is what is stored.
//
// It must not know what a text is for.
package characters

import (
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// brailleBlank is a symbol by its category, and a blank to every eye.
const brailleBlank = '\u2800'

// Invisible reports a character that no eye sees and that is no space: controls and formats, characters that Unicode
// has renderers ignore (Default_Ignorable_Code_Point), variation selectors, fillers, and the blank of Braille.
func Invisible(r rune) bool {
	return !unicode.IsSpace(r) && (r == brailleBlank ||
		unicode.In(r, unicode.C, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point))
}

func unseen(r rune) bool { return unicode.IsSpace(r) || Invisible(r) }

// Trim takes away the spaces and the invisible characters around a text; a text of nothing else becomes "". Those
// inside stay: joiners belong to Persian and Indic spelling.
func Trim(text string) string { return strings.TrimFunc(text, unseen) }

// Compact takes away every space and invisible character, as of a number that is printed in groups.
func Compact(text string) string {
	return strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, text)
}

// Bare takes away what Trim does, and the invisible characters inside too, as of an address: a space inside stays to be
// seen.
func Bare(text string) string {
	return Trim(strings.Map(func(r rune) rune {
		if Invisible(r) {
			return -1
		}
		return r
	}, text))
}

// Count is how many characters a reader sees of a text; spaces that follow each other are one.
func Count(text string) int {
	return utf8.RuneCountInString(strings.Join(strings.Fields(Bare(text)), " "))
}

// Longer reports whether a text has more than so many characters in all.
func Longer(text string, most int) bool { return utf8.RuneCountInString(text) > most }

// TrimAll trims every text in what the pointer leads to, however deep, so that no field of a form is left out. Lists
// become copies: whoever holds the old ones keeps them.
func TrimAll[T any](form *T) { trimAll(reflect.ValueOf(form).Elem()) }

func trimAll(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(Trim(v.String()))
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Field(i).CanSet() {
				trimAll(v.Field(i))
			}
		}
	case reflect.Slice:
		if v.IsNil() {
			return
		}
		was := v.Slice(0, v.Len())
		v.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		reflect.Copy(v, was)
		for i := range v.Len() {
			trimAll(v.Index(i))
		}
	}
}
