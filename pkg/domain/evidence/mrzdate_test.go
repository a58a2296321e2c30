package evidence

import (
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
)

func TestCenturies(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		what           string
		rule           func(yy, year int) int
		yy, year, want int
	}{
		{"born this year", birthYear, 26, 2026, 2026},
		{"nobody is born next year", birthYear, 27, 2026, 1927},
		{"born in the last century", birthYear, 74, 2026, 1974},
		{"born at its turn", birthYear, 0, 2026, 2000},
		{"expired 20 years ago", expiryYear, 6, 2026, 2006},
		{"not expired 21 years ago", expiryYear, 5, 2026, 2105},
		{"valid to the end of the century", expiryYear, 99, 2026, 2099},
		{"valid for ten years", expiryYear, 36, 2026, 2036},
		{"expires after the turn of a century", expiryYear, 4, 2096, 2104},
		{"expired before the turn of a century", expiryYear, 98, 2101, 2098},
	} {
		if got := test.rule(test.yy, test.year); got != test.want {
			t.Errorf("%s: want %d, got %d", test.what, test.want, got)
		}
	}
}

func TestAgreeingWithWhatIsKnown(t *testing.T) {
	t.Parallel()
	typed := calendar.Date{Year: 1974, Month: 8, Day: 12}
	for _, test := range []struct {
		birth BirthDate
		want  bool
	}{
		{BirthDate{1974, 8, 12}, true},
		{BirthDate{1974, 8, 13}, false},
		{BirthDate{1974, 9, 12}, false},
		{BirthDate{1975, 8, 12}, false},
		{BirthDate{1974, 8, 0}, true},
		{BirthDate{1974, 0, 0}, true},
		{BirthDate{}, true},
		{BirthDate{1975, 0, 0}, false},
	} {
		if got := test.birth.Agrees(typed); got != test.want {
			t.Errorf("%s: want %v, got %v", test.birth, test.want, got)
		}
	}
}

func TestLongestMonths(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ year, month, want int }{
		{2023, 2, 28}, {2024, 2, 29}, {1900, 2, 28}, {2000, 2, 29}, {0, 2, 29}, {2026, 4, 30}, {2026, 12, 31}, {2026, 0, 31},
	} {
		if got := daysIn(test.year, test.month); got != test.want {
			t.Errorf("want %d days in %d-%d, got %d", test.want, test.year, test.month, got)
		}
	}
}
