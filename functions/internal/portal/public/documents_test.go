package public_test

import (
	"net/http"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
)

func TestTheChecklistFollowsTheAnswers(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	const list = "/en/programme/documents?asked=yes"
	for name, c := range map[string]struct {
		query        string
		wants, hides []string
	}{
		"a passport and nothing else": {"&papers=passport",
			[]string{"For the application for recognition", "The page with the photograph", "3.5 × 4.5 cm"},
			[]string{"If you have no passport:", "The diploma with its supplement", "A certified translation into", "A letter signed by an employer", "Pay statements"}},
		"a stateless person": {"&papers=travel-document", []string{"If you have no passport:"}, []string{"The page with the photograph"}},
		"a degree":           {"&papers=passport&claims=claims-degree", []string{"The diploma with its supplement", "Apostilled or notarised."}, []string{"A letter signed by an employer"}},
		"work experience": {"&papers=passport&claims=claims-experience",
			[]string{"A letter signed by an employer", "Employment record book", "expected"}, []string{"The diploma with its supplement"}},
		"income and funds":                  {"&papers=passport&claims=claims-income&claims=claims-funds", []string{"Pay statements", "A statement showing the funds"}, nil},
		"achievements":                      {"&papers=passport&claims=claims-achievements", []string{"A patent, publication"}, nil},
		"a language test":                   {"&papers=passport&claims=claims-language-certificate", []string{"A valid international certificate"}, nil},
		"papers in Azerbaijani and English": {"&papers=passport&languages=az&languages=en", nil, []string{"A certified translation into"}},
		"papers in Russian":                 {"&papers=passport&languages=en&languages=ru", []string{"A certified translation into"}, nil},
		"papers in some other language":     {"&papers=passport&languages=other", []string{"A certified translation into"}, nil},
		"a field":                           {"&papers=passport&field=oil-gas", []string{"(assumed): Ministry of Energy"}, nil},
		"no field":                          {"&papers=passport&field=", nil, []string{"would be scored by"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := v.Get(list + c.query)
			got.WantPage(t, http.StatusOK, "en")
			got.Wants(t, append(c.wants, "Later, for the residence permit", "Medical certificate")...)
			got.Hides(t, c.hides...)
		})
	}
}

func TestTheChecklistNamesAllFaultsAndKeepsTheAnswers(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for language, please := range map[string]string{"az": "Birini seçin.", "tr": "Birini seçin.", "en": "Please choose one.", "ru": "Выберите один вариант."} {
		got := v.Get("/" + language + "/programme/documents?asked=yes&claims=claims-degree&claims=rank&languages=tr&languages=xx&field=magic")
		got.WantPage(t, http.StatusUnprocessableEntity, language)
		got.Wants(t, please, `href="#papers"`, `href="#claims"`, `href="#languages"`, `href="#field"`, `value="claims-degree" checked`, `value="tr" checked`)
		got.Hides(t, `id="checklist"`)
	}
	got := v.Get("/en/programme/documents?asked=yes&papers=library-card")
	got.WantPage(t, http.StatusUnprocessableEntity, "en")
	got.Wants(t, "Please choose from the list.", `href="#papers"`)
}

func TestWithoutAnswersEveryKindOfDocumentIsListed(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	got := v.Get("/az/programme/documents")
	for _, d := range v.Rules.Programme.Documents {
		got.Wants(t, d.Names["az"])
	}
	got.Hides(t, `id="checklist"`)
}
