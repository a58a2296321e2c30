package application

// AwaitsConfirmation reports whether the proposed outcome waits for a decision officer's signature.
func (c *Case) AwaitsConfirmation() bool { return c.State == Confirming && c.Decision == nil }

// AwaitsRuling reports whether an objection of the case waits for the Service's ruling, and may hence still be
// withdrawn. Where the case was withdrawn it waits no more.
func (c *Case) AwaitsRuling(o Objection) bool { return o.Resolution == nil && c.rulable() }

// AwaitsApproval reports whether an extension of the case was asked for and neither granted nor refused.
func (c *Case) AwaitsApproval(e Extension) bool { return e.Approval == nil && c.rulable() }

// rulable is where objections and extensions can still be ruled on.
func (c *Case) rulable() bool { return c.State == Assessing || c.State == Reviewing }
