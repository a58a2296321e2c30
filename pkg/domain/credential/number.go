package credential

import (
	"fmt"
	"io"
	"strings"
	"unicode"

	"hsmp.example/cases/pkg/problem"
)

// Number is the public number of a certificate in its one printed form: HSM-2026-XXXXX-XXXXX-XXXXC. It holds the year
// of issue, 14 random characters (70 bits, so it cannot be guessed) and a check character.
type Number string

const (
	numberPrefix = "HSM"
	yearDigits   = 4
	randomChars  = 14
	bodyChars    = yearDigits + randomChars + 1
)

// alphabet is Crockford's base 32: no I, L, O or U, so that a number survives being read aloud and copied by hand.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewNumber draws a number of that year from random. It fails only when random does, or for a year that has not four
// digits.
func NewNumber(year int, random io.Reader) (Number, error) {
	if year < 1000 || year > 9999 {
		return "", fmt.Errorf("certificate number: year %d has not four digits", year)
	}
	raw := make([]byte, randomChars)
	if _, err := io.ReadFull(random, raw); err != nil {
		return "", fmt.Errorf("certificate number: draw: %w", err)
	}
	body := []byte(fmt.Sprintf("%d", year))
	for _, b := range raw {
		// 256 is a multiple of 32, so the low five bits are evenly spread.
		body = append(body, alphabet[b&31])
	}
	return layOut(append(body, alphabet[checkOf(body)])), nil
}

// ParseNumber reads a number as people type it: lower case, spaces, dashes of any sort or none, the prefix or not, O
// for 0, I or L for 1. Every single mistyped character and every swap of two characters is caught by the check
// character.
func ParseNumber(text string) (Number, error) {
	body, ok := tidy(text)
	if !ok {
		return "", problem.New(problem.Invalid, "certificate-number-malformed")
	}
	for _, c := range body[:yearDigits] {
		if c < '0' || c > '9' {
			return "", problem.New(problem.Invalid, "certificate-number-mistyped")
		}
	}
	last := len(body) - 1
	if body[last] != alphabet[checkOf(body[:last])] {
		return "", problem.New(problem.Invalid, "certificate-number-mistyped")
	}
	return layOut(body), nil
}

// tidy brings typed text to the bare 19 characters, and reports whether it can be a number at all.
func tidy(text string) ([]byte, bool) {
	var body []byte
	for _, r := range text {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Dash, r):
			continue
		case r > unicode.MaxASCII:
			return nil, false
		}
		body = append(body, byte(unicode.ToUpper(r)))
	}
	body = []byte(strings.TrimPrefix(string(body), numberPrefix))
	if len(body) != bodyChars {
		return nil, false
	}
	for i, c := range body {
		switch c {
		case 'O':
			body[i] = '0'
		case 'I', 'L':
			body[i] = '1'
		}
		if strings.IndexByte(alphabet, body[i]) < 0 {
			return nil, false
		}
	}
	return body, true
}

func layOut(body []byte) Number {
	tail := body[yearDigits:]
	return Number(fmt.Sprintf("%s-%s-%s-%s-%s", numberPrefix, body[:yearDigits], tail[:5], tail[5:10], tail[10:]))
}

// checkOf is a weighted sum over the field of 32 elements, the weight of place i being the i-th power of a generator.
// As all weights differ and none is zero, one changed character or two swapped ones always change the sum.
func checkOf(body []byte) byte {
	var sum byte
	weight := byte(1)
	for _, c := range body {
		weight = times(weight, 2)
		sum ^= times(weight, byte(strings.IndexByte(alphabet, c)))
	}
	return sum
}

// times multiplies in GF(2^5) modulo x^5+x^2+1, of which x is a generator (order 31).
func times(a, b byte) byte {
	var product byte
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			product ^= a
		}
		a <<= 1
		if a&32 != 0 {
			a ^= 0b100101
		}
	}
	return product
}
