// Package notify is the door to e-mail: it writes to the people whom an event concerns, applicants and employers in
// their own language and authorities in Azerbaijani, and sends it through SES.
//
// A letter says that something happened and where to read it; mail is read by others, so points, outcomes, requests and
// reasons stay in the portal, and the greeting is all that is personal. The package must not know how events arrive.
package notify

import (
	"context"
	"errors"
	"fmt"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Cases reads the record of a case. What an event says may be old when it arrives; letters go by the record.
type Cases interface {
	// Load fails with NotFound for a case that was discarded.
	Load(ctx context.Context, id application.ID) (application.Case, error)
}

// Once keeps an event that is delivered twice from being told twice.
type Once interface {
	// First reports whether the deed of that key is the caller's to do; false says that it is done. It fails with
	// Unavailable while somebody else is at it.
	First(ctx context.Context, key string) (bool, error)
	// Done remembers that it is done.
	Done(ctx context.Context, key string) error
}

// News is what happened to a case, as its chain names it.
type News struct {
	ID      string // of the event; a repeat has the same
	Type    string
	Record  record.ID
	Subject string // what of the record: a lane, a wait
}

// Notices tells people the news of their cases. All fields are required.
type Notices struct {
	Cases     Cases
	Employers Employers
	Rules     casework.Rules
	Once      Once
	Sender    Sender
	From      string // address that letters come from
	PublicURL string // of the portal, without a slash at the end
}

// Tell sends the letters that the news calls for, each once, and returns how many went out now; for most news there are
// none. A letter that cannot be sent does not keep back the others. It fails with Unavailable when trying again may
// help.
func (n Notices) Tell(ctx context.Context, news News) (sent int, err error) {
	if _, employers := employerLetters[news.Type]; employers {
		return n.tellEmployer(ctx, news)
	}
	tell, known := letters[news.Type]
	if !known {
		return 0, nil
	}
	c, err := n.Cases.Load(ctx, news.Record)
	if errors.Is(err, problem.NotFound) {
		return 0, nil // a draft that was discarded meanwhile concerns nobody
	}
	if err != nil {
		return 0, err
	}
	t, err := n.Rules.Of(&c)
	if err != nil {
		return 0, err
	}
	return n.deliverAll(ctx, news, tell(n.about(&c, t), news))
}

func (n Notices) deliverAll(ctx context.Context, news News, all []letter) (sent int, err error) {
	var faults []error
	for _, l := range all {
		one, err := n.deliver(ctx, news.ID, l)
		if err != nil {
			faults = append(faults, fmt.Errorf("notice of %s to %s: %w", news.ID, l.addressee, err))
		}
		sent += one
	}
	return sent, errors.Join(faults...)
}

// deliver sends one letter unless it was sent. Between sending and remembering a letter may be lost from memory: then
// it is sent again, since twice is better than never.
func (n Notices) deliver(ctx context.Context, event string, l letter) (int, error) {
	key := event + "/" + l.addressee
	first, err := n.Once.First(ctx, key)
	if err != nil || !first {
		return 0, err
	}
	if err := n.send(ctx, l); err != nil {
		return 0, err
	}
	return 1, n.Once.Done(ctx, key)
}
