package application_test

import (
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/testkit/drafts"
)

// Each way in which a person cannot be who the form says, with every place that it is named at.
func TestWhoCannotBeIsNamedAtEveryPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*application.Form)
		want   []string
	}{
		"a citizen": {func(f *application.Form) { f.Identity.Nationalities = []string{"AZE"} }, []string{"/identity/nationalities/0 citizen-not-eligible"}},
		"a citizen of two states": {func(f *application.Form) { f.Identity.Nationalities = []string{"TUR", "AZE"} },
			[]string{"/identity/nationalities/1 citizen-not-eligible"}},
		"a citizen's passport": {func(f *application.Form) { f.Identity.Papers[0].Issuer = "AZE" }, []string{"/identity/papers/0/issuer citizen-not-eligible"}},
		"a nationality twice":  {func(f *application.Form) { f.Identity.Nationalities = []string{"TUR", "TUR"} }, []string{"/identity/nationalities/1 repeated-entry"}},
		"51 nationalities": {func(f *application.Form) { f.Identity.Nationalities = slices.Repeat([]string{"TUR"}, 51) },
			[]string{"/identity/nationalities too-many-entries"}},
		"51 passports": {func(f *application.Form) { f.Identity.Papers = slices.Repeat(f.Identity.Papers, 51) }, []string{"/identity/papers too-many-entries"}},
		"one passport twice": {func(f *application.Form) {
			f.Identity.Papers = append(f.Identity.Papers, f.Identity.Papers[0])
			f.Identity.Papers[1].Number = " u 12345678"
		}, []string{"/identity/papers/1/number repeated-entry"}},
		"a passport that ends before it begins": {func(f *application.Form) { f.Identity.Papers[0].ExpiresOn = date(2021, 1, 1) },
			[]string{"/identity/papers/0/expires_on ends-before-start", "/identity/papers papers-expire"}},
		"a passport of one day": {func(f *application.Form) { f.Identity.Papers[0].ExpiresOn = f.Identity.Papers[0].IssuedOn },
			[]string{"/identity/papers/0/expires_on ends-before-start"}},
		"born after all that was done": {func(f *application.Form) {
			f.Identity.BirthDate = date(2010, 1, 1)
			f.Identity.Papers[0].IssuedOn, f.Experience[0].Since = date(2009, 12, 31), date(2009, 12, 31)
			f.Education[0].Completed, f.Achievements = 2009, []application.Achievement{{Kind: "patent", Title: "A valve", Year: 2009}}
		}, []string{"/identity/papers/0/issued_on before-birth", "/experience/0/since before-birth", "/education/0/completed before-birth",
			"/achievements/0/year before-birth"}},
		"born today":                  {func(f *application.Form) { f.Identity.BirthDate = drafts.Day }, []string{"/identity/birth_date birth-implausible"}},
		"fifteen tomorrow":            {func(f *application.Form) { f.Identity.BirthDate = date(2011, 1, 6) }, []string{"/identity/birth_date birth-implausible"}},
		"born in 1850":                {func(f *application.Form) { f.Identity.BirthDate = date(1850, 1, 1) }, []string{"/identity/birth_date birth-implausible"}},
		"121 years old tomorrow, yet": {func(f *application.Form) { f.Identity.BirthDate = date(1906, 1, 4) }, []string{"/identity/birth_date birth-implausible"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := faultsAfter(t, c.change)
			for _, want := range c.want {
				if !slices.Contains(got, want) {
					t.Errorf("want %s, got %v", want, got)
				}
			}
		})
	}
}

// The other side of each: nobody is kept out who can be who they say.
func TestWhoCanBePasses(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*application.Form){
		"a travel document of Azerbaijan, of a stateless person": func(f *application.Form) {
			f.Identity.Nationalities, f.Identity.Papers[0].Kind, f.Identity.Papers[0].Issuer = []string{"XXA"}, "travel-document", "AZE"
		},
		"a FIN and a former stay": func(f *application.Form) { f.Identity.FIN = "94FMDDD" },
		"one number of two states": func(f *application.Form) {
			f.Identity.Papers = append(f.Identity.Papers, f.Identity.Papers[0])
			f.Identity.Papers[1].Issuer = "D"
		},
		"fifteen today": func(f *application.Form) {
			f.Identity.BirthDate, f.Experience, f.Education = date(2011, 1, 5), nil, nil
		},
		"120 years old": func(f *application.Form) { f.Identity.BirthDate = date(1906, 1, 5) },
		"a passport since birth": func(f *application.Form) {
			f.Identity.BirthDate, f.Identity.Papers[0].IssuedOn = date(2000, 2, 29), date(2000, 2, 29)
			f.Identity.Papers[0].ExpiresOn = date(2032, 1, 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, got := range faultsAfter(t, change) {
				if !strings.HasPrefix(got, "/documents") {
					t.Errorf("want no fault, got %s", got)
				}
			}
		})
	}
}

// faultsAfter saves a changed form and lists its faults as "pointer code".
func faultsAfter(t *testing.T, change func(*application.Form)) []string {
	t.Helper()
	c := drafts.Draft("app_1")
	f := drafts.Form()
	change(&f)
	must(t, c.Save(1, application.Patch{Identity: &f.Identity, Experience: &f.Experience, Education: &f.Education, Achievements: &f.Achievements}))
	var got []string
	for _, fault := range c.Completeness(timetable(t).Programme, drafts.Day) {
		got = append(got, fault.Pointer+" "+fault.Code)
	}
	return got
}

// The machine-readable lines say the nationality too.
func TestTheLinesOfACitizensPassportAreNamed(t *testing.T) {
	t.Parallel()
	got := faultsAfter(t, func(f *application.Form) {
		f.Identity.Papers[0].MRZ = specimen.Person{Surname: "Yılmaz", GivenNames: "Emre", Issuer: "TUR", Nationality: "AZE", Number: "U12345678",
			Birth: evidence.BirthDate{Year: 1988, Month: 4, Day: 12}, Sex: evidence.Male, Expires: date(2032, 2, 29)}.TD3()
	})
	if !slices.Equal(got, []string{"/identity/papers/0/mrz citizen-not-eligible"}) {
		t.Errorf("want the lines named, got %v", got)
	}
}
