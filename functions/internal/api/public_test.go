package api_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
)

// certified brings a case to its certificate and returns number and QR text.
func (w *world) certified() (number, qr string) {
	w.t.Helper()
	id := w.filed()
	w.scoreAll(id)
	w.cleared(id)
	w.confirmed(id)
	number = w.issue(id).Number
	c, err := w.store.Load(w.t.Context(), application.ID(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return number, credential.QRText("https://hsm.example", c.Certificate.Credential)
}

func (w *world) verify(text string) public.Verified {
	w.t.Helper()
	return must[public.Verified](w, http.StatusOK, call{method: http.MethodPost, path: "/v1/certificates/verify", body: map[string]string{"text": text}})
}

func TestACertificateOverItsLife(t *testing.T) {
	t.Parallel()
	w := open(t)
	number, qr := w.certified()
	lookedUp := func() string {
		return must[public.LookedUp](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/certificates/" + number}).Status
	}
	for name, c := range map[string]struct {
		on       string
		standing credential.Standing
		want     string
	}{
		"the first day":              {"2026-01-05", credential.InForce, "valid"},
		"the last day":               {"2031-01-04", credential.InForce, "valid"},
		"the day after the last":     {"2031-01-05", credential.InForce, "expired"},
		"annulled":                   {"2027-01-05", credential.Annulled, "annulled"},
		"replaced by a newer one":    {"2027-01-05", credential.Superseded, "superseded"},
		"annulled and long since on": {"2040-01-05", credential.Annulled, "annulled"},
	} {
		t.Run(name, func(t *testing.T) {
			w.now, w.count["standing"] = civil(t, c.on).Start().Add(12*time.Hour), int(c.standing)
			if got := lookedUp(); got != c.want {
				t.Errorf("looked up: want %s, got %s", c.want, got)
			}
			if got := w.verify(qr); got.Verdict != c.want || got.Claims.FamilyName != "Yılmaz" || got.VerdictText == "" {
				t.Errorf("verified: want %s, got %+v", c.want, got)
			}
		})
	}
}

func TestAForgedCertificateIsNotGenuine(t *testing.T) {
	t.Parallel()
	w := open(t)
	_, qr := w.certified()
	middle := len(qr) / 2
	changed := map[byte]string{'A': "B"}[qr[middle]]
	if changed == "" {
		changed = "A"
	}
	forged := qr[:middle] + changed + qr[middle+1:]
	if got := w.verify(forged); got.Verdict != "not-genuine" || got.Code != "credential-signature-wrong" || got.Claims != nil {
		t.Errorf("want a changed credential found out, got %+v", got)
	}
	// Sealed by us, and never entered in the register: a number that leaked before its certificate was issued.
	other := open(t)
	if got := other.verify(qr); got.Verdict != "unknown-number" {
		t.Errorf("want an unknown number, got %+v", got)
	}
	w.refuses(bad{call{method: http.MethodPost, path: "/v1/certificates/verify", body: `{"text":"hello"}`}, 422, "credential-malformed", "", ""})
}

func TestCertificateNumbersAsTheyAreTyped(t *testing.T) {
	t.Parallel()
	w := open(t)
	number, _ := w.certified()
	for _, typed := range []string{strings.ToLower(number), strings.TrimPrefix(number, "HSM-"), strings.ReplaceAll(number, "-", "%20")} {
		if got := must[public.LookedUp](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/certificates/" + typed}); got.Number != number {
			t.Errorf("%s: want %s, got %s", typed, number, got.Number)
		}
	}
	stranger, err := credential.NewNumber(2026, strings.NewReader("fourteen bytes and more"))
	if err != nil {
		t.Fatal(err)
	}
	w.refuses(bad{call{method: http.MethodGet, path: "/v1/certificates/" + string(stranger)}, 404, "not-found", "", ""})
	w.refuses(bad{call{method: http.MethodGet, path: "/v1/certificates/HSM-2026"}, 422, "certificate-number-malformed", "", ""})
	w.refuses(bad{call{method: http.MethodGet, path: "/v1/certificates/" + number[:len(number)-1] + "!"}, 422, "certificate-number-malformed", "", ""})
}

func TestTheProgrammeInFourLanguages(t *testing.T) {
	t.Parallel()
	w := open(t)
	names := map[string]bool{}
	for _, l := range locale.All {
		asked := call{method: http.MethodGet, path: "/v1/programme", header: map[string]string{"Accept-Language": string(l)}}
		p := must[public.Programme](w, http.StatusOK, asked)
		if p.Threshold != 70 || p.Maximum != 100 || len(p.Criteria) != 6 || p.Clock.WorkingDays != 20 || names[p.Name] {
			t.Errorf("%s: want Decision 99 in its own words, got %s %d", l, p.Name, p.Threshold)
		}
		names[p.Name] = true
		first := w.send(asked)
		asked.header["If-None-Match"] = first.header.Get("ETag")
		if again := w.send(asked); again.status != http.StatusNotModified || len(again.body) != 0 || first.header.Get("Cache-Control") == "" {
			t.Errorf("%s: want not modified without a body, got %d of %d bytes", l, again.status, len(again.body))
		}
	}
}

func TestDueDatesForAnybody(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, c := range []struct {
		query, want string
		days        int
	}{
		{"submitted=2026-01-05", "2026-02-03", 20},
		{"submitted=2026-01-05&extended=true", "2026-02-17", 30},
	} {
		got := must[public.DueDate](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/calendar/due-date?" + c.query})
		if got.Due.Date.String() != c.want || got.Due.WorkingDays != c.days || got.Due.Provisional {
			t.Errorf("%s: want %s, got %+v", c.query, c.want, got.Due)
		}
	}
	far := must[public.DueDate](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/calendar/due-date?submitted=2026-12-20"})
	if !far.Due.Provisional {
		t.Errorf("want a date beyond what is published provisional, got %+v", far.Due)
	}
	for query, code := range map[string]string{"submitted=0001-01-01": "date-outside", "submitted=9999-12-31": "date-outside", "submitted=2025-04-02": "date-outside",
		"submitted=2026-01-05&submitted=2026-01-06": "repeated-parameter",
		"": "required", "submitted=2026-02-30": "not-date", "submitted=yesterday": "not-date", "submitted=2026-01-05&extended=maybe": "not-boolean"} {
		w.refuses(bad{call{method: http.MethodGet, path: "/v1/calendar/due-date?" + query}, 422, "invalid", code, ""})
	}
}

func TestADueDateIsNotExtendedWhereTheProgrammeHasNoExtension(t *testing.T) {
	t.Parallel()
	w := open(t)
	none := w.rules.Programme
	none.Clock.Extension.Max = 0
	w.serve("public", public.Room{Rules: casework.Rules{Programme: none, Clock: w.rules.Clock}, Now: w.clock}.Routes)
	got := must[public.DueDate](w, http.StatusOK, call{method: http.MethodGet, path: "/v1/calendar/due-date?submitted=2026-01-05&extended=true"})
	if got.Extended || got.Due.WorkingDays != 20 || got.Due.Date.String() != "2026-02-03" {
		t.Errorf("want 20 working days and no extension, got %+v", got)
	}
}

func TestASelfAssessmentIsLabelledAndOpen(t *testing.T) {
	t.Parallel()
	w := open(t)
	got := must[public.SelfAssessment](w, http.StatusOK, call{method: http.MethodPost, path: "/v1/self-assessments", body: `{"answers":{}}`, header: map[string]string{"Accept-Language": "az"}})
	if got.Label != w.rules.Programme.Indicative.Label[locale.Azerbaijani] || got.Total.Min >= got.Total.Max || len(got.Criteria) != 6 {
		t.Errorf("want labelled, open ranges, got %+v", got)
	}
	w.refuses(bad{call{method: http.MethodPost, path: "/v1/self-assessments", body: `{"answers":{"age":"young"}}`}, 422, "invalid", "unknown-field", "/answers/age"})
	w.refuses(bad{call{method: http.MethodPost, path: "/v1/self-assessments", body: fmt.Sprintf(`{"answers":{"degree":%q}}`, "two")}, 422, "invalid", "not-listed", "/answers/degree"})
}
