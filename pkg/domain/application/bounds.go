package application

import (
	"fmt"

	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/problem"
)

// The most that one case holds of what people add to it. The law names no such bound (gap G1); these are wider than any
// file needs, and keep every part of a case below what the table takes at once. A test adds them up.
const (
	MostOpenObjections = 3  // of one authority, waiting for a ruling
	MostObjections     = 10 // of one authority
	MostRoutings       = 5  // of one lane
	MostReopenings     = 2  // of one lane by its authority, and as many by returned proposals
	MostExtensions     = 5  // requested: refusals are told with reasons, not argued about
	MostDocuments      = 60 // of the whole case
)

// mayObjectAgain says why an authority raises no further objection; nil where it may.
func (c *Case) mayObjectAgain(authority programme.AuthorityID) error {
	raised, waiting := 0, 0
	for _, o := range c.Objections {
		if o.Authority != authority {
			continue
		}
		raised++
		if o.Resolution == nil {
			waiting++
		}
	}
	switch {
	case raised >= MostObjections:
		return problem.New(problem.Conflict, "objections-used-up", "max", fmt.Sprint(MostObjections))
	case waiting >= MostOpenObjections:
		return problem.New(problem.Conflict, "objections-waiting", "max", fmt.Sprint(MostOpenObjections))
	}
	return nil
}

// distinct leaves out what is named twice.
func distinct(ids []string) []string {
	var once []string
	seen := map[string]bool{}
	for _, id := range ids {
		if !seen[id] {
			seen[id] = true
			once = append(once, id)
		}
	}
	return once
}
