package casework_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

// gazette is where the tests publish.
type gazette struct {
	rules []casework.Published
	err   error
	read  int
}

func (g *gazette) Published(context.Context) ([]casework.Published, error) {
	g.read++
	return slices.Clone(g.rules), g.err
}

func (g *gazette) put(one casework.Published) {
	g.rules = slices.DeleteFunc(g.rules, func(p casework.Published) bool { return p.Kind == one.Kind && p.ID == one.ID })
	g.rules = append(g.rules, one)
}

// reader is one instance of a function that reads the gazette.
type reader struct {
	*casework.Live
	refused []string
	now     time.Time
}

func read(t *testing.T, g *gazette) *reader {
	t.Helper()
	rules, err := casework.LoadRules(60)
	must(t, err)
	r := &reader{now: drafts.At}
	r.Live = &casework.Live{Source: g, BuiltIn: rules, Now: func() time.Time { return r.now },
		Refused: func(rule string, _ error) { r.refused = append(r.refused, rule) }}
	return r
}

// dayOff is an order by which 16 January 2026, within the term of drafts.Day, is a rest day.
func dayOff() casework.Published {
	return casework.Published{Kind: casework.OrderKind, ID: "2026-01-10-rest", Content: []byte(`{
		"act": {"az": "1 nömrəli Qərar", "tr": "1 sayılı Karar", "en": "Decision No. 1", "ru": "Решение № 1"}, "date": "2026-01-10",
		"names": {"az": "İstirahət günü", "tr": "Tatil günü", "en": "Day off", "ru": "Выходной"}, "rest": ["2026-01-16"]}`)}
}

// edited is the built-in programme with one line changed, published under that version.
func edited(t *testing.T, version, from, to string) casework.Published {
	t.Helper()
	raw, err := os.ReadFile("../../domain/programme/decision-99.yaml")
	must(t, err)
	raw = bytes.Replace(raw, []byte("version: decision-99-2025-04-03"), []byte("version: "+version), 1)
	p, err := programme.Parse(bytes.Replace(raw, []byte(from), []byte(to), 1))
	must(t, err)
	twin, err := p.Twin()
	must(t, err)
	return casework.Published{Kind: casework.ProgrammeKind, ID: version, From: calendar.Date{Year: 2026, Month: 1, Day: 6}, Content: twin}
}

// follow has every use case work by the rules that the reader reads.
func (w *world) follow(r *reader) {
	for _, rules := range []*casework.Rules{&w.intake.Rules, &w.scoring.Rules, &w.workflow.Rules} {
		rules.Live = r.Live
	}
}

// An order put into the table moves an open case's due date at its next look, with both calendars in the record
// (invariant 4).
func TestAPublishedOrderMovesTheDueDateAtTheNextLook(t *testing.T) {
	t.Parallel()
	w, g := newWorld(t), &gazette{}
	r := read(t, g)
	w.follow(r)
	id := w.submitted()
	before := r.Latest().Clock.Calendar.Version()
	g.put(dayOff())
	w.minutes = 10
	for range 2 {
		_, _, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
		must(t, err)
		r.now = r.now.Add(time.Minute)
	}
	found := w.entries(id, casework.Reckoned)
	if len(found) != 1 || found[0].Details["due"] != "2026-02-04" || found[0].Details["due_before"] != "2026-02-03" ||
		found[0].Details["calendar_before"] != before || found[0].Details["calendar"] == before {
		t.Fatalf("want it moved once, from 3 to 4 February, got %+v", found)
	}
	c, err := w.store.Load(t.Context(), id)
	must(t, err)
	if got := c.Submission.Versions.Calendar; got != r.Latest().Clock.Calendar.Version() {
		t.Errorf("want the calendar with the order pinned, got %s", got)
	}
}

// Instances read at different times: one that has not seen an order looks again before it would move a date back.
func TestAnInstanceThatHasNotSeenAnOrderMovesNothingBack(t *testing.T) {
	t.Parallel()
	w, g := newWorld(t), &gazette{}
	fast, slow := read(t, g), read(t, g)
	slow.Latest()
	g.put(dayOff())
	w.follow(fast)
	id := w.submitted()
	w.follow(slow)
	w.minutes = 10
	_, _, err := w.workflow.Nudge(t.Context(), id, application.ClockWait)
	must(t, err)
	if found := w.entries(id, casework.Reckoned); len(found) != 0 || w.due(id).String() != "2026-02-04" {
		t.Errorf("want nothing moved, got %+v", found)
	}
	g.err = errors.New("down")
	w.follow(read(t, g))
	_, _, err = w.workflow.Nudge(t.Context(), id, application.ClockWait)
	wantKind(t, problem.Unavailable, err)
}

