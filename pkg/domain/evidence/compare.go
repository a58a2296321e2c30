package evidence

import (
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/problem"
)

// Typed is what a person typed beside the machine-readable zone; empty fields are not compared. PersonAt and PaperAt
// are the JSON pointers of the two objects that the fields stand in, such as "/identity" and "/identity/papers/0".
type Typed struct {
	Number     string
	BirthDate  calendar.Date
	ExpiresOn  calendar.Date
	FamilyName string
	GivenNames string
	PersonAt   string
	PaperAt    string
}

// Compare lays the typed fields beside the zone's. A different number or date is a fault. A different name is a
// warning: tables and usages differ between states, and a person should not be refused for their own state's spelling.
func Compare(m MRZ, typed Typed) (faults, warnings []problem.Fault) {
	if typed.Number != "" && bare(typed.Number) != bare(m.Number) {
		faults = append(faults, problem.At(typed.PaperAt+"/number", "mrz-number-differs"))
	}
	if !typed.BirthDate.IsZero() && !m.Birth.Agrees(typed.BirthDate) {
		faults = append(faults, problem.At(typed.PersonAt+"/birth_date", "mrz-birth-date-differs", "mrz", m.Birth.String()))
	}
	if !typed.ExpiresOn.IsZero() && typed.ExpiresOn != m.Expires {
		faults = append(faults, problem.At(typed.PaperAt+"/expires_on", "mrz-expiry-date-differs", "mrz", m.Expires.String()))
	}
	family, given := typed.FamilyName, typed.GivenNames
	if m.GivenNames == "" || family == "" || given == "" { // a single name may have been typed in either field
		if !SameName(strings.TrimSpace(family+" "+given), strings.TrimSpace(m.Surname+" "+m.GivenNames), m.Truncated) {
			warnings = append(warnings, nameDiffers(typed.PersonAt+"/family_name", m.Surname))
		}
		return faults, warnings
	}
	if !SameName(family, m.Surname, m.Truncated) {
		warnings = append(warnings, nameDiffers(typed.PersonAt+"/family_name", m.Surname))
	}
	if !SameName(given, m.GivenNames, m.Truncated) {
		warnings = append(warnings, nameDiffers(typed.PersonAt+"/given_names", m.GivenNames))
	}
	return faults, warnings
}

func nameDiffers(pointer, printed string) problem.Fault {
	return problem.At(pointer, "mrz-name-differs", "mrz", printed)
}

// SameName reports whether a typed name can be what the zone prints, by any spelling the tables allow. More names on
// either side are no difference (patronymics are often left out), nor is an end cut off where the zone was full. A name
// in a script without a table is taken as the same, since nothing can be said about it.
func SameName(typed, printed string, truncated bool) bool {
	name := letters(typed)
	if len(name) == 0 || slices.ContainsFunc(name, func(ways []string) bool { return ways == nil }) {
		return true
	}
	zone := strings.ReplaceAll(strings.TrimSpace(printed), " ", filler)
	reached := []int{0} // how far into the zone each allowed spelling has come
	for _, ways := range name {
		var next []int
		for _, at := range reached {
			if at == len(zone) && (ways[0] == filler || truncated) {
				return true
			}
			for _, way := range ways {
				if truncated && strings.HasPrefix(way, zone[at:]) && way != "" {
					return true
				}
				if strings.HasPrefix(zone[at:], way) && !slices.Contains(next, at+len(way)) {
					next = append(next, at+len(way))
				}
			}
		}
		reached = next
	}
	return slices.ContainsFunc(reached, func(at int) bool { return at == len(zone) || zone[at:at+1] == filler })
}

// bare drops what a document number may be printed with and the zone writes as fillers.
func bare(number string) string {
	return strings.Map(func(r rune) rune {
		if r == '<' || r == '-' || r == '/' || r == '.' {
			return -1
		}
		return r
	}, characters.Compact(strings.ToUpper(number)))
}
