package evidence_test

import (
	"bytes"
	"testing"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

// The seeds of both run as ordinary tests; `go test -fuzz` looks further.
func FuzzParseMRZ(f *testing.F) {
	for _, seed := range []string{icaoTD1, icaoTD2, icaoTD3, icaoOverflow, "", "\n", "«", "P<", "ı\xff<", "А\nВ\nС"} {
		f.Add(seed, 2026)
	}
	f.Fuzz(func(t *testing.T, text string, year int) {
		year = 1900 + ((year%300)+300)%300
		m, faults := evidence.ParseMRZ(text, year)
		for _, fault := range faults {
			if fault.Pointer != "/mrz" || fault.Code == "" {
				t.Errorf("want a pointer and a code, got %+v", fault)
			}
		}
		if len(faults) == 0 && (m.Number == "" || m.Surname == "" || !evidence.IsState(m.Nationality)) {
			t.Errorf("want a faultless zone to say who it is, got %+v", m)
		}
		evidence.Compare(m, evidence.Typed{Number: text, FamilyName: text, GivenNames: m.GivenNames})
		evidence.Transliterate(text)
		evidence.DisplayName(text)
	})
}

func FuzzInspect(f *testing.F) {
	paper := specimen.PassportPage(leyla)
	for _, build := range []func() ([]byte, error){paper.JPEG, paper.PNG} {
		file, err := build()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(file[:2000])
	}
	for _, seed := range [][]byte{
		specimen.HiddenScript(), specimen.PNGBomb(), specimen.WithVirus(), specimen.Raw{Pages: 3}.File(), specimen.EICAR(), nil,
		[]byte("%PDF-%%EOFstartxref"), []byte("%PDF-1 0 obj<<"), []byte("%PDF-1 0 obj<</"), []byte("%PDF-1 0 obj(\\"),
		[]byte("%PDF-1 0 obj<"), []byte("%PDF-1 0 obj[1 0"), []byte("%PDF-1 0 obj%"), []byte("%PDF-trailer"), []byte("%PDF-1 0 obj<</N 1/First -1>>stream"),
		[]byte("%PDF-1 0 obj<</N 1/First 3>>stream\n1 9 endstream"), []byte("\xff\xd8\xff\xe0\x00"), []byte("\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR0000"),
	} {
		f.Add(seed)
	}
	small := rules
	small.MaxPixels = 1_000_000
	f.Fuzz(func(t *testing.T, file []byte) {
		report, err := evidence.Inspect(bytes.NewReader(file), int64(len(file)), small)
		if err != nil {
			t.Fatalf("want a report of any bytes, got %v", err)
		}
		if report.Accepted() && (report.Kind == evidence.Unknown || report.Pages == 0) {
			t.Errorf("want only documents accepted, got %+v", report)
		}
	})
}

func BenchmarkInspect5MB(b *testing.B) {
	file := specimen.Scan(5<<20, 10)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		report, err := evidence.Inspect(bytes.NewReader(file), int64(len(file)), rules)
		if err != nil || !report.Accepted() || report.Pages != 10 {
			b.Fatal(report, err)
		}
	}
}

func BenchmarkParseMRZ(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, faults := evidence.ParseMRZ(icaoTD3, 2026); len(faults) > 0 {
			b.Fatal(faults)
		}
	}
}
