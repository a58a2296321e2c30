package credential

import (
	"strconv"
	"strings"
)

// The indent of what belongs to a numbered heading.
const indent = 5.0

// explain writes one criterion: who scored it, how, why, on what evidence, by which rules.
func (c CriterionReasons) explain(f *flow, number int) {
	title := strconv.Itoa(number) + ".  " + f.of(c.Name)
	st := style{sans, true, 11, deepTeal}
	f.gap(4)
	f.need(f.height(textWidth, st, title) + 4*bodyFace.line())
	f.prose(0, st, title)
	f.prose(indent, valueFace.at(9.5), f.Say("value.points", "points", strconv.Itoa(c.Points), "maximum", strconv.Itoa(c.Maximum)))
	f.quote(indent, f.Say("label.authority"), f.of(c.Authority))
	f.quote(indent, f.Say("label.justification"), c.Justification)
	evidence := f.Say("label.no_evidence")
	if len(c.Evidence) > 0 {
		evidence = "– " + strings.Join(c.Evidence, "\n– ")
	}
	f.quote(indent, f.Say("label.evidence"), evidence)
	f.quote(indent, f.Say("label.rule"), c.RuleVersion)
}

// explain writes one objection with its legal basis and what the review made of it.
func (o ObjectionReasons) explain(f *flow) {
	st := style{sans, true, 11, deepTeal}
	authority := f.of(o.Authority)
	f.gap(4)
	f.need(f.height(textWidth, st, authority) + 4*bodyFace.line())
	f.prose(0, labelFace, f.Say("label.objector"))
	f.prose(0, st, authority)
	if o.LegalBasis != "" {
		f.quote(indent, f.Say("label.legal_basis"), o.LegalBasis)
	}
	f.quote(indent, f.Say("label.reason"), o.Reason)
	outcome := f.Say("resolution." + string(o.Resolution))
	if !o.ResolvedOn.IsZero() {
		outcome += ", " + day(o.ResolvedOn)
	}
	f.quote(indent, f.Say("label.resolution"), strings.TrimSpace(outcome+"\n"+o.ResolutionReason))
}

// closing says how to appeal, under which rules it was decided, and who sealed it.
func (s Statement) closing(f *flow) {
	f.heading(f.Say("reasons.appeal"))
	f.prose(0, bodyFace, f.Say("reasons.appeal_text", "days", strconv.Itoa(s.Appeal.Days), "to", f.of(s.Appeal.To)))
	f.gap(1)
	f.prose(0, secondFace, f.Say("reasons.appeal_basis", "basis", f.of(s.Appeal.LegalBasis)))
	f.gap(6)
	notes := []string{
		f.Say("reasons.basis", "act", f.of(s.Programme.Act), "version", s.Programme.Version, "hash", short(s.Programme.Hash)),
		f.Say("document.sealed", "issuer", f.of(s.Issuer.Name)),
	}
	if s.lossy() {
		notes = append(notes, f.Say("reasons.omitted"))
	}
	f.need(float64(len(notes)) * smallFace.line())
	for _, note := range notes {
		f.prose(0, smallFace, note)
	}
}
