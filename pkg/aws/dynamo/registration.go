package dynamo

import (
	"time"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/employer"
)

// The keys of registrations beside those of cases.
type (
	employerPartition employer.ID
	voenPartition     string // hex SHA-256, since a natural person's VÖEN is personal
	listPartition     string
	ownRow            employer.ID // among the rows of the sign-in that made it
)

func (k employerPartition) partition() string { return "EMPLOYER#" + string(k) }
func (k voenPartition) partition() string     { return "VOEN#" + string(k) }
func (k listPartition) partition() string     { return "LIST#" + string(k) }
func (k ownRow) sort() string                 { return "EMPLOYER#" + string(k) }

// registrationRecord is a registration of an employer as it is stored. Beside it the row is on the waiting list while it waits.
type registrationRecord struct {
	Owner       string         `dynamodbav:"Owner"`
	State       employer.State `dynamodbav:"State"`
	Kind        employer.Kind  `dynamodbav:"Kind"`
	Sector      string         `dynamodbav:"Sector"`
	Version     int            `dynamodbav:"Version"`
	CreatedAt   time.Time      `dynamodbav:"CreatedAt"`
	SubmittedAt time.Time      `dynamodbav:"SubmittedAt"`
	Rulings     []saidRecord   `dynamodbav:"Rulings,omitempty"`
	WaitsIn     string         `dynamodbav:"WorkPK,omitempty"` // keys of the work index
	WaitsAt     string         `dynamodbav:"WorkSK,omitempty"`
}

// saidRecord is a ruling of the Service; its reason is sealed.
type saidRecord struct {
	Outcome employer.State `dynamodbav:"Outcome"`
	By      string         `dynamodbav:"By"`
	At      time.Time      `dynamodbav:"At"`
	Version int            `dynamodbav:"Version"`
}

type registrationSecret struct {
	Form    employer.Particulars `json:"form"`
	Reasons []string             `json:"reasons,omitempty"` // one for each ruling
}

// voenRecord reserves a VÖEN for the registration that holds it.
type voenRecord struct {
	Employer employer.ID `dynamodbav:"Employer"`
}

// registrationRowOf returns the one row of a registration but the key.
func registrationRowOf(e *employer.Employer) (row, error) {
	r := registrationRecord{Owner: e.Owner, State: e.State, Kind: e.Form.Kind, Sector: e.Form.Sector, Version: e.Version,
		CreatedAt: e.CreatedAt, SubmittedAt: e.SubmittedAt}
	secret := registrationSecret{Form: e.Form}
	for _, said := range e.Rulings {
		r.Rulings = append(r.Rulings, saidRecord{Outcome: said.Outcome, By: said.By, At: said.At, Version: said.Version})
		secret.Reasons = append(secret.Reasons, said.Reason)
	}
	if e.Waits() {
		place := waitingKey{at: e.SubmittedAt, id: e.ID}
		r.WaitsIn, r.WaitsAt = place.partition(), place.sort()
	}
	return newRow(metaRow, r, secret)
}

func registrationOf(id employer.ID, stored item, key Key) (employer.Employer, error) {
	r, secret, err := open[registrationRecord, registrationSecret](employerPartition(id), metaRow, stored, key)
	if err != nil {
		return employer.Employer{}, err
	}
	e := employer.Employer{ID: id, Owner: r.Owner, State: r.State, Form: secret.Form, Version: r.Version,
		CreatedAt: r.CreatedAt, SubmittedAt: r.SubmittedAt}
	for i, said := range r.Rulings {
		ruling := employer.Ruling{Outcome: said.Outcome, By: said.By, At: said.At, Version: said.Version}
		if i < len(secret.Reasons) {
			ruling.Reason = secret.Reasons[i]
		}
		e.Rulings = append(e.Rulings, ruling)
	}
	return e, nil
}

// waitingKey is where a registration stands on the waiting list.
type waitingKey struct {
	at time.Time
	id employer.ID
}

// instant has a fixed width, so that places sort as text in the order of time.
const instant = "2006-01-02T15:04:05.000Z"

func waitingPartition(w week) string { return "WAITING#" + string(w) }

func (k waitingKey) week() week        { return weekOf(calendar.DateOf(k.at)) }
func (k waitingKey) partition() string { return waitingPartition(k.week()) }
func (k waitingKey) sort() string      { return k.at.UTC().Format(instant) + "#" + string(k.id) }
