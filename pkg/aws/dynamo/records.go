package dynamo

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
)

// Records keeps the records of one kind, in the table that they share with all others. A new kind is one line: the type
// that says how its struct is kept.
type Records[T any] struct {
	*Table
	of record.Type[T]
}

// RecordsOf returns the table's records of a type.
func RecordsOf[T any](t *Table, of record.Type[T]) Records[T] { return Records[T]{t, of} }

// loaded is a whole record as it was at one sequence.
type loaded[T any] struct {
	id       record.ID
	exact    bool // surely the newest
	mark     mark
	key      Key
	rows     map[string]item   // by section
	sections map[string][]byte // what was sealed in them
	value    T
}

// Create stores a new record with the first entry of its chain, and gives it a data key. The same record again by the
// same actor changes nothing. It fails with what a reservation says of being taken.
func (r Records[T]) Create(ctx context.Context, id record.ID, value T, first record.Entry) error {
	data, wrapped, err := r.Vault.NewKey(ctx, string(id))
	if err != nil {
		return err
	}
	err = r.retry(ctx, func() error {
		l := loaded[T]{id: id, key: data, value: value}
		tx := &transaction{table: r.Config.Table}
		row, err := key{recordPartition(r.of.Kind, id), keyRow}.with(keyAttributes{Wrapped: wrapped})
		if err != nil {
			return err
		}
		tx.put(row, always)
		if _, err := r.write(ctx, tx, plan[T]{loaded: l, entry: first, refusal: errExists}); err != nil {
			return err
		}
		return r.commit(ctx, tx)
	})
	if errors.Is(err, errExists) {
		return r.same(ctx, id, first)
	}
	return err
}

// same tells a repeat, which is no fault, from a clash of ids.
func (r Records[T]) same(ctx context.Context, id record.ID, first record.Entry) error {
	chain, err := r.Chain(ctx, id)
	if err != nil {
		return err
	}
	if len(chain) == 0 || chain[0].Actor != first.Actor || chain[0].Action != first.Action {
		return fmt.Errorf("record %s: %w", id, errExists)
	}
	_, err = r.load(ctx, id, true) // it may have been discarded since
	return err
}

// Load returns the record. It fails with NotFound, also for one whose key was destroyed, and with Internal
// "record-altered" for one that does not fit its chain.
func (r Records[T]) Load(ctx context.Context, id record.ID) (T, error) {
	l, err := r.load(ctx, id, true)
	return l.value, err
}

// Look is Load for what may be a moment old, at half the cost.
func (r Records[T]) Look(ctx context.Context, id record.ID) (T, error) {
	l, err := r.load(ctx, id, false)
	return l.value, err
}

// Change loads the record, makes the move on it and stores what the move changed together with its entry, in one
// transaction; changed is false for a move that changes nothing, which leaves no entry. Where somebody else was first
// the move is made again on what they left, so it must depend on nothing but the record. It fails with NotFound, with
// the move's own problem, with what a reservation says of being taken, with Internal "record-altered", or with
// Unavailable when others keep being first.
func (r Records[T]) Change(ctx context.Context, id record.ID, move func(*T) (record.Entry, error)) (value T, changed bool, err error) {
	err = r.onLoaded(ctx, id, func(l loaded[T]) error {
		value, changed, err = r.change(ctx, l, move)
		if err == nil && !changed && !l.exact {
			return errPerhapsOld
		}
		return err
	})
	if err != nil {
		var none T
		return none, false, err
	}
	return value, changed, nil
}

// stuck is after how many conflicts on a record that nobody changed the end of its chain is looked at.
const stuck = 3

// errPerhapsOld says that nothing was written on a record that may have been read before the last change of it.
var errPerhapsOld = errors.New("the record may be an older one")

