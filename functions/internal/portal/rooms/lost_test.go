package rooms_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
)

// Whoever pressed a button without being signed in any more comes back to the page on which it stood, and presses
// again: nothing is done by signing in. What another site says of where somebody came from counts for nothing.
func TestAButtonPressedAfterTheSessionWasLostLeadsBackToItsPage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	claim, page := h.at("/en/console/cases/{case}/lanes/education/claim"), h.at("/en/console/cases/{case}")
	own := h.at("/en/console/cases/{case}/lanes/education/claim")
	before := h.deeds()
	for name, one := range map[string]struct{ path, referer, to string }{
		"from the case's page":              {claim, h.URL + page, page},
		"without what was asked of it":      {claim, h.URL + page + "?done=score&document=doc_diploma", page},
		"from the page in another language": {claim, h.URL + h.at("/ru/console/cases/{case}"), page},
		"from nowhere":                      {claim, "", own},
		"from another site":                 {claim, "https://evil.example" + page, own},
		"from a site that begins alike":     {claim, h.URL + ".evil.example" + page, own},
		"from a site that we would name":    {claim, "https://" + h.URL[len("http://"):] + "@evil.example" + page, own},
		"from no page":                      {claim, h.URL + "/en/nothing", own},
		"from the door":                     {claim, h.URL + "/en/sign-in?to=/en/console", own},
		"from no address":                   {claim, "://", own},
		"a form that has no page":           {h.at("/en/applications/{case}/corrections/1/documents/doc_1/removal"), "", h.at("/en/applications/{case}/corrections/1/documents")},
		"a confirmation":                    {h.at("/en/console/cases/{case}/confirmation"), "", h.at("/en/console/cases/{case}/confirmation")},
	} {
		t.Run(name, func(t *testing.T) {
			got := h.Post(one.path, nil, "Referer", one.referer)
			got.WantPage(t, http.StatusUnauthorized, "en")
			got.Wants(t, `href="/en/sign-in?to=`+url.QueryEscape(one.to)+`"`)
		})
	}
	if diff := cmp.Diff(before, h.deeds()); diff != "" {
		t.Errorf("want nothing done (-want +got):\n%s", diff)
	}
}

// A form with something in it stays on the page instead, in every language, and is sent again by its own button only.
func TestAFormThatMetALostSessionStaysInEveryLanguage(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	path := h.at("/console/cases/{case}/lanes/education/correction")
	lost := h.Post("/en"+path, visitor.Form("request", why))
	lost.WantPage(t, http.StatusUnauthorized, "en")
	to, copies := h.turkish(lost)
	before := h.deeds()
	again := h.Post(to, copies)
	again.WantPage(t, http.StatusUnauthorized, "tr")
	again.Wants(t, `name="request" value="`+why+`"`)
	h.As(expert).Post(to, copies).WantPage(t, http.StatusUnprocessableEntity, "tr")
	if diff := cmp.Diff(before, h.deeds()); diff != "" {
		t.Errorf("want nothing done (-want +got):\n%s", diff)
	}
}
