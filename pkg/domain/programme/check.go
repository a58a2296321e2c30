package programme

import (
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
)

// check finds what is written correctly and cannot be true. decoded are the faults found before: what they touch is
// passed over, so that one slip is said once.
func check(tree *datafile.Tree, p Programme, decoded datafile.Faults) datafile.Faults {
	c := checker{tree: tree, programme: p, decoded: decoded}
	c.criteria()
	c.clearance()
	c.fields()
	c.clock()
	c.terms()
	c.objections()
	c.documents()
	c.indicative()
	c.unique()
	return c.faults
}

type checker struct {
	tree      *datafile.Tree
	programme Programme
	decoded   datafile.Faults
	faults    datafile.Faults
}

func (c *checker) fault(pointer, format string, args ...any) {
	if c.tree.Has(pointer) && !c.decoded.Touch(pointer) {
		c.faults = append(c.faults, c.tree.Fault(pointer, format, args...))
	}
}

func (c *checker) between(pointer string, got, low, high int) {
	if got < low || got > high {
		c.fault(pointer, "want %d to %d, got %d", low, high, got)
	}
}

func (c *checker) authority(pointer string, id AuthorityID) {
	if _, ok := c.programme.Authority(id); !ok {
		c.fault(pointer, "no authority has the id %q", id)
	}
}

func (c *checker) sections(pointer string, ids []SectionID) {
	for i, id := range ids {
		if !has(c.programme.Sections, id, func(s Section) SectionID { return s.ID }) {
			c.fault(fmt.Sprintf("%s/%d", pointer, i), "no section has the id %q", id)
		}
	}
}

func (c *checker) kinds(pointer string, kinds []DocumentKind) {
	for i, kind := range kinds {
		if _, ok := c.programme.Document(kind); !ok {
			c.fault(fmt.Sprintf("%s/%d", pointer, i), "no document is of the kind %q", kind)
		}
	}
}

func has[T any, ID comparable](all []T, wanted ID, id func(T) ID) bool {
	for _, one := range all {
		if id(one) == wanted {
			return true
		}
	}
	return false
}

func (c *checker) criteria() {
	if sum := c.programme.TotalMaximum(); sum != 100 {
		c.fault("/criteria", "the maxima add up to %d; want 100", sum)
	}
	c.between("/threshold", int(c.programme.Threshold), 1, 100)
	for i, one := range c.programme.Criteria {
		at := fmt.Sprintf("/criteria/%d", i)
		c.between(at+"/maximum", int(one.Maximum), 1, 100)
		if one.Authority != FieldAuthority {
			c.authority(at+"/authority", one.Authority)
		}
		if one.Verifier != "" {
			c.authority(at+"/verifier", one.Verifier)
		}
		if LaneID(one.ID) == c.programme.Clearance.ID {
			c.fault(at+"/id", "%s is the clearance's id already", one.ID)
		}
		c.sections(at+"/sections", one.Sections)
		c.kinds(at+"/documents", one.Documents)
	}
}

func (c *checker) clearance() {
	c.authority("/clearance/authority", c.programme.Clearance.Authority)
	c.sections("/clearance/sections", c.programme.Clearance.Sections)
	c.kinds("/clearance/documents", c.programme.Clearance.Documents)
}

func (c *checker) fields() {
	if len(c.programme.Fields) == 0 {
		c.fault("/fields", "want at least one field of expertise")
	}
	for i, f := range c.programme.Fields {
		c.authority(fmt.Sprintf("/fields/%d/authority", i), f.Authority)
	}
	c.authority("/fallback_authority", c.programme.FallbackAuthority)
}

func (c *checker) objections() {
	for i, id := range c.programme.Objections.RaisedBy {
		at := fmt.Sprintf("/objections/raised_by/%d", i)
		c.authority(at, id)
		if _, known := c.programme.Authority(id); known && !c.programme.holdsLane(id) {
			c.fault(at, "%s holds no lane; an objection is raised from one", id)
		}
	}
	decider := c.programme.Objections.DecidedBy
	c.authority("/objections/decided_by/authority", decider.Authority)
	if decider.Role != ObjectionReviewer {
		c.fault("/objections/decided_by/role", "want %s, the one role that rules on objections, got %q", ObjectionReviewer, decider.Role)
	}
}

// holdsLane reports whether an authority ever holds a lane: by the act, or as a field's authority.
func (p Programme) holdsLane(id AuthorityID) bool {
	fields := []FieldID{""} // the fallback's
	for _, f := range p.Fields {
		fields = append(fields, f.ID)
	}
	return slices.ContainsFunc(fields, func(f FieldID) bool {
		return slices.ContainsFunc(p.Lanes(f), func(l LaneSpec) bool { return l.Authority == id })
	})
}
