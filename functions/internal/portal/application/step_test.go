package application_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/testkit/drafts"
)

const passportMRZ = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10"

// everyStep fills each part as a person would; together they are drafts.Form.
var everyStep = []struct {
	step  string
	typed []string
}{
	{"identity", []string{"identity-family_name", "Yılmaz", "identity-given_names", "Emre", "identity-sex", "M", "identity-birth_date-day", "12",
		"identity-birth_date-month", "4", "identity-birth_date-year", "1988", "identity-birth_place", "İzmir", "identity-nationalities-0", "TUR"}},
	{"papers", []string{"identity-papers-0-kind", "passport", "identity-papers-0-number", " u 1234 5678 ", "identity-papers-0-issuer", "TUR",
		"identity-papers-0-issued_on-day", "1", "identity-papers-0-issued_on-month", "3", "identity-papers-0-issued_on-year", "2022",
		"identity-papers-0-expires_on-day", "29", "identity-papers-0-expires_on-month", "02", "identity-papers-0-expires_on-year", "2032"}},
	{"contact", []string{"contact-email", "emre@example.org", "contact-phone", "+905321234567", "contact-country", "TUR", "contact-address", "İzmir, Konak"}},
	{"expertise", []string{"expertise-field", "it", "expertise-profession", "Software engineer", "expertise-summary", "Twelve years of payment systems."}},
	{"experience", []string{"experience-0-employer", "Ege Yazılım", "experience-0-country", "TUR", "experience-0-position", "Lead engineer",
		"experience-0-since-day", "1", "experience-0-since-month", "9", "experience-0-since-year", "2014"}},
	{"education", []string{"education-0-institution", "Ege University", "education-0-country", "TUR", "education-0-level", "master",
		"education-0-subject", "Computer engineering", "education-0-language", "tr", "education-0-completed", "2012"}},
	{"languages", []string{"languages-0-language", "en", "languages-0-level", "C1", "languages-0-certificate", "IELTS 8.0"}},
	{"finances", []string{"finances-yearly_income", "60 000", "finances-funds", "25.000", "finances-currency", "usd"}},
	{"achievements", nil},
	{"impact", []string{"impact-goals", "Instant payments for the region.", "impact-labour_market", "Will train a team of ten."}},
}

func TestEachPartIsSavedAndLeadsToTheNext(t *testing.T) {
	t.Parallel()
	s := begun(t)
	for i, one := range everyStep {
		next := "documents"
		if i+1 < len(everyStep) {
			next = everyStep[i+1].step
		}
		s.goes(s.send(one.step, "continue", one.typed...), "/en/applications/{id}/draft/"+next)
	}
	want := drafts.Form()
	want.Declaration = application.Declaration{}
	if diff := cmp.Diff(want, s.peek().Form); diff != "" {
		t.Error(diff)
	}
	a := s.get("/en/applications/{id}/draft")
	if text := a.text(); !strings.Contains(text, "Complete") || strings.Contains(text, "Not begun") {
		t.Errorf("want every part complete, got %s", text)
	}
}

func TestSavingAgainWithoutAChangeStoresNothing(t *testing.T) {
	t.Parallel()
	s := filled(t)
	before := s.peek().FormVersion
	for _, one := range everyStep {
		s.send(one.step, "continue")
	}
	if after := s.peek().FormVersion; after != before {
		t.Errorf("want version %d, got %d", before, after)
	}
}

// A draft may be incomplete: what there is is saved, and the page says everything that is missing at once.
func TestAnIncompletePartIsSavedAndSaysAllThatIsMissing(t *testing.T) {
	t.Parallel()
	s := begun(t)
	a := s.send("contact", "continue", "contact-email", "no address", "contact-phone", "12", "contact-address", "Baku\r\nNizami 1")
	if a.Status != http.StatusUnprocessableEntity {
		t.Fatalf("want 422, got %d to %s", a.Status, a.Location())
	}
	for _, field := range []string{"contact-email", "contact-phone", "contact-country"} {
		if a.faults()[field] == "" {
			t.Errorf("want a fault at %s, got %v", field, a.faults())
		}
	}
	if got := a.faults()["contact-country"]; !strings.HasPrefix(got, "Country where you live: ") {
		t.Errorf("want the fault to name its field, got %q", got)
	}
	whole(t, a, http.StatusUnprocessableEntity, "en")
	if got := a.fields().Get("contact-email"); got != "no address" {
		t.Errorf("want what was typed, got %q", got)
	}
	want := application.Contact{Email: "no address", Phone: "12", Address: "Baku\nNizami 1"}
	if diff := cmp.Diff(want, s.peek().Form.Contact); diff != "" {
		t.Error(diff)
	}
	s.goes(s.send("contact", "later"), "/en/applications/{id}/draft?saved=yes")
}

