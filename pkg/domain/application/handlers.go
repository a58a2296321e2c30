package application

// Handlers lists the actor ids of all whose word the decision hangs on: who scored or cleared a lane, asked the
// applicant, objected, ended an objection, asked for or answered an extension, reopened or routed a lane. None of them
// may confirm it: four eyes are two people. A claim alone says nothing, and who returned a proposal looked with the
// second pair of eyes.
func (c *Case) Handlers() []string {
	var ids []string
	for _, l := range c.Lanes {
		ids = append(ids, l.handlers()...)
	}
	for _, k := range c.Corrections {
		ids = append(ids, k.By)
	}
	for _, o := range c.Objections {
		ids = append(ids, o.By)
		if o.Resolution != nil {
			ids = append(ids, o.Resolution.By)
		}
	}
	for _, e := range c.Extensions {
		ids = append(ids, e.By)
		if e.Approval != nil {
			ids = append(ids, e.Approval.By)
		}
	}
	return ids
}

func (l Lane) handlers() []string {
	var ids []string
	if l.Outcome != nil {
		ids = append(ids, l.Outcome.By)
	}
	for _, s := range l.Superseded {
		ids = append(ids, s.Outcome.By)
		if !s.Returned {
			ids = append(ids, s.Reopening.By)
		}
	}
	for _, r := range l.Routings {
		ids = append(ids, r.By)
	}
	return ids
}