// New applications go by a published programme from its day on; those filed before stay with theirs.
func TestAPublishedProgrammeIsInForceFromItsDay(t *testing.T) {
	t.Parallel()
	g := &gazette{rules: []casework.Published{edited(t, "decision-7-2026-01-02", "threshold: 70", "threshold: 80")}}
	r := read(t, g)
	rules := casework.Rules{Live: r.Live}
	early := drafts.Draft("app_1")
	before, err := rules.Of(&early)
	must(t, err)
	must(t, early.Submit(application.Act{By: drafts.Applicant, At: drafts.At}, before))
	r.now = drafts.At.AddDate(0, 0, 1)
	late := drafts.Draft("app_2")
	after, err := rules.Of(&late)
	must(t, err)
	must(t, late.Submit(application.Act{By: drafts.Applicant, At: r.now}, after))
	for c, want := range map[*application.Case]programme.Points{&early: 70, &late: 80} {
		got, err := rules.Of(c)
		must(t, err)
		if got.Programme.Threshold != want || got.Programme.Hash() != c.Submission.Versions.Hash {
			t.Errorf("%s: want the threshold %d that it was filed under, got %d", c.ID, want, got.Programme.Threshold)
		}
	}
	if got := rules.Latest().Programme; got.Version != "decision-7-2026-01-02" || len(r.refused) != 0 {
		t.Errorf("want the published programme in force, got %s; refused %v", got.Version, r.refused)
	}
}

// What cannot be taken is told, the rest holds, and what was good before stays.
func TestABadRuleIsRefusedAndTheLastGoodOneStays(t *testing.T) {
	t.Parallel()
	good := edited(t, "decision-7-2026-01-02", "threshold: 70", "threshold: 80")
	cut, nameless, dateless := good, good, good
	cut.Content, nameless.ID, dateless.From = good.Content[:len(good.Content)/2], "decision-8-2026-01-02", calendar.Date{}
	forged := good
	forged.Content = bytes.Replace(good.Content, []byte(`"threshold":80`), []byte(`"threshold":60`), 1)
	order := dayOff()
	order.Content = []byte(`{"date":"2026-01-10","rest":["2026-01-16"],"colour":"red"}`)
	unread := dayOff()
	unread.Fault = errors.New("no content")
	for name, bad := range map[string]casework.Published{
		"half a programme": cut, "another version's name": nameless, "no first day": dateless, "a number edited in place": forged,
		"other rules of a version":              edited(t, "decision-7-2026-01-02", "threshold: 70", "threshold: 60"),
		"an order with a key that nobody knows": order, "a row that cannot be read": unread,
		"other rules of a built-in version": edited(t, "decision-99-2025-04-03", "threshold: 70", "threshold: 60"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			g := &gazette{rules: []casework.Published{good, dayOff()}}
			r := read(t, g)
			r.now = drafts.At.AddDate(0, 0, 1)
			want := r.Latest()
			g.put(bad)
			r.now = r.now.Add(time.Minute)
			got := r.Latest()
			if got.Programme.Hash() != want.Programme.Hash() || got.Clock.Calendar.Version() != want.Clock.Calendar.Version() {
				t.Errorf("want %s and %s kept, got %s and %s", want.Programme.Version, want.Clock.Calendar.Version(), got.Programme.Version, got.Clock.Calendar.Version())
			}
			if len(r.refused) != 1 {
				t.Errorf("want it refused, got %v", r.refused)
			}
		})
	}
}

func TestRulesAreKeptForAMomentAndThroughAnOutage(t *testing.T) {
	t.Parallel()
	g := &gazette{rules: []casework.Published{dayOff()}}
	r := read(t, g)
	want := r.Latest().Clock.Calendar.Version()
	r.Latest()
	if g.read != 1 {
		t.Errorf("want it read once in a moment, got %d times", g.read)
	}
	g.err, r.now = errors.New("down"), r.now.Add(time.Minute)
	if got := r.Latest().Clock.Calendar.Version(); got != want || g.read != 2 || len(r.refused) != 1 {
		t.Errorf("want the last rules kept and the outage told, got %s; read %d times, refused %v", got, g.read, r.refused)
	}
	c := drafts.Draft("app_1")
	if _, err := (casework.Rules{Live: read(t, g).Live}).Of(&c); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want nothing reckoned before anybody knows what was published, got %v", err)
	}
}

// Once a deployment brings the version, it is in force as the deployment says.
func TestAVersionThatWasBuiltInSinceIsTheDeployments(t *testing.T) {
	t.Parallel()
	built, err := programme.Load()
	must(t, err)
	twin, err := built.Twin()
	must(t, err)
	g := &gazette{rules: []casework.Published{{Kind: casework.ProgrammeKind, ID: built.Version, From: drafts.Day, Content: twin}}}
	r := read(t, g)
	if got := r.Latest().Programme; got.Version != built.Version || len(r.refused) != 0 {
		t.Errorf("want it taken in silence, got %s; refused %v", got.Version, r.refused)
	}
}
