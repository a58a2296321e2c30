package programme

import (
	"slices"

	"hsmp.example/cases/pkg/locale"
)

// LaneKind says what a lane gives.
type LaneKind string

// The kinds of lanes.
const (
	CriterionLane LaneKind = "criterion" // points for one criterion
	ClearanceLane LaneKind = "clearance" // an objection or none; no points
)

// LaneSpec is one lane of a case as the programme lays it out.
type LaneSpec struct {
	ID        LaneID // the criterion's id, or the clearance's
	Kind      LaneKind
	Criterion CriterionID // "" for the clearance
	Names     locale.Texts
	Authority AuthorityID // who alone may score it
	Maximum   Points      // 0 for the clearance
	Sections  []SectionID
	Documents []DocumentKind
}

// Sees reports whether the lane may see a document of this kind. A translation is seen by whoever sees its original:
// original is the kind of the document that it translates, or "".
func (l LaneSpec) Sees(kind, original DocumentKind) bool {
	return slices.Contains(l.Documents, kind) || (original != "" && slices.Contains(l.Documents, original))
}

// Lanes lays out the lanes of a case in a field: the criteria in the order of the act, then the clearance.
func (p Programme) Lanes(field FieldID) []LaneSpec {
	lanes := make([]LaneSpec, 0, len(p.Criteria)+1)
	for _, c := range p.Criteria {
		authority := c.Authority
		if authority == FieldAuthority {
			authority = p.AuthorityFor(field)
		}
		lanes = append(lanes, LaneSpec{
			ID: LaneID(c.ID), Kind: CriterionLane, Criterion: c.ID, Names: c.Names, Authority: authority,
			Maximum: c.Maximum, Sections: c.Sections, Documents: c.Documents,
		})
	}
	return append(lanes, LaneSpec{
		ID: p.Clearance.ID, Kind: ClearanceLane, Names: p.Clearance.Names, Authority: p.Clearance.Authority,
		Sections: p.Clearance.Sections, Documents: p.Clearance.Documents,
	})
}

// AuthorityFor is the authority in charge of a field, or the fallback for one that the programme does not list (G3).
func (p Programme) AuthorityFor(field FieldID) AuthorityID {
	if f, ok := p.Field(field); ok {
		return f.Authority
	}
	return p.FallbackAuthority
}

// Takers lists the authorities that a lane may be routed to, in the order of the file: of a criterion that the field's
// authority scores, those that a field has or that stand in for it, since which field's it is may be an assumption
// (G3). Every other lane has its authority by law (fact 56), and none.
func (p Programme) Takers(id LaneID) []AuthorityID {
	if c, ok := p.Criterion(CriterionID(id)); !ok || c.Authority != FieldAuthority {
		return nil
	}
	var takers []AuthorityID
	for _, a := range p.Authorities {
		if a.ID == p.FallbackAuthority || has(p.Fields, a.ID, func(f Field) AuthorityID { return f.Authority }) {
			takers = append(takers, a.ID)
		}
	}
	return takers
}

// Field finds a field of expertise; false if the programme does not list it.
func (p Programme) Field(id FieldID) (Field, bool) {
	i := slices.IndexFunc(p.Fields, func(f Field) bool { return f.ID == id })
	if i < 0 {
		return Field{}, false
	}
	return p.Fields[i], true
}

// Criterion finds a criterion; false if the programme has none of that name.
func (p Programme) Criterion(id CriterionID) (Criterion, bool) {
	i := slices.IndexFunc(p.Criteria, func(c Criterion) bool { return c.ID == id })
	if i < 0 {
		return Criterion{}, false
	}
	return p.Criteria[i], true
}

// Authority finds an authority; false if the programme has none of that name.
func (p Programme) Authority(id AuthorityID) (Authority, bool) {
	i := slices.IndexFunc(p.Authorities, func(a Authority) bool { return a.ID == id })
	if i < 0 {
		return Authority{}, false
	}
	return p.Authorities[i], true
}

// MayObject reports whether an authority may raise an objection in a case whose lanes these authorities hold (G1). They
// are the case's and not the field's: a lane may have been routed elsewhere.
func (p Programme) MayObject(authority AuthorityID, holders []AuthorityID) bool {
	return slices.Contains(p.Objections.RaisedBy, authority) ||
		p.Objections.LaneAuthorities && slices.Contains(holders, authority)
}

// TotalMaximum is the sum of the criteria's maxima; 100 in a file that passed.
func (p Programme) TotalMaximum() Points {
	var sum Points
	for _, c := range p.Criteria {
		sum += c.Maximum
	}
	return sum
}
