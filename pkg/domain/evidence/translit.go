package evidence

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// How letters are written with A to Z. Each line: letters, then what they may become; the first is what Transliterate
// takes, the others are what a document may say as well. Source: ICAO Doc 9303 part 3, section 6, tables A (Latin) and
// B (Cyrillic). Where the table leaves a choice (Ö is OE or O), the shorter comes first: it is what Turkish and
// Azerbaijani passports print. Two things are not in that table. Ə: E comes first, being the nearest letter; A matches
// too, since Əliyev travels as ALIYEV. Older Cyrillic schemes (YA, YU, H, J) only match.
const transliteration = `
ÀÁÂÃĀĂĄǍ A
Ä A AE
Å AA A
Æ AE
Ə E A AE
ÇĆĈĊČ C CH
ĎĐÐ D
ÈÉÊËĒĔĖĘĚ E
ĜĞĠĢ G
ĤĦ H
ÌÍÎÏĨĪĬĮİ I
Ĳ IJ
Ĵ J
Ķ K
ĸ Q
ĹĻĽĿŁ L
Ñ N NXX
ŃŅŇŊ N
ÒÓÔÕŌŎŐ O
Ö O OE
Ø OE O
Œ OE
ŔŖŘ R
ŚŜŞȘŠ S SH
ẞß SS
ŢȚŤŦ T
ÙÚÛŨŪŬŮŰŲ U
Ü U UE UXX
Ŵ W
ÝŶŸ Y
ŹŻŽ Z
Þ TH
А A
Б B
В V
Г G H
Д D
Е E YE
Ё E IO YO
Ж ZH Z J
З Z
И I Y
Й I Y
К K
Л L
М M
Н N
О O
П P
Р R
С S
Т T
У U
Ф F
Х KH H X
Ц TS C
Ч CH C
Ш SH S
Щ SHCH SHT
Ъ IE -
Ы Y
Ь -
Э E
Ю IU YU
Я IA YA
Ѓ G
Є IE YE
Ѕ DZ
І I
Ї I YI
Ј J Y
Љ LJ
Њ NJ
Ћ C
Ђ D
Ќ K
Ў U O
Џ DZ
Ґ G
Ғ F G
Ә A E
Қ K Q
Ң N
Ө O
Ұ U
Ү U
Ҳ KH H
Һ H
Ҹ J C
`

var spellings = sync.OnceValue(func() map[rune][]string {
	table := map[rune][]string{}
	for line := range strings.Lines(strings.TrimSpace(transliteration)) {
		fields := strings.Fields(line)
		for i, spelling := range fields {
			if spelling == "-" {
				fields[i] = ""
			}
		}
		for _, letter := range fields[0] {
			table[letter] = fields[1:]
		}
	}
	return table
})

// Transliterate writes a name as a machine-readable zone does: A to Z, with a filler for every space and hyphen, while
// apostrophes, full stops and commas vanish. Letters of other scripts than Latin and Cyrillic vanish too.
func Transliterate(name string) string {
	var written strings.Builder
	for _, letter := range letters(name) {
		if len(letter) > 0 {
			written.WriteString(letter[0])
		}
	}
	return written.String()
}

// letters gives each letter of a name the ways in which it may be written; a letter that no table has is nil. Fillers
// never stand at the ends nor twice in a row.
func letters(name string) [][]string {
	var all [][]string
	gap := false
	for _, r := range norm.NFC.String(name) {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '<' || r == '_':
			gap = len(all) > 0
			continue
		case unicode.IsPunct(r) || unicode.IsMark(r) || unicode.Is(unicode.Lm, r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.IsSymbol(r):
			continue
		}
		if gap {
			all, gap = append(all, []string{filler}), false
		}
		all = append(all, spell(unicode.ToUpper(r)))
	}
	return all
}

// spell finds the ways to write one capital: as it is, by the table, or without its accents (ạ is A).
func spell(r rune) []string {
	if r >= 'A' && r <= 'Z' {
		return []string{string(r)}
	}
	if ways, ok := spellings()[r]; ok {
		return ways
	}
	if base := []rune(norm.NFD.String(string(r)))[0]; base >= 'A' && base <= 'Z' {
		return []string{string(base)}
	}
	return nil
}
