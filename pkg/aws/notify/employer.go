package notify

import (
	"context"
	"errors"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// Employers reads the record of an employer's registration.
type Employers interface {
	Load(ctx context.Context, id employer.ID) (employer.Employer, error)
}

// employerLetters says, by the type of the news, which text it calls for; "" is none. Letters go by the record: news
// that a correction has overtaken is told to nobody.
var employerLetters = map[string]func(employer.State) string{
	string(identity.RegisterEmployer): func(employer.State) string { return "registration-received" },
	string(identity.DecideEmployer): func(s employer.State) string {
		switch s {
		case employer.Registered, employer.Refused:
			return "registration-decided"
		case employer.Returned:
			return "registration-returned"
		}
		return ""
	},
}

// tellEmployer writes to the address that the registration gives. Whoever registers chooses it, so nothing that they
// wrote stands in the letter, and it asks a stranger to speak up.
func (n Notices) tellEmployer(ctx context.Context, news News) (int, error) {
	e, err := n.Employers.Load(ctx, news.Record)
	if errors.Is(err, problem.NotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	key := employerLetters[news.Type](e.State)
	if key == "" {
		return 0, nil
	}
	w := wording(e.Form.Language)
	return n.deliverAll(ctx, news, []letter{{addressee: "employer", to: e.Form.Contact.Email, subject: w.Say(key + "-subject"),
		text: compose(w, n.PublicURL, string(e.ID), w.Say("greeting-employer"), w.Say(key+"-body"))}})
}
