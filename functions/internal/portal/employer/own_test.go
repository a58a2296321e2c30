package employer_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/employer"
	"hsmp.example/cases/pkg/employer/specimen"
)

func TestEveryPageIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := string(s.filed())
	for _, language := range languages {
		for _, one := range [][2]string{{"", "/employer"}, {"emre", "/employer"}, {"employer1", "/employer"}, {"employer2", "/employer"},
			{"employer1", "/employer/register"}, {"employer1", "/employer/" + id}, {"employer1", "/employer/" + id + "/correction"},
			{"chief", "/console/registrations"}, {"chief", "/console/registrations/" + id}, {"officer-sms", "/console/registrations/" + id}} {
			s.get(one[0], "/"+language+one[1]).wantPage(t, http.StatusOK, language)
		}
		s.post("employer1", "/"+language+"/employer/register", nil).wantPage(t, http.StatusUnprocessableEntity, language)
		s.post("chief", "/"+language+"/console/registrations/"+id, nil).wantPage(t, http.StatusUnprocessableEntity, language)
	}
}

func TestAnybodySeesWhoCanRegister(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.get("", "/en/employer").wants(t, "Legal person", "Natural person", "Branch or representative office", "VÖEN", "/en/sign-in?to=%2Fen%2Femployer")
	signed := s.get("emre", "/en/employer")
	signed.wants(t, "not signed in with an employer’s account")
	signed.hides(t, "/en/employer/register")
	s.get("", "/en/employer/register").leads(t, "/en/sign-in?to=%2Fen%2Femployer%2Fregister")
	if got := s.get("emre", "/en/employer/register"); got.status != http.StatusForbidden {
		t.Errorf("want no form for applicants, got %d", got.status)
	}
}

func TestAnEmployerOfEachKindRegisters(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	for i, form := range []employer.Particulars{specimen.Form(), specimen.Natural(), specimen.Branch()} {
		name := "employer" + string(rune('1'+i))
		got := s.post(name, "/en/employer/register", posted(form))
		if got.status != http.StatusSeeOther || !strings.HasPrefix(got.location, "/en/employer/emp_") {
			t.Fatalf("%s: want it taken, got %d %s", form.Kind, got.status, got.body)
		}
		again := s.post(name, "/en/employer/register", posted(form)) // sent twice it is the same registration
		again.leads(t, got.location)
		shown := s.get(name, got.location)
		shown.wants(t, "The registration was sent", "Waits for the Service", form.Name, form.VOEN, "Nizami küçəsi 10")
		id := employer.ID(strings.TrimSuffix(strings.TrimPrefix(got.location, "/en/employer/"), "?done=sent"))
		if diff := cmp.Diff(form, s.stored(id).Form); diff != "" {
			t.Errorf("%s (-want +got):\n%s", form.Kind, diff)
		}
	}
}

func TestEveryFaultIsShownAtOnceAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	got := s.post("employer1", "/en/employer/register", with(posted(employer.Particulars{}), "kind", "legal-person", "voen", "9900071000", "activity", "Wine & <cheese>",
		"contact-email", "nobody", "parent-country", "TUR"))
	got.wantPage(t, http.StatusUnprocessableEntity, "en")
	for _, field := range []string{"voen", "name", "parent-name", "sector", "address-city", "address-street", "contact-email", "representative-family_name",
		"representative-position", "language", "declaration-truthful", "declaration-entitled", "declaration-data_processing"} {
		got.wants(t, `href="#`+field+`"`, `id="`+field+`"`)
	}
	got.wants(t, `value="9900071000"`, "Wine & <cheese>", `value="nobody"`, `value="TUR" selected`, `value="legal-person" checked`, "Sector: Please choose one", "<title>Error:")
	got.hides(t, "legal-person, natural-person", "emp_")
	if all := s.get("employer1", "/en/employer"); strings.Contains(all.body, "Registration of") {
		t.Error("want nothing registered")
	}
}

func TestAVOENThatIsTakenIsAFaultOfItsField(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	s.filed()
	got := s.post("employer2", "/en/employer/register", posted(specimen.Form()))
	got.wantPage(t, http.StatusConflict, "en")
	got.wants(t, `href="#voen"`, "There is a registration with this VÖEN already", `value="Caspian Software MMC"`)
}

