package locale_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
)

func TestNamesStandInTheOrderOfTheAlphabet(t *testing.T) {
	t.Parallel()
	for l, names := range map[locale.Language][]string{
		locale.Azerbaijani: {"Avropa", "Bakı", "Cənub", "Cücə", "Çin", "Elm", "Əlcəzair", "Gəncə", "Ğ", "Həmədan", "Xəzər", "Irak", "İran", "Kür", "Qazax",
			"Lənkəran", "Oman", "Özbəkistan", "Səudiyyə", "Şəki", "Uqanda", "Ümman", "Vyana", "Yəmən", "Zambiya"},
		locale.Turkish: {"Avrupa", "Cenevre", "Çin", "Gana", "Hint", "Irak", "İran", "Katar", "Oman", "Özbek", "Qatar", "Sudan", "Şam", "Uganda", "Ürdün", "Yemen"},
		locale.English: {"1 Islands", "Åland", "Albania", "Côte", "Croatia", "Curaçao", "Sao Tome", "São Tome", "Zambia", "Япония"},
		locale.Russian: {"Австрия", "Ёмкость", "Йемен", "Россия", "Япония", "Zambia"},
	} {
		got := slices.Clone(names)
		slices.Reverse(got)
		slices.SortFunc(got, l.Compare)
		if diff := cmp.Diff(names, got); diff != "" {
			t.Errorf("%s: want -, got +\n%s", l, diff)
		}
	}
}
