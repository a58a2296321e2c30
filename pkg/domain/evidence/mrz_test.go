package evidence_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
)

// The examples that ICAO Doc 9303 prints in parts 4, 5 and 6.
const (
	icaoTD3      = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"
	icaoTD2      = "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6"
	icaoTD1      = "I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<"
	icaoOverflow = "I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<"
)

func day(t *testing.T, text string) calendar.Date {
	t.Helper()
	date, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return date
}

func codes(faults []problem.Fault) []string {
	found := []string{}
	for _, f := range faults {
		found = append(found, f.Code)
	}
	return found
}

func TestTheExamplesThatICAOPrintsAreRead(t *testing.T) {
	t.Parallel()
	eriksson := evidence.MRZ{
		Code: "I", Issuer: "UTO", Nationality: "UTO", Number: "D23145890", Surname: "ERIKSSON", GivenNames: "ANNA MARIA",
		Birth: evidence.BirthDate{Year: 1974, Month: 8, Day: 12}, Sex: evidence.Female, Expires: day(t, "2012-04-15"),
	}
	passport, td1, td2, long := eriksson, eriksson, eriksson, eriksson
	passport.Format, passport.Code, passport.Number, passport.Optional = evidence.TD3, "P", "L898902C3", "ZE184226B"
	td1.Format, td2.Format = evidence.TD1, evidence.TD2
	long.Format, long.Number, long.Surname, long.GivenNames = evidence.TD1, "D23145890734", "STEVENSON", "PETER JOHN"
	long.Birth, long.Sex, long.Expires = evidence.BirthDate{Year: 1934, Month: 7, Day: 12}, evidence.Male, day(t, "1995-07-12")
	for name, test := range map[string]struct {
		text string
		year int
		want evidence.MRZ
	}{
		"a passport":                                  {icaoTD3, 2026, passport},
		"a card of two lines":                         {icaoTD2, 2026, td2},
		"a card of three lines":                       {icaoTD1, 2026, td1},
		"a card whose number runs over":               {icaoOverflow, 1994, long},
		"a passport in one line":                      {strings.ReplaceAll(icaoTD3, "\n", ""), 2026, passport},
		"a passport in small letters and with spaces": {"  " + strings.ToLower(strings.ReplaceAll(icaoTD3, "<<ANNA", " << ANNA")) + "\r\n\r\n", 2026, passport},
		"a passport after a word processor":           {strings.ReplaceAll(icaoTD3, "<<", "«"), 2026, passport},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, faults := evidence.ParseMRZ(test.text, test.year)
			if len(faults) > 0 {
				t.Fatalf("want no fault, got %v", faults)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error("(-want +got)", diff)
			}
		})
	}
}

func TestEveryFaultIsNamed(t *testing.T) {
	t.Parallel()
	first, second, _ := strings.Cut(icaoTD3, "\n")
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"nothing at all":              {"", []string{"mrz-shape"}},
		"one character missing":       {first + "\n" + second[:43], []string{"mrz-shape"}},
		"one character moved":         {first + "<\n" + second[:43], []string{"mrz-shape"}},
		"three lines of a passport":   {icaoTD3 + "\n" + second, []string{"mrz-shape"}},
		"far too long a text":         {strings.Repeat("P", 5000), []string{"mrz-shape"}},
		"a visa":                      {"V" + icaoTD3[1:], []string{"mrz-visa"}},
		"a driving licence":           {"D" + icaoTD3[1:], []string{"mrz-document-code"}},
		"a card's code on a passport": {"I" + icaoTD3[1:], []string{"mrz-document-code"}},
		"an issuer that is not":       {"P<QQQ" + icaoTD3[5:], []string{"mrz-issuer"}},
		"a nationality that is not":   {strings.Replace(icaoTD3, "6UTO", "6QQQ", 1), []string{"mrz-nationality"}},
		"no name":                     {"P<UTO" + strings.Repeat("<", 39) + "\n" + second, []string{"mrz-names"}},
		"a digit in the name":         {strings.Replace(icaoTD3, "ERIK", "ER1K", 1), []string{"mrz-names"}},
		"a sex that is not":           {strings.Replace(icaoTD3, "2F1", "2Q1", 1), []string{"mrz-sex"}},
		"no number": {strings.Replace(icaoTD3, "L898902C36", "<<<<<<<<<0", 1),
			[]string{"mrz-number", "mrz-check-composite"}},
		"a wrong digit in the number": {strings.Replace(icaoTD3, "L898902", "L898903", 1),
			[]string{"mrz-check-number", "mrz-check-composite"}},
		"a wrong digit in the birth date": {strings.Replace(icaoTD3, "740812", "740813", 1),
			[]string{"mrz-check-birth", "mrz-check-composite"}},
		"a wrong digit in the expiry": {strings.Replace(icaoTD3, "120415", "120416", 1),
			[]string{"mrz-check-expiry", "mrz-check-composite"}},
		"a wrong digit in the optional data": {strings.Replace(icaoTD3, "ZE1842", "ZE1843", 1),
			[]string{"mrz-check-optional", "mrz-check-composite"}},
		"only the last digit wrong": {icaoTD3[:len(icaoTD3)-1] + "1", []string{"mrz-check-composite"}},
		"a 13th month": {strings.Replace(icaoTD3, "740812", "741312", 1),
			[]string{"mrz-birth-date", "mrz-check-birth", "mrz-check-composite"}},
		"a 31st of February in the expiry": {strings.Replace(icaoTD3, "120415", "120231", 1),
			[]string{"mrz-expiry-date", "mrz-check-expiry"}},
		"a letter in the expiry": {strings.Replace(icaoTD3, "120415", "12O415", 1),
			[]string{"mrz-expiry-date", "mrz-check-expiry", "mrz-check-composite"}},
		"an expiry left open": {strings.Replace(icaoTD3, "1204159", "<<<<<<0", 1),
			[]string{"mrz-expiry-date"}},
		"a sign in a date": {strings.Replace(icaoTD3, "740812", "74+812", 1),
			[]string{"mrz-character", "mrz-birth-date"}},
		"a Cyrillic letter that looks right": {strings.Replace(icaoTD3, "ERIKSSON", "ERIKSSОN", 1), []string{"mrz-lookalike"}},
		"a foreign character":                {strings.Replace(icaoTD3, "ANNA<", "ANNA!", 1), []string{"mrz-character"}},
		"everything at once": {"V<QQQ" + strings.Repeat("<", 39) + "\n" + strings.Repeat("<", 20) + "Q" + strings.Repeat("<", 23),
			[]string{"mrz-visa", "mrz-issuer", "mrz-nationality", "mrz-sex", "mrz-expiry-date", "mrz-names", "mrz-number",
				"mrz-check-birth", "mrz-check-expiry", "mrz-check-composite"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults := evidence.ParseMRZ(test.text, 2026)
			if diff := cmp.Diff(test.want, codes(faults)); diff != "" {
				t.Error("(-want +got)", diff)
			}
			for _, f := range faults {
				if f.Pointer != "/mrz" {
					t.Errorf("want pointer /mrz, got %q", f.Pointer)
				}
			}
		})
	}
}