func TestFormsOfOthersAreRefused(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := string(s.filed())
	if got := s.send("employer1", http.MethodPost, "/en/employer/register", posted(specimen.Branch()), "Sec-Fetch-Site", "cross-site", "Origin", "https://evil.example"); got.status != http.StatusForbidden {
		t.Errorf("want a foreign form refused, got %d", got.status)
	}
	out := s.post("", "/en/employer/register", posted(specimen.Branch()))
	if out.status != http.StatusUnauthorized {
		t.Errorf("want a sign-in asked for, got %d", out.status)
	}
	out.wants(t, `value="Ege Yazılım, Bakı filialı"`) // and what was typed kept
	for _, one := range [][2]string{{"employer2", ""}, {"employer2", "/correction"}, {"employer2", "0"}, {"emre", ""}} {
		if got := s.get(one[0], "/en/employer/"+id+one[1]); got.status != http.StatusNotFound && got.status != http.StatusForbidden {
			t.Errorf("%v: want nothing told, got %d", one, got.status)
		}
	}
	if got := s.post("employer2", "/en/employer/"+id+"/correction", with(posted(specimen.Form()), "version", "1")); got.status != http.StatusNotFound {
		t.Errorf("want another's registration unknown, got %d", got.status)
	}
	s.get("officer-sms", "/en/employer/"+id).leads(t, "/en/console/registrations/"+id)
}

func TestAReturnedRegistrationIsCorrected(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	s.ruled(id, 1, employer.Returned)
	path := "/en/employer/" + string(id)
	s.get("employer1", path).wants(t, "Returned to be mended", "The next step is yours", why, path+"/correction")
	asked := s.get("employer1", path+"/correction")
	asked.wants(t, why, `value="Caspian Software MMC"`, `name="version" value="1"`, `value="it" selected`)
	wrong := s.post("employer1", path+"/correction", with(posted(specimen.Form()), "version", "1", "name", ""))
	wrong.wantPage(t, http.StatusUnprocessableEntity, "en")
	wrong.wants(t, `href="#name"`, why, `name="version" value="1"`)
	s.post("employer1", path+"/correction", with(posted(specimen.Form()), "version", "1", "name", "Caspian Software ASC")).leads(t, path+"?done=corrected")
	s.get("employer1", path+"?done=corrected").wants(t, "The correction was sent", "Caspian Software ASC", "Waits for the Service")
	s.ruled(id, 2, employer.Registered)
	last := s.get("employer1", path+"?done=corrected")
	last.wants(t, "Registered", "The Service returned the form", "The Service registered the employer")
	last.hides(t, path+"/correction", `role="alert"`, "Chief")
	s.get("employer1", path+"/correction").leads(t, path)
	late := s.post("employer1", path+"/correction", with(posted(specimen.Form()), "version", "2", "name", "Another"))
	late.wantPage(t, http.StatusConflict, "en")
	late.wants(t, "This registration has been ruled on already")
}

func TestAConflictShowsBothVersions(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	path := "/en/employer/" + string(id) + "/correction"
	first, second := with(posted(specimen.Form()), "version", "1", "name", "From the office"), with(posted(specimen.Form()), "version", "1", "name", "From home", "sector", "healthcare")
	s.post("employer1", path, first).leads(t, "/en/employer/"+string(id)+"?done=corrected")
	got := s.post("employer1", path, second)
	got.wantPage(t, http.StatusConflict, "en")
	got.wants(t, "From the office", "From home", `name="version" value="2"`, `name="name" value="From home"`)
	got.hides(t, ">Nizami küçəsi 10<")
	if got := s.stored(id).Form.Name; got != "From the office" {
		t.Errorf("want nothing lost before the choice, got %q", got)
	}
	s.post("employer1", path, with(second, "version", "2")).leads(t, "/en/employer/"+string(id)+"?done=corrected")
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
		got := s.get("employer1", "/en/employer")
		got.wants(t, append(c.want, "Legal person", "/en/employer/"+string(id))...)
		got.hides(t, "Caspian", "1400057421", why)
	}
	s.get("employer2", "/en/employer").hides(t, string(id))
}
