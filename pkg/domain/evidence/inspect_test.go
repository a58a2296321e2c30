package evidence_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/problem"
)

var rules = evidence.Rules{
	Formats:  []evidence.Kind{evidence.PDF, evidence.JPEG, evidence.PNG},
	MaxBytes: 10 << 20, MaxPages: 20, MaxPixels: 40_000_000,
}

var leyla = specimen.Person{
	Surname: "Əliyeva", GivenNames: "Leyla Şəfəq", Issuer: "TUR", Nationality: "TUR", Number: "U12345678",
	Birth: evidence.BirthDate{Year: 1990, Month: 5, Day: 17}, Sex: evidence.Female,
	Expires: calendar.Date{Year: 2031, Month: 5, Day: 9},
}

func inspect(t *testing.T, file []byte, rules evidence.Rules) evidence.Report {
	t.Helper()
	report, err := evidence.Inspect(bytes.NewReader(file), int64(len(file)), rules)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

func found(r evidence.Report) []string {
	all := []string{}
	for _, f := range r.Findings {
		all = append(all, f.Code)
	}
	return all
}

func must(t *testing.T) func([]byte, error) []byte {
	return func(file []byte, err error) []byte {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return file
	}
}

func TestHonestPapersAreAccepted(t *testing.T) {
	t.Parallel()
	holder := leyla
	for name, paper := range map[string]specimen.Paper{
		"a passport page":                    specimen.PassportPage(holder),
		"a diploma":                          specimen.Diploma(holder, "Doctor of Engineering", "Orta Doğu Teknik Üniversitesi", 2018),
		"a reference naming Java/JavaScript": specimen.Reference(holder, "SOCAR", "engineer", day(t, "2019-01-01"), day(t, "2025-06-30")),
		"a bank statement":                   specimen.BankStatement(holder, "Specimen Bank", 25_000, "USD", day(t, "2025-12-31")),
		"a language certificate":             specimen.Certificate(holder, "English, C1", "Certified."),
		"a translation":                      specimen.Translation(specimen.Paper{Title: "Diplom"}, "Diplom"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			pdf := must(t)(paper.PDF())
			sum := sha256.Sum256(pdf)
			want := evidence.Report{Kind: evidence.PDF, Size: int64(len(pdf)), Pages: 1, SHA256: hex.EncodeToString(sum[:])}
			got := inspect(t, pdf, rules)
			if diff := cmp.Diff(want, got); diff != "" || !got.Accepted() {
				t.Error("(-want +got)", diff)
			}
			for kind, draw := range map[evidence.Kind]func() ([]byte, error){evidence.JPEG: paper.JPEG, evidence.PNG: paper.PNG} {
				got := inspect(t, must(t)(draw()), rules)
				if got.Kind != kind || !got.Accepted() || got.Pages != 1 || got.Width != 827 || got.Height != 1169 {
					t.Errorf("want an accepted %s of 827x1169, got %+v", kind, got)
				}
			}
		})
	}
}

func TestSpecimensAreTheSameAtEveryRun(t *testing.T) {
	t.Parallel()
	paper := specimen.PassportPage(leyla)
	if !bytes.Equal(must(t)(paper.PDF()), must(t)(paper.PDF())) || !bytes.Equal(must(t)(paper.JPEG()), must(t)(paper.JPEG())) {
		t.Error("want the same bytes, got others")
	}
}

