package notice_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
)

func day(t testing.TB, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func board(t testing.TB) notice.Board {
	t.Helper()
	b, err := notice.Load()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func ids(list []notice.Notice) []string {
	all := []string{}
	for _, n := range list {
		all = append(all, n.ID)
	}
	return all
}

func TestWhatIsInForceOnADay(t *testing.T) {
	t.Parallel()
	for on, want := range map[string][]string{
		"2020-03-23": {},
		"2020-03-24": {"practice-of-march-2020"},
		"2020-04-30": {"practice-of-march-2020"},
		"2020-05-01": {},
		"2026-01-01": {"demonstration-system"},
		"2026-10-01": {"provisional-dates-2027", "demonstration-system"},
		"2026-12-31": {"provisional-dates-2027", "demonstration-system"},
		"2027-01-01": {"demonstration-system"},
	} {
		if diff := cmp.Diff(want, ids(board(t).Current(day(t, on).Start().Add(12*time.Hour)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", on, diff)
		}
	}
}

func TestADayIsADayInBaku(t *testing.T) {
	t.Parallel()
	eve := time.Date(2026, 9, 30, 20, 0, 0, 0, time.UTC) // midnight in Baku
	if got := ids(board(t).Current(eve)); len(got) != 2 {
		t.Errorf("want the notice of 1 October from midnight in Baku, got %v", got)
	}
	if got := ids(board(t).Current(eve.Add(-time.Second))); len(got) != 1 {
		t.Errorf("want nothing of 1 October a second before, got %v", got)
	}
}

func TestEachNoticeStandsInFourLanguagesUnderItsID(t *testing.T) {
	t.Parallel()
	for _, n := range board(t).All() {
		found, ok := board(t).Find(n.ID)
		if !ok || found.ID != n.ID {
			t.Errorf("want %s found, got %v", n.ID, ok)
		}
		for _, l := range locale.All {
			if n.Title[l] == "" || n.Text[l] == "" || n.HasAct() && (n.Act.Names[l] == "" || n.Act.Scope[l] == "") {
				t.Errorf("%s lacks words in %s", n.ID, l)
			}
		}
	}
	if _, ok := board(t).Find("nothing"); ok {
		t.Error("want no notice that is not there")
	}
	if board(t).Hash() == "" {
		t.Error("want the hash of the file")
	}
}

func TestForceMajeureComesFirstAndThenTheNewest(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("notices.yaml")
	if err != nil {
		t.Fatal(err)
	}
	still := strings.Replace(string(raw), "    until: 2020-04-30\n", "", 1)
	b, err := notice.Parse([]byte(still))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"practice-of-march-2020", "provisional-dates-2027", "demonstration-system"}
	if diff := cmp.Diff(want, ids(b.Current(day(t, "2026-11-01").Start()))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got := b.All()[0].On(day(t, "2026-09-30")); got != notice.Coming {
		t.Errorf("want coming on the day before, got %s", got)
	}
}

func TestEachSlipIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("notices.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ old, new, want string }{
		"an id with a space":      {"id: demonstration-system", "id: Demonstration", "7:9: /notices/0/id: want an id"},
		"an id twice":             {"id: provisional-dates-2027", "id: demonstration-system", "/notices/1/id: demonstration-system is there already"},
		"an unknown kind":         {"kind: announcement", "kind: rumour", "/notices/0/kind: want one of"},
		"an end before the start": {"until: 2026-12-31", "until: 2026-09-30", "/notices/1/until: lies before from"},
		"no such day":             {"from: 2026-01-01", "from: 2026-02-30", "/notices/0/from: want a date"},
		"a language that lacks":   {"      tr: Bu bir tanıtım sistemidir\n", "", "/notices/0/title: no text in tr"},
		"force majeure by nobody": {"kind: announcement", "kind: force-majeure", "/notices/0/kind: force majeure rests on an act"},
		"a source in the open":    {"source: https://", "source: http://", "/notices/2/act/source: want an address"},
		"an unknown key":          {"    kind: announcement", "    colour: red\n    kind: announcement", "unknown key"},
		"no first day":            {"    from: 2026-01-01\n", "", "/notices/0: from is missing"},
	} {
		_, err := notice.Parse([]byte(strings.Replace(string(raw), c.old, c.new, 1)))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: want %q, got %v", name, c.want, err)
		}
	}
	if _, err := notice.Parse([]byte("notices: [")); err == nil {
		t.Error("want broken YAML refused")
	}
}
