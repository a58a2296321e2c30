package page

import (
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/feature/plural"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/locales"
)

// Say returns the text of key in the reader's language; args come in pairs: name, value. Keys are written out where Say
// is called, so that the build finds one that is missing. A key that is nowhere shows as itself.
func (p Page) Say(key string, args ...string) string {
	texts, err := locales.Texts()
	if err != nil {
		return key
	}
	return locale.Words{Language: p.Language, Catalogue: texts}.Say(key, args...)
}

// Of returns the text of one value of a family: Of("case-state", "draft") is the text of "case-state.draft".
func (p Page) Of(family, value string, args ...string) string {
	return p.Say(family+"."+value, args...)
}

// Count returns the text of key for n things, in the plural form that the language wants: of "days" one of days.one,
// days.few, days.many and days.other. The text gets {n}, written as the language writes numbers.
func (p Page) Count(key string, n int, args ...string) string {
	return p.Say(key+"."+form(p.Language, n), append(args, "n", p.Number(n))...)
}

var forms = map[plural.Form]string{plural.One: "one", plural.Few: "few", plural.Many: "many"}

func form(l locale.Language, n int) string {
	if name, ok := forms[plural.Cardinal.MatchPlural(l.Tag(), n, 0, 0, 0, 0)]; ok {
		return name
	}
	return "other"
}

// Text picks the reader's language of a text that came with the programme, the calendar or a notice.
func (p Page) Text(t locale.Texts) string { return t.In(p.Language) }

// Fault says a problem's code. Messages for programs name values as the API does; a page says what its reader sees
// instead: the state of a case in words, and the list itself where one of it must be chosen.
func (p Page) Fault(code string, args map[string]string) string {
	if state := args["state"]; state != "" {
		return p.Say("kit.not-now", "state", p.Of("console.case-state", state))
	}
	if code == "not-listed" {
		code = "choose-from-list"
	}
	return problem.Say(p.Language, code, args)
}

// Date writes a civil date in words: 21 noyabr 2026. The zero date is a dash.
func (p Page) Date(d calendar.Date) string {
	if d.IsZero() {
		return "–"
	}
	return d.In(p.Language)
}

// Month writes the month of a civil date in words: noyabr 2026. That of the zero date is a dash.
func (p Page) Month(d calendar.Date) string { return p.Language.Month(d.Year, d.Month) }

// Time writes an instant as a date and a time of day in Baku.
func (p Page) Time(t time.Time) string {
	if t.IsZero() {
		return "–"
	}
	return p.Date(calendar.DateOf(t)) + ", " + t.In(calendar.Baku).Format("15:04")
}

// separators stand between thousands: a full stop, a comma or a no-break space.
var separators = map[locale.Language]string{
	locale.Azerbaijani: ".", locale.Turkish: ".", locale.English: ",", locale.Russian: "\u00a0",
}

// Number writes a whole number with the language's separators: 1.234.567.
func (p Page) Number(n int) string {
	digits := strconv.Itoa(max(n, -n))
	var groups []string
	for len(digits) > 3 {
		groups = append([]string{digits[len(digits)-3:]}, groups...)
		digits = digits[:len(digits)-3]
	}
	text := strings.Join(append([]string{digits}, groups...), separators[p.Language])
	if n < 0 {
		return "−" + text
	}
	return text
}
