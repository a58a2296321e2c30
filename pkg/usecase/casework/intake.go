package casework

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
	"hsmp.example/cases/pkg/usecase/runner"
	"hsmp.example/cases/pkg/usecase/trial"
)

// Register knows which person is behind a sign-in and which cases are theirs.
type Register interface {
	// Person returns the internal key of whoever signs in as subject, and makes it with fresh at the first time.
	Person(ctx context.Context, subject string, fresh func() string) (string, error)
	// Create stores a new draft with its first entry. A person who has an open case already gets Conflict "case-open".
	Create(ctx context.Context, id application.ID, c application.Case, first record.Entry) error
	// Discard removes the draft's content and destroys its key; the chain stays, with this last entry.
	Discard(ctx context.Context, id application.ID, move func(*application.Case) (record.Entry, error)) error
	// ReservedSecret returns which case holds a number of a person; NotFound when none does.
	ReservedSecret(ctx context.Context, space, secret string) (application.ID, error)
	Lists
}

// Intake is the applicant's side: the single window that takes applications and answers them (fact 29).
type Intake struct {
	Office
	Register    Register
	Uploads     Uploads
	NewCase     func() application.ID
	NewPerson   func() application.PersonID
	NewDocument func() string
}

// mine is an act of an applicant on an application.
func mine(p identity.Principal, action identity.Action) act {
	return act{Who: p, As: identity.Applicant, Action: action, On: func(c *application.Case) (identity.Resource, error) {
		return applicationResource(c), nil
	}}
}

// Begin opens a draft for the person. A person has one open case at a time, and after a refusal waits as long as the
// programme in force says: earlier it fails with Conflict "too-early-again". request names the request, or is "": the
// same one again gets the draft that it began.
func (i Intake) Begin(ctx context.Context, p identity.Principal, language locale.Language, request string) (application.Case, error) {
	verdict, err := identity.Authorize(p, identity.BeginApplication, identity.Resource{Kind: identity.ApplicationKind, Owner: p.Person()})
	if err != nil {
		return application.Case{}, err
	}
	if !language.Valid() {
		return application.Case{}, problem.Of([]problem.Fault{problem.At("/language", "not-listed", "options", "az, tr, en, ru")})
	}
	if err := trial.Ends(ctx); err != nil {
		return application.Case{}, err
	}
	person, err := i.person(ctx, p)
	if err != nil {
		return application.Case{}, err
	}
	by := application.Act{By: runner.ActorOf(p, identity.Applicant), At: i.Now()}
	if err := i.waited(ctx, person, calendar.DateOf(by.At)); err != nil {
		return application.Case{}, err
	}
	c := application.Begin(by, i.NewCase(), person, language)
	c.Request = request
	err = i.Register.Create(ctx, c.ID, c, record.Entry{At: by.At, Actor: by.By, Action: record.Action(identity.BeginApplication),
		Policy: verdict.Policy, Details: news(nil, facts(&c))})
	if problem.From(err).Kind == problem.Conflict {
		return i.begun(ctx, person, request, err)
	}
	return c, err
}

// begun returns the open case if it is still as this request began it, and otherwise says why no other can be begun.
func (i Intake) begun(ctx context.Context, person application.PersonID, request string, refusal error) (application.Case, error) {
	cases, err := i.casesOf(ctx, person, 1)
	if err != nil || request == "" || len(cases) == 0 {
		return application.Case{}, cmp.Or(err, refusal)
	}
	c := cases[0]
	if err != nil || c.Request != request || c.FormVersion > 1 {
		return application.Case{}, cmp.Or(err, refusal)
	}
	return c, nil
}

// waited refuses a person whose refusal is not as long ago as the programme wants it (gap G7). Where there is no wait
// it reads nothing.
func (i Intake) waited(ctx context.Context, person application.PersonID, today calendar.Date) error {
	inForce := i.Rules.Latest().Programme
	if inForce.Reapplication.WaitDays == 0 {
		return nil
	}
	cases, err := i.casesOf(ctx, person, mostCases)
	if err != nil {
		return err
	}
	for _, c := range cases {
		if from := c.AgainFrom(inForce); today.Before(from) {
			return problem.New(problem.Conflict, "too-early-again", "date", from.String(), "days", fmt.Sprint(inForce.Reapplication.WaitDays))
		}
	}
	return nil
}

// List names the person's cases, the newest first. It reads no personal data.
func (i Intake) List(ctx context.Context, p identity.Principal) ([]application.Case, error) {
	if err := identity.Preauthorize(p, identity.ReadApplication); err != nil {
		return nil, err
	}
	person, err := i.person(ctx, p)
	if err != nil {
		return nil, err
	}
	return i.casesOf(ctx, person, mostCases)
}

func (i Intake) person(ctx context.Context, p identity.Principal) (application.PersonID, error) {
	person, err := i.Register.Person(ctx, p.Person(), func() string { return string(i.NewPerson()) })
	return application.PersonID(person), err
}

// mostCases bounds how many of a person's cases are shown: one is open at a time.
const mostCases = 100

// casesOf loads the person's cases, the newest first; ids sort in the order of their making.
func (i Intake) casesOf(ctx context.Context, person application.PersonID, most int) ([]application.Case, error) {
	return i.runner().Newest(ctx, i.Register, personList(person), most)
}

// Read returns the whole application to its owner, and records that it was read.
func (i Intake) Read(ctx context.Context, p identity.Principal, id application.ID) (application.Case, error) {
	c, _, err := i.read(ctx, p, id, identity.ReadApplication)
	return c, err
}