func TestAFaultSaysWhereToLook(t *testing.T) {
	t.Parallel()
	_, faults := evidence.ParseMRZ(strings.Replace(icaoTD3, "L898902C36", "L898902С36", 1), 2026)
	want := []problem.Fault{problem.At("/mrz", "mrz-lookalike", "line", "2", "position", "8", "character", "С", "latin", "C")}
	if diff := cmp.Diff(want, faults); diff != "" {
		t.Error("(-want +got)", diff)
	}
	_, faults = evidence.ParseMRZ("P<UTO\nL898902C36", 2026)
	want = []problem.Fault{problem.At("/identity/papers/0/mrz", "mrz-shape", "found", "5 + 10")}
	if diff := cmp.Diff(want, evidence.Under("/identity/papers/0", faults)); diff != "" {
		t.Error("(-want +got)", diff)
	}
}

func TestCodesOfDocumentsWithoutAnOrdinaryStateAreKnown(t *testing.T) {
	t.Parallel()
	for code, iso := range map[string]string{
		"AZE": "AZE", "D": "DEU", "GBD": "GBR", "GBN": "GBR", "UNO": "", "XXA": "", "XXB": "", "XXC": "", "UTO": "", "RKS": "",
	} {
		if !evidence.IsState(code) {
			t.Errorf("want %s known, got unknown", code)
		}
		if got := evidence.ISOState(code); got != iso {
			t.Errorf("want %q behind %s, got %q", iso, code, got)
		}
	}
	for _, code := range []string{"", "DE", "D<<", "DEUT", "QQQ", "aze", "AZE BDI"} {
		if evidence.IsState(code) || evidence.ISOState(code) != "" {
			t.Errorf("want %q unknown, got known", code)
		}
	}
	states := 0
	for a := range 26 * 26 * 26 {
		if evidence.ISOState(string([]byte{byte('A' + a/676), byte('A' + a/26%26), byte('A' + a%26)})) != "" {
			states++
		}
	}
	if got := states - 5; got != 249 { // the five British kinds stand for one state
		t.Errorf("want the 249 codes of ISO 3166-1, got %d", got)
	}
}

func TestAStatelessPersonWithOneNameAndAnUnknownBirthdayIsRead(t *testing.T) {
	t.Parallel() // invariant 10
	text := madeTD3(t, "XXA", "SAMIRA", "", "1990-??-??", "X")
	got, faults := evidence.ParseMRZ(text, 2026)
	if len(faults) > 0 {
		t.Fatalf("want no fault, got %v\n%s", faults, text)
	}
	if got.Nationality != "XXA" || got.Surname != "SAMIRA" || got.GivenNames != "" || got.Sex != evidence.Other || got.Birth.Known() {
		t.Errorf("want a stateless person of one name, got %+v", got)
	}
	if want := "1990-??-??"; got.Birth.String() != want {
		t.Errorf("want birth %s, got %s", want, got.Birth)
	}
}