func TestLimitsComeFromTheRules(t *testing.T) {
	t.Parallel()
	paper := specimen.PassportPage(leyla)
	pdf, jpeg := must(t)(paper.PDF()), must(t)(paper.JPEG())
	three := specimen.Raw{Pages: 3}.File()
	with := func(change func(*evidence.Rules)) evidence.Rules {
		changed := rules
		change(&changed)
		return changed
	}
	for name, test := range map[string]struct {
		file  []byte
		rules evidence.Rules
		want  []string
	}{
		"exactly the bytes allowed":   {pdf, with(func(r *evidence.Rules) { r.MaxBytes = int64(len(pdf)) }), []string{}},
		"one byte too many":           {pdf, with(func(r *evidence.Rules) { r.MaxBytes = int64(len(pdf)) - 1 }), []string{"document-too-large"}},
		"exactly the pages allowed":   {three, with(func(r *evidence.Rules) { r.MaxPages = 3 }), []string{}},
		"one page too many":           {three, with(func(r *evidence.Rules) { r.MaxPages = 2 }), []string{"document-pages"}},
		"exactly the pixels allowed":  {jpeg, with(func(r *evidence.Rules) { r.MaxPixels = 827 * 1169 }), []string{}},
		"one pixel too many":          {jpeg, with(func(r *evidence.Rules) { r.MaxPixels = 827*1169 - 1 }), []string{"document-pixels"}},
		"a format that is not taken":  {jpeg, with(func(r *evidence.Rules) { r.Formats = r.Formats[:1] }), []string{"document-format"}},
		"rules that let nothing pass": {pdf, evidence.Rules{}, []string{"document-too-large"}},
		"nothing":                     {nil, rules, []string{"document-empty"}},
		"text":                        {[]byte("Diploma"), rules, []string{"document-format"}},
		"a program called diploma":    {append([]byte("MZ\x90\x00"), make([]byte, 5000)...), rules, []string{"document-format"}},
		"a picture of another kind":   {[]byte("GIF89a\x01\x00\x01\x00"), rules, []string{"document-format"}},
		"the test virus":              {specimen.EICAR(), rules, []string{"malware", "document-format"}},
		"the test virus in a file too large": {append(make([]byte, 5<<20), specimen.EICAR()...),
			with(func(r *evidence.Rules) { r.MaxBytes = 1 << 20 }), []string{"malware", "document-too-large"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := inspect(t, test.file, test.rules)
			if diff := cmp.Diff(test.want, found(got)); diff != "" {
				t.Error("(-want +got)", diff)
			}
			if got.Accepted() != (len(test.want) == 0) || len(got.SHA256) != 64 {
				t.Errorf("want accepted %v and a hash, got %+v", len(test.want) == 0, got)
			}
		})
	}
}

func TestTheTestVirusIsFoundAcrossReads(t *testing.T) {
	t.Parallel()
	virus := specimen.EICAR()
	for _, before := range []int{0, 1, 30, 67, 68, 32*1024 - 30, 32 * 1024} {
		for _, step := range []int{1, 7, 67, 68, 69, 4096} {
			file := append(append(make([]byte, before), virus...), "tail"...)
			got, err := evidence.HasTestVirus(&slow{file, step})
			if err != nil || !got {
				t.Errorf("want it found after %d bytes in steps of %d, got %v %v", before, step, got, err)
			}
		}
	}
	if got, err := evidence.HasTestVirus(bytes.NewReader(virus[:67])); got || err != nil {
		t.Errorf("want all but its last byte to be clean, got %v %v", got, err)
	}
}

// slow gives step bytes at a time.
type slow struct {
	rest []byte
	step int
}

func (s *slow) Read(b []byte) (int, error) {
	if len(s.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(b, s.rest[:min(s.step, len(s.rest))])
	s.rest = s.rest[n:]
	return n, nil
}

type broken struct{ after int64 }

func (b broken) ReadAt(p []byte, at int64) (int, error) {
	if at >= b.after {
		return 0, errors.New("the store hung up")
	}
	return min(len(p), int(b.after-at)), nil
}

func TestAStoreThatFailsIsAnErrorAndNoFinding(t *testing.T) {
	t.Parallel()
	if _, err := evidence.Inspect(broken{1000}, 5000, rules); err == nil {
		t.Error("want an error of a store that fails, got none")
	}
	if _, err := evidence.Inspect(bytes.NewReader([]byte("%PDF-")), 5000, rules); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("want an unexpected end of fewer bytes than promised, got %v", err)
	}
}

func TestAFindingNamesItsFile(t *testing.T) {
	t.Parallel()
	report := inspect(t, specimen.PNGBomb(), rules)
	want := []problem.Fault{problem.At("/documents/0", "document-pixels",
		"file", "diplom.png", "width", "60000", "height", "60000", "max", "40")}
	if diff := cmp.Diff(want, report.Faults("/documents/0", "diplom.png")); diff != "" {
		t.Error("(-want +got)", diff)
	}
}
