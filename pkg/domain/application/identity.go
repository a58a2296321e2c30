package application

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential/typeface"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// identityFaults lets single names, several papers, people without FIN and stateless people through (invariant 10).
func identityFaults(i Identity, p programme.Programme, today calendar.Date) []problem.Fault {
	var k checks
	k.names(i)
	if !slices.Contains([]string{"F", "M", "X"}, i.Sex) {
		k.add("/identity/sex", "not-listed", "options", "F, M, X")
	}
	k.born(i.BirthDate, today)
	k.text("/identity/birth_place", i.BirthPlace, 200)
	k.nationalities(i.Nationalities)
	if i.FIN != "" {
		_, faults, _ := evidence.CheckFIN(i.FIN)
		k = append(k, evidence.Under("/identity", faults)...)
	}
	k.papers(i, p, today)
	return k
}

// names may be longer than a document prints: people have long names, and issuing shortens them.
func (k *checks) names(i Identity) {
	if family, given := i.LatinName(); family+given == "" {
		k.add("/identity/family_name", "name-missing")
	}
	k.latin("/identity/family_name", i.FamilyName)
	k.latin("/identity/given_names", i.GivenNames)
	k.length("/identity/family_name", i.FamilyName, 100)
	k.length("/identity/given_names", i.GivenNames, 100)
	k.length("/identity/native_name", i.NativeName, 200)
}

// latin keeps names as passports print them out of other scripts, which have a field of their own, and takes no
// character that the person's document could not show. The apostrophes of some alphabets, as in Oʻktam, count as
// letters of no script.
func (k *checks) latin(pointer, name string) {
	switch {
	case strings.ContainsFunc(name, foreign):
		k.add(pointer, "name-not-latin")
	case !typeface.Prints(name):
		k.add(pointer, "certificate-name-unprintable")
	}
}

func foreign(r rune) bool {
	apostrophe := unicode.Is(unicode.Lm, r) && unicode.Is(unicode.Common, r)
	return unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) && !apostrophe
}

// The ages outside of which a date of birth is taken for a slip. No fact names a least age (G11).
const (
	leastAge = 15
	mostAge  = 120
)

func (k *checks) born(birth, today calendar.Date) {
	k.past("/identity/birth_date", birth, today)
	if birth.IsZero() || birth.After(today) {
		return
	}
	if first, last := today.AddMonths(-12*mostAge), today.AddMonths(-12*leastAge); birth.Before(first) || birth.After(last) {
		k.add("/identity/birth_date", "birth-implausible", "least", fmt.Sprint(leastAge), "most", fmt.Sprint(mostAge))
	}
}

// homeState is the state whose citizens are no foreigners.
const homeState = "AZE"

// nationalities are those of a foreigner or a stateless person: the programme is for these alone (facts 7, 53). Whoever
// is a citizen too is no foreigner (G12).
func (k *checks) nationalities(codes []string) {
	if len(codes) == 0 {
		k.add("/identity/nationalities", "required")
	}
	k.count("/identity/nationalities", len(codes))
	for n, code := range codes {
		at := fmt.Sprintf("/identity/nationalities/%d", n)
		k.state(at, code)
		if code == homeState {
			k.add(at, "citizen-not-eligible")
		}
		if code != "" && slices.Contains(codes[:n], code) {
			k.add(at, "repeated-entry")
		}
	}
}

// papers are passports or travel documents, each once. Of several one must be valid long enough (fact 41); the others
// may be old ones.
func (k *checks) papers(i Identity, p programme.Programme, today calendar.Date) {
	const at = "/identity/papers"
	if len(i.Papers) == 0 {
		k.add(at, "papers-missing")
		return
	}
	k.count(at, len(i.Papers))
	for n, papers := range i.Papers {
		one := fmt.Sprintf("%s/%d", at, n)
		*k = append(*k, papersFaults(one, papers, i, today)...)
		if slices.ContainsFunc(i.Papers[:n], papers.same) {
			k.add(one+"/number", "repeated-entry")
		}
	}
	if !slices.ContainsFunc(i.Papers, func(t TravelPapers) bool {
		return evidence.ValidFor(t.ExpiresOn, today, p.Passport.ValidityMonths)
	}) {
		k.add(at, "papers-expire", "months", fmt.Sprint(p.Passport.ValidityMonths))
	}
}

// same reports whether two entries are one document: no state gives a number twice at a time.
func (t TravelPapers) same(other TravelPapers) bool {
	return t.Number != "" && t.Number == other.Number && t.Issuer == other.Issuer
}

// papersFaults checks one passport or travel document, with its machine-readable lines where there are any.
func papersFaults(at string, t TravelPapers, i Identity, today calendar.Date) []problem.Fault {
	var k checks
	if t.Kind != "passport" && t.Kind != "travel-document" {
		k.add(at+"/kind", "not-listed", "options", "passport, travel-document")
	}
	k.text(at+"/number", t.Number, 30)
	k.state(at+"/issuer", t.Issuer)
	if t.Kind == "passport" && t.Issuer == homeState {
		k.add(at+"/issuer", "citizen-not-eligible")
	}
	k.past(at+"/issued_on", t.IssuedOn, today)
	switch {
	case t.ExpiresOn.IsZero():
		k.add(at+"/expires_on", "required")
	case !t.IssuedOn.IsZero() && !t.ExpiresOn.After(t.IssuedOn):
		k.add(at+"/expires_on", "ends-before-start")
	}
	if t.MRZ == "" {
		return k
	}
	zone, faults := evidence.ParseMRZ(t.MRZ, today.Year)
	if len(faults) > 0 {
		return append(k, evidence.Under(at, faults)...)
	}
	if zone.Nationality == homeState {
		k.add(at+"/mrz", "citizen-not-eligible")
	}
	differences, _ := evidence.Compare(zone, evidence.Typed{Number: t.Number, BirthDate: i.BirthDate, ExpiresOn: t.ExpiresOn,
		FamilyName: i.FamilyName, GivenNames: i.GivenNames, PersonAt: "/identity", PaperAt: at})
	return append(k, differences...)
}

// lifeFaults are of what the person would have had or done before being born.
func (f Form) lifeFaults() []problem.Fault {
	var k checks
	birth := f.Identity.BirthDate
	if birth.IsZero() {
		return nil
	}
	before := func(date calendar.Date, pointer string, entry int) {
		if !date.IsZero() && date.Before(birth) {
			k.add(fmt.Sprintf(pointer, entry), "before-birth")
		}
	}
	for n, one := range f.Identity.Papers {
		before(one.IssuedOn, "/identity/papers/%d/issued_on", n)
	}
	for n, one := range f.Experience {
		before(one.Since, "/experience/%d/since", n)
	}
	for n, one := range f.Education {
		before(endOf(one.Completed), "/education/%d/completed", n)
	}
	for n, one := range f.Achievements {
		before(endOf(one.Year), "/achievements/%d/year", n)
	}
	return k
}

// endOf is the last day of a year, or none where none is stated.
func endOf(year int) calendar.Date {
	if year == 0 {
		return calendar.Date{}
	}
	return calendar.Date{Year: year, Month: 12, Day: 31}
}
