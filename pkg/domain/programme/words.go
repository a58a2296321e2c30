package programme

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
)

var (
	idPattern       = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	currencyPattern = regexp.MustCompile(`^[A-Z]{3}$`)
)

// word is the datafile.Rule of the texts that are not free: ids, and words of a closed list.
func word(value any) string {
	switch v := value.(type) {
	case CriterionID:
		return id(string(v))
	case AuthorityID:
		return id(string(v))
	case FieldID:
		return id(string(v))
	case LaneID:
		return id(string(v))
	case SectionID:
		return id(string(v))
	case DocumentKind:
		return id(string(v))
	case Stage:
		return oneOf(v, Recognition, PermitStage)
	case Need:
		return oneOf(v, Required, Expected, Optional)
	case Format:
		return oneOf(v, PDF, JPEG, PNG)
	case Fact:
		return oneOf(v, knownFacts...)
	case Confirmation:
		return oneOf(v, ByOfficer, Automatic)
	case calendar.FirstDay:
		return oneOf(v, calendar.NextDay, calendar.SameDay)
	case locale.Language:
		return oneOf(v, locale.All...)
	case CEFR:
		return oneOf(v, CEFRLevels...)
	case Authority:
		if name, domain, ok := strings.Cut(v.Email, "@"); !ok || name == "" || !strings.Contains(domain, ".") {
			return fmt.Sprintf("email %q is no address", v.Email)
		}
	}
	return ""
}

func id(s string) string {
	if idPattern.MatchString(s) {
		return ""
	}
	return fmt.Sprintf("want an id of small letters, digits and hyphens, got %q", s)
}

func oneOf[T ~string](got T, words ...T) string {
	if slices.Contains(words, got) {
		return ""
	}
	all := make([]string, len(words))
	for i, w := range words {
		all[i] = string(w)
	}
	return fmt.Sprintf("want one of %s, got %q", strings.Join(all, ", "), string(got))
}
