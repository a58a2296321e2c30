package evidence

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const longestName = 120 // characters; what a page can show in two lines

// DisplayName cleans a file name for showing: no folders, no control characters, no marks that turn the direction of
// text ("fdp.exe" can be made to look like "exe.pdf"), and not too long. Letters of every script stay. It never names a
// file in a store.
func DisplayName(name string) string {
	name = norm.NFC.String(strings.ToValidUTF8(name, ""))
	if at := strings.LastIndexAny(name, `/\`); at >= 0 {
		name = name[at+1:]
	}
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case r == '\u200c' || r == '\u200d': // joiners belong to Persian and Indic spelling
			return r
		case unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs, unicode.Zl, unicode.Zp):
			return -1
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), " .\u200c\u200d")
	if name == "" {
		return "document"
	}
	return shorten(name)
}

// shorten keeps the extension, which people look for.
func shorten(name string) string {
	if utf8.RuneCountInString(name) <= longestName {
		return name
	}
	end := []rune(path.Ext(name))
	if len(end) > 10 {
		end = nil
	}
	return string([]rune(name)[:longestName-len(end)-1]) + "…" + string(end)
}