// What no form can hold, such as a 31 February, stays on the page as it was typed; all else is stored.
func TestWhatCannotBeReadIsKeptOnThePage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		step  string
		typed []string
		field string
	}{
		"a day that no month has":     {"identity", []string{"identity-birth_place", "Bakı", "identity-birth_date-day", "31", "identity-birth_date-month", "2", "identity-birth_date-year", "1988"}, "identity-birth_date"},
		"a month in words":            {"identity", []string{"identity-birth_place", "Bakı", "identity-birth_date-day", "1", "identity-birth_date-month", "may", "identity-birth_date-year", "1988"}, "identity-birth_date"},
		"a year of two digits":        {"identity", []string{"identity-birth_place", "Bakı", "identity-birth_date-day", "1", "identity-birth_date-month", "5", "identity-birth_date-year", "88"}, "identity-birth_date"},
		"an amount in words":          {"finances", []string{"finances-currency", "AZN", "finances-funds", "a lot"}, "finances-funds"},
		"an amount with decimals":     {"finances", []string{"finances-currency", "AZN", "finances-funds", "12.50"}, "finances-funds"},
		"an amount below zero":        {"finances", []string{"finances-currency", "AZN", "finances-funds", "-5"}, "finances-funds"},
		"an amount that is too large": {"finances", []string{"finances-currency", "AZN", "finances-funds", "9999999999999"}, "finances-funds"},
	} {
		for _, intent := range []string{"continue", "later", "add-experience"} {
			t.Run(name+" by "+intent, func(t *testing.T) {
				t.Parallel()
				s := begun(t)
				a := s.send(test.step, intent, test.typed...)
				if a.Status != http.StatusUnprocessableEntity || a.faults()[test.field] == "" {
					t.Fatalf("want 422 with a fault at %s, got %d %v", test.field, a.Status, a.faults())
				}
				for i := 0; i < len(test.typed); i += 2 {
					if got := a.fields().Get(test.typed[i]); got != test.typed[i+1] {
						t.Errorf("%s: want %q, got %q", test.typed[i], test.typed[i+1], got)
					}
				}
				if f := s.peek().Form; f.Identity.BirthPlace+f.Finances.Currency == "" {
					t.Error("want what could be read to be stored")
				}
			})
		}
	}
}

func TestEntriesAreAddedAndRemovedWithoutScripts(t *testing.T) {
	t.Parallel()
	s := begun(t)
	s.goes(s.send("experience", "add-experience", "experience-0-employer", "First"), "/en/applications/{id}/draft/experience?more=experience#experience")
	a := s.get("/en/applications/{id}/draft/experience?more=experience")
	form := visitor.With(a.fields(), "experience-1-employer", "Second", "experience-1-position", "Chief", "intent", "add-experience")
	s.goes(s.post("/en/applications/{id}/draft/experience", form), "/en/applications/{id}/draft/experience?more=experience#experience")
	s.goes(s.send("experience", "remove-experience-0"), "/en/applications/{id}/draft/experience")
	want := []application.Employment{{Employer: "Second", Position: "Chief"}}
	if diff := cmp.Diff(want, s.peek().Form.Experience); diff != "" {
		t.Error(diff)
	}
	s.goes(s.send("experience", "remove-experience-0"), "/en/applications/{id}/draft/experience")
	if n := len(s.peek().Form.Experience); n != 0 {
		t.Errorf("want no post left, got %d", n)
	}
}

