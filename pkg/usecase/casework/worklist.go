package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Urgency says how near its due day something is.
type Urgency string

// The urgencies.
const (
	InTime  Urgency = "in-time"
	NearDue Urgency = "near"
	PastDue Urgency = "late"
)

// Standing is how something stands to its due day.
type Standing struct {
	Urgency Urgency
	Left    int // working days left, with the one that is running; 0 when past due
	Late    int // whole working days past the due day; 0 before, and on the first one after
}

// Standing reckons how a due day, counted from the submission, stands at that moment. Near begins at the last
// checkpoint before the due day, by whose end silence is reminded of.
func (r Rules) Standing(from calendar.Anchor, dueDay int, now time.Time) Standing {
	r = r.Latest()
	if r.Clock.Late(from, dueDay, now) {
		return Standing{Urgency: PastDue, Late: r.Clock.Lateness(from, dueDay, now)}
	}
	passed := r.Clock.WorkingDay(from, now)
	s := Standing{Urgency: InTime, Left: dueDay - passed}
	if _, near := r.Warning(dueDay); passed >= near {
		s.Urgency = NearDue
	}
	return s
}

// ClaimState says who works on a lane, as the reader sees it.
type ClaimState string

// The states of claims.
const (
	Unclaimed ClaimState = "free"
	Mine      ClaimState = "mine"
	Others    ClaimState = "others" // a colleague's
)

// ClaimOf tells whose a claim is; by is an actor id, or "".
func ClaimOf(p identity.Principal, by string) ClaimState {
	switch by {
	case "":
		return Unclaimed
	case p.Person():
		return Mine
	}
	return Others
}

// WorkFilter narrows a work list; what is empty narrows nothing.
type WorkFilter struct {
	Authority programme.AuthorityID // "" is the reader's own
	Lane      programme.LaneID
	Field     string
	Claim     ClaimState
	Urgency   Urgency
}

// WorkPage is a part of a work list.
type WorkPage struct {
	Items []WorkItem
	Next  string // cursor of the next page, or ""
}

// WorkItem is one open lane in an authority's work list. It names no person.
type WorkItem struct {
	Case        application.ID
	Lane        programme.LaneID
	Kind        programme.LaneKind
	Authority   programme.AuthorityID
	Field       string // of expertise
	Due         calendar.Date
	DueDay      int // the working day of the clock that Due is, counted from SubmittedAt
	SubmittedOn calendar.Date
	SubmittedAt time.Time
	FirstDay    calendar.FirstDay
	ClaimedBy   string // actor id; "" for a lane that nobody has claimed
	ClaimedAt   time.Time
	Reminders   int
	Escalated   bool
}

// mostRounds bounds how many pages of the whole list one page of a narrowed one is picked from.
const mostRounds = 4

// List returns a page of an authority's open lanes that the filter lets through, the most urgent first. One's own
// claims and a part of the list by urgency are found at once. Where many do not pass the rest, the page may be shorter
// than limit, even empty, while there is a next one; it is never twice as long.
func (s Scoring) List(ctx context.Context, p identity.Principal, f WorkFilter, cursor string, limit int) (WorkPage, error) {
	authority, err := s.listable(p, f.Authority)
	if err != nil {
		return WorkPage{}, err
	}
	q := record.Query{List: workList(authority), Limit: limit, Cursor: cursor}
	if f.Claim == Mine {
		q.List = claimList(authority, p.Person())
	}
	q.From, q.To = s.Rules.dueBetween(f.Urgency, s.Now())
	page := WorkPage{Next: cursor}
	for round := 0; round < mostRounds && len(page.Items) < limit; round++ {
		lines, next, err := s.Lists.List(ctx, q)
		if err != nil {
			return WorkPage{}, err
		}
		for _, l := range lines {
			w, err := workItem(l)
			if err != nil {
				return WorkPage{}, err
			}
			if s.passes(p, f, w) {
				page.Items = append(page.Items, w)
			}
		}
		q.Cursor, page.Next = next, next
		if next == "" {
			break
		}
	}
	return page, nil
}

func workItem(l record.Line) (WorkItem, error) {
	var w lineOfWork
	if err := l.Read(&w); err != nil {
		return WorkItem{}, err
	}
	due, err := calendar.ParseDate(l.At)
	return WorkItem{Case: l.Record, Lane: w.Lane, Kind: w.Kind, Authority: w.Authority, Field: w.Field, Due: due, DueDay: w.DueDay,
		SubmittedOn: w.SubmittedOn, SubmittedAt: w.SubmittedAt, FirstDay: w.FirstDay, ClaimedBy: w.ClaimedBy, ClaimedAt: w.ClaimedAt,
		Reminders: w.Reminders, Escalated: w.Escalated}, err
}

// dueBetween narrows a list by due date, as far as the calendar tells urgency apart: the accelerated clock has no
// dates. What lies between is looked at one by one.
func (r Rules) dueBetween(u Urgency, now time.Time) (from, to string) {
	today := calendar.DateOf(now)
	if r.Clock.DaySeconds > 0 {
		return "", ""
	}
	switch u {
	case PastDue:
		return "0", today.String()
	case NearDue:
		return today.String(), r.Clock.Calendar.Due(today, r.Programme.Clock.WorkingDays).Date.String()
	case InTime:
		_, near := r.Warning(r.Programme.Clock.WorkingDays)
		return r.Clock.Calendar.Due(today, r.Programme.Clock.WorkingDays-near).Date.String(), "9"
	}
	return "", ""
}

func (s Scoring) passes(p identity.Principal, f WorkFilter, w WorkItem) bool {
	return (f.Lane == "" || f.Lane == w.Lane) &&
		(f.Field == "" || f.Field == w.Field) &&
		(f.Claim == "" || f.Claim == ClaimOf(p, w.ClaimedBy)) &&
		(f.Urgency == "" || f.Urgency == s.Rules.Standing(w.Anchor(), w.DueDay, s.Now()).Urgency)
}

// Anchor is the submission from which the lane's days are counted.
func (w WorkItem) Anchor() calendar.Anchor {
	return calendar.Anchor{At: w.SubmittedAt, Date: w.SubmittedOn, Rule: w.FirstDay}
}

// Anchor is the submission from which the case's days are counted.
func (a Awaiting) Anchor() calendar.Anchor {
	return calendar.Anchor{At: a.SubmittedAt, Date: a.SubmittedOn, Rule: a.FirstDay}
}

// Tally counts the open lanes of an authority, for those who may list them; "" is the reader's own.
func (s Scoring) Tally(ctx context.Context, p identity.Principal, authority programme.AuthorityID) (LaneCount, error) {
	authority, err := s.listable(p, authority)
	if err != nil {
		return LaneCount{}, err
	}
	open, err := work(ctx, s.Counters)
	return loadOf(authority, open, s.Now()).Lanes, err
}

// listable checks that the person may list the work of an authority; "" is their own.
func (s Scoring) listable(p identity.Principal, authority programme.AuthorityID) (programme.AuthorityID, error) {
	if authority == "" {
		authority = programme.AuthorityID(p.Authority)
	}
	_, err := identity.Authorize(p, identity.ListWork,
		identity.Resource{Kind: identity.AuthorityKind, ID: string(authority), Authority: string(authority)})
	return authority, err
}

// Listable lists the authorities whose work the person may list.
func (s Scoring) Listable(p identity.Principal) []programme.AuthorityID {
	var all []programme.AuthorityID
	for _, a := range s.Rules.Latest().Programme.Authorities {
		if _, err := s.listable(p, a.ID); err == nil {
			all = append(all, a.ID)
		}
	}
	return all
}
