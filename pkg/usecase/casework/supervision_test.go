package casework_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

func (w *world) supervision() casework.Supervision {
	return casework.Supervision{Counters: w.store, Rules: w.scoring.Rules, Now: w.scoring.Now}
}

func (w *world) overview(p identity.Principal, authority programme.AuthorityID) casework.Overview {
	w.t.Helper()
	o, err := w.supervision().Overview(w.t.Context(), p, authority, "", "")
	must(w.t, err)
	return o
}

// The last checkpoint of twenty days is the end of the eighteenth (90 %). A working day takes a minute here.
func TestLanesAreNearDueFromTheLastCheckpointAndPastDueFromTheEnd(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	_, err := w.scoring.Claim(t.Context(), officer("science-education"), id, "education", false)
	must(t, err)
	for minute, want := range map[int]casework.LaneCount{
		0:  {Open: 2, Claimed: 1},
		17: {Open: 2, Claimed: 1},
		18: {Open: 2, Claimed: 1, NearDue: 2},
		19: {Open: 2, Claimed: 1, NearDue: 2},
		20: {Open: 2, Claimed: 1, PastDue: 2},
	} {
		w.minutes = minute
		loads := w.overview(chief, "science-education").Loads
		if len(loads) != 1 || len(loads[0].Weeks) != 1 || loads[0].Lanes != want || loads[0].Weeks[0].Lanes != want {
			t.Errorf("minute %d: want %+v, got %+v", minute, want, loads)
		}
		if monday := loads[0].Weeks[0].Monday; monday.Weekday() != 1 || monday.After(w.due(id)) || monday.DaysUntil(w.due(id)) > 6 {
			t.Errorf("want the Monday of the week of %s, got %s", w.due(id), monday)
		}
	}
}

func (w *world) due(id application.ID) calendar.Date {
	w.t.Helper()
	c, err := w.store.Load(w.t.Context(), id)
	must(w.t, err)
	return c.Submission.Due.Date
}

func TestWhoSeesWhichAuthority(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.submitted()
	every := []programme.AuthorityID{}
	for _, a := range w.scoring.Rules.Programme.Authorities {
		every = append(every, a.ID)
	}
	economist := person("economist", "economy", identity.Supervisor)
	keeper := person("keeper", "", identity.Administrator)
	for name, c := range map[string]struct {
		who   identity.Principal
		asked programme.AuthorityID
		want  []programme.AuthorityID
		kind  problem.Kind
	}{
		"the Service's supervisor, all":     {chief, "", every, ""},
		"the Service's supervisor, one":     {chief, "economy", []programme.AuthorityID{"economy"}, ""},
		"a ministry's supervisor":           {economist, "", []programme.AuthorityID{"economy"}, ""},
		"a ministry's supervisor, its own":  {economist, "economy", []programme.AuthorityID{"economy"}, ""},
		"a ministry's supervisor, another":  {economist, "sms", nil, problem.Forbidden},
		"an administrator":                  {keeper, "", every, ""},
		"an officer":                        {officer("economy"), "", nil, problem.Forbidden},
		"an applicant":                      {emre, "", nil, problem.Forbidden},
		"an auditor":                        {auditor, "", nil, problem.Forbidden},
		"an authority that is none":         {chief, "nobody", nil, problem.Invalid},
		"a supervisor of an authority gone": {person("late", "gone", identity.Supervisor), "", nil, problem.Forbidden},
	} {
		o, err := w.supervision().Overview(t.Context(), c.who, c.asked, "", "")
		if c.want == nil {
			wantKind(t, c.kind, err)
			continue
		}
		var got []programme.AuthorityID
		for _, l := range o.Loads {
			got = append(got, l.Authority)
		}
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
	_, err := w.supervision().Overview(t.Context(), chief, "", "never", "")
	wantKind(t, problem.Invalid, err)
}

func TestAnAuthoritysOverviewCountsItsLanesOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.submitted()
	w.score(id, 30, 15, 13, 10, 8, 4)
	own := w.overview(person("dean", "science-education", identity.Supervisor), "").Figures
	for _, l := range own.Lanes {
		want := 0
		if l.Lane == "education" || l.Lane == "languages" {
			want = 1
		}
		if l.Points.Of.N != want {
			t.Errorf("%s: want %d scored, got %d", l.Lane, want, l.Points.Of.N)
		}
	}
	all := w.overview(chief, "").Figures
	if all.Applications.N != 1 || len(all.Authorities) != len(w.scoring.Rules.Programme.Authorities) || *all.Lanes[0].Points.Median != 30 {
		t.Errorf("want everything, exactly, got %+v", all)
	}
}

func TestWhatMayBeWatchedIsWhatIsShown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for name, c := range map[string]struct {
		who  identity.Principal
		want int
	}{
		"the Service's supervisor": {chief, len(w.scoring.Rules.Programme.Authorities)},
		"a ministry's supervisor":  {person("economist", "economy", identity.Supervisor), 1},
		"an officer":               {officer("economy"), 0},
	} {
		if got := w.supervision().Watchable(c.who); len(got) != c.want {
			t.Errorf("%s: want %d authorities, got %v", name, c.want, got)
		}
	}
}

func TestTheWarningIsTheLastCheckpointBeforeTheEnd(t *testing.T) {
	t.Parallel()
	rules := newWorld(t).scoring.Rules
	for dueDay, want := range map[int]int{20: 18, 30: 27} {
		if percent, day := rules.Warning(dueDay); percent != 90 || day != want {
			t.Errorf("%d days: want 90 %% on day %d, got %d %% on day %d", dueDay, want, percent, day)
		}
	}
	rules.Programme.Clock.Checkpoints = []int{100}
	if percent, day := rules.Warning(20); percent != 100 || day != 20 {
		t.Errorf("want no warning before the end, got %d %% on day %d", percent, day)
	}
}
