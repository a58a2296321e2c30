package rooms_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer/specimen"
)

var registration = visitor.Form("kind", "legal-person", "voen", "9900071001", "name", "Xəzər MMC", "sector", "it", "address-city", "Bakı",
	"address-street", "Nizami küçəsi 10", "contact-email", "x@xezer.example", "representative-family_name", "Əliyeva", "representative-given_names", "Günay",
	"representative-position", "Director", "language", "az", "declaration-truthful", "yes", "declaration-entitled", "yes", "declaration-data_processing", "yes",
	"version", "1")

// forms are those in which something is typed, each with a fault and with what mends it.
var forms = map[string]struct {
	who, path     string
	faulty, mends url.Values // mends is what is changed
	typed         []string   // stands on the faulty page, in whatever language
	prepare       func(house)
}{
	"part of a draft": {"ayla", "/applications/{draft}/draft/contact", visitor.Form("contact-email", "typed@example.org", "version", "1"),
		visitor.Form("contact-country", "TUR", "contact-address", "Konak 7"), []string{`value="typed@example.org"`}, nil},
	"submission": {"ayla", "/applications/{draft}/draft/review", visitor.Form("version", "1", "declaration-truthful", "yes"),
		visitor.Form("declaration-data_processing", "yes"), []string{`name="declaration-truthful" type="checkbox" value="yes" checked`}, nil},
	"document": {"ayla", "/applications/{draft}/draft/documents/new", visitor.Form("kind", "diploma", "language", "tr"),
		visitor.Form("media_type", "application/pdf"), []string{`<option value="tr" selected>`}, nil},
	"registration": {"employer2", "/employer/register", visitor.With(clone(registration), "voen", "1"), visitor.Form("voen", "9900071001"),
		[]string{`value="Xəzər MMC"`}, nil},
	"correction of a registration": {"employer1", "/employer/{firm}/correction", visitor.With(clone(registration), "voen", "1"), visitor.Form("voen", "9900071001"),
		[]string{`value="Xəzər MMC"`}, house.returned},
	"word on a registration": {"chief", "/console/registrations/{firm}", visitor.Form("version", "1", "outcome", "returned", "reason", "Too short"),
		visitor.Form("reason", "The name is not that of the register."), []string{`value="returned" checked`}, nil},
	"score": {expert, "/console/cases/{case}/lanes/education/score", visitor.Form("points", "99", "justification", why, "evidence", "doc_diploma"),
		visitor.Form("points", "9"), []string{">" + why + "<", `value="doc_diploma" checked`}, nil},
	"clearance": {"officer-sms", "/console/cases/{case}/lanes/clearance/clearance", visitor.Form("justification", "Too short"), visitor.Form("justification", why),
		[]string{">Too short<"}, nil},
	"objection": {expert, "/console/cases/{case}/lanes/education/objection", visitor.Form("reason", "Too short", "legal_basis", "Law, article 7"),
		visitor.Form("reason", why), []string{">Law, article 7<"}, nil},
	"request": {expert, "/console/cases/{case}/lanes/education/correction", visitor.Form("request", "Too short"), visitor.Form("request", why),
		[]string{">Too short<"}, nil},
	"wish for more time": {expert, "/console/cases/{case}/lanes/education/extension", visitor.Form("reason", "Too short"), visitor.Form("reason", why),
		[]string{">Too short<"}, nil},
	"new route": {"chief", "/console/cases/{case}/lanes/experience/route", visitor.Form("reason", why), visitor.Form("authority", "labour"),
		[]string{">" + why + "<"}, nil},
	"ruling": {"reviewer", "/console/cases/{case}/objections/1", visitor.Form("ruling", "lifted", "reason", "No"), visitor.Form("reason", why),
		[]string{`value="lifted" checked`}, house.asked},
	"word that withdraws": {expert, "/console/cases/{case}/objections/1/withdrawal", visitor.Form("reason", "No"), visitor.Form("reason", why),
		[]string{">No<"}, house.asked},
	"answer to the wish": {"chief", "/console/cases/{case}/extensions/1", visitor.Form("reason", why), visitor.Form("answer", "granted"),
		[]string{">" + why + "<"}, house.asked},
	"reply": {"emre", "/applications/{case}/corrections/1", visitor.Form("text", "Here it is.", "documents", "doc_none"), visitor.Form("documents", ""),
		[]string{">Here it is.<"}, house.asked},
	"document of a reply": {"emre", "/applications/{case}/corrections/1/documents/new", visitor.Form("kind", "diploma", "language", "tr"),
		visitor.Form("media_type", "application/pdf"), []string{`<option value="tr" selected>`}, house.asked},
	"withdrawal": {"emre", "/applications/{case}/withdrawal", url.Values{}, visitor.Form("understood", "yes"), nil, nil},
}

// Without scripts, a form that came back speaks another language with its faults and with all that was typed; and
// nothing is done, were it mended meanwhile, until it is sent by its own button.
func TestTheLanguageSwitchShowsAFormAgainAndDoesNothing(t *testing.T) {
	t.Parallel()
	for name, one := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			if one.prepare != nil {
				one.prepare(h)
			}
			someone, path := h.As(one.who), h.at("/en"+one.path)
			faulty := someone.Post(path, one.faulty)
			faulty.WantPage(t, http.StatusUnprocessableEntity, "en")
			faulty.Wants(t, one.typed...)
			before := h.deeds()
			to, copies := h.turkish(faulty)
			again := someone.Post(to, copies)
			again.WantPage(t, http.StatusUnprocessableEntity, "tr")
			again.Wants(t, append(one.typed, corrections)...)

			form := mended(shownIn(faulty, one.faulty), one.mends)
			shown := someone.Post(to, mended(form, visitor.Form("shown-again", "yes")))
			shown.WantPage(t, http.StatusUnprocessableEntity, "tr")
			for name := range one.mends {
				if value := form.Get(name); value != "" && !strings.Contains(value, "yes") {
					shown.Wants(t, value)
				}
			}
			shown.Hides(t, corrections)
			if diff := cmp.Diff(before, h.deeds()); diff != "" {
				t.Errorf("want nothing done (-want +got):\n%s", diff)
			}
			if got := someone.Post(path, form); got.Status != http.StatusSeeOther || cmp.Equal(before, h.deeds()) {
				t.Errorf("want the mended form taken by its own button, got %d\n%s", got.Status, got.Body)
			}
		})
	}
}

