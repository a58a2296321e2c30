package public

import (
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func inForce(t *testing.T) programme.Programme {
	t.Helper()
	prog, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return prog
}

// Families are asked for by value, so each value that the programme has needs its text: a new benefit or document fact
// without words fails here.
func TestEveryValueOfEachFamilyHasWords(t *testing.T) {
	t.Parallel()
	prog := inForce(t)
	families := map[string][]string{
		"public.papers": Papers, "public.language": Spoken, "public.weekday": weekdays, "public.weekday-short": weekdays,
		"public.need":    {string(programme.Required), string(programme.Expected), string(programme.Optional)},
		"public.verdict": {"below", "across", "above"},
		"public.day":     {string(plain)},
	}
	for _, state := range legendStates {
		families["public.day"] = append(families["public.day"], string(state))
	}
	for _, b := range prog.Benefits {
		families["public.benefit"] = append(families["public.benefit"], b.ID)
	}
	for _, fact := range Claims(prog) {
		families["public.fact"] = append(families["public.fact"], string(fact))
	}
	for _, r := range prog.Retention {
		families["public.record"] = append(families["public.record"], r.Record)
	}
	for family, values := range families {
		for _, value := range values {
			for _, l := range locale.All {
				p := page.Page{Language: l}
				if text := p.Of(family, value); strings.HasPrefix(text, "public.") {
					t.Errorf("%s: no text for %s.%s", l, family, value)
				}
			}
		}
	}
}

func TestCountedTextsFollowTheLanguagesForms(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		language locale.Language
		n        int
		want     string
	}{
		{"en", 1, "1 working day"}, {"en", 20, "20 working days"},
		{"ru", 1, "1 рабочий день"}, {"ru", 3, "3 рабочих дня"}, {"ru", 5, "5 рабочих дней"}, {"ru", 11, "11 рабочих дней"}, {"ru", 21, "21 рабочий день"},
		{"az", 1, "1 iş günü"}, {"az", 20, "20 iş günü"}, {"tr", 5, "5 iş günü"},
	} {
		p := page.Page{Language: c.language}
		if got := p.Count("public.working-days", c.n); got != c.want {
			t.Errorf("want %q, got %q", c.want, got)
		}
	}
}
