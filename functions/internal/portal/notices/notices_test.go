package notices_test

import (
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/notices"
	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

func TestMain(m *testing.M) { os.Exit(browser.Main(m)) }

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func at(t testing.TB, day string) time.Time {
	t.Helper()
	d, err := calendar.ParseDate(day)
	must(t, err)
	return d.Start()
}

// board is the built-in one, whose act of 2020 says how such a notice looks.
func board(t testing.TB) notice.Board {
	t.Helper()
	b, err := notice.Load()
	must(t, err)
	return b
}

func TestNoticesStandByWhereTheyAreToday(t *testing.T) {
	t.Parallel()
	v := visitor.New(t) // on 5 January 2026
	for _, l := range visitor.Languages {
		v.Get("/"+l+"/notices").WantPage(t, http.StatusOK, l)
	}
	got := v.Get("/en/notices")
	got.Wants(t, `id="demonstration-system"`, `id="practice-of-march-2020"`, "Whom and what it covers", "24 March 2020", "https://median.az/", "until it is taken back")
	order := []string{"In force</h2>", "This is a demonstration system", "To come</h2>", "Due dates that reach into 2027", "Ended</h2>", "The practice of March 2020"}
	last := 0
	for _, text := range order {
		i := strings.Index(got.Body, text)
		if i < last {
			t.Errorf("want %q in the order of the day", text)
		}
		last = i
	}
	v.Pass(300 * 24 * time.Hour) // into November 2026
	got = v.Get("/en/notices")
	got.Hides(t, "To come")
}

// Announcements stand on no page but the first; the built-in act of force majeure has long ended.
func TestNoBannerStandsAboveEveryPageInOrdinaryTimes(t *testing.T) {
	t.Parallel()
	visitor.New(t).Get("/en/verify").Hides(t, "hsmp-notice ", "demonstration-system")
}

// Both ends of 24 March to 30 April 2020 in Baku.
func TestForceMajeureStandsAboveEveryPageWhileItIsInForce(t *testing.T) {
	t.Parallel()
	b := board(t)
	first, after := at(t, "2020-03-24"), at(t, "2020-05-01")
	for name, c := range map[string]struct {
		now  time.Time
		want bool
	}{
		"a second before":     {first.Add(-time.Second), false},
		"from its first day":  {first, true},
		"to its last second":  {after.Add(-time.Second), true},
		"no longer after it":  {after, false},
		"and not years later": {at(t, "2026-01-05"), false},
	} {
		for _, l := range locale.All {
			got := notices.Pressing(b)(l, c.now)
			if (len(got) == 1) != c.want {
				t.Fatalf("%s: want a banner %v, got %+v", name, c.want, got)
			}
			if !c.want {
				continue
			}
			n, _ := b.Find("practice-of-march-2020")
			if got[0].Kind != page.ForceMajeure || got[0].Title != n.Title.In(l) || got[0].Link != "/notices#practice-of-march-2020" || got[0].Text == "" {
				t.Errorf("%s: want the act with a way to it in %s, got %+v", name, l, got[0])
			}
		}
	}
}

func TestAnnouncementsAreForTheFirstPage(t *testing.T) {
	t.Parallel()
	titles := func(day string) []string {
		var all []string
		for _, n := range notices.Announcements(board(t), "en", at(t, day)) {
			if n.Kind != page.Announcement {
				t.Errorf("want announcements alone, got %+v", n)
			}
			all = append(all, n.Title)
		}
		return all
	}
	for day, want := range map[string][]string{
		"2020-04-01": nil,
		"2026-01-05": {"This is a demonstration system"},
		"2026-11-01": {"Due dates that reach into 2027 are provisional", "This is a demonstration system"},
	} {
		if diff := cmp.Diff(want, titles(day)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
}

// What axe looks for is the same in every language; what long words do is not.
func TestTheNoticesStandUpToInspection(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := browser.Start(t, browser.At(browser.Site{URL: v.URL, Root: "../../../.."}))
	for _, l := range visitor.Languages {
		p.OpenAddress(v.URL + "/" + l + "/notices")
		p.See(page.Page{Language: locale.Language(l)}.Say("notices.kind.force-majeure"))
		p.Fits()
	}
	p.Axe()
}
