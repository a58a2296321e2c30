package casework

import (
	"context"
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
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

// Standing reckons how a due day, counted from the submission, stands at that moment. Near begins at the last checkpoint
// before the due day, by whose end silence is reminded of.
func (r Rules) Standing(from calendar.Anchor, dueDay int, now time.Time) Standing {
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

// mostRounds bounds how many pages of the whole list one page of a narrowed one is picked from.
const mostRounds = 20

// List returns a page of an authority's open lanes that the filter lets through, the most urgent first. Where many do not
// pass, it may be shorter than limit, even empty, while there is a next one; it is never twice as long.
func (s Scoring) List(ctx context.Context, p identity.Principal, f WorkFilter, cursor string, limit int) (WorkPage, error) {
	page := WorkPage{Next: cursor}
	for round := 0; round < mostRounds && len(page.Items) < limit; round++ {
		items, next, err := s.WorkList(ctx, p, f.Authority, page.Next, limit)
		if err != nil {
			return WorkPage{}, err
		}
		for _, w := range items {
			if s.passes(p, f, w) {
				page.Items = append(page.Items, w)
			}
		}
		if page.Next = next; next == "" {
			break
		}
	}
	return page, nil
}

func (s Scoring) passes(p identity.Principal, f WorkFilter, w WorkItem) bool {
	return (f.Lane == "" || f.Lane == w.Lane) &&
		(f.Field == "" || f.Field == w.Field) &&
		(f.Claim == "" || f.Claim == ClaimOf(p, w.ClaimedBy)) &&
		(f.Urgency == "" || f.Urgency == s.Rules.Standing(w.Anchor(), w.DueDay, s.Now()).Urgency)
}

// Anchor is the submission from which the lane's days are counted.
func (w WorkItem) Anchor() calendar.Anchor {
	return calendar.Anchor{At: w.SubmittedAt, Date: w.SubmittedOn}
}

// Anchor is the submission from which the case's days are counted.
func (a Awaiting) Anchor() calendar.Anchor {
	return calendar.Anchor{At: a.SubmittedAt, Date: a.SubmittedOn}
}

// Tally counts the open lanes of an authority, for those who may list them; "" is the reader's own.
func (s Scoring) Tally(ctx context.Context, p identity.Principal, authority programme.AuthorityID) (LaneCount, error) {
	authority, err := s.listable(p, authority)
	if err != nil {
		return LaneCount{}, err
	}
	var n LaneCount
	now := s.Now()
	err = s.Work.OpenLanes(ctx, authority, func(w WorkItem) error {
		n.take(w, s.Rules, now)
		return nil
	})
	return n, err
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
	for _, a := range s.Rules.Programme.Authorities {
		if _, err := s.listable(p, a.ID); err == nil {
			all = append(all, a.ID)
		}
	}
	return all
}