// onLoaded loads the record and does something to it, again on what others left where they were first. The first time a
// record that may be a moment old is good enough, at half the cost: were it old, the next row of the chain would be
// there. Whatever comes to nothing is done again on what surely is the newest.
func (r Records[T]) onLoaded(ctx context.Context, id record.ID, do func(loaded[T]) error) error {
	var seen record.Head
	again, exact := 0, false
	return r.retry(ctx, func() error {
		l, err := r.load(ctx, id, exact)
		if err != nil {
			return err
		}
		if !exact {
			exact = true
			if err := do(l); err == nil || errors.Is(err, errConflict) || problem.From(err).Kind == problem.Unavailable {
				return err // after an outage nobody knows whether it was written: whoever asked says whether to do it again
			}
			if l, err = r.load(ctx, id, exact); err != nil {
				return err
			}
		}
		if again++; l.mark.head() != seen {
			seen, again = l.mark.head(), 0
		}
		if again == stuck {
			if err := r.ends(ctx, l); err != nil {
				return err
			}
		}
		return do(l)
	})
}

func (r Records[T]) change(ctx context.Context, l loaded[T], move func(*T) (record.Entry, error)) (T, bool, error) {
	before, err := r.before(ctx, l)
	if err != nil {
		return l.value, false, err
	}
	entry, err := move(&l.value)
	if err != nil {
		return l.value, false, err
	}
	tx := &transaction{table: r.Config.Table}
	changed, err := r.write(ctx, tx, plan[T]{loaded: l, before: before, entry: entry, refusal: errConflict})
	if err != nil || !changed {
		return l.value, false, err
	}
	if entry.Decisive {
		if err := r.ends(ctx, l); err != nil {
			return l.value, false, err
		}
	}
	err = r.commit(ctx, tx)
	return l.value, err == nil, err
}

// plan is a change that is about to be written.
type plan[T any] struct {
	loaded[T]
	before  projected
	entry   record.Entry
	refusal error             // of whoever comes second
	own     map[string][]byte // sections of the store's own, beside those of the type
	renewed bool              // written although no section differs, since what it projects does
}

// write plans the sections that differ from those loaded, what the record now projects, and the entry as the next row
// of the chain. That row is the optimistic lock: of two changes made on the same state both want to write it, and only
// the first can; the other gets the refusal. It reports whether anything differs.
func (r Records[T]) write(ctx context.Context, tx *transaction, p plan[T]) (bool, error) {
	sections, err := r.of.Encode(&p.value, p.sections)
	if err != nil {
		return false, err
	}
	maps.Copy(sections, p.own)
	differ := slices.DeleteFunc(slices.Sorted(maps.Keys(sections)), func(name string) bool {
		old, there := p.sections[name]
		return there && bytes.Equal(old, sections[name]) && !(p.renewed && name == record.Main)
	})
	if len(differ) == 0 {
		return false, nil
	}
	after, err := r.projectionOf(ctx, p.id, r.of.Project(&p.value))
	if err != nil {
		return false, err
	}
	m := mark{Format: r.of.Format, Sequence: p.mark.Sequence + 1, Projected: after.digest()}
	m.Left = leftBy(p.key, sections, m.Projected)
	p.entry.Kind, p.entry.Record, p.entry.Left = r.of.Kind, p.id, hex.EncodeToString(m.Left)
	linked, head := p.mark.head().Link(p.entry)
	if m.Hash, err = hex.DecodeString(head.Hash); err != nil {
		return false, err
	}
	for _, name := range differ {
		row, err := m.seal(r.section(p.id, name), p.rows[name], sections[name], r.of.Dictionary, p.key)
		if err != nil {
			return false, err
		}
		tx.put(row, always)
	}
	if err := tx.link(linked, p.refusal); err != nil {
		return false, err
	}
	return true, r.project(ctx, tx, p.id, p.before, after)
}

// section is where a section of a record stands.
func (r Records[T]) section(id record.ID, name string) key {
	return key{recordPartition(r.of.Kind, id), sectionRow + name}
}

