package specimen_test

import (
	"bytes"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

var eriksson = specimen.Person{
	Surname: "Eriksson", GivenNames: "Anna Maria", Issuer: "UTO", Nationality: "UTO", Number: "L898902C3",
	Birth: evidence.BirthDate{Year: 1974, Month: 8, Day: 12}, Sex: evidence.Female,
	Expires: calendar.Date{Year: 2012, Month: 4, Day: 15}, Optional: "ZE184226B",
}

func TestTheZonesAreThoseThatICAOPrints(t *testing.T) {
	t.Parallel()
	card := eriksson
	card.Number, card.Optional = "D23145890", ""
	long := specimen.Person{
		Surname: "Stevenson", GivenNames: "Peter John", Issuer: "UTO", Nationality: "UTO", Number: "D23145890734",
		Birth: evidence.BirthDate{Year: 1934, Month: 7, Day: 12}, Sex: evidence.Male, Expires: calendar.Date{Year: 1995, Month: 7, Day: 12},
	}
	for name, test := range map[string]struct{ want, got string }{
		"a passport":          {"P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10", eriksson.TD3()},
		"a card of two lines": {"I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<\nD231458907UTO7408122F1204159<<<<<<<6", card.TD2()},
		"a card of three lines": {
			"I<UTOD231458907<<<<<<<<<<<<<<<\n7408122F1204159UTO<<<<<<<<<<<6\nERIKSSON<<ANNA<MARIA<<<<<<<<<<", card.TD1()},
		"a number that runs over": {
			"I<UTOD23145890<7349<<<<<<<<<<<\n3407127M9507122UTO<<<<<<<<<<<2\nSTEVENSON<<PETER<JOHN<<<<<<<<<", long.TD1()},
	} {
		if test.got != test.want {
			t.Errorf("%s: want\n%s\ngot\n%s", name, test.want, test.got)
		}
	}
}

func TestEveryPaperOpensInEveryFormat(t *testing.T) {
	t.Parallel()
	day := calendar.Date{Year: 2026, Month: 1, Day: 5}
	for name, paper := range map[string]specimen.Paper{
		"passport":    specimen.PassportPage(eriksson),
		"diploma":     specimen.Diploma(eriksson, "MSc", "Universitet", 2015),
		"reference":   specimen.Reference(eriksson, "Firm", "engineer", day, day),
		"statement":   specimen.BankStatement(eriksson, "Bank", 1000, "EUR", day),
		"certificate": specimen.Certificate(eriksson, "B2", "English"),
		"translation": specimen.Translation(specimen.Paper{Title: "Диплом"}, "Əla qiymətlərlə"),
		"empty":       {},
	} {
		pdf, err := paper.PDF()
		if err != nil || !bytes.HasPrefix(pdf, []byte("%PDF-")) {
			t.Errorf("%s: want a PDF, got %v", name, err)
		}
		for format, draw := range map[string]func() ([]byte, error){"jpeg": paper.JPEG, "png": paper.PNG} {
			file, err := draw()
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			picture, got, err := image.Decode(bytes.NewReader(file))
			if err != nil || got != format || picture.Bounds().Dx() != 827 {
				t.Errorf("%s: want a %s, got %s %v", name, format, got, err)
			}
		}
	}
}

func TestLongPapersTakeMorePages(t *testing.T) {
	t.Parallel()
	paper := specimen.Paper{Title: "Thesis", Body: []string{strings.Repeat("a long text ", 2000)}}
	pdf, err := paper.PDF()
	if err != nil {
		t.Fatal(err)
	}
	report, err := evidence.Inspect(bytes.NewReader(pdf), int64(len(pdf)),
		evidence.Rules{Formats: []evidence.Kind{evidence.PDF}, MaxBytes: 1 << 20, MaxPages: 100, MaxPixels: 1})
	if err != nil || report.Pages < 5 || !report.Accepted() {
		t.Errorf("want several good pages, got %+v %v", report, err)
	}
}

func TestWhatIsHostileIsSmall(t *testing.T) {
	t.Parallel()
	for name, size := range map[string]int{
		"picture bomb": len(specimen.PNGBomb()), "hidden script": len(specimen.HiddenScript()), "virus": len(specimen.WithVirus()),
	} {
		if size == 0 || size > 2000 {
			t.Errorf("%s: want at most 2000 bytes, got %d", name, size)
		}
	}
	if got := len(specimen.EICAR()); got != 68 {
		t.Errorf("want the 68 bytes of the test file, got %d", got)
	}
	if got := len(specimen.Truncated(make([]byte, 1000), 50)); got != 500 {
		t.Errorf("want half, got %d bytes", got)
	}
	if got := len(specimen.Scan(1<<20, 4)); got < 1<<20 || got > 1<<20+4000 {
		t.Errorf("want about a megabyte, got %d bytes", got)
	}
}
