package dynamo

import (
	"cmp"
	"context"
	"errors"
	"sync"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
)

var (
	_ employment.Employers = Employers{}
	_ employment.Lists     = Employers{}
)

// Employers keeps registrations of employers in the same table, each whole in the way that cases are: the next row of its
// chain is the lock of its row, its VÖEN and its place on the waiting list.
type Employers struct{ store *Store }

// Employers returns the table's side for registrations.
func (s *Store) Employers() Employers { return Employers{s} }

// Create stores a new registration with the first entry of its chain, and gives it a data key. The same registration again
// changes nothing; a VÖEN that another one holds is Conflict "voen-registered".
func (s Employers) Create(ctx context.Context, e employer.Employer, first audit.Entry) error {
	key, wrapped, err := s.store.Vault.NewKey(ctx, string(e.ID))
	if err != nil {
		return err
	}
	if err := s.keepWaiting(ctx, &e); err != nil {
		return err
	}
	err = s.store.insist(ctx, func() error {
		t, err := s.birth(&e, first, sealing{key, wrapped})
		if err != nil {
			return err
		}
		return s.store.commit(ctx, t)
	})
	if errors.Is(err, errExists) {
		return s.same(ctx, e, err)
	}
	return err
}

func (s Employers) birth(e *employer.Employer, first audit.Entry, with sealing) (*transaction, error) {
	r := registration{id: e.ID, key: with.key}
	t := &transaction{table: s.store.Table}
	record, err := registrationRowOf(e)
	if err != nil {
		return nil, err
	}
	if err := r.write(t, record); err != nil {
		return nil, err
	}
	wrapped, err := marshal(keyRecord{Wrapped: with.wrapped})
	if err != nil {
		return nil, err
	}
	t.put(merge(keyed(employerPartition(e.ID), keyRow), wrapped), always)
	t.put(keyed(subjectPartition(hashed(e.Owner)), ownRow(e.ID)), always)
	if err := t.hold(e); err != nil {
		return nil, err
	}
	return t, t.link(application.ID(e.ID), r.end, first, errExists)
}

// same tells a repeat, which is no fault, from a clash.
func (s Employers) same(ctx context.Context, e employer.Employer, clash error) error {
	there, err := s.Peek(ctx, e.ID)
	if err != nil {
		return err
	}
	if there.Owner != e.Owner {
		return clash
	}
	return nil
}

// Change loads the registration, makes the move on it and stores what the move changed together with its entry, in one
// transaction. Where somebody else was first the move is made again on what they left. A move that changes nothing leaves no
// entry, unless the entry tells of reading or its answer shows. It fails with NotFound, with the move's own problem, with
// Conflict "voen-registered", or with Unavailable when others keep being first.
func (s Employers) Change(ctx context.Context, id employer.ID, move func(*employer.Employer) (audit.Entry, error)) (employer.Employer, error) {
	var e employer.Employer
	err := s.store.insist(ctx, func() (err error) {
		e, err = s.change(ctx, id, move)
		return err
	})
	if err != nil {
		return employer.Employer{}, err
	}
	return e, nil
}

func (s Employers) change(ctx context.Context, id employer.ID, move func(*employer.Employer) (audit.Entry, error)) (employer.Employer, error) {
	r, err := s.load(ctx, id)
	if err != nil {
		return employer.Employer{}, err
	}
	was := r.e
	before, err := registrationRowOf(&was)
	if err != nil {
		return employer.Employer{}, err
	}
	entry, err := move(&r.e)
	if err != nil {
		return employer.Employer{}, err
	}
	after, err := registrationRowOf(&r.e)
	if err != nil {
		return employer.Employer{}, err
	}
	t := &transaction{table: s.store.Table}
	if !before.equal(after) {
		if err := s.keepWaiting(ctx, &r.e); err != nil {
			return employer.Employer{}, err
		}
		if err := cmp.Or(r.write(t, after), t.move(&was, &r.e)); err != nil {
			return employer.Employer{}, err
		}
	} else if entry.Read = entry.Read || entry.Shows; !entry.Read {
		return r.e, nil
	}
	if err := t.link(application.ID(id), r.end, entry, errOvertaken); err != nil {
		return employer.Employer{}, err
	}
	return r.e, s.store.commit(ctx, t)
}

