package evidence

import (
	"fmt"
	"strings"
)

// Format is the size of a machine-readable zone.
type Format string

// The three sizes of ICAO Doc 9303: cards of three lines of 30 (part 5), cards of two lines of 36 (part 6), and
// passports of two lines of 44 (part 4).
const (
	TD1 Format = "TD1"
	TD2 Format = "TD2"
	TD3 Format = "TD3"
)

const filler = "<"

// span is a field: characters from..to of a line, counted from nought, the end not included.
type span struct{ line, from, to int }

// layout says where the fields of one format stand.
type layout struct {
	lines, width                    int
	codes                           string // first letters that a document code may have
	document, issuer, names         span
	number, numberCheck             span
	nationality, birth, sex, expiry span
	birthCheck, expiryCheck         span
	optional                        []span
	optionalCheck                   span // empty where the format has none
	composite                       span
	compositeOver                   []span
	overflows                       bool // the number may go on in the optional data
}

var layouts = map[Format]layout{
	TD1: {
		lines: 3, width: 30, codes: "ACIP", overflows: true,
		document: span{0, 0, 2}, issuer: span{0, 2, 5}, number: span{0, 5, 14}, numberCheck: span{0, 14, 15},
		birth: span{1, 0, 6}, birthCheck: span{1, 6, 7}, sex: span{1, 7, 8}, expiry: span{1, 8, 14},
		expiryCheck: span{1, 14, 15}, nationality: span{1, 15, 18}, names: span{2, 0, 30},
		optional: []span{{0, 15, 30}, {1, 18, 29}}, composite: span{1, 29, 30},
		compositeOver: []span{{0, 5, 30}, {1, 0, 7}, {1, 8, 15}, {1, 18, 29}},
	},
	TD2: {
		lines: 2, width: 36, codes: "ACIP", overflows: true,
		document: span{0, 0, 2}, issuer: span{0, 2, 5}, names: span{0, 5, 36},
		number: span{1, 0, 9}, numberCheck: span{1, 9, 10}, nationality: span{1, 10, 13}, birth: span{1, 13, 19},
		birthCheck: span{1, 19, 20}, sex: span{1, 20, 21}, expiry: span{1, 21, 27}, expiryCheck: span{1, 27, 28},
		optional: []span{{1, 28, 35}}, composite: span{1, 35, 36},
		compositeOver: []span{{1, 0, 10}, {1, 13, 20}, {1, 21, 35}},
	},
	TD3: {
		lines: 2, width: 44, codes: "P",
		document: span{0, 0, 2}, issuer: span{0, 2, 5}, names: span{0, 5, 44},
		number: span{1, 0, 9}, numberCheck: span{1, 9, 10}, nationality: span{1, 10, 13}, birth: span{1, 13, 19},
		birthCheck: span{1, 19, 20}, sex: span{1, 20, 21}, expiry: span{1, 21, 27}, expiryCheck: span{1, 27, 28},
		optional: []span{{1, 28, 42}}, optionalCheck: span{1, 42, 43}, composite: span{1, 43, 44},
		compositeOver: []span{{1, 0, 10}, {1, 13, 20}, {1, 21, 43}},
	},
}

// formatOf finds the format by the shape of the lines. Lines that were joined or wrapped by a paste are known by their
// total; lines of the right count and a wrong length are not, since a character is missing or doubled in them.
func formatOf(lines []string) (Format, bool) {
	for _, format := range []Format{TD3, TD2, TD1} {
		l := layouts[format]
		if len(lines) == l.lines && even(lines, l.width) {
			return format, true
		}
		if len(lines) > 0 && len(lines) != l.lines && len(strings.Join(lines, "")) == l.lines*l.width {
			return format, true
		}
	}
	return "", false
}

func even(lines []string, width int) bool {
	for _, line := range lines {
		if len(line) != width {
			return false
		}
	}
	return true
}

// cut gives the lines their proper length.
func (f Format) cut(lines []string) []string {
	l, joined := layouts[f], strings.Join(lines, "")
	proper := make([]string, l.lines)
	for i := range proper {
		proper[i] = joined[i*l.width : (i+1)*l.width]
	}
	return proper
}

// shape says how long the lines are: "44 + 43".
func shape(lines []string) string {
	lengths := make([]string, 0, 4)
	for i, line := range lines {
		if i == 4 {
			lengths = append(lengths, "…")
			break
		}
		lengths = append(lengths, fmt.Sprint(len(line)))
	}
	if len(lengths) == 0 {
		return "0"
	}
	return strings.Join(lengths, " + ")
}
