package programme_test

import (
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"

	"errors"
)

// Decision 99; fact 56: six criteria in the order of the act, with maxima that add up to 100, and fact 57: 70 to pass.
func TestSixCriteriaOfDecision99AddUpToAHundred(t *testing.T) {
	t.Parallel()
	type row struct {
		ID        programme.CriterionID
		Maximum   programme.Points
		Authority programme.AuthorityID
		Verifier  programme.AuthorityID
	}
	want := []row{
		{"experience", 35, programme.FieldAuthority, ""},
		{"national-goals", 20, "economy", ""},
		{"education", 15, "science-education", ""},
		{"financial-stability", 15, "sms", ""},
		{"labour-market", 10, "labour", ""},
		{"languages", 5, "science-education", "sms"},
	}
	p := load(t)
	var got []row
	for _, c := range p.Criteria {
		got = append(got, row{c.ID, c.Maximum, c.Authority, c.Verifier})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := p.TotalMaximum(); got != 100 {
		t.Errorf("want 100 points in all, got %d", got)
	}
	if p.Threshold != 70 {
		t.Errorf("want a threshold of 70, got %d", p.Threshold)
	}
}

// Fact 58, C1, C2, G4, G5.
func TestClockOfDecision99(t *testing.T) {
	t.Parallel()
	want := programme.Clock{
		WorkingDays: 20, FirstDay: calendar.NextDay, Extension: programme.Extension{WorkingDays: 10, Max: 1},
		Checkpoints: []int{50, 75, 90, 100}, PastDueEvery: 1, CorrectionPauses: false,
	}
	clock := load(t).Clock
	if diff := cmp.Diff(want, clock); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for extensions, want := range map[int]int{-1: 20, 0: 20, 1: 30, 2: 30} {
		if got := clock.WorkingDaysWith(extensions); got != want {
			t.Errorf("%d extensions: want %d working days, got %d", extensions, want, got)
		}
	}
}

func TestTermsThatDecision99LeavesOpenAreResolvedAsRecorded(t *testing.T) {
	t.Parallel()
	p := load(t)
	for _, term := range []struct {
		name      string
		want, got any
	}{
		{"certificate, fact 59, C7", 5, p.Certificate.ValidityYears},
		{"permit, fact 67, C7", 3, p.Permit.MaxYears},
		{"passport at recognition, fact 41", 6, p.Passport.ValidityMonths},
		{"passport beyond the permit, C14", 3, p.Passport.BeyondPermitMonths},
		{"children, fact 68, C12", 23, p.Family.ChildUnder},
		{"years that count, C6", 15, p.ExperienceYears},
		{"years that should be documented, C6", 5, p.DocumentedYears},
		{"income, fact 48", 2, p.IncomeYears},
		{"language floor, fact 49", programme.CEFR("B2"), p.LanguageMinimum},
		{"re-application, G7", 0, p.Reapplication.WaitDays},
		{"fee, G9", 0, p.Fee.Amount},
		{"appeal, G7", 30, p.Appeal.Days},
		{"confirmation", programme.ByOfficer, p.Confirmation},
		{"answer to a correction, G4", 5, p.Correction.WorkingDaysToReply},
		{"rounds of a lane, G4", 2, p.Correction.MaxRounds},
		{"who decides about objections, G1", programme.Decider{Role: "objection-reviewer", Authority: "sms"}, p.Objections.DecidedBy},
		{"legal basis of objections, G1", true, p.Objections.LegalBasisRequired},
		{"term to rule on an objection, G1", 5, p.Objections.WorkingDaysToRule},
		{"number of the act, fact 6", 99, p.Act.Number},
		{"date of the act, fact 6", calendar.Date{Year: 2025, Month: time.April, Day: 3}, p.Act.Date},
		{"order that founded it, fact 1, C17", 156, p.Establishment.Number},
	} {
		if diff := cmp.Diff(term.want, term.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", term.name, diff)
		}
	}
}

// Fact 4, C16: one term in each language.
func TestHolderHasOneNameInEachLanguage(t *testing.T) {
	t.Parallel()
	want := locale.Texts{
		locale.Azerbaijani: "Yüksəkixtisaslı miqrant", locale.Turkish: "Yüksek vasıflı göçmen",
		locale.English: "Highly Skilled Migrant", locale.Russian: "Высококвалифицированный мигрант",
	}
	if diff := cmp.Diff(want, load(t).Holder); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestACaseFindsTheVersionItWasFiledUnder(t *testing.T) {
	t.Parallel()
	current := load(t)
	versions := programme.Versions()
	if want, got := versions[len(versions)-1], current.Version; want != got {
		t.Errorf("want the last version %s to be current, got %s", want, got)
	}
	for _, version := range versions {
		p, err := programme.ByVersion(version)
		if err != nil || p.Version != version || len(p.Hash()) != 64 {
			t.Errorf("%s: got version %q, hash %q (%v)", version, p.Version, p.Hash(), err)
		}
	}
	if _, err := programme.ByVersion("decision-1"); !errors.Is(err, problem.NotFound) {
		t.Errorf("want not-found for an unknown version, got %v", err)
	}
}

func TestParsedAndBuiltInProgrammesAreTheSame(t *testing.T) {
	t.Parallel()
	parsed, err := programme.Parse(file(t))
	if err != nil {
		t.Fatal(err)
	}
	if want, got := load(t).Hash(), parsed.Hash(); want != got {
		t.Errorf("hash: want %s, got %s", want, got)
	}
	if diff := cmp.Diff(load(t), parsed, cmp.AllowUnexported(programme.Programme{})); diff != "" {
		t.Errorf("(-built in +parsed):\n%s", diff)
	}
}

func load(t testing.TB) programme.Programme {
	t.Helper()
	p, err := programme.Load()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func file(t testing.TB) []byte {
	t.Helper()
	raw, err := os.ReadFile("decision-99.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Load runs at every cold start.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := programme.Load(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParse shows what reading YAML would cost instead.
func BenchmarkParse(b *testing.B) {
	raw := file(b)
	for b.Loop() {
		if _, err := programme.Parse(raw); err != nil {
			b.Fatal(err)
		}
	}
}