// Peek returns the registration without leaving an entry in its chain. It fails with NotFound, also for one whose key was
// destroyed.
func (s Employers) Peek(ctx context.Context, id employer.ID) (employer.Employer, error) {
	var e employer.Employer
	err := s.store.insist(ctx, func() error {
		r, err := s.load(ctx, id)
		e = r.e
		return err
	})
	return e, err
}

// registration is a registration as it was at one sequence.
type registration struct {
	id  employer.ID
	end endRecord
	key Key
	e   employer.Employer
}

// load reads the rows of a registration and the end of its chain. It fails with errOvertaken when they do not belong together.
func (s Employers) load(ctx context.Context, id employer.ID) (registration, error) {
	var reading sync.WaitGroup
	var failed error
	r := registration{id: id}
	reading.Go(func() { r.end, failed = s.store.endOf(ctx, application.ID(id)) })
	rows := map[plainSort]item{}
	err := s.store.pages(ctx, s.store.partition(employerPartition(id)), func(i item) error {
		rows[plainSort(textOf(i, contract.SortKey))] = i
		return nil
	})
	reading.Wait()
	if err := cmp.Or(err, failed); err != nil {
		return registration{}, wrap(err, "load registration", string(id))
	}
	if r.end.Sequence == 0 || rows[keyRow] == nil {
		return registration{}, notFound()
	}
	return s.opened(ctx, r, rows)
}

func (s Employers) opened(ctx context.Context, r registration, rows map[plainSort]item) (registration, error) {
	var written struct{ Sequence int }
	var wrapped keyRecord
	if err := cmp.Or(unmarshal(rows[metaRow], &written), unmarshal(rows[keyRow], &wrapped)); err != nil {
		return registration{}, wrap(err, "load registration", string(r.id))
	}
	if writtenBy(written.Sequence) != r.end.Rows {
		return registration{}, errOvertaken
	}
	var err error
	if r.key, err = s.store.Vault.OpenKey(ctx, string(r.id), wrapped.Wrapped); err != nil {
		return registration{}, err
	}
	r.e, err = registrationOf(r.id, rows[metaRow], r.key)
	return r, err
}

// writtenBy is the fingerprint of a registration, which has one row.
func writtenBy(sequence int) string { return sequences{metaRow.sort(): sequence}.fingerprint() }

// write puts the row as the next change of the registration leaves it.
func (r *registration) write(t *transaction, record row) error {
	sequence := r.end.Sequence + 1
	stored, err := record.seal(employerPartition(r.id), sequence, r.key)
	if err != nil {
		return err
	}
	t.put(stored, always)
	r.end.Rows = writtenBy(sequence)
	return nil
}

var errForeignVOEN = errors.New("the VÖEN is another registration's")

// hold reserves the registration's VÖEN.
func (t *transaction) hold(e *employer.Employer) error {
	record, err := marshal(voenRecord{Employer: e.ID})
	if err != nil {
		return err
	}
	t.put(merge(keyed(voenPartition(hashed(e.Form.VOEN)), employerRow), record), freeOr(e.ID, problem.New(problem.Conflict, "voen-registered")))
	return nil
}

// move keeps the reserved VÖEN in step: a refused registration sets it free, a mended number takes the place of the old one.
func (t *transaction) move(was, is *employer.Employer) error {
	if was.Live() && is.Live() && was.Form.VOEN == is.Form.VOEN {
		return nil
	}
	if was.Live() {
		t.remove(voenPartition(hashed(was.Form.VOEN)), employerRow, freeOr(was.ID, errForeignVOEN))
	}
	if is.Live() {
		return t.hold(is)
	}
	return nil
}

// freeOr lets in the first one, and the registration that was.
func freeOr(id employer.ID, refusal error) condition {
	return condition{expression: "attribute_not_exists(#employer) OR #employer = :employer",
		names: map[string]string{"#employer": "Employer"}, values: item{":employer": text(string(id))}, refusal: refusal}
}
