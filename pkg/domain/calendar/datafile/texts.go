package datafile

import (
	"fmt"
	"strings"

	"hsmp.example/cases/pkg/locale"
)

// Texts is the Rule that a text is there in every language of the programme, and in no other.
func Texts(value any) string {
	texts, ok := value.(locale.Texts)
	if !ok {
		return ""
	}
	for l := range texts {
		if !l.Valid() {
			return fmt.Sprintf("no such language: %s", l)
		}
	}
	var missing []string
	for _, l := range locale.All {
		if strings.TrimSpace(texts[l]) == "" {
			missing = append(missing, string(l))
		}
	}
	if len(missing) == 0 {
		return ""
	}
	return "no text in " + strings.Join(missing, ", ")
}
