package credential

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestANameThatIsTooLongLosesWholeWordsThenLetters(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"": "", "Emre": "Emre", "  Ana  Maria ": "Ana Maria", "Anna😀": "Anna",
		strings.TrimSpace(strings.Repeat("Maria da Conceicao ", 4)): strings.TrimSpace(strings.Repeat("Maria da Conceicao ", 3)),
		strings.Repeat("ə", longestName):                            strings.Repeat("ə", longestName),
		strings.Repeat("ə", longestName+1):                          strings.Repeat("ə", longestName),
		strings.Repeat("ə", longestName+1) + " Ana":                 strings.Repeat("ə", longestName),
		"Ana " + strings.Repeat("ə", longestName):                   "Ana",
		strings.Repeat("a", 29) + " " + strings.Repeat("b", 30):     strings.Repeat("a", 29) + " " + strings.Repeat("b", 30), // sixty
		strings.Repeat("a", 30) + " " + strings.Repeat("b", 30):     strings.Repeat("a", 30),
	} {
		if got := Fit(name); want != got {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
}

func TestAnyNameThatWasFittedMayStandOnADocument(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		h := goodFacts("en").Holder
		h.FamilyName = "Fəxri"
		h.GivenNames = Fit(rapid.String().Draw(t, "name") + strings.Repeat(rapid.StringN(1, 9, -1).Draw(t, "word"), rapid.IntRange(0, 40).Draw(t, "times")))
		if faults := h.Faults(); len(faults) > 0 {
			t.Fatalf("want none for %q, got %v", h.GivenNames, faults)
		}
	})
}
