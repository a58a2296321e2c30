package credential

import (
	"strconv"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential/typeface"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// MaximumYears is how long a certificate may be valid (Decision 99; fact 59, invariant 7).
const MaximumYears = 5

// Holder is the person, as the passport writes them. A person with one name has only one of the two filled (invariant
// 10).
type Holder struct {
	FamilyName  string
	GivenNames  string
	NativeName  string // in the person's own script, optional; printed only when the typeface has every letter of it
	BirthDate   calendar.Date
	Nationality Nationality
}

// Nationality is the issuing code of the passport (three letters, XXA for the stateless) and what it is called.
type Nationality struct {
	Code string
	Name locale.Texts
}

// Field is the recognised field of expertise; the holder must work within it (fact 60).
type Field struct {
	ID   string
	Name locale.Texts
}

// Programme says by which rules the case was decided.
type Programme struct {
	Act     locale.Texts // "Decision No. 99 of the Cabinet of Ministers of …"
	Version string       // of the programme file
	Hash    string       // SHA-256 of that file, hex
}

// Issuer is the authority whose document it is. ID is its short name inside the compact credential, "smsaz".
type Issuer struct {
	ID   string
	Name locale.Texts
}

// Score is a total against what was needed and what was possible (fact 57).
type Score struct {
	Points    int
	Threshold int
	Maximum   int
}

// Facts are everything a certificate says. The case's own id is not among them: the document is public, the case is
// not.
type Facts struct {
	Number      Number
	Holder      Holder
	Field       Field
	Score       Score
	Programme   Programme
	Issuer      Issuer
	IssuedAt    time.Time     // the instant; the same facts give the same unsigned bytes
	IssuedOn    calendar.Date // the civil date of that instant in Baku
	ValidFrom   calendar.Date // first day
	ValidUntil  calendar.Date // last day, inclusive
	StatusIndex int           // place in the status list
	Language    locale.Language
}

// LastDay returns the last valid day of a document that is valid for whole years from its first day: five years from 21
// November 2026 end with 20 November 2031.
func LastDay(from calendar.Date, years int) calendar.Date {
	end := from.AddMonths(12 * years)
	if end.Day != from.Day {
		return end // from 29 February: the years are full with 28 February, the shorter month's last day
	}
	return end.AddDays(-1)
}

// Check names every fact that no certificate may have, or returns nil. Pointers follow the names of Facts in lower
// case.
func (f Facts) Check() error {
	var faults []problem.Fault
	add := func(wrong bool, pointer, code string, args ...string) {
		if wrong {
			faults = append(faults, problem.At(pointer, code, args...))
		}
	}
	parsed, err := ParseNumber(string(f.Number))
	add(err != nil || parsed != f.Number, "/number", "certificate-number-malformed")
	faults = append(faults, f.Holder.Faults()...)
	add(f.Field.ID == "", "/field/id", "required")
	add(blank(f.Field.Name), "/field/name", "required")
	add(blank(f.Programme.Act), "/programme/act", "required")
	add(f.Issuer.ID == "", "/issuer/id", "required")
	add(blank(f.Issuer.Name), "/issuer/name", "required")
	add(f.Score.Points < f.Score.Threshold, "/score/points", "certificate-below-threshold",
		"points", strconv.Itoa(f.Score.Points), "threshold", strconv.Itoa(f.Score.Threshold))
	add(f.Score.Points > f.Score.Maximum, "/score/points", "out-of-range",
		"min", strconv.Itoa(f.Score.Threshold), "max", strconv.Itoa(f.Score.Maximum))
	add(f.IssuedAt.IsZero(), "/issuedAt", "required")
	add(f.IssuedOn.IsZero(), "/issuedOn", "required")
	add(f.StatusIndex < 0, "/statusIndex", "required")
	add(!f.Language.Valid(), "/language", "not-listed", "options", "az, tr, en, ru")
	return problem.Of(append(faults, f.validityFaults()...))
}

func (f Facts) validityFaults() []problem.Fault {
	switch {
	case f.ValidFrom.IsZero():
		return []problem.Fault{problem.At("/validFrom", "required")}
	case f.ValidUntil.IsZero():
		return []problem.Fault{problem.At("/validUntil", "required")}
	case f.ValidUntil.Before(f.ValidFrom):
		return []problem.Fault{problem.At("/validUntil", "certificate-validity-backwards")}
	case LastDay(f.ValidFrom, MaximumYears).Before(f.ValidUntil):
		return []problem.Fault{problem.At("/validUntil", "certificate-validity-too-long", "years", strconv.Itoa(MaximumYears))}
	}
	return nil
}

// Faults names everything that no document may say of its holder, each under /holder; [Fit] makes a name that has none.
func (h Holder) Faults() []problem.Fault {
	var faults []problem.Fault
	if h.FamilyName == "" && h.GivenNames == "" {
		faults = append(faults, problem.At("/holder/familyName", "required"))
	}
	for _, name := range []struct{ pointer, text string }{
		{"/holder/familyName", h.FamilyName},
		{"/holder/givenNames", h.GivenNames},
	} {
		switch {
		case len([]rune(name.text)) > longestName:
			faults = append(faults, problem.At(name.pointer, "too-long", "max", strconv.Itoa(longestName)))
		case !typeface.Prints(name.text):
			faults = append(faults, problem.At(name.pointer, "certificate-name-unprintable"))
		}
	}
	if h.BirthDate.IsZero() {
		faults = append(faults, problem.At("/holder/birthDate", "required"))
	}
	if h.Nationality.Code == "" {
		faults = append(faults, problem.At("/holder/nationality/code", "required"))
	}
	if blank(h.Nationality.Name) {
		faults = append(faults, problem.At("/holder/nationality/name", "required"))
	}
	return faults
}

// blank reports whether a document in any of the four languages would miss this text.
func blank(t locale.Texts) bool {
	for _, l := range locale.All {
		if t.In(l) == "" {
			return true
		}
	}
	return false
}