// What somebody else did meanwhile is told in the other language as well, beside what was typed.
func TestTheLanguageSwitchTellsAConflictAgain(t *testing.T) {
	t.Parallel()
	for name, one := range map[string]struct {
		who, path string
		form      url.Values
		meanwhile func(house)
		wants     []string
	}{
		"a score that came too late": {expert, "/console/cases/{case}/lanes/education/score", visitor.Form("points", "12", "justification", "My own long words about it."),
			func(h house) {
				_, err := h.UseCases.Scoring.Score(h.t.Context(), rehearsal.People("colleague-science-education"), h.filed, "education",
					application.Finding{Points: 9, Justification: why, Evidence: []string{"doc_diploma"}})
				h.must(err)
			}, []string{"My own long words about it."}},
		"a lane that a colleague has": {expert, "/console/cases/{case}/lanes/education/claim", url.Values{},
			func(h house) {
				_, err := h.UseCases.Scoring.Claim(h.t.Context(), rehearsal.People("colleague-science-education"), h.filed, "education", false)
				h.must(err)
			}, []string{`name="take-over"`}},
		"a part that was changed": {"ayla", "/applications/{draft}/draft/contact", visitor.Form("contact-email", "mine@example.org", "version", "0", "seen", "nothing"),
			func(house) {}, []string{"mine@example.org", "emre@example.org"}},
		"a registration that was mended": {"employer1", "/employer/{firm}/correction", registration, func(h house) {
			h.returned()
			_, err := h.UseCases.Registry.Correct(h.t.Context(), rehearsal.People("employer1"), h.firm, 1, specimen.Branch())
			h.must(err)
		}, []string{"Xəzər MMC", "Ege Yazılım, Bakı filialı"}},
		"a second open application": {"ayla", "/applications", visitor.Form("language", "tr"), func(house) {}, nil},
		"a number that is taken":    {"employer2", "/employer/register", visitor.With(clone(registration), "voen", "1400057421"), func(house) {}, []string{`value="1400057421"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := newHouse(t)
			one.meanwhile(h)
			someone := h.As(one.who)
			clash := someone.Post(h.at("/en"+one.path), one.form)
			clash.WantPage(t, http.StatusConflict, "en")
			before := h.deeds()
			to, copies := h.turkish(clash)
			again := someone.Post(to, copies)
			again.WantPage(t, again.Status, "tr")
			again.Wants(t, one.wants...)
			if diff := cmp.Diff(before, h.deeds()); diff != "" || again.Status < http.StatusBadRequest {
				t.Errorf("want nothing done, got %d (-want +got):\n%s", again.Status, diff)
			}
		})
	}
}

// Buttons without a form to fill in are held to the same: shown only, they lead to a page and do nothing.
func TestNoButtonDoesAnythingWhenItsPageIsOnlyShown(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.asked()
	for name, one := range map[string]struct {
		who, path string
		pressed   []string
		page      string // that it leads to; "" where the answer is the page
	}{
		"begin":                   {"nigar", "/applications", []string{"language", "az"}, ""},
		"carry a self-assessment": {"nigar", "/applications", []string{"field", "it", "answer-degree", "master"}, ""},
		"discard":                 {"ayla", "/applications/{draft}/draft/discard", nil, "/applications/{draft}/draft/discard"},
		"change the language":     {"ayla", "/applications/{draft}/draft/language", []string{"language", "az", "version", "1"}, "/applications/{draft}/draft"},
		"take a document out":     {"ayla", "/applications/{draft}/draft/documents/doc_diploma/remove", nil, "/applications/{draft}/draft/documents/doc_diploma/remove"},
		"leave a part unchanged":  {"ayla", "/applications/{draft}/draft/impact", []string{"impact-goals", "Instant payments for the region.", "impact-labour_market", "Will train a team of ten.", "intent", "later"}, ""},
		"submit":                  {"ayla", "/applications/{draft}/draft/review", []string{"version", "1", "declaration-truthful", "yes", "declaration-data_processing", "yes"}, ""},
		"withdraw":                {"emre", "/applications/{case}/withdrawal", []string{"understood", "yes"}, ""},
		"claim":                   {expert, "/console/cases/{case}/lanes/education/claim", nil, ""},
		"take over":               {"colleague-science-education", "/console/cases/{case}/lanes/education/claim", []string{"take-over", "yes"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			before := h.deeds()
			got := h.As(one.who).Post(h.at("/tr"+one.path), visitor.Form(append(one.pressed, "shown-again", "yes")...))
			if one.page != "" {
				got.Leads(t, h.at("/tr"+one.page))
			} else {
				got.WantPage(t, http.StatusUnprocessableEntity, "tr")
			}
			if diff := cmp.Diff(before, h.deeds()); diff != "" {
				t.Errorf("want nothing done (-want +got):\n%s", diff)
			}
		})
	}
}
