package casework

import (
	"context"
	"slices"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Supervision is the supervisors' view: what is open, what is urgent, and how authorities work. It names no person.
type Supervision struct {
	Counters Counters
	Rules    Rules
	Now      func() time.Time
}

// Load counts an authority's open lanes.
type Load struct {
	Authority programme.AuthorityID
	Lanes     LaneCount
	Weeks     []WeekLoad // the weeks in which lanes are due, the earliest first
}

// WeekLoad counts the open lanes that are due in one week.
type WeekLoad struct {
	Monday calendar.Date
	Lanes  LaneCount
}

// LaneCount counts open lanes. One that is past due is not near due too.
type LaneCount struct {
	Open    int
	Claimed int
	NearDue int // past the last checkpoint before the due day (90 % of the clock), by whose end silence was reminded of
	PastDue int
}

// Overview is what a supervisor sees: exact numbers, for staff only.
type Overview struct {
	At      time.Time
	Loads   []Load // of the authorities that the supervisor may see
	Figures statistics.Figures
}

// Overview returns the load of an authority, with the figures of the months from and to. For "" it is the supervisor's
// own authority's or, for those who may see them, every authority's. It fails with Forbidden, with Invalid for an
// authority that is none or a period that is none, and with Unavailable.
func (s Supervision) Overview(ctx context.Context, p identity.Principal, authority programme.AuthorityID, from, to string) (Overview, error) {
	seen, err := s.visible(p, authority)
	if err != nil {
		return Overview{}, err
	}
	o := Overview{At: s.Now()}
	period, err := s.Rules.period(from, to, o.At)
	if err != nil {
		return Overview{}, err
	}
	open, err := work(ctx, s.Counters)
	if err != nil {
		return Overview{}, err
	}
	for _, one := range seen {
		o.Loads = append(o.Loads, loadOf(one, open, o.At))
	}
	scope := statistics.Scope{Programme: s.Rules.Latest().Programme, Period: period, Now: o.At}
	if len(seen) == 1 {
		scope.Authority = seen[0]
	}
	o.Figures, err = figure(ctx, s.Counters, scope)
	return o, err
}

// visible lists the authorities that are asked for and may be seen, at least one.
func (s Supervision) visible(p identity.Principal, wanted programme.AuthorityID) ([]programme.AuthorityID, error) {
	if wanted != "" {
		if err := mayWatch(p, wanted); err != nil {
			return nil, err
		}
		if _, ok := s.Rules.Latest().Programme.Authority(wanted); !ok {
			return nil, problem.Of([]problem.Fault{problem.At("query:authority", "not-listed", "options", authorities(s.Rules.Latest().Programme))})
		}
		return []programme.AuthorityID{wanted}, nil
	}
	seen := s.Watchable(p)
	if len(seen) == 0 {
		return nil, problem.New(problem.Forbidden, "forbidden")
	}
	return seen, nil
}

// Watchable lists the authorities whose load the person may see, in the programme's order.
func (s Supervision) Watchable(p identity.Principal) []programme.AuthorityID {
	var all []programme.AuthorityID
	for _, a := range s.Rules.Latest().Programme.Authorities {
		if mayWatch(p, a.ID) == nil {
			all = append(all, a.ID)
		}
	}
	return all
}

func mayWatch(p identity.Principal, authority programme.AuthorityID) error {
	_, err := identity.Authorize(p, identity.ReadWorkload,
		identity.Resource{Kind: identity.AuthorityKind, ID: string(authority), Authority: string(authority)})
	return err
}

func loadOf(authority programme.AuthorityID, open []statistics.Work, now time.Time) Load {
	load := Load{Authority: authority}
	weeks := map[calendar.Date]LaneCount{}
	for _, w := range open {
		if w.Authority != authority {
			continue
		}
		monday := w.Due.AddDays(-(int(w.Due.Weekday()) + 6) % 7)
		load.Lanes.add(w, now)
		week := weeks[monday]
		week.add(w, now)
		weeks[monday] = week
	}
	for monday, lanes := range weeks {
		load.Weeks = append(load.Weeks, WeekLoad{monday, lanes})
	}
	slices.SortFunc(load.Weeks, func(a, b WeekLoad) int { return a.Monday.Compare(b.Monday) })
	return load
}

// add counts open lanes that are due together.
func (n *LaneCount) add(w statistics.Work, now time.Time) {
	n.Open += w.Open
	n.Claimed += w.Claimed
	switch {
	case !now.Before(w.DueAt):
		n.PastDue += w.Open
	case !now.Before(w.NearAt):
		n.NearDue += w.Open
	}
}

// Warning says when something becomes near due: at which percent of a clock, and once how many working days of it have
// passed.
func (r Rules) Warning(dueDay int) (percent, day int) {
	percent = r.Latest().Programme.Clock.LastWarning()
	return percent, calendar.CheckpointDay(percent, dueDay)
}
