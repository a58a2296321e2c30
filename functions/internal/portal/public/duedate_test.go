package public_test

import (
	"net/http"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
)

// The vectors of the official calendar of 2026 (domain section 2.5): day after submission is day 1.
func TestDueDatesAreThoseOfTheOfficialCalendar(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for submitted, c := range map[string]struct{ due, extended string }{
		"2026-01-05": {"Tuesday, 3 February 2026", "Tuesday, 17 February 2026"},
		"2026-01-19": {"Tuesday, 17 February 2026", "Tuesday, 3 March 2026"},
		"2026-03-02": {"Thursday, 9 April 2026", "Thursday, 23 April 2026"},
		"2026-05-08": {"Thursday, 11 June 2026", "Monday, 29 June 2026"},
		"2026-06-12": {"Tuesday, 14 July 2026", "Tuesday, 28 July 2026"},
	} {
		for extension, want := range map[string]string{"no": c.due, "yes": c.extended} {
			got := v.Get("/en/due-date?submitted=" + submitted + "&extension=" + extension)
			got.WantPage(t, http.StatusOK, "en")
			got.Wants(t, `<p class="hsmp-due">`+want+`</p>`)
		}
	}
}

func TestEachSkippedDayHasItsReasonAndAct(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	for language, texts := range map[string][]string{
		"en": {"Women's Day", "Labour Code, article 105", "Cabinet of Ministers Decision No. 362", "Saturday", "March 2026", "counted, day 1 of the term", "last day, day 20 of the term"},
		"az": {"Qadınlar günü", "Cümə axşamı, 9 aprel 2026", "<caption>mart 2026</caption>"},
		"tr": {"Kadınlar Günü", "Perşembe, 9 Nisan 2026", "<caption>Nisan 2026</caption>"},
		"ru": {"День женщин", "Четверг, 9 апреля 2026", "<caption>апрель 2026</caption>"},
	} {
		got := v.Get("/" + language + "/due-date?submitted=2026-03-02")
		got.WantPage(t, http.StatusOK, language)
		got.Wants(t, texts...)
		got.Hides(t, "provisional")
	}
}

func TestADateBeforeUnannouncedHolidaysIsProvisional(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	last := v.Rules.Clock.Calendar.PublishedThrough()
	if last != 2026 {
		t.Fatalf("the dates below suppose holidays announced through 2026, got %d", last)
	}
	v.Get("/en/due-date?submitted=2026-12-14").Wants(t, "provisional", "January 2027")
	v.Get("/en/due-date?submitted=2026-11-20").Hides(t, ">provisional<")
}

func TestDueDateSaysWhatIsWrongInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	last := v.Now().AddDate(0, 0, 365).Format("2006-01-02")
	for query, texts := range map[string]map[string]string{
		"submitted=":                        {"en": "Please fill this in.", "az": `href="#submitted"`},
		"submitted=31.12.2026":              {"en": "year-month-day", "az": "il-ay-gün", "ru": "2026-03-20"},
		"submitted=2026-02-30":              {"en": "year-month-day"},
		"submitted=2025-04-02":              {"en": "from 3 April 2025", "tr": "3 Nisan 2025", "az": "3 aprel 2025", "ru": "3 апреля 2025"},
		"submitted=2999-01-01":              {"en": "from 3 April 2025 to"},
		"submitted=x&extension=twice":       {"en": `href="#extension"`, "ru": `href="#submitted"`},
		"submitted=%3Cscript%3E&extension=": {"en": "year-month-day"},
	} {
		for language, text := range texts {
			got := v.Get("/" + language + "/due-date?" + query)
			got.WantPage(t, http.StatusUnprocessableEntity, language)
			got.Wants(t, text)
			got.Hides(t, `class="hsmp-due"`)
		}
	}
	for _, good := range []string{"2025-04-03", last} {
		v.Get("/en/due-date?submitted="+good).WantPage(t, http.StatusOK, "en")
	}
}

func TestUnaskedTheCalculatorOffersToday(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	got := v.Get("/en/due-date")
	got.Wants(t, `value="`+v.Now().Format("2006-01-02")+`"`)
	got.Hides(t, `class="hsmp-due"`)
}
