package session

import (
	"io"

	"hsmp.example/cases/pkg/aws/dynamo"
)

// held is a session with its place in the table.
type held struct {
	Session
	box     Box
	version int // of the row that was read; 0 before the first
}

func hold(secret Secret, s Session) (held, error) {
	box, err := secret.Box(purpose)
	return held{Session: s, box: box}, err
}

// row is the next version of the session, sealed.
func (h held) row(random io.Reader) (dynamo.SessionRow, error) {
	sealed, err := h.box.Seal(random, h.Session)
	return dynamo.SessionRow{ID: h.box.ID, Person: h.Principal.Person(), Sealed: sealed,
		Version: h.version + 1, Expires: h.Created.Add(Longest)}, err
}