// Documents returns the case for its owner's list of documents, and records that it was read: the names of files tell
// much.
func (i Intake) Documents(ctx context.Context, p identity.Principal, id application.ID) (application.Case, application.Timetable, error) {
	return i.read(ctx, p, id, identity.ListDocuments)
}

// Checklist returns the case for what its owner still lacks, and records that it was read: the faults name files.
func (i Intake) Checklist(ctx context.Context, p identity.Principal, id application.ID) (application.Case, application.Timetable, error) {
	return i.read(ctx, p, id, identity.ReadChecklist)
}

// Corrections returns the case for what authorities asked its owner and what the owner replied, and records the
// reading.
func (i Intake) Corrections(ctx context.Context, p identity.Principal, id application.ID) (application.Case, application.Timetable, error) {
	return i.read(ctx, p, id, identity.ReadCorrections)
}

// read shows its owner a part of the application, under the action that the row in the chain will tell of.
func (i Intake) read(ctx context.Context, p identity.Principal, id application.ID, action identity.Action) (application.Case, application.Timetable, error) {
	c, err := i.runner().Read(ctx, id, mine(p, action), nil)
	if err != nil {
		return application.Case{}, application.Timetable{}, err
	}
	t, err := i.Rules.Of(&c)
	return c, t, err
}

// Status returns the case for its owner's status page, which is looked at again and again and leaves no rows. Whoever
// writes that page must show nothing personal: states, lanes, dates and numbers, and no word or file name.
func (i Intake) Status(ctx context.Context, p identity.Principal, id application.ID) (application.Case, application.Timetable, error) {
	c, err := i.runner().Glance(ctx, id, mine(p, identity.ReadApplication))
	if err != nil {
		return application.Case{}, application.Timetable{}, err
	}
	t, err := i.Rules.Of(&c)
	return c, t, err
}

// Save changes the draft, if version is still the one stored.
func (i Intake) Save(ctx context.Context, p identity.Principal, id application.ID, version int, patch application.Patch) (application.Case, error) {
	return i.change(ctx, id, mine(p, identity.ChangeApplication), func(c *application.Case, _ application.Act) error {
		return c.Save(version, patch)
	})
}

// Discard throws the draft away: content and key are destroyed at once, uploads when the entry is delivered.
func (i Intake) Discard(ctx context.Context, p identity.Principal, id application.ID) error {
	r := i.runner()
	r.Records = discarding{i.Cases, i.Register}
	_, err := r.Do(ctx, id, mine(p, identity.DiscardApplication), func(c *application.Case, _ application.Act) error {
		if c.State != application.Draft {
			return problem.New(problem.Conflict, "wrong-state", "state", string(c.State))
		}
		return nil
	})
	return err
}

// discarding are cases whose change is that they are discarded.
type discarding struct {
	Cases
	register Register
}

func (d discarding) Change(ctx context.Context, id application.ID, move func(*application.Case) (record.Entry, error)) (application.Case, bool, error) {
	return application.Case{}, true, d.register.Discard(ctx, id, move)
}

// Submit freezes the draft and starts the statutory clock; a draft that is not complete is answered with every fault.
// Those name files, as the checklist does: so the refusal is told only after it is recorded as a reading of that.
func (i Intake) Submit(ctx context.Context, p identity.Principal, id application.ID) (application.Case, error) {
	c, err := i.change(ctx, id, mine(p, identity.Submit), func(c *application.Case, act application.Act) error {
		t, err := i.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.Submit(act, t)
	})
	if errors.Is(err, problem.Invalid) {
		_, _, unrecorded := i.Checklist(ctx, p, id)
		err = cmp.Or(unrecorded, err)
	}
	if code := problem.From(err).Code; code == application.PapersClash+"-in-use" || code == application.FINClash+"-in-use" {
		err = cmp.Or(i.tellClash(ctx, id), err)
	}
	return c, err
}

// tellClash notes with each case that holds a number of this one that another application with it was not taken: the
// authorities see it, since either may be the impostor's.
func (i Intake) tellClash(ctx context.Context, id application.ID) error {
	c, err := i.Cases.Load(ctx, id)
	if err != nil {
		return err
	}
	for _, one := range c.Identifiers() {
		holder, err := i.Register.ReservedSecret(ctx, one.What, one.Value)
		if err == nil && holder != id {
			_, err = i.Step(ctx, holder, Clashed, one.What, func(h *application.Case, act application.Act) error {
				h.NoteClash(act, one.What, id)
				return nil
			})
		}
		if err != nil && !errors.Is(err, problem.NotFound) {
			return err
		}
	}
	return nil
}

// Answering is what the applicant says to a correction.
type Answering struct {
	Number    int // of the correction; 1 is the first of the case
	Text      string
	Documents []string // ids of documents added for it
}

// Reply answers a correction.
func (i Intake) Reply(ctx context.Context, p identity.Principal, id application.ID, a Answering) (application.Case, error) {
	return i.change(ctx, id, mine(p, identity.ReplyToCorrection), func(c *application.Case, act application.Act) error {
		t, err := i.Rules.Of(c)
		if err != nil {
			return err
		}
		return c.ReplyToCorrection(act, t, a.Number, a.Text, a.Documents)
	})
}

// Withdraw ends the case at the applicant's wish.
func (i Intake) Withdraw(ctx context.Context, p identity.Principal, id application.ID) (application.Case, error) {
	return i.change(ctx, id, mine(p, identity.Withdraw), func(c *application.Case, act application.Act) error {
		return c.Withdraw(act)
	})
}
