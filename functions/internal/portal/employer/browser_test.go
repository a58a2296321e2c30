package employer_test

import (
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/employer"
)

// visit opens a page of the stage as somebody; "nobody" is.
func (s *stage) visit(name, path string, options ...browser.Option) *browser.Page {
	s.t.Helper()
	p := browser.Start(s.t, append([]browser.Option{browser.At(browser.Site{URL: s.URL}), browser.In("en")}, options...)...)
	p.OpenAddress(s.AddressAs(name, path))
	return p
}

func TestEveryPageStandsUpToInspection(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	id := s.filed()
	s.ruled(id, 1, employer.Returned)
	sent := s.As("employer2").Post("/en/employer/register", visitor.With(posted(s.stored(id).Form), "voen", "9900071001")).Location()
	waiting := strings.TrimSuffix(strings.TrimPrefix(sent, "/en/employer/"), "?done=sent")
	p := s.visit("nobody", "/az/employer")
	for _, one := range [][2]string{{"nobody", "/az/employer"}, {"employer1", "/ru/employer"}, {"employer1", "/az/employer/register"},
		{"employer1", "/tr/employer/" + string(id)}, {"employer1", "/en/employer/" + string(id) + "/correction"},
		{"chief", "/az/console/registrations"}, {"chief", "/ru/console/registrations/" + waiting}} {
		p.OpenAddress(s.AddressAs(one[0], one[1]))
		p.Inspect()
	}
}

// fill makes the registration of a legal person, with nothing wrong in it.
func fill(p *browser.Page) {
	p.Choose("Kind of employer", "Legal person")
	for _, one := range [][2]string{{"VÖEN", "9900071001"}, {"Name", "Xəzər Proqram MMC"}, {"Town or city", "Bakı"}, {"Street and building", "Nizami küçəsi 10"},
		{"Family name of the representative", "Əliyeva"}, {"Given names of the representative", "Günay"}, {"Position of the representative", "Director"}} {
		p.Fill(one[0], one[1])
	}
	p.Choose("Sector", "Information technology")
	p.Check("What I state is true.")
	p.Check("I may act for this employer.")
	p.Check("I agree that the Service processes these data for the registration.")
}

// What was typed and not taken is still there in another language, once, and nothing of it stays on the device.
func TestTheLanguageSwitchKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	e := s.visit("employer1", "/en/employer/register")
	some := func() {
		e.Fill("Name", "Xəzər Proqram MMC")
		e.Choose("Sector", "Information technology")
		e.Check("I may act for this employer.")
	}
	some()
	typed := `["name", "sector"].map((name) => document.querySelector("main [name=" + name + "]").value).join() + document.querySelector("main [name=declaration-entitled]").checked`
	want := e.Eval(typed)
	e.Click("Türkçe")
	e.See("Kaydı gönder")
	if got := e.Eval(typed); got != want {
		t.Errorf("want what was typed, %s, got %s", want, got)
	}
	if got := e.Eval("String(sessionStorage.length + localStorage.length)"); got != "0" {
		t.Errorf("want nothing left on the device, got %s", got)
	}
	e.Reload()
	if got := e.Eval(`document.querySelector("main [name=name]").value`); got != "" {
		t.Errorf("want it kept once only, got %s", got)
	}
	e.Click("English")
	some()
	e.Click("Send the registration")
	e.See("Please correct the following")
	e.Click("Azərbaycanca")
	e.See("Qeydiyyatı göndər")
	if got := e.Eval(typed); got != want {
		t.Errorf("want what came back with faults, %s, got %s", want, got)
	}
}

// Everything goes without scripts and without a mouse.
func TestAnEmployerRegistersMendsAndIsRegisteredInEveryManner(t *testing.T) {
	t.Parallel()
	for name, options := range map[string][]browser.Option{"by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStage(t)
			e := s.visit("employer1", "/en/employer", options...)
			e.Click("Register an employer")
			e.Fill("VÖEN", "9900071000")
			e.Click("Send the registration")
			e.See("Please correct the following", "Name: Please fill this in.")
			e.Inspect()
			fill(e)
			e.Click("Send the registration")
			e.See("The registration was sent", "Waits for the Service")
			c := s.visit("chief", "/en/console/registrations", options...)
			c.Click("emp_01KBXQ8ZJ4N5V6W7X8Y9Z0E102") // the first number went to the form that was refused
			c.Choose("Decision", "Return to be mended")
			c.Fill("Reason", why)
			c.Click("Confirm the decision")
			c.See("The form was returned to be mended")
			e.Reload()
			e.Click("Correct the form")
			e.See(why)
			e.Fill("Name", "Xəzər Proqram ASC")
			e.Click("Send the correction")
			e.See("The correction was sent", "Xəzər Proqram ASC")
			c.Reload()
			c.Choose("Decision", "Register")
			c.Click("Confirm the decision")
			c.See("The employer was registered")
			e.Reload()
			e.See("The employer is registered. You need not do anything.")
		})
	}
}
