package evidence_test

import (
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
)

func TestStatesAreCalledByTheirNameInFourLanguages(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]locale.Texts{
		"TUR": {"az": "Türkiyə", "en": "Türkiye", "ru": "Турция", "tr": "Türkiye"},
		"D":   {"az": "Almaniya", "en": "Germany", "ru": "Германия", "tr": "Almanya"},
		"XXA": {"az": "Vətəndaşlığı olmayan şəxs", "en": "Stateless person", "ru": "Лицо без гражданства", "tr": "Vatansız kişi"},
		"UNO": {"az": "UNO", "en": "UNO", "ru": "UNO", "tr": "UNO"},
	} {
		for _, l := range locale.All {
			if got := evidence.StateNames(code).In(l); got != want[l] {
				t.Errorf("%s in %s: want %q, got %q", code, l, want[l], got)
			}
		}
	}
}

// Every code that a travel document of a state may carry has a name of its own in each language.
func TestNoStateIsLeftWithoutAName(t *testing.T) {
	t.Parallel()
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			for c := 'A'; c <= 'Z'; c++ {
				code := string([]rune{a, b, c})
				if evidence.ISOState(code) == "" {
					continue
				}
				for _, l := range locale.All {
					if name := evidence.StateNames(code).In(l); name == code || strings.TrimSpace(name) == "" {
						t.Errorf("%s has no name in %s", code, l)
					}
				}
			}
		}
	}
}
