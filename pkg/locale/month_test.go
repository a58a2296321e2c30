package locale_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
)

func TestAMonthIsWrittenInWords(t *testing.T) {
	t.Parallel()
	for l, want := range map[locale.Language][]string{
		locale.Azerbaijani: {"yanvar 2025", "fevral 2025", "mart 2025", "aprel 2025", "may 2025", "iyun 2025", "iyul 2025", "avqust 2025",
			"sentyabr 2025", "oktyabr 2025", "noyabr 2025", "dekabr 2025"},
		locale.Turkish: {"Ocak 2025", "Şubat 2025", "Mart 2025", "Nisan 2025", "Mayıs 2025", "Haziran 2025", "Temmuz 2025", "Ağustos 2025",
			"Eylül 2025", "Ekim 2025", "Kasım 2025", "Aralık 2025"},
		locale.English: {"January 2025", "February 2025", "March 2025", "April 2025", "May 2025", "June 2025", "July 2025", "August 2025",
			"September 2025", "October 2025", "November 2025", "December 2025"},
		locale.Russian: {"январь 2025", "февраль 2025", "март 2025", "апрель 2025", "май 2025", "июнь 2025", "июль 2025", "август 2025",
			"сентябрь 2025", "октябрь 2025", "ноябрь 2025", "декабрь 2025"},
	} {
		var got []string
		for m := time.January; m <= time.December; m++ {
			got = append(got, l.Month(2025, m))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", l, diff)
		}
	}
}

func TestAMonthThatIsNone(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		language locale.Language
		month    time.Month
		want     string
	}{{locale.Russian, 0, "–"}, {locale.Turkish, 13, "–"}, {"de", time.May, "May 2025"}} {
		if got := c.language.Month(2025, c.month); got != c.want {
			t.Errorf("%s %d: want %q, got %q", c.language, c.month, c.want, got)
		}
	}
}
