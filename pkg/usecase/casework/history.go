package casework

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"slices"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Happening is one line of a case's history: a change, or a reading of personal data, or an attempt at either that was
// refused.
type Happening struct {
	record.Reading
	Entry *record.Entry // of a change; nil for a reading
	Name  string        // of the member of staff, for auditors alone
}

// Trail is a page of a history.
type Trail struct {
	Lines []Happening // the oldest first
	Next  string      // cursor of the next page, or ""
	// Head is the chain's end: how many entries it has, and the hash that stands for all of them. Whoever notes it down
	// can prove later that none was taken out, put in or altered before it.
	Head record.Head
	// Whole says that everything that is kept of the case fits the chain. Only the first page is compared; others repeat
	// true.
	Whole bool
}

// Span asks for a page of a history.
type Span struct {
	Cursor string // that the page before gave
	Limit  int
	Latest bool // the newest first
}

// History returns a page of what was done to and read of the case, to those who may see it, and notes that it was read.
func (s Scoring) History(ctx context.Context, p identity.Principal, id application.ID, span Span) (Trail, error) {
	a := onCase(p, roleOf(p), identity.ReadHistory)
	if _, err := s.read(ctx, id, a, nil); err != nil {
		return Trail{}, err
	}
	t, err := trail(ctx, s.Kept, id, span, true)
	if err != nil || !p.Has(identity.Auditor) {
		return t, err
	}
	return t, named(ctx, s.Kept, t.Lines)
}

// named says who each member of staff is.
func named(ctx context.Context, h History, lines []Happening) error {
	names := map[string]string{}
	for i, one := range lines {
		actor := one.Actor.ID
		if one.Actor.Authority == "" && one.Actor.Role != string(identity.Auditor) {
			continue
		}
		if _, known := names[actor]; !known {
			name, err := h.StaffName(ctx, actor)
			if err != nil {
				return err
			}
			names[actor] = name
		}
		lines[i].Name = names[actor]
	}
	return nil
}

// Accesses returns a page of who opened what of the case, for its owner: every reading, by role and authority
// (invariant 8).
func (a Answers) Accesses(ctx context.Context, p identity.Principal, id application.ID, span Span) (Trail, error) {
	if _, err := a.runner().Glance(ctx, id, mine(p, identity.ListAccesses)); err != nil {
		return Trail{}, err
	}
	return trail(ctx, a.History, id, span, false)
}

// place is where a page of a history ended.
type place struct {
	Entry   int    `json:"e,omitempty"` // sequence of the last entry that was shown
	Reading string `json:"r,omitempty"` // place of the last reading
}

func readPlace(cursor string) (place, error) {
	var at place
	if cursor == "" {
		return at, nil
	}
	raw, err := base64.RawURLEncoding.DecodeString(cursor)
	if err == nil {
		err = json.Unmarshal(raw, &at)
	}
	if err != nil {
		return at, problem.Of([]problem.Fault{problem.At("query:cursor", "bad-value")})
	}
	return at, nil
}

func (p place) cursor() (string, error) {
	raw, err := json.Marshal(p)
	return base64.RawURLEncoding.EncodeToString(raw), err
}

// trail merges a page of readings with the entries of the chain, where they are wanted. Moves bound the chain; readings
// nothing bounds.
func trail(ctx context.Context, h History, id application.ID, span Span, changes bool) (Trail, error) {
	at, err := readPlace(span.Cursor)
	if err != nil {
		return Trail{}, err
	}
	chain, err := h.Chain(ctx, id)
	if err != nil {
		return Trail{}, err
	}
	readings, more, err := h.Readings(ctx, id, record.Page{After: at.Reading, Limit: span.Limit, Latest: span.Latest})
	if err != nil {
		return Trail{}, err
	}
	t := Trail{Whole: true}
	if n := len(chain); n > 0 {
		t.Head = chain[n-1].Head()
	}
	if span.Cursor == "" {
		if t.Whole, err = whole(ctx, h, id); err != nil {
			return Trail{}, err
		}
	}
	if span.Latest {
		slices.Reverse(chain) // of things done at once too, the last comes first
	}
	var lines []Happening
	for _, r := range readings {
		lines = append(lines, Happening{Reading: r})
	}
	for _, e := range chain {
		if changes && span.behind(e, at) {
			lines = append(lines, changed(e))
		}
	}
	slices.SortStableFunc(lines, span.order)
	t.Lines = lines[:min(span.Limit, len(lines))]
	if len(lines) > span.Limit || more {
		t.Next, err = after(at, t.Lines).cursor()
	}
	return t, err
}

// behind reports whether an entry comes after a place.
func (s Span) behind(e record.Entry, at place) bool {
	if s.Latest {
		return at.Entry == 0 || e.Sequence < at.Entry
	}
	return e.Sequence > at.Entry
}

func (s Span) order(a, b Happening) int {
	if s.Latest {
		a, b = b, a
	}
	return a.At.Compare(b.At)
}

func changed(e record.Entry) Happening {
	return Happening{Entry: &e, Reading: record.Reading{At: e.At, Actor: e.Actor, Action: e.Action, Subject: e.Subject, Policy: e.Policy}}
}

// after is the place behind the lines that were shown.
func after(at place, lines []Happening) place {
	for _, one := range lines {
		if one.Entry != nil {
			at.Entry = one.Entry.Sequence
		} else {
			at.Reading = one.Place
		}
	}
	return at
}

// whole tells a record that was altered from one that could not be compared.
func whole(ctx context.Context, h History, id application.ID) (bool, error) {
	err := h.Verify(ctx, id)
	var fault *problem.Error
	if errors.As(err, &fault) && fault.Code == "record-altered" {
		return false, nil
	}
	return err == nil, err
}