// Discard removes what the record holds and destroys its key; the chain stays, with the entry that move returns for it.
// move sees the record and says by a problem when it must not be. One that was discarded already is not found.
func (r Records[T]) Discard(ctx context.Context, id record.ID, move func(*T) (record.Entry, error)) error {
	return r.onLoaded(ctx, id, func(l loaded[T]) error {
		before, err := r.projectionOf(ctx, id, r.of.Project(&l.value)) // all of it is to go, whoever wrote it
		if err != nil {
			return err
		}
		entry, err := move(&l.value)
		if err != nil {
			return err
		}
		tx := &transaction{table: r.Config.Table}
		tx.remove(key{recordPartition(r.of.Kind, id), keyRow}, always)
		for _, name := range slices.Sorted(maps.Keys(l.rows)) {
			tx.remove(r.section(id, name), always)
		}
		entry.Kind, entry.Record = r.of.Kind, id
		linked, _ := l.mark.head().Link(entry)
		if err := tx.link(linked, errConflict); err != nil {
			return err
		}
		if err := r.project(ctx, tx, id, before, projected{}); err != nil {
			return err
		}
		return r.commit(ctx, tx)
	})
}

// reads is how often a record whose sections do not belong together is read at most. Queries are not isolated from a
// transaction that is being applied: one may meet new rows beside old ones.
const reads = 4

// load reads a record, again where its sections do not belong together. One that stays so was altered. A record that
// need not be exact may lack the last changes.
func (r Records[T]) load(ctx context.Context, id record.ID, exact bool) (loaded[T], error) {
	var l loaded[T]
	var err error
	wait := shortWait
	for range reads + 1 {
		l, err = r.loadOnce(ctx, id, exact)
		if !errors.Is(err, errTorn) && (exact || !errors.Is(err, problem.NotFound)) {
			return l, err
		}
		if !exact {
			exact = true
			continue
		}
		if err := r.Pause(ctx, wait); err != nil {
			return l, fault("wait for another change", err)
		}
		wait *= 4
	}
	return l, r.altered(ctx, id, "its sections do not belong together")
}

var errTorn = errors.New("sections of different changes")

func (r Records[T]) loadOnce(ctx context.Context, id record.ID, exact bool) (loaded[T], error) {
	l, wrapped, err := r.rows(ctx, id, exact)
	switch {
	case err != nil:
		return l, err
	case wrapped == nil && len(l.rows) > 0:
		return l, errTorn
	case wrapped == nil:
		return l, notFound()
	}
	l.key, err = r.Vault.OpenKey(ctx, string(id), wrapped)
	if problem.From(err).Code == "record-altered" {
		return l, r.altered(ctx, id, fmt.Sprintf("its data key does not open: %v", err))
	}
	if err != nil {
		return l, err
	}
	if err := r.open(ctx, &l); err != nil {
		return l, err
	}
	if l.mark.Format > r.of.Format {
		return l, problem.New(problem.Unavailable, "unavailable").Because(
			fmt.Errorf("record %s has format %d, and this program knows up to %d", id, l.mark.Format, r.of.Format))
	}
	return l, r.of.Decode(l.sections, &l.value)
}

// rows reads everything in the record's partition with one query.
func (r Records[T]) rows(ctx context.Context, id record.ID, exact bool) (loaded[T], []byte, error) {
	l := loaded[T]{id: id, exact: exact, rows: map[string]item{}, sections: map[string][]byte{}}
	var wrapped []byte
	err := r.each(ctx, span{partition: recordPartition(r.of.Kind, id), exact: exact}, func(i item) error {
		sort := textOf(i, contract.SortKey)
		if sort == keyRow {
			wrapped = wrappedIn(i)
		}
		if name, ok := strings.CutPrefix(sort, sectionRow); ok {
			l.rows[name] = i
		}
		return nil
	})
	return l, wrapped, err
}

// open unseals every section, those that are not known here too, and compares them with what the newest says was left
// behind.
func (r Records[T]) open(ctx context.Context, l *loaded[T]) error {
	for name, row := range l.rows {
		var m mark
		err := read(row, &m)
		var content []byte
		if err == nil {
			content, err = m.open(r.section(l.id, name), row, r.of.Dictionary, l.key)
		}
		if err != nil {
			return r.altered(ctx, l.id, fmt.Sprintf("section %s does not open: %v", name, err))
		}
		l.sections[name] = content
		if m.Sequence > l.mark.Sequence {
			l.mark = m
		}
	}
	if !bytes.Equal(l.mark.Left, leftBy(l.key, l.sections, l.mark.Projected)) {
		return errTorn
	}
	return nil
}
