package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

type wait struct {
	id application.ID
	on application.Wait
}

// Work lists an authority's open lanes by due date, a page after the cursor. A cursor is the place of the last item shown.
func (s *Store) Work(_ context.Context, authority programme.AuthorityID, cursor string, limit int) ([]casework.WorkItem, string, error) {
	if cursor != "" && strings.Count(cursor, "#") != 2 {
		return nil, "", problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []casework.WorkItem
	for id := range s.cases {
		c, err := s.read(id)
		if err != nil {
			return nil, "", err
		}
		all = append(all, openLanes(c, authority)...)
	}
	all = slices.DeleteFunc(all, func(w casework.WorkItem) bool { return place(w) <= cursor })
	slices.SortFunc(all, func(a, b casework.WorkItem) int { return cmp.Compare(place(a), place(b)) })
	if len(all) <= limit {
		return all, "", nil
	}
	return all[:limit], place(all[limit-1]), nil
}

func openLanes(c application.Case, authority programme.AuthorityID) []casework.WorkItem {
	var open []casework.WorkItem
	for _, l := range c.Lanes {
		if c.State != application.Assessing || l.Closed() || l.Authority != authority {
			continue
		}
		item := casework.WorkItem{Case: c.ID, Lane: l.ID, Kind: l.Kind, Authority: l.Authority, Field: c.Form.Expertise.Field,
			Due: c.Submission.Due.Date, DueDay: c.Submission.Due.WorkingDays, SubmittedOn: c.Submission.Date,
			SubmittedAt: c.Submission.At, Reminders: len(l.Reminders)}
		if l.Claim != nil {
			item.ClaimedBy, item.ClaimedAt = l.Claim.By, l.Claim.At
		}
		if n := len(l.Reminders); n > 0 {
			item.Escalated = l.Reminders[n-1].Escalated
		}
		open = append(open, item)
	}
	return open
}

func place(w casework.WorkItem) string {
	return w.Due.String() + "#" + string(w.Case) + "#" + string(w.Lane)
}

// Awaiting lists what waits for a duty by due date, a page after the cursor. A cursor is the place of the last one shown.
func (s *Store) Awaiting(_ context.Context, duty casework.Duty, cursor string, limit int) ([]casework.Awaiting, string, error) {
	if cursor != "" && strings.Count(cursor, "#") != 2 {
		return nil, "", problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []casework.Awaiting
	for id := range s.cases {
		c, err := s.read(id)
		if err != nil {
			return nil, "", err
		}
		all = append(all, awaiting(&c, duty)...)
	}
	all = slices.DeleteFunc(all, func(a casework.Awaiting) bool { return waitsAt(a) <= cursor })
	slices.SortFunc(all, func(a, b casework.Awaiting) int { return cmp.Compare(waitsAt(a), waitsAt(b)) })
	if len(all) <= limit {
		return all, "", nil
	}
	return all[:limit], waitsAt(all[limit-1]), nil
}

func awaiting(c *application.Case, duty casework.Duty) (all []casework.Awaiting) {
	if c.Submission == nil {
		return nil
	}
	add := func(lane programme.LaneID, number int, since time.Time, due calendar.Date, dueDay int) {
		all = append(all, casework.Awaiting{Duty: duty, Case: c.ID, Lane: lane, Number: number, Since: since, Field: c.Form.Expertise.Field,
			Due: due, DueDay: dueDay, SubmittedOn: c.Submission.Date, SubmittedAt: c.Submission.At})
	}
	whole := c.Submission.Due
	switch {
	case duty == casework.ConfirmationDuty && c.AwaitsConfirmation():
		add("", 0, c.Proposal.At, whole.Date, whole.WorkingDays)
	case duty == casework.ExtensionDuty && c.AwaitsApproval():
		add(c.Extension.Lane, 0, c.Extension.At, whole.Date, whole.WorkingDays)
	case duty == casework.ObjectionDuty:
		for _, o := range c.Objections {
			if c.AwaitsRuling(o) {
				add(o.Lane, o.Number, o.At, o.RuleBy, o.RuleDay)
			}
		}
	}
	return all
}

func waitsAt(a casework.Awaiting) string {
	return fmt.Sprintf("%s#%s#%04d", a.Due, a.Case, a.Number)
}

// KeepToken keeps the newest token of a wait.
func (s *Store) KeepToken(_ context.Context, id application.ID, w application.Wait, token string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tokens[wait{id, w}] = token
	return nil
}

// Token returns the token of a wait, and false when it was never opened.
func (s *Store) Token(_ context.Context, id application.ID, w application.Wait) (token string, found bool, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, found = s.tokens[wait{id, w}]
	return token, found, nil
}
