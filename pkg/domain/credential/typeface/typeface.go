// Package typeface knows which characters the typefaces of the official documents can show, so that a form can refuse
// what no document could bear, long before one is drawn.
//
// It carries a table of the characters and not the typefaces themselves, which weigh a megabyte: only the function that
// issues needs those.
package typeface

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

//go:generate go test -run TestCharacters . -update

// Has reports whether a character comes out right: in the faces, written left to right, and not a mark that would need
// placing over its neighbour, which the PDF library does not do.
func Has(r rune) bool {
	if !unicode.Is(common, r) || unicode.Is(unicode.M, r) || unicode.Is(unicode.C, r) {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	return properties.Class() != bidi.R && properties.Class() != bidi.AL
}

// Whole reports whether every character of the text can be shown as it stands.
func Whole(text string) bool {
	for _, r := range norm.NFC.String(text) {
		if !Has(r) {
			return false
		}
	}
	return true
}

// Prints reports whether a name can be shown whole, as [Plain] writes it.
func Prints(name string) bool { return Whole(Plain(name)) }

// Plain returns a name composed and with single spaces, and drops from it the marks that the faces lack: "H̱" becomes
// "H". A character that stands for common letters, such as the wide Ａ, becomes those. Whatever the faces still lack
// stays.
func Plain(name string) string {
	composed := norm.NFC.String(spaced(name))
	if Whole(composed) {
		return composed
	}
	var b strings.Builder
	for _, r := range composed {
		if Has(r) {
			b.WriteRune(r)
			continue
		}
		for _, part := range norm.NFKD.String(string(r)) {
			if !unicode.Is(unicode.M, part) {
				b.WriteRune(part)
			}
		}
	}
	return norm.NFC.String(spaced(b.String()))
}

// Only returns a name as [Plain] writes it, without the characters that the faces lack even then.
func Only(name string) string {
	return spaced(strings.Map(func(r rune) rune {
		if Has(r) {
			return r
		}
		return -1
	}, Plain(name)))
}

func spaced(name string) string { return strings.Join(strings.Fields(name), " ") }
