package casework

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// PublishedKind says what was published.
type PublishedKind string

// The kinds: an act that changes the programme, and an act that moves working days.
const (
	ProgrammeKind PublishedKind = "programme"
	OrderKind     PublishedKind = "order"
)

// Published is a rule that came after the deployment.
type Published struct {
	Kind    PublishedKind
	ID      string        // of a programme its version
	From    calendar.Date // of a programme: the first day on which new applications are handled by it
	Content []byte        // as programme.Read and calendar.ReadOrder read it
	Fault   error         // why it cannot be read at all
}

// Publications is where rules are published.
type Publications interface {
	// Published lists all that were published, always in the same order.
	Published(ctx context.Context) ([]Published, error)
}

// Live are the rules that are built in, with those over them that were published since. It keeps them for half a
// minute, and looks again before anything is reckoned otherwise than it was. A rule that cannot be taken is refused
// loudly, and its last good form stays. It is safe for concurrent use.
type Live struct {
	Source  Publications
	BuiltIn Rules
	Now     func() time.Time
	Refused func(rule string, err error)

	mu         sync.Mutex
	until      time.Time // zero before the first reading
	orders     map[string]calendar.Order
	programmes []inForce // by the day that each is in force from
	calendar   calendar.Calendar
}

// inForce is a published programme with its first day.
type inForce struct {
	programme.Programme
	from calendar.Date
}

const (
	rulesKeptFor  = 30 * time.Second
	rulesPatience = 10 * time.Second
)

// Latest returns the rules as they are now; while nobody can say, the last that were known.
func (l *Live) Latest() Rules {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.keep(); err != nil {
		l.Refused("all", err)
	}
	return l.rules()
}

// For returns the rules for a case. It fails with Unavailable while nobody can say what was published: a due date would
// be moved back by a calendar that lacks an order.
func (l *Live) For(c *application.Case) (Rules, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if err := l.keep(); err != nil {
		return Rules{}, err
	}
	r := l.rules()
	if c.Submission == nil || r.accord(c) {
		return r, nil
	}
	if err := l.read(); err != nil { // another instance may have seen what this one has not
		return Rules{}, err
	}
	return l.rules(), nil
}

// accord reports whether a submitted case is by these very rules, and its due date, while that may move, by this
// calendar.
func (r Rules) accord(c *application.Case) bool {
	p, err := r.version(c.Submission.Versions.Programme)
	return err == nil && p.Hash() == c.Submission.Versions.Hash && !c.Outdated(application.Timetable{Clock: r.Clock})
}

// keep reads what was published unless it was read a moment ago. Once it was read, an outage is waited out.
func (l *Live) keep() error {
	if l.Now().Before(l.until) {
		return nil
	}
	err := l.read()
	if err == nil || l.until.IsZero() {
		return err
	}
	l.Refused("all", err)
	l.until = l.Now().Add(rulesKeptFor)
	return nil
}

// read has a time limit of its own: what it brings is for every request that waits, and not for one that may be given
// up.
func (l *Live) read() error {
	ctx, done := context.WithTimeout(context.Background(), rulesPatience)
	defer done()
	rules, err := l.Source.Published(ctx)
	if err != nil {
		return problem.New(problem.Unavailable, "unavailable").Because(fmt.Errorf("read the published rules: %w", err))
	}
	orders, programmes := map[string]calendar.Order{}, []inForce{}
	for _, one := range rules {
		switch one.Kind {
		case OrderKind:
			before, known := l.orders[one.ID]
			if order, ok := lastGood(l, one, l.order, before, known); ok {
				orders[one.ID] = order
			}
		case ProgrammeKind:
			before, known := l.published(one.ID)
			if p, ok := lastGood(l, one, l.programme, before, known); ok && !l.builtIn(p.Version) {
				programmes = append(programmes, p)
			}
		}
	}
	slices.SortFunc(programmes, func(a, b inForce) int { return cmp.Or(a.from.Compare(b.from), cmp.Compare(a.Version, b.Version)) })
	l.orders, l.programmes, l.until = orders, programmes, l.Now().Add(rulesKeptFor)
	if days := l.BuiltIn.Clock.Calendar.With(inOrder(orders)...); l.calendar == (calendar.Calendar{}) || days.Version() != l.calendar.Version() {
		l.calendar = days
	}
	return nil
}

// lastGood takes a rule, or tells why not and keeps what it was before, if it was known.
func lastGood[R any](l *Live, one Published, take func(Published) (R, error), before R, known bool) (R, bool) {
	taken, err := take(one)
	if one.Fault != nil {
		err = one.Fault
	}
	if err == nil {
		return taken, true
	}
	l.Refused(string(one.Kind)+" "+one.ID, err)
	return before, known
}

func (l *Live) order(one Published) (calendar.Order, error) { return calendar.ReadOrder(one.Content) }

// builtIn reports whether a deployment has brought the version since: it is then in force as that says.
func (l *Live) builtIn(version string) bool {
	_, err := l.BuiltIn.Version(version)
	return err == nil
}

// programme reads a published version. A version stands for one set of rules: what is built in under that name, or was
// published under it before, cannot be published otherwise.
func (l *Live) programme(one Published) (inForce, error) {
	p, err := programme.Read(one.Content)
	switch {
	case err != nil:
		return inForce{}, err
	case p.Version != one.ID:
		return inForce{}, fmt.Errorf("it is version %s", p.Version)
	case one.From.IsZero():
		return inForce{}, errors.New("it does not say from which day")
	}
	known, err := l.BuiltIn.Version(p.Version)
	if before, ok := l.published(p.Version); ok && err != nil {
		known, err = before.Programme, nil
	}
	if err == nil && known.Hash() != p.Hash() {
		return inForce{}, fmt.Errorf("version %s is released with the hash %s, and this is %s", p.Version, known.Hash(), p.Hash())
	}
	return inForce{p, one.From}, nil
}

func (l *Live) published(version string) (inForce, bool) {
	i := slices.IndexFunc(l.programmes, func(p inForce) bool { return p.Version == version })
	if i < 0 {
		return inForce{}, false
	}
	return l.programmes[i], true
}

// inOrder lists the orders by their ids: of two of one day, the later id wins wherever they are read.
func inOrder(orders map[string]calendar.Order) []calendar.Order {
	list := make([]calendar.Order, 0, len(orders))
	for _, id := range slices.Sorted(maps.Keys(orders)) {
		list = append(list, orders[id])
	}
	return list
}

// rules lays what was published over what is built in. In force is what came last.
func (l *Live) rules() Rules {
	r, published := l.BuiltIn, l.programmes
	if l.calendar != (calendar.Calendar{}) {
		r.Clock.Calendar = l.calendar
	}
	today := calendar.DateOf(l.Now())
	for _, p := range published {
		if !p.from.After(today) {
			r.Programme, r.Clock.FirstDay = p.Programme, p.Clock.FirstDay
		}
	}
	r.Version = func(version string) (programme.Programme, error) {
		for _, p := range published {
			if p.Version == version {
				return p.Programme, nil
			}
		}
		return l.BuiltIn.Version(version)
	}
	return r
}
