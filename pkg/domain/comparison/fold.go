package comparison

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes a text as it is searched: small letters without marks. The Azerbaijani and Turkish i with and without its
// dot are one letter, whichever language the reader types in, and so are ə and e: not every keyboard has them
// (invariant 9).
func fold(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'ı':
			b.WriteByte('i')
		case r == 'ə' || r == 'Ə':
			b.WriteByte('e')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
