package casework

import (
	"context"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Trail is who opened what of a case, with the receipt of the chain that it was read from.
type Trail struct {
	Reads []audit.Entry // the oldest first
	Head  audit.Head    // the chain's end: how many rows it has, changes among them, and the hash that stands for all of them
	Whole bool          // every row follows from the one before; false says that somebody tampered with the record
}

// Accesses lists who opened what of the case, for its owner: every reading, by role and authority (invariant 8).
func (a Answers) Accesses(ctx context.Context, p identity.Principal, id application.ID) ([]audit.Entry, error) {
	t, err := a.Trail(ctx, p, id)
	return t.Reads, err
}

// Trail returns the same with the chain's receipt. Whoever notes the receipt down can prove later that no row was taken out,
// put in or altered before it.
func (a Answers) Trail(ctx context.Context, p identity.Principal, id application.ID) (Trail, error) {
	if err := identity.Ever(p, identity.ListAccesses); err != nil {
		return Trail{}, err
	}
	c, err := a.Cases.Peek(ctx, id)
	if err != nil {
		return Trail{}, err
	}
	if _, err := identity.Authorize(p, identity.ListAccesses, applicationResource(&c)); err != nil {
		return Trail{}, err
	}
	chain, err := a.History.Chain(ctx, id)
	if err != nil {
		return Trail{}, err
	}
	t := Trail{Whole: audit.Verify(chain) == nil}
	for _, e := range chain {
		t.Head = audit.Head{Sequence: e.Sequence, Hash: e.Hash}
		if e.Read {
			t.Reads = append(t.Reads, e)
		}
	}
	return t, nil
}
