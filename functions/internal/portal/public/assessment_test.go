package public_test

import (
	"net/http"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/locale"
)

// strong are the best answers to every question.
var strong = []string{"answer-experience-years", "at-least-12", "answer-position", "lead", "answer-priority-field", "yes", "answer-degree", "doctor",
	"answer-institution", "ranked", "answer-means", "fully", "answer-contribution", "yes", "answer-language", "c1-or-studies"}

func TestSelfAssessmentAnswersWithRanges(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for name, c := range map[string]struct {
		form         []string
		wants, hides []string
	}{
		"one answer leaves the rest open": {[]string{"answer-degree", "master"},
			[]string{"4 to 99 points", "The 70 that are needed lie inside", "How many years of the past 15", "Diploma or academic certificate"}, nil},
		"the best answers are still a range": {strong,
			[]string{"45 to 100 points", "lie inside"}, []string{"Questions without an answer"}},
		"weak answers stay below": {[]string{"answer-experience-years", "none", "answer-position", "junior", "answer-priority-field", "no", "answer-degree", "secondary",
			"answer-institution", "unknown", "answer-means", "none", "answer-contribution", "unsure", "answer-language", "none"},
			[]string{"0 to 26 points", "below the 70"}, []string{"Proof of income"}},
		"the field names its authority": {[]string{"answer-degree", "master", "field", "sports"}, []string{"Ministry of Youth and Sports"}, []string{"The state authority in charge of your field"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := v.Post("/en/self-assessment", visitor.Form(c.form...))
			got.WantPage(t, http.StatusOK, "en")
			got.Wants(t, append(c.wants, v.Rules.Programme.Indicative.Label["en"], `id="range"`, `<caption class="govuk-table__caption`)...)
			got.Hides(t, c.hides...)
		})
	}
}

func TestSelfAssessmentSpeaksFourLanguages(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for _, language := range visitor.Languages {
		got := v.Post("/"+language+"/self-assessment", visitor.Form("answer-means", "partly", "answer-degree", ""))
		got.WantPage(t, http.StatusOK, language)
		got.Wants(t, v.Rules.Programme.Indicative.Label.In(locale.Language(language)))
	}
}

// Whatever is wrong is said at once, in the reader's language, and what was chosen stays chosen.
func TestSelfAssessmentKeepsWhatWasChosen(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	got := v.Post("/tr/self-assessment", visitor.Form("answer-degree", "emperor", "answer-means", "fully", "field", "magic"))
	got.WantPage(t, http.StatusUnprocessableEntity, "tr")
	got.Wants(t, `href="#answers-degree"`, `href="#field"`, `value="fully" checked`)

	for language, text := range map[string]string{"az": "Ən azı bir suala", "tr": "En az bir soruyu", "en": "at least one question", "ru": "хотя бы на один вопрос"} {
		got := v.Post("/"+language+"/self-assessment", visitor.Form("field", "it", "answer-degree", ""))
		got.WantPage(t, http.StatusUnprocessableEntity, language)
		got.Wants(t, text, `href="#answers-experience-years"`, `value="it" selected`)
	}
}

func TestAnswersCanBeChangedAndCarriedOn(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	result := v.Post("/en/self-assessment", visitor.Form("answer-degree", "master", "field", "it"))
	result.Wants(t, `action="/en/applications"`, `name="answer-degree" value="master"`, `name="field" value="it"`, `name="language" value="en"`,
		`formaction="/en/self-assessment"`, `formaction="/az/self-assessment"`, `formaction="/ru/self-assessment"`)
	again := v.Post("/en/self-assessment", visitor.Form("answer-degree", "master", "field", "it", "change", "yes"))
	again.WantPage(t, http.StatusOK, "en")
	again.Wants(t, `value="master" checked`, `value="it" selected`, `<form method="post" action="/en/self-assessment"`)
	again.Hides(t, `action="/en/applications"`)
}

func TestNoAnswerEverStandsInAnAddress(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	result := v.Post("/en/self-assessment", visitor.Form("answer-degree", "master"))
	for _, found := range hrefs.FindAllStringSubmatch(result.Body, -1) {
		if strings.Contains(found[1], "master") || strings.Contains(found[1], "answer") {
			t.Errorf("want no answer in an address, got %s", found[1])
		}
	}
	if got := result.Location(); got != "" {
		t.Errorf("want the result itself, got a way to %s", got)
	}
	if got := result.Header.Get("Cache-Control"); !strings.Contains(got, "no-store") {
		t.Errorf("want the result kept by no cache, got Cache-Control %q", got)
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Post("/en/self-assessment", visitor.Form("answer-degree", "master"), "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example")
	got.WantPage(t, http.StatusForbidden, "en")
}

// Signed out, the way into an application keeps the answers until somebody has signed in.
func TestCarryingOnSignedOutLosesNothing(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Post("/en/applications", visitor.Form("answer-degree", "master", "language", "en"))
	got.WantPage(t, http.StatusUnauthorized, "en")
	got.Wants(t, `name="answer-degree" value="master"`)
}

func TestCarriedAnswersBeginADraft(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	got := v.As("emre").Post("/tr/applications", visitor.Form("answer-degree", "master", "field", "it", "language", "tr"))
	if got.Status != http.StatusSeeOther || !strings.Contains(got.Location(), "/draft") {
		t.Fatalf("want a way to the draft, got %d %q\n%s", got.Status, got.Location(), got.Body)
	}
	c, err := v.Store.Load(t.Context(), application.ID(strings.Split(got.Location(), "/")[3]))
	if err != nil {
		t.Fatal(err)
	}
	if c.Form.Expertise.Field != "it" || len(c.Form.Education) != 1 || c.Form.Education[0].Level != "master" {
		t.Errorf("want field and degree in the draft, got %+v", c.Form)
	}
}
