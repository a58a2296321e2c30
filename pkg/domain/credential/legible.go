package credential

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/domain/credential/typeface"
)

// omitted stands in a text for characters that the typefaces lack: a reader sees that something is left out, never a
// box.
const omitted = "[…]"

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
		case characters.Invisible(r):
			continue
		case !typeface.Has(r):
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
