package programme

import "hsmp.example/cases/pkg/locale"

// FieldNames says what a field of expertise is called. One that the programme does not list, as one of an older
// version, is called by its id.
func (p Programme) FieldNames(id FieldID) locale.Texts {
	if f, ok := p.Field(id); ok {
		return f.Names
	}
	return locale.Same(string(id))
}

// AuthorityNames says what an authority is called; one that the programme does not list is called by its id.
func (p Programme) AuthorityNames(id AuthorityID) locale.Texts {
	if a, ok := p.Authority(id); ok {
		return a.Names
	}
	return locale.Same(string(id))
}

// LaneNames says what a lane is called: the names of its criterion, or of the clearance; any other is called by its id.
func (p Programme) LaneNames(id LaneID) locale.Texts {
	if id == p.Clearance.ID {
		return p.Clearance.Names
	}
	if c, ok := p.Criterion(CriterionID(id)); ok {
		return c.Names
	}
	return locale.Same(string(id))
}
