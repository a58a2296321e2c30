package verify_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/verification"
	"hsmp.example/cases/web/locales"
	view "hsmp.example/cases/web/verify"
)

func TestThePageIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	good := code(t, v, claims(t, 1), credential.InForce)
	for _, l := range visitor.Languages {
		v.Get("/"+l+"/verify").WantPage(t, http.StatusOK, l)
		v.Get("/"+l+"/verify?number="+string(number(t, 1))).WantPage(t, http.StatusOK, l)
		checked := v.Post("/"+l+"/verify", url.Values{"text": {good}})
		checked.WantPage(t, http.StatusOK, l)
		checked.Wants(t, `name="text" value="`+good+`"`) // for the language switch, which posts it again
		v.Post("/"+l+"/verify", url.Values{"text": {"nothing"}}).WantPage(t, http.StatusUnprocessableEntity, l)
	}
}

func TestEveryVerdictHasWordsInFourLanguages(t *testing.T) {
	t.Parallel()
	texts, err := locales.Texts()
	must(t, err)
	verdicts := view.LocalVerdicts
	for _, one := range verification.Verdicts {
		verdicts = append(verdicts, string(one))
	}
	for _, one := range verdicts {
		for _, family := range []string{"verify.verdict.", "verify.word.", "verify.meaning."} {
			if _, ok := texts.Text("az", family+one, nil); !ok {
				t.Errorf("want a text %s%s", family, one)
			}
		}
	}
}

func TestACodeIsCheckedAndSaysWhomToCompare(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	expired, early := claims(t, 2), claims(t, 3)
	expired.ValidFrom, expired.ValidUntil = day(t, "2025-05-01"), day(t, "2026-01-04") // the stage's day is 5 January 2026
	early.ValidFrom = day(t, "2026-01-06")
	lastDay, firstDay := claims(t, 6), claims(t, 7)
	lastDay.ValidUntil, firstDay.ValidFrom = day(t, "2026-01-05"), day(t, "2026-01-05")
	unknown, err := v.Sign(claims(t, 8))
	must(t, err)
	kid := published(t, v).Keys[0].ID
	for name, c := range map[string]struct{ text, verdict, says string }{
		"a good one":                 {code(t, v, claims(t, 1), credential.InForce), "valid", "The certificate is valid"},
		"on its last day":            {code(t, v, lastDay, credential.InForce), "valid", "The certificate is valid"},
		"on its first day":           {code(t, v, firstDay, credential.InForce), "valid", "The certificate is valid"},
		"the day after its last":     {code(t, v, expired, credential.InForce), "expired", "has expired"},
		"the day before its first":   {code(t, v, early, credential.InForce), "not-yet", "is not valid yet"},
		"one that was taken back":    {code(t, v, claims(t, 4), credential.Annulled), "annulled", "was annulled"},
		"one that was replaced":      {code(t, v, claims(t, 5), credential.Superseded), "superseded", "has replaced this one"},
		"one the register lacks":     {unknown, "unknown-number", "The register has no such certificate"},
		"one of another key":         {others(t, claims(t, 1), ""), "not-genuine", "not sealed with a key of this service"},
		"one that names our key":     {others(t, claims(t, 1), kid), "not-genuine", "changed or forged"},
		"one without its address":    {strings.SplitN(code(t, v, claims(t, 9), credential.InForce), "#", 2)[1], "valid", "is valid"},
		"one with spaces around it":  {"  " + code(t, v, claims(t, 10), credential.InForce) + "\n", "valid", "is valid"},
		"one with a changed payload": {changed(code(t, v, claims(t, 11), credential.InForce)), "not-genuine", "is not genuine"},
	} {
		got := v.Post("/en/verify", url.Values{"text": {c.text}})
		if got.Status != http.StatusOK {
			t.Errorf("%s: want 200, got %d", name, got.Status)
		}
		got.Wants(t, `data-verdict="`+c.verdict+`"`, c.says, "5 January 2026, 10:00")
		if c.verdict == "not-genuine" {
			got.Shown().Hides(t, "Şıxəliyeva", "Year of birth") // nothing that a forger wrote is shown
			continue
		}
		got.Wants(t, "Şıxəliyeva-O'Brien", "Günəş <Zoë>", "1988", "Information technology", "Compare the names")
	}
}

