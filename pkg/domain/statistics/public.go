package statistics

import "slices"

// What public figures are held to. Groups under Least people are "fewer than five"; counts are rounded down to a
// multiple of Step, so that neither the difference of two periods nor a look before and after a decision tells of one
// person. A median needs Least values on each side of it, quartiles Least values in each quarter.
const (
	Least = 5
	Step  = 5
)

// Public makes of exact figures what anybody may see. It reveals no single person, also not by comparing lists with
// each other: where the lists would fit together in one way only, the largest count gives way by a step and stays true,
// since every public count says "at least".
func (f Figures) Public() Figures {
	p := f
	p.Corrected, p.Extended = f.Corrected.public(), f.Extended.public()
	p.Decision, p.Totals = f.Decision.public(), f.Totals.public()
	p.Applications = f.Applications.public()
	p.Months, p.Fields, p.Outcomes = slices.Clone(f.Months), slices.Clone(f.Fields), slices.Clone(f.Outcomes)
	lists := [][]*Count{{&p.Applications}, nil, nil, nil}
	for i := range p.Months {
		p.Months[i].Applications = f.Months[i].Applications.public()
		lists[1] = append(lists[1], &p.Months[i].Applications)
	}
	for i := range p.Fields {
		p.Fields[i].Applications = f.Fields[i].Applications.public()
		lists[2] = append(lists[2], &p.Fields[i].Applications)
	}
	for i := range p.Outcomes {
		p.Outcomes[i].Applications = f.Outcomes[i].Applications.public()
		lists[3] = append(lists[3], &p.Outcomes[i].Applications)
	}
	ease(lists)
	p.Authorities, p.Lanes = slices.Clone(f.Authorities), slices.Clone(f.Lanes)
	for i, a := range f.Authorities {
		p.Authorities[i].Kept, p.Authorities[i].Days = a.Kept.public(), a.Days.public()
	}
	for i, l := range f.Lanes {
		p.Lanes[i].Points, p.Lanes[i].Days = l.Points.public(), l.Days.public()
	}
	return p
}

func (c Count) public() Count {
	if c.N < Least {
		return Count{Few: true}
	}
	return Count{N: c.N / Step * Step}
}

func (k Kept) public() Kept {
	p := Kept{Of: k.Of.public()}
	if k.Percent != nil && !p.Of.Few {
		rounded := *k.Percent / 5 * 5
		p.Percent = &rounded
	}
	return p
}

func (s Spread) public() Spread {
	p := Spread{Of: s.Of.public()}
	if s.Of.N >= 2*Least {
		p.Median = s.Median
	}
	if s.Of.N >= 4*Least {
		p.Lower, p.Upper = s.Lower, s.Upper
	}
	return p
}

// ease sees to it that lists that add up to the same number leave room for more than one truth. A count stands for
// itself and the Step-1 numbers above it. Where the least that one list adds up to is as much as the most that another
// can, every number of both is known; so the first gives way.
func ease(lists [][]*Count) {
	lists = slices.DeleteFunc(lists, func(list []*Count) bool { return len(list) == 0 }) // adds up to nothing, and tells nothing
	most := sum(lists[0]) + (Step-1)*len(lists[0])
	for _, list := range lists[1:] {
		most = min(most, sum(list)+(Step-1)*len(list))
	}
	for _, list := range lists {
		for sum(list) >= most {
			largest := slices.MaxFunc(list, func(a, b *Count) int { return a.N - b.N })
			largest.N -= Step
		}
	}
}

func sum(list []*Count) int {
	n := 0
	for _, c := range list {
		n += c.N
	}
	return n
}
