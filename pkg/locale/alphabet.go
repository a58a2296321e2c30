package locale

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// alphabets are the letters of each language in their order, small ones only; what follows are the letters that its
// readers know beside it. x/text/collate knows the whole world's, at the price of more than a megabyte in each Lambda;
// a test compares the two on every name that is sorted.
var alphabets = map[Language]string{
	Azerbaijani: "abcçdeəfgğhxıijkqlmnoöprsştuüvwyz" + cyrillic,
	Turkish:     "abcçdefgğhıijklmnoöpqrsştuüvwxyz" + cyrillic,
	English:     "abcdefghijklmnopqrstuvwxyz" + cyrillic,
	Russian:     cyrillic + "abcdefghijklmnopqrstuvwxyz",
}

const cyrillic = "абвгдежзийклмнопрстуфхцчшщъыьэюя"

// Compare orders two names by the alphabet of the language: -1, 0 or +1. Letters count first, then marks over letters
// that the alphabet does not tell apart, then small before capital. Spaces and signs stand before digits, digits before
// letters, foreign letters last.
func (l Language) Compare(a, b string) int {
	x, y := l.read(a), l.read(b)
	return cmp.Or(slices.Compare(x.letters, y.letters), slices.Compare(x.marks, y.marks), strings.Compare(x.cases, y.cases), strings.Compare(a, b))
}

// reading is a name taken apart for comparison.
type reading struct {
	letters []int
	marks   []rune
	cases   string // s for small, t for capital
}

func (l Language) read(name string) reading {
	var r reading
	for _, letter := range norm.NFC.String(name) {
		small := l.small(letter)
		place, known := l.place(small)
		if !known {
			var base rune
			base, r.marks = l.base(small, r.marks)
			place, _ = l.place(base)
		}
		r.letters = append(r.letters, place)
		if unicode.IsUpper(letter) {
			r.cases += "t"
		} else {
			r.cases += "s"
		}
	}
	return r
}

// small knows that İ and I are two letters where the alphabet has both.
func (l Language) small(letter rune) rune {
	dotted := l == Azerbaijani || l == Turkish
	switch {
	case letter == 'I' && dotted:
		return 'ı'
	case letter == 'İ':
		return 'i'
	}
	return unicode.ToLower(letter)
}

// base takes the marks off a letter that the alphabet does not have: é is e with an acute.
func (l Language) base(letter rune, marks []rune) (rune, []rune) {
	if letter == 'ı' {
		return 'i', append(marks, letter)
	}
	parts := []rune(norm.NFD.String(string(letter)))
	return parts[0], append(marks, parts[1:]...)
}

// place is where a character stands: signs, digits, the alphabet, everything else.
func (l Language) place(letter rune) (int, bool) {
	const digits, letters, others = 1 << 8, 1 << 9, 1 << 10
	switch i := strings.IndexRune(alphabets[l], letter); {
	case i >= 0:
		return letters + i, true
	case unicode.IsDigit(letter):
		return digits + int(letter-'0'), true
	case letter < unicode.MaxLatin1 && !unicode.IsLetter(letter):
		return int(letter), true
	}
	return others + int(letter), false
}