// changed swaps one character of the payload.
func changed(text string) string {
	parts := strings.Split(text, ".")
	i := len(parts) - 2
	parts[i] = strings.Replace(parts[i], parts[i][10:12], "QQ", 1)
	return strings.Join(parts, ".")
}

func TestANumberIsLookedUpWithoutAName(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	code(t, v, claims(t, 1), credential.InForce)
	code(t, v, claims(t, 2), credential.Annulled)
	code(t, v, claims(t, 3), credential.Superseded)
	typed := strings.ToLower(strings.ReplaceAll(string(number(t, 1)), "-", " "))
	mistyped := string(number(t, 1))
	mistyped = mistyped[:len(mistyped)-1] + "0"
	for name, c := range map[string]struct {
		number string
		status int
		sees   []string
	}{
		"as printed":          {string(number(t, 1)), 200, []string{`data-verdict="valid"`, "A look-up by number shows no name", "30 April 2125", string(number(t, 1))}},
		"as people type":      {typed, 200, []string{`data-verdict="valid"`, `value="` + string(number(t, 1)) + `"`}},
		"taken back":          {string(number(t, 2)), 200, []string{`data-verdict="annulled"`}},
		"replaced":            {string(number(t, 3)), 200, []string{`data-verdict="superseded"`}},
		"never issued":        {string(number(t, 4)), 200, []string{`data-verdict="unknown-number"`, "No certificate was issued under this number"}},
		"with a slip":         {mistyped, 422, []string{`href="#number"`, "typing mistake", `value="` + mistyped + `"`}},
		"nothing of the sort": {"<b>12", 422, []string{`href="#number"`}},
		"only spaces":         {"   ", 200, []string{"three ways"}},
	} {
		got := v.Get("/en/verify?number=" + url.QueryEscape(c.number))
		if got.Status != c.status {
			t.Errorf("%s: want %d, got %d", name, c.status, got.Status)
		}
		got.Wants(t, c.sees...)
		got.Shown().Hides(t, "Şıxəliyeva", "<b>12\n", "Year of birth")
	}
}

func TestWhatCannotBeReadIsKeptWithItsFault(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for name, text := range map[string]string{"nothing": "", "words": "a certificate of mine", "half a code": "https://x/verify#eyJ.abc"} {
		got := v.Post("/en/verify", url.Values{"text": {text}})
		if got.Status != http.StatusUnprocessableEntity {
			t.Errorf("%s: want 422, got %d", name, got.Status)
		}
		got.Wants(t, `href="#text"`, problem.Say("en", "credential-malformed", nil), ">"+text+"</textarea>")
	}
}

func TestAFormOfAnotherSiteIsRefused(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Post("/en/verify", url.Values{"text": {"x"}}, "Sec-Fetch-Site", "cross-site", "Origin", "https://elsewhere.example")
	if got.Status != http.StatusForbidden {
		t.Errorf("want 403, got %d", got.Status)
	}
}

// The code's own address has no language; browsers carry what stands behind the hash through the redirect.
func TestTheAddressOfTheCodeLeadsToThePage(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Get("/verify", "Accept-Language", "tr")
	if got.Status != http.StatusFound || got.Header.Get("Location") != "/tr/verify" {
		t.Errorf("want the Turkish page, got %d %s", got.Status, got.Header.Get("Location"))
	}
}

func TestTheWorkerIsServedSoThatItMayAnswerInEveryLanguage(t *testing.T) {
	t.Parallel()
	got := visitor.New(t).Get("/verify/worker.js")
	if got.Status != http.StatusOK || got.Header.Get("Service-Worker-Allowed") != "/" || got.Header.Get("Cache-Control") != "no-cache" ||
		got.Header.Get("Content-Type") != "text/javascript; charset=utf-8" || !strings.Contains(got.Body, `addEventListener("fetch"`) {
		t.Errorf("want the worker with its headers, got %d %v", got.Status, got.Header)
	}
}