func TestEntriesInWhichNothingStandsAreLeftOut(t *testing.T) {
	t.Parallel()
	s := begun(t)
	form := visitor.With(s.get("/en/applications/{id}/draft/identity").fields(), "intent", "later", "identity-nationalities-0", "",
		"identity-nationalities-1", "GEO", "identity-nationalities-2", "TUR")
	s.goes(s.post("/en/applications/{id}/draft/identity", form), "/en/applications/{id}/draft?saved=yes")
	if diff := cmp.Diff([]string{"GEO", "TUR"}, s.peek().Form.Identity.Nationalities); diff != "" {
		t.Error(diff)
	}
}

func TestSavingThePersonLeavesTheirPapersAndTheOtherWayRound(t *testing.T) {
	t.Parallel()
	s := filled(t)
	s.goes(s.send("identity", "later", "identity-native_name", "Эмре"), "/en/applications/{id}/draft?saved=yes")
	s.goes(s.send("papers", "later", "identity-papers-0-number", "U99"), "/en/applications/{id}/draft?saved=yes")
	want := drafts.Form().Identity
	want.NativeName, want.Papers[0].Number = "Эмре", "U99"
	if diff := cmp.Diff(want, s.peek().Form.Identity); diff != "" {
		t.Error(diff)
	}
}

func TestMachineReadableLinesAreReadBackToTheirOwner(t *testing.T) {
	t.Parallel()
	s := begun(t)
	s.send("papers", "later", "identity-papers-0-mrz", strings.ReplaceAll(passportMRZ, "\n", "\r\n"))
	if got := s.peek().Form.Identity.Papers[0].MRZ; got != passportMRZ {
		t.Errorf("want the lines as they stand, got %q", got)
	}
	text := s.get("/en/applications/{id}/draft/papers").text()
	if !strings.Contains(text, "ERIKSSON ANNA MARIA; number L898902C3") {
		t.Errorf("want what the lines say, got %s", text)
	}
}

func TestValuesThatCameByTheAPIStayChoices(t *testing.T) {
	t.Parallel()
	s := begun(t)
	s.save(application.Patch{Contact: &application.Contact{Country: "DEU"}, Achievements: &[]application.Achievement{{Kind: "opera", Title: "Tosca", Year: 2020}}})
	for step, field := range map[string][2]string{"contact": {"contact-country", "DEU"}, "achievements": {"achievements-0-kind", "opera"}} {
		a := s.get("/en/applications/{id}/draft/" + step)
		if got := a.fields().Get(field[0]); got != field[1] {
			t.Errorf("%s: want %s, got %q", step, field[1], got)
		}
		s.send(step, "later")
	}
	if f := s.peek().Form; f.Contact.Country != "DEU" || f.Achievements[0].Kind != "opera" {
		t.Errorf("want both kept, got %+v", f)
	}
}

func TestAPostStillHeldHasNoEnd(t *testing.T) {
	t.Parallel()
	s := begun(t)
	s.send("experience", "later", "experience-0-employer", "Ege", "experience-0-until-day", "30", "experience-0-until-month", "6", "experience-0-until-year", "2025")
	if got, want := s.peek().Form.Experience[0].Until, (calendar.Date{Year: 2025, Month: 6, Day: 30}); got != want {
		t.Errorf("want %v, got %v", want, got)
	}
	s.send("experience", "later", "experience-0-until-day", "", "experience-0-until-month", "", "experience-0-until-year", "")
	if got := s.peek().Form.Experience[0].Until; !got.IsZero() {
		t.Errorf("want no end, got %v", got)
	}
}

func TestAFormThatIsFarTooLongIsRefusedAndKept(t *testing.T) {
	t.Parallel()
	s := begun(t)
	a := s.send("impact", "continue", "impact-goals", strings.Repeat("long ", 45000))
	if a.Status != http.StatusRequestEntityTooLarge {
		t.Fatalf("want 413, got %d", a.Status)
	}
	if got := a.fields().Get("impact-goals"); len(got) < 200000 {
		t.Errorf("want what was typed to be kept, got %d characters", len(got))
	}
}
