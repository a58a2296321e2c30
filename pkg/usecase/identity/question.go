package identity

import (
	"github.com/cedar-policy/cedar-go"
)

// question writes the request as Cedar sees it. Every attribute is always there, so that no policy can fail for want of
// one.
func question(p Principal, a Action, r Resource) (cedar.Request, cedar.EntityMap) {
	person := p.Person()
	who := cedar.NewEntityUID("Person", cedar.String(person))
	what := cedar.NewEntityUID(cedar.EntityType(r.Kind), cedar.String(r.ID))
	roles := make([]string, len(p.Roles))
	for i, role := range p.Roles {
		roles[i] = string(role)
	}
	entities := cedar.EntityMap{
		who: {UID: who, Attributes: cedar.NewRecord(cedar.RecordMap{
			"person":    cedar.String(person),
			"roles":     setOf(roles),
			"authority": cedar.String(p.Authority),
		})},
		what: {UID: what, Attributes: cedar.NewRecord(cedar.RecordMap{
			"owner":       cedar.String(r.Owner),
			"authority":   cedar.String(r.Authority),
			"lane":        cedar.String(r.Lane),
			"authorities": setOf(r.Authorities),
			"handled_by":  setOf(r.HandledBy),
			"initiator":   cedar.String(r.Initiator),
		})},
	}
	return cedar.Request{
		Principal: who,
		Action:    cedar.NewEntityUID("Action", cedar.String(a)),
		Resource:  what,
		Context:   cedar.NewRecord(cedar.RecordMap{}),
	}, entities
}

func setOf(words []string) cedar.Set {
	values := make([]cedar.Value, len(words))
	for i, word := range words {
		values[i] = cedar.String(word)
	}
	return cedar.NewSet(values...)
}
