package evidence

import (
	"strconv"
	"strings"
	"unicode"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/problem"
)

// The longest zone has 90 characters; a text far longer is not one, and no time is spent on it.
const longestText = 2048

// Letters of other alphabets that look like Latin capitals. They are never taken silently: whoever types them should
// know that the document was read by eye or from a wrong source.
var lookalikes = map[rune]byte{
	'А': 'A', 'В': 'B', 'Е': 'E', 'Ѕ': 'S', 'І': 'I', 'Ј': 'J', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C',
	'Т': 'T', 'У': 'Y', 'Х': 'X', 'З': '3', 'а': 'A', 'е': 'E', 'ѕ': 'S', 'і': 'I', 'ј': 'J', 'о': 'O', 'р': 'P', 'с': 'C',
	'у': 'Y', 'х': 'X', 'к': 'K', 'м': 'M', 'т': 'T', 'в': 'B', 'н': 'H',
	'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K', 'Μ': 'M', 'Ν': 'N', 'Ο': 'O', 'Ρ': 'P', 'Τ': 'T',
	'Υ': 'Y', 'Χ': 'X', 'ο': 'O', 'ı': 'I', 'İ': 'I',
}

// tidy takes out spaces, raises small letters, splits lines and drops empty ones. A look-alike stands as its Latin twin
// and any other foreign character as a filler, each with a fault, so that the other checks still say all they have to
// say.
func tidy(text string) (lines []string, faults []problem.Fault) {
	if len(text) > longestText {
		return []string{strings.Repeat(filler, longestText)}, nil
	}
	for _, raw := range strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' || r == '\u2028' }) {
		line, wrong := tidyLine(raw, len(lines)+1)
		if line == "" {
			continue
		}
		lines, faults = append(lines, line), append(faults, wrong...)
	}
	return lines, faults
}

// TidyMRZ returns the lines as the document prints them, each on its own, which is what ParseMRZ reads. A text with
// other characters than the lines can have is kept as it was typed: whoever is shown the fault wants to see it.
func TidyMRZ(text string) string {
	lines, faults := tidy(text)
	if len(text) > longestText || len(faults) > 0 {
		return text
	}
	return strings.Join(lines, "\n")
}

func tidyLine(raw string, number int) (string, []problem.Fault) {
	var line strings.Builder
	var faults []problem.Fault
	for _, r := range raw {
		switch {
		case r >= 'A' && r <= 'Z', r >= '0' && r <= '9', r == '<':
			line.WriteRune(r)
		case r >= 'a' && r <= 'z':
			line.WriteRune(r - 'a' + 'A')
		case r == '«': // word processors make this of two fillers
			line.WriteString("<<")
		case r == '‹', r == '＜':
			line.WriteString(filler)
		case unicode.IsSpace(r) || characters.Invisible(r): // a paste brings them along
		default:
			where := []string{"line", strconv.Itoa(number), "position", strconv.Itoa(line.Len() + 1), "character", string(r)}
			twin, alike := lookalikes[r]
			if alike {
				faults = append(faults, problem.At(mrzPointer, "mrz-lookalike", append(where, "latin", string(twin))...))
				line.WriteByte(twin)
				continue
			}
			faults = append(faults, problem.At(mrzPointer, "mrz-character", where...))
			line.WriteString(filler)
		}
	}
	return line.String(), faults
}
