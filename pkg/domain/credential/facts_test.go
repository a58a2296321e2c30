package credential

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// faultsOf lists "pointer code" of each fault.
func faultsOf(err error) []string {
	var all []string
	if err != nil {
		for _, f := range problem.From(err).Faults {
			all = append(all, f.Pointer+" "+f.Code)
		}
	}
	return all
}

func TestACertificateIsValidForAtMostFiveYears(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, from, until, fault string }{
		{"a day short of five years", "2026-11-21", "2031-11-19", ""},
		{"five years", "2026-11-21", "2031-11-20", ""},
		{"five years and a day", "2026-11-21", "2031-11-21", "/validUntil certificate-validity-too-long"},
		{"ten years", "2026-11-21", "2036-11-20", "/validUntil certificate-validity-too-long"},
		{"one day", "2026-11-21", "2026-11-21", ""},
		{"ends the day before", "2026-11-21", "2026-11-20", "/validUntil certificate-validity-backwards"},
		{"from a leap day, five years", "2028-02-29", "2033-02-28", ""},
		{"from a leap day, five years and a day", "2028-02-29", "2033-03-01", "/validUntil certificate-validity-too-long"},
		{"from new year", "2027-01-01", "2031-12-31", ""},
		{"from new year, a day more", "2027-01-01", "2032-01-01", "/validUntil certificate-validity-too-long"},
	} {
		f := goodFacts(locale.English)
		f.ValidFrom, f.ValidUntil = date(c.from), date(c.until)
		var want []string
		if c.fault != "" {
			want = []string{c.fault}
		}
		if diff := cmp.Diff(want, faultsOf(f.Check())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestTheLastDayOfWholeYearsIsTheLongestThatIsTaken(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		f := goodFacts(locale.English)
		f.ValidFrom = date("2024-01-01").AddDays(rapid.IntRange(0, 5000).Draw(t, "day"))
		f.ValidUntil = LastDay(f.ValidFrom, MaximumYears)
		if err := f.Check(); err != nil {
			t.Fatalf("want %s to %s taken, got %v", f.ValidFrom, f.ValidUntil, err)
		}
		f.ValidUntil = f.ValidUntil.AddDays(1)
		if err := f.Check(); !errors.Is(err, problem.Invalid) {
			t.Fatalf("want %s to %s refused, got %v", f.ValidFrom, f.ValidUntil, err)
		}
	})
}

func TestEachFactThatNoCertificateMayHaveIsNamed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Facts)
		want   []string
	}{
		"nothing is wrong":              {func(*Facts) {}, nil},
		"seventy points suffice":        {func(f *Facts) { f.Score.Points = 70 }, nil},
		"sixty-nine do not":             {func(f *Facts) { f.Score.Points = 69 }, []string{"/score/points certificate-below-threshold"}},
		"a hundred points":              {func(f *Facts) { f.Score.Points = 100 }, nil},
		"a hundred and one":             {func(f *Facts) { f.Score.Points = 101 }, []string{"/score/points out-of-range"}},
		"a number with a typo":          {func(f *Facts) { f.Number = "HSM-2026-7K3QX-M90TZ-4WVRP" }, []string{"/number certificate-number-malformed"}},
		"a number in another form":      {func(f *Facts) { f.Number = "hsm20267k3qxm90tz4wvrq" }, []string{"/number certificate-number-malformed"}},
		"nobody":                        {func(f *Facts) { f.Holder.FamilyName, f.Holder.GivenNames = "", "" }, []string{"/holder/familyName required"}},
		"a name in Chinese only":        {func(f *Facts) { f.Holder.FamilyName = "王" }, []string{"/holder/familyName certificate-name-unprintable"}},
		"the longest name":              {func(f *Facts) { f.Holder.GivenNames = strings.Repeat("ə", longestName) }, nil},
		"a letter longer":               {func(f *Facts) { f.Holder.GivenNames = strings.Repeat("ə", longestName+1) }, []string{"/holder/givenNames too-long"}},
		"no birth date":                 {func(f *Facts) { f.Holder.BirthDate = calendar.Date{} }, []string{"/holder/birthDate required"}},
		"no nationality":                {func(f *Facts) { f.Holder.Nationality = Nationality{} }, []string{"/holder/nationality/code required", "/holder/nationality/name required"}},
		"no language of the four":       {func(f *Facts) { f.Language = "de" }, []string{"/language not-listed"}},
		"no first day":                  {func(f *Facts) { f.ValidFrom = calendar.Date{} }, []string{"/validFrom required"}},
		"no last day":                   {func(f *Facts) { f.ValidUntil = calendar.Date{} }, []string{"/validUntil required"}},
		"no place in the status list":   {func(f *Facts) { f.StatusIndex = -1 }, []string{"/statusIndex required"}},
		"no time of issue":              {func(f *Facts) { f.IssuedAt = time.Time{} }, []string{"/issuedAt required"}},
		"no field":                      {func(f *Facts) { f.Field = Field{} }, []string{"/field/id required", "/field/name required"}},
		"no issuer":                     {func(f *Facts) { f.Issuer = Issuer{} }, []string{"/issuer/id required", "/issuer/name required"}},
		"a field without a text in any": {func(f *Facts) { f.Field.Name = locale.Texts{locale.Russian: "ИКТ"} }, []string{"/field/name required"}},
	} {
		f := goodFacts(locale.English)
		c.change(&f)
		if diff := cmp.Diff(c.want, faultsOf(f.Check())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if _, err := Certificate(f, publicURL, "a.b.c"); (err == nil) != (c.want == nil) {
			t.Errorf("%s: want a certificate %t, got %v", name, c.want == nil, err)
		}
	}
	if got := len(faultsOf(Facts{}.Check())); got < 10 {
		t.Errorf("want all faults at once, got %d", got)
	}
}
