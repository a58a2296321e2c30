// Package verify is the page on which anybody checks a certificate: by its number, by a photo or the camera, or by the
// text of its code (fact 59), and what the check came to.
//
// It must not judge. A verdict comes in as a word, from the register or, without a network, from js/verify.js, which
// fills the same words in; so the page carries every verdict as a template.
package verify

import (
	"strconv"
	"strings"
	"time"

	"github.com/a-h/templ"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/page"
)

// View is what was asked and what came of it.
type View struct {
	Number string // as it was typed
	Text   string // as it was pasted
	Result *Result
	Fields []programme.Field
}

// Result is what a check came to.
type Result struct {
	Verdict string             // of package verification
	Number  credential.Number  // "" where the code is not genuine
	Claims  *credential.Claims // what the seal covers; nil for a look-up by number, which names nobody
	Field   string             // its name
	Issued  calendar.Date      // of a look-up by number
	Until   calendar.Date      // of a look-up by number
	Reason  string             // what follows, where it is another than the verdict's usual: which check failed
	At      time.Time
}

// LocalVerdicts lists the verdicts that a device can come to without a network. UnknownKey is none of the register's:
// the keys on the device may be older than the certificate.
var LocalVerdicts = []string{"valid", "not-yet", "expired", "annulled", "superseded", "not-genuine", UnknownKey}

// UnknownKey is said of a code whose key is not among those that the device has.
const UnknownKey = "unknown-key"

// kinds are the colours of the verdicts; the words say the same.
var kinds = map[string]page.TagKind{"valid": page.Good, "not-yet": page.Waiting, UnknownKey: page.Waiting}

func kind(verdict string) page.TagKind {
	if k, ok := kinds[verdict]; ok {
		return k
	}
	return page.Bad
}

// meaning says what follows from the verdict.
func (r Result) meaning(p page.Page) string {
	switch {
	case r.Reason != "":
		return r.Reason
	case r.Verdict == "unknown-number" && r.Claims == nil:
		return p.Say("verify.number-unknown")
	}
	return p.Of("verify.meaning", r.Verdict)
}

// rows are what the check is about, in the order in which it is compared with a passport.
func (r Result) rows(p page.Page) []page.SummaryRow {
	var rows []page.SummaryRow
	add := func(key, slotName, value string) {
		rows = append(rows, page.SummaryRow{Key: key, Content: slot(slotName, value)})
	}
	switch {
	case r.Claims != nil:
		add(p.Say("verify.family-name"), "family-name", r.Claims.FamilyName)
		add(p.Say("verify.given-names"), "given-names", r.Claims.GivenNames)
		add(p.Say("verify.birth-year"), "birth-year", year(r.Claims.BirthYear))
		add(p.Say("verify.field"), "field", r.Field)
		add(p.Say("verify.from"), "from", p.Date(r.Claims.ValidFrom))
		add(p.Say("verify.until"), "until", p.Date(r.Claims.ValidUntil))
	case !r.Until.IsZero():
		add(p.Say("verify.field"), "field", r.Field)
		add(p.Say("verify.issued"), "issued", p.Date(r.Issued))
		add(p.Say("verify.until"), "until", p.Date(r.Until))
	}
	if r.Number != "" || r.Claims != nil {
		add(p.Say("verify.number"), "number", string(r.Number))
	}
	add(p.Say("verify.at"), "at", p.Time(r.At))
	return rows
}

func year(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// blank is a result with nothing filled in, for js/verify.js.
func blank(p page.Page, verdict string) Result {
	r := Result{Verdict: verdict}
	if verdict == "valid" { // without the register it is less than in force
		r.Reason = p.Say("verify.local-valid")
	}
	if verdict != UnknownKey && verdict != "not-genuine" {
		r.Claims = &credential.Claims{}
	}
	return r
}

// sampleDay and sampleYear stand in the sample dates, where js/verify.js puts others.
const (
	sampleDay  = 11
	sampleYear = 2000
)

// dates are twelve dates as this language writes them, one a month.
func dates(p page.Page) string {
	var all []string
	for month := 1; month <= 12; month++ {
		all = append(all, p.Date(calendar.Date{Year: sampleYear, Month: time.Month(month), Day: sampleDay}))
	}
	return strings.Join(all, "|")
}

// said are the texts that js/verify.js says.
func said(p page.Page) templ.Attributes {
	return templ.Attributes{
		"data-dates":      dates(p),
		"data-reading":    p.Say("verify.reading"),
		"data-checking":   p.Say("verify.checking"),
		"data-no-code":    p.Say("verify.no-code"),
		"data-no-camera":  p.Say("verify.no-camera"),
		"data-looking":    p.Say("verify.looking"),
		"data-no-keys":    p.Say("verify.no-keys"),
		"data-no-network": p.Say("verify.no-network"),
		"data-malformed":  p.Fault("credential-malformed", nil),
		"data-ready":      p.Say("verify.ready", "date", "%"),
	}
}
