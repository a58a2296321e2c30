package employer_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
)

func TestEveryPageIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := string(s.filed())
	for _, language := range visitor.Languages {
		for _, one := range [][2]string{{"", "/employer"}, {"emre", "/employer"}, {"employer1", "/employer"}, {"employer2", "/employer"},
			{"employer1", "/employer/register"}, {"employer1", "/employer/" + id}, {"employer1", "/employer/" + id + "/correction"},
			{"chief", "/console/registrations"}, {"chief", "/console/registrations/" + id}, {"officer-sms", "/console/registrations/" + id}} {
			s.As(one[0]).Get("/"+language+one[1]).WantPage(t, http.StatusOK, language)
		}
		s.As("employer1").Post("/"+language+"/employer/register", nil).WantPage(t, http.StatusUnprocessableEntity, language)
		s.As("chief").Post("/"+language+"/console/registrations/"+id, nil).WantPage(t, http.StatusUnprocessableEntity, language)
	}
}

func TestAnybodySeesWhoCanRegister(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.As("").Get("/en/employer").Wants(t, "Legal person", "Natural person", "Branch or representative office", "VÖEN", "/en/sign-in?to=%2Fen%2Femployer")
	signed := s.As("emre").Get("/en/employer")
	signed.Wants(t, "not signed in with an employer’s account")
	signed.Hides(t, "/en/employer/register")
	s.As("").Get("/en/employer/register").Leads(t, "/en/sign-in?to=%2Fen%2Femployer%2Fregister")
	if got := s.As("emre").Get("/en/employer/register"); got.Status != http.StatusForbidden {
		t.Errorf("want no form for applicants, got %d", got.Status)
	}
}

func TestAnEmployerOfEachKindRegisters(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i, form := range []employer.Particulars{specimen.Form(), specimen.Natural(), specimen.Branch()} {
		name := "employer" + string(rune('1'+i))
		got := s.As(name).Post("/en/employer/register", posted(form))
		if got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Location(), "/en/employer/emp_") {
			t.Fatalf("%s: want it taken, got %d %s", form.Kind, got.Status, got.Body)
		}
		again := s.As(name).Post("/en/employer/register", posted(form)) // sent twice it is the same registration
		again.Leads(t, got.Location())
		shown := s.As(name).Get(got.Location())
		shown.Wants(t, "The registration was sent", "Waits for the Service", form.Name, form.VOEN, "Nizami küçəsi 10")
		id := employer.ID(strings.TrimSuffix(strings.TrimPrefix(got.Location(), "/en/employer/"), "?done=sent"))
		if diff := cmp.Diff(form, s.stored(id).Form); diff != "" {
			t.Errorf("%s (-want +got):\n%s", form.Kind, diff)
		}
	}
}

func TestEveryFaultIsShownAtOnceAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.As("employer1").Post("/en/employer/register", visitor.With(posted(employer.Particulars{}), "kind", "legal-person", "voen", "9900071000", "activity", "Wine & <cheese>",
		"contact-email", "nobody", "parent-country", "TUR"))
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	for _, field := range []string{"voen", "name", "parent-name", "sector", "address-city", "address-street", "contact-email", "representative-family_name",
		"representative-position", "language", "declaration-truthful", "declaration-entitled", "declaration-data_processing"} {
		got.Wants(t, `href="#`+field+`"`, `id="`+field+`"`)
	}
	got.Wants(t, `value="9900071000"`, "Wine & <cheese>", `value="nobody"`, `value="TUR" selected`, `value="legal-person" checked`, "Sector: Please choose one", "<title>Error:")
	got.Hides(t, "legal-person, natural-person", "emp_")
	if all := s.As("employer1").Get("/en/employer"); strings.Contains(all.Body, "Registration of") {
		t.Error("want nothing registered")
	}
}

func TestAVOENThatIsTakenIsAFaultOfItsField(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.filed()
	got := s.As("employer2").Post("/en/employer/register", posted(specimen.Form()))
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, `href="#voen"`, "There is a registration with this VÖEN already", `value="Caspian Software MMC"`)
}

func TestFormsOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := string(s.filed())
	if got := s.As("employer1").Post("/en/employer/register", posted(specimen.Branch()), "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); got.Status != http.StatusForbidden {
		t.Errorf("want a foreign form refused, got %d", got.Status)
	}
	out := s.As("").Post("/en/employer/register", posted(specimen.Branch()))
	if out.Status != http.StatusUnauthorized {
		t.Errorf("want a sign-in asked for, got %d", out.Status)
	}
	out.Wants(t, `value="Ege Yazılım, Bakı filialı"`) // and what was typed kept
	for _, one := range [][2]string{{"employer2", ""}, {"employer2", "/correction"}, {"employer2", "0"}, {"emre", ""}} {
		if got := s.As(one[0]).Get("/en/employer/" + id + one[1]); got.Status != http.StatusNotFound && got.Status != http.StatusForbidden {
			t.Errorf("%v: want nothing told, got %d", one, got.Status)
		}
	}
	if got := s.As("employer2").Post("/en/employer/"+id+"/correction", visitor.With(posted(specimen.Form()), "version", "1")); got.Status != http.StatusNotFound {
		t.Errorf("want another's registration unknown, got %d", got.Status)
	}
	s.As("officer-sms").Get("/en/employer/"+id).Leads(t, "/en/console/registrations/"+id)
}

func TestAReturnedRegistrationIsCorrected(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	s.ruled(id, 1, employer.Returned)
	path := "/en/employer/" + string(id)
	s.As("employer1").Get(path).Wants(t, "Returned to be mended", "The next step is yours", why, path+"/correction")
	asked := s.As("employer1").Get(path + "/correction")
	asked.Wants(t, why, `value="Caspian Software MMC"`, `name="version" value="1"`, `value="it" selected`)
	wrong := s.As("employer1").Post(path+"/correction", visitor.With(posted(specimen.Form()), "version", "1", "name", ""))
	wrong.WantPage(t, http.StatusUnprocessableEntity, "en")
	wrong.Wants(t, `href="#name"`, why, `name="version" value="1"`)
	s.As("employer1").Post(path+"/correction", visitor.With(posted(specimen.Form()), "version", "1", "name", "Caspian Software ASC")).Leads(t, path+"?done=corrected")
	s.As("employer1").Get(path+"?done=corrected").Wants(t, "The correction was sent", "Caspian Software ASC", "Waits for the Service")
	s.ruled(id, 2, employer.Registered)
	last := s.As("employer1").Get(path + "?done=corrected")
	last.Wants(t, "Registered", "The Service returned the form", "The Service registered the employer")
	last.Hides(t, path+"/correction", `role="alert"`, "Chief")
	s.As("employer1").Get(path+"/correction").Leads(t, path)
	late := s.As("employer1").Post(path+"/correction", visitor.With(posted(specimen.Form()), "version", "2", "name", "Another"))
	late.WantPage(t, http.StatusConflict, "en")
	late.Wants(t, "This registration has been ruled on already")
}

func TestAConflictShowsBothVersions(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	path := "/en/employer/" + string(id) + "/correction"
	first, second := visitor.With(posted(specimen.Form()), "version", "1", "name", "From the office"), visitor.With(posted(specimen.Form()), "version", "1", "name", "From home", "sector", "healthcare")
	s.As("employer1").Post(path, first).Leads(t, "/en/employer/"+string(id)+"?done=corrected")
	got := s.As("employer1").Post(path, second)
	got.WantPage(t, http.StatusConflict, "en")
	got.Wants(t, "From the office", "From home", `name="version" value="2"`, `name="name" value="From home"`)
	got.Hides(t, ">Nizami küçəsi 10<")
	if got := s.stored(id).Form.Name; got != "From the office" {
		t.Errorf("want nothing lost before the choice, got %q", got)
	}
	s.As("employer1").Post(path, visitor.With(second, "version", "2")).Leads(t, "/en/employer/"+string(id)+"?done=corrected")
	if got := s.stored(id); got.Form.Name != "From home" || got.Version != 3 {
		t.Errorf("want the chosen version, got %q in version %d", got.Form.Name, got.Version)
	}
}

func TestTheListShowsStatesAndNothingThatSomebodyWrote(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	for _, c := range []struct {
		do   func()
		want []string
	}{
		{func() {}, []string{"Waits for the Service", "You need not do anything"}},
		{func() { s.ruled(id, 1, employer.Refused) }, []string{"Refused", "You may register anew"}},
	} {
		c.do()
		got := s.As("employer1").Get("/en/employer")
		got.Wants(t, append(c.want, "Legal person", "/en/employer/"+string(id))...)
		got.Hides(t, "Caspian", "1400057421", why)
	}
	s.As("employer2").Get("/en/employer").Hides(t, string(id))
}
