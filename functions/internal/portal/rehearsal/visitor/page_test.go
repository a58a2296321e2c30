package visitor

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// listener hears what a check would say to a test.
type listener struct {
	testing.TB
	heard []string
}

func (l *listener) Helper() {}

func (l *listener) Errorf(format string, args ...any) {
	l.heard = append(l.heard, fmt.Sprintf(format, args...))
}

func (l *listener) Fatalf(format string, args ...any) { l.Errorf(format, args...) }

const sound = `<!doctype html><html lang="tr"><head><link rel="stylesheet" href="/assets/0a/kit.css"></head><body><h1>Karar</h1>` +
	`<p id="a">Puan: 70</p><template><p id="a">Sonra</p></template></body></html>`

func answered(t *testing.T, status int, body string) Answer {
	t.Helper()
	w := httptest.NewRecorder()
	w.WriteHeader(status)
	_, _ = w.WriteString(body)
	a, err := Read(w.Result())
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestAPageIsTakenOnlyWhole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ instead, of, want string }{
		"a sound page":               {"Karar", "Karar", ""},
		"another language":           {`lang="ru"`, `lang="tr"`, "in tr"},
		"no heading":                 {"h2", "h1", "one h1, got 0"},
		"two headings":               {"<h1>Karar</h1><h1>Karar</h1>", "<h1>Karar</h1>", "one h1, got 2"},
		"an id twice":                {`<p id="a"></p></body>`, "</body>", `the id "a" once`},
		"a key as the text":          {"dossier.label.sex", "Puan", `"dossier.label.sex"`},
		"a key inside a text":        {"Puan sign-out.title", "Puan", `"sign-out.title"`},
		"a key in an attribute":      {`<p title="console.score" `, "<p ", "console.score"},
		"a place that is not filled": {"{points}", "70", `"{points}"`},
		"a style of its own":         {`<p style="color:red" `, "<p ", "style="},
		"a script of its own":        {`<p onfocus="x()" `, "<p ", "onfocus="},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			l := &listener{TB: t}
			answered(t, http.StatusOK, strings.ReplaceAll(sound, c.of, c.instead)).WantPage(l, http.StatusOK, "tr")
			if got := strings.Join(l.heard, "; "); c.want == "" && got != "" || !strings.Contains(got, c.want) {
				t.Errorf("want %q said, got %q", c.want, got)
			}
		})
	}
}

func TestAnotherStatusIsSaid(t *testing.T) {
	t.Parallel()
	l := &listener{TB: t}
	answered(t, http.StatusNotFound, sound).WantPage(l, http.StatusOK, "tr")
	answered(t, http.StatusOK, sound).Leads(l, "/tr/applications")
	if len(l.heard) != 2 || !strings.HasPrefix(l.heard[0], "want 200, got 404") || !strings.HasPrefix(l.heard[1], "want 303 to /tr/applications, got 200") {
		t.Errorf("want the statuses told, got %q", l.heard)
	}
}

func TestWhatIsHiddenStandsNowhereAndWhatIsShownOutsideTemplates(t *testing.T) {
	t.Parallel()
	l := &listener{TB: t}
	a := answered(t, http.StatusOK, sound)
	a.Hides(l, "Sonra")
	a.Shown().Hides(l, "Sonra")
	if len(l.heard) != 1 {
		t.Errorf("want the template looked into once, got %q", l.heard)
	}
}
