package evidence_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

// madeTD3 is a passport of a person issued by Türkiye.
func madeTD3(t *testing.T, nationality, surname, given, birth, sex string) string {
	t.Helper()
	var b evidence.BirthDate
	if _, err := fmt.Sscanf(strings.ReplaceAll(birth, "??", "0"), "%d-%d-%d", &b.Year, &b.Month, &b.Day); err != nil {
		t.Fatal(err)
	}
	return specimen.Person{
		Surname: surname, GivenNames: given, Issuer: "TUR", Nationality: nationality, Number: "U12345678",
		Birth: b, Sex: evidence.Sex(sex), Expires: day(t, "2031-05-09"),
	}.TD3()
}

// anybody draws a person as documents know them.
func anybody(longest int) *rapid.Generator[specimen.Person] {
	return rapid.Custom(func(t *rapid.T) specimen.Person {
		date := func(from, to int, label string) calendar.Date {
			return calendar.Date{Year: from, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, (to-from)*365).Draw(t, label))
		}
		birth := date(1930, 2026, "birth")
		p := specimen.Person{
			Surname:     rapid.StringMatching(`[A-Z]{1,12}( [A-Z]{1,6})?`).Draw(t, "surname"),
			GivenNames:  rapid.StringMatching(`([A-Z]{1,6} [A-Z]{1,3})?`).Draw(t, "given"),
			Issuer:      rapid.SampledFrom([]string{"AZE", "D", "GBD", "UNO", "TUR", "XXB"}).Draw(t, "issuer"),
			Nationality: rapid.SampledFrom([]string{"AZE", "D", "XXA", "XXC", "RUS"}).Draw(t, "nationality"),
			Number:      rapid.StringMatching(fmt.Sprintf(`[A-Z0-9]{5,%d}`, longest)).Draw(t, "number"),
			Birth:       evidence.BirthDate{Year: birth.Year, Month: int(birth.Month), Day: birth.Day},
			Sex:         rapid.SampledFrom([]evidence.Sex{evidence.Female, evidence.Male, evidence.Other}).Draw(t, "sex"),
			Expires:     date(2007, 2105, "expires"),
			Optional:    rapid.StringMatching(`[A-Z0-9]{0,3}`).Draw(t, "optional"),
		}
		if rapid.Bool().Draw(t, "day unknown") {
			p.Birth.Day = 0
		}
		return p
	})
}

func TestWhatOneAuthorWritesTheOtherReads(t *testing.T) {
	t.Parallel()
	for format, test := range map[evidence.Format]struct {
		longest int
		write   func(specimen.Person) string
	}{
		evidence.TD1: {14, specimen.Person.TD1},
		evidence.TD2: {11, specimen.Person.TD2},
		evidence.TD3: {9, specimen.Person.TD3},
	} {
		t.Run(string(format), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				p := anybody(test.longest).Draw(t, "person")
				text := test.write(p)
				m, faults := evidence.ParseMRZ(text, 2026)
				if len(faults) > 0 {
					t.Fatalf("want no fault, got %v in\n%s", faults, text)
				}
				got := specimen.Person{
					Surname: m.Surname, GivenNames: m.GivenNames, Issuer: m.Issuer, Nationality: m.Nationality, Number: m.Number,
					Birth: m.Birth, Sex: m.Sex, Expires: m.Expires, Optional: m.Optional,
				}
				if got != p || m.Format != format {
					t.Fatalf("want %+v, got %+v from\n%s", p, got, text)
				}
			})
		})
	}
}

func TestOneWrongDigitNeverPasses(t *testing.T) {
	t.Parallel() // weights 7, 3 and 1 share no factor with ten, so a single digit's change always shows
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(anybody(9).Draw(t, "person").TD3())
		at := 45 + rapid.SampledFrom([]int{0, 4, 8, 13, 16, 18, 21, 24, 26}).Draw(t, "at")
		if text[at] < '0' || text[at] > '9' {
			t.Skip("a letter or a filler stands here")
		}
		text[at] = '0' + (text[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10
		if _, faults := evidence.ParseMRZ(string(text), 2026); len(faults) == 0 {
			t.Fatalf("want a fault, got none in\n%s", text)
		}
	})
}
