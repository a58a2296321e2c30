package credential

import (
	"encoding/binary"
	"strings"
	"sync"
	"unicode"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"
	"golang.org/x/text/unicode/bidi"
	"golang.org/x/text/unicode/norm"
)

// The typefaces of the documents: Liberation has every letter of az, tr and ru, and nearly all of Latin and Greek.
const (
	sans  = "sans"
	serif = "serif"
)

// omitted stands in a text for characters that the typefaces lack: a reader sees that something is left out, never a box.
const omitted = "[…]"

// The characters that all the faces have, read at the first document: half a millisecond. The faces are named in a function
// and not in a variable's value, so that a program that only checks codes links none of their megabyte.
var (
	reading   sync.Once
	allCommon map[rune]bool
)

func covered() map[rune]bool {
	reading.Do(func() {
		allCommon = commonTo(liberationsansregular.TTF, liberationsansbold.TTF, liberationserifbold.TTF)
	})
	return allCommon
}

func commonTo(first []byte, others ...[]byte) map[rune]bool {
	common := runesOf(first)
	for _, face := range others {
		has := runesOf(face)
		for r := range common {
			if !has[r] {
				delete(common, r)
			}
		}
	}
	return common
}

// drawable reports whether a character comes out right: in the faces, written left to right, and not a mark that would
// need placing over its neighbour, which the PDF library does not do.
func drawable(r rune) bool {
	if !covered()[r] || unicode.Is(unicode.M, r) || unicode.Is(unicode.C, r) {
		return false
	}
	properties, _ := bidi.LookupRune(r)
	return properties.Class() != bidi.R && properties.Class() != bidi.AL
}

// printable reports whether a name can be drawn whole, with its marks or, where the faces lack those, without.
func printable(name string) bool {
	for _, r := range plain(name) {
		if !drawable(r) {
			return false
		}
	}
	return true
}

// whole reports whether every character of the text can be drawn as it stands.
func whole(text string) bool {
	for _, r := range norm.NFC.String(text) {
		if !drawable(r) {
			return false
		}
	}
	return true
}

// plain returns a name composed, and drops from it the marks that the faces cannot show: "Ḩ" stays or becomes "H".
func plain(name string) string {
	composed := strings.Join(strings.Fields(norm.NFC.String(name)), " ")
	if whole(composed) {
		return composed
	}
	var b strings.Builder
	for _, r := range composed {
		if drawable(r) {
			b.WriteRune(r)
			continue
		}
		for _, part := range norm.NFD.String(string(r)) {
			if !unicode.Is(unicode.M, part) {
				b.WriteRune(part)
			}
		}
	}
	return b.String()
}

// legible prepares free text for drawing: composed, line ends kept, invisible characters dropped, and each run that the
// faces lack replaced by one [omitted]. It reports whether anything was replaced.
func legible(text string) (string, bool) {
	var b strings.Builder
	lost, inRun := false, false
	for _, r := range norm.NFC.String(strings.ReplaceAll(text, "\r\n", "\n")) {
		switch {
		case r == '\n':
			b.WriteRune('\n')
		case unicode.IsSpace(r):
			// Spaces between omitted words belong to the run.
			if !inRun {
				b.WriteRune(' ')
			}
			continue
		case unicode.Is(unicode.C, r) || unicode.Is(unicode.Variation_Selector, r):
			continue
		case !drawable(r):
			if !inRun {
				b.WriteString(omitted)
			}
			lost, inRun = true, true
			continue
		default:
			if inRun {
				b.WriteRune(' ')
			}
			b.WriteRune(r)
		}
		inRun = false
	}
	return b.String(), lost
}

// runesOf reads the Unicode map of a TrueType file: its cmap table, platform 3, encoding 1, format 4. A file of another make
// has no characters for us, which the tests of coverage would show.
func runesOf(ttf []byte) map[rune]bool {
	table := tableOf(ttf, "cmap")
	if table == nil {
		return nil
	}
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(table[at:])) }
	for i := range u16(2) {
		record := 4 + 8*i
		at := int(binary.BigEndian.Uint32(table[record+4:]))
		if u16(record) == 3 && u16(record+2) == 1 && u16(at) == 4 {
			return segmentsOf(table[at:])
		}
	}
	return nil
}

func tableOf(ttf []byte, name string) []byte {
	for i := range int(binary.BigEndian.Uint16(ttf[4:])) {
		record := ttf[12+16*i:]
		if string(record[:4]) == name {
			offset := binary.BigEndian.Uint32(record[8:])
			return ttf[offset : offset+binary.BigEndian.Uint32(record[12:])]
		}
	}
	return nil
}

// segmentsOf lists the characters of a format 4 map that lead to a glyph other than 0.
func segmentsOf(sub []byte) map[rune]bool {
	u16 := func(at int) int { return int(binary.BigEndian.Uint16(sub[at:])) }
	width := u16(6) // twice the number of segments
	has := map[rune]bool{}
	for i := 0; i < width; i += 2 {
		end, start := u16(14+i), u16(16+width+i)
		delta, rangeAt := u16(16+2*width+i), 16+3*width+i
		for c := start; c <= end && c != 0xFFFF; c++ {
			glyph := c
			if offset := u16(rangeAt); offset != 0 {
				glyph = u16(rangeAt + offset + 2*(c-start))
				if glyph == 0 {
					continue
				}
			}
			if (glyph+delta)&0xFFFF != 0 {
				has[rune(c)] = true
			}
		}
	}
	return has
}
