package evidence_test

import (
	"slices"
	"testing"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
)

func TestLanguagesAreCalledByTheirNameInFourLanguages(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]locale.Texts{
		"en": {"az": "İngilis", "en": "English", "ru": "Английский", "tr": "İngilizce"},
		"de": {"az": "Alman", "en": "German", "ru": "Немецкий", "tr": "Almanca"},
		"qq": {"az": "qq", "en": "qq", "ru": "qq", "tr": "qq"},
	} {
		for _, l := range locale.All {
			if got := evidence.LanguageNames(code).In(l); got != want[l] {
				t.Errorf("%s in %s: want %q, got %q", code, l, want[l], got)
			}
		}
	}
}

func TestEveryLanguageThatCanBeChosenHasANameAndIsTakenAsOne(t *testing.T) {
	t.Parallel()
	rules := evidence.Rules{Formats: []evidence.Kind{evidence.PDF}, MaxBytes: 10}
	for _, code := range evidence.Languages() {
		for _, l := range locale.All {
			if name := evidence.LanguageNames(code).In(l); name == "" || name == code {
				t.Errorf("%s has no name in %s", code, l)
			}
		}
		declared := evidence.Declaration{Kind: "diploma", Language: code, MediaType: "application/pdf", Size: 1}
		if _, err := evidence.Expect("doc_1", declared, rules); err != nil {
			t.Errorf("%s: want a language that a document may have, got %v", code, err)
		}
	}
}

func TestStatesThatCanBeChosenAreThoseOfTravelDocumentsOnce(t *testing.T) {
	t.Parallel()
	states := evidence.States()
	for _, want := range []string{"AZE", "D", "GBR", "XXA", "XXB"} {
		if !slices.Contains(states, want) {
			t.Errorf("want %s among the states", want)
		}
	}
	for _, stranger := range []string{"DEU", "XXX", "UTO"} {
		if slices.Contains(states, stranger) {
			t.Errorf("want %s not among the states", stranger)
		}
	}
	for _, code := range states {
		if !evidence.IsState(code) {
			t.Errorf("%s can be chosen but is refused", code)
		}
	}
}
