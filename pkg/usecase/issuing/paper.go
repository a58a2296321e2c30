package issuing

import (
	"crypto/x509/pkix"
	"fmt"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

// certificateFacts gathers what the certificate says, from the record alone. Its dates are those of the real calendar,
// also where an accelerated clock has run ahead of it: whoever checks the document has only today's date.
func certificateFacts(c *application.Case, p programme.Programme) credential.Facts {
	e, issued := c.Explanation(), c.Decision.Date()
	return credential.Facts{
		Number: credential.Number(c.ReservedNumber), Holder: holder(c.Form.Identity), Field: field(c, p),
		Score:     credential.Score{Points: int(e.Total), Threshold: int(e.Threshold), Maximum: int(p.TotalMaximum())},
		Programme: rule(c, p), Issuer: issuer(p), IssuedAt: c.Decision.At, IssuedOn: issued, ValidFrom: issued,
		ValidUntil:  credential.LastDay(issued, p.Certificate.ValidityYears),
		StatusIndex: c.ReservedIndex, Language: c.Language,
	}
}

// statementOf gathers what the statement of reasons says: the records themselves, no words typed for it.
func statementOf(c *application.Case, p programme.Programme) (credential.Statement, error) {
	e := c.Explanation()
	s := credential.Statement{
		Reference: string(c.ID), Holder: holder(c.Form.Identity), Field: field(c, p),
		Score:     credential.Score{Points: int(e.Total), Threshold: int(e.Threshold), Maximum: int(p.TotalMaximum())},
		Programme: rule(c, p), Issuer: issuer(p), DecidedAt: c.Decision.At, DecidedOn: c.Decision.Date(), Language: c.Language,
		Appeal: credential.Appeal{Days: p.Appeal.Days, To: issuer(p).Name, LegalBasis: p.Appeal.LegalBasis},
	}
	for _, line := range e.Criteria {
		criterion, ok := p.Criterion(programme.CriterionID(line.Criterion))
		if !ok {
			return credential.Statement{}, fmt.Errorf("criterion %s is not in programme %s", line.Criterion, p.Version)
		}
		s.Criteria = append(s.Criteria, credential.CriterionReasons{Name: criterion.Names, Authority: authorityNames(p, line.Authority),
			Points: int(line.Points), Maximum: int(line.Maximum), Justification: line.Justification,
			Evidence: fileNames(c, line.Evidence), RuleVersion: e.Rule})
	}
	for n, o := range e.Objections {
		s.Objections = append(s.Objections, credential.ObjectionReasons{Authority: authorityNames(p, o.Authority),
			LegalBasis: o.LegalBasis, Reason: o.Reason, Resolution: credential.Resolution(o.Ruling), ResolutionReason: o.RulingReason,
			ResolvedOn: calendar.DateOf(c.Objections[n].Resolution.At)})
	}
	return s, nil
}

// holder is the person with a name that a document can bear, however it came into the form: a decided case is always
// issued.
func holder(i application.Identity) credential.Holder {
	family, given := i.LatinName()
	h := credential.Holder{FamilyName: credential.Fit(family), GivenNames: credential.Fit(given), NativeName: i.NativeName, BirthDate: i.BirthDate}
	if len(i.Nationalities) > 0 {
		h.Nationality = credential.Nationality{Code: i.Nationalities[0], Name: evidence.StateNames(i.Nationalities[0])}
	}
	return h
}

func field(c *application.Case, p programme.Programme) credential.Field {
	f, _ := p.Field(programme.FieldID(c.Form.Expertise.Field))
	return credential.Field{ID: c.Form.Expertise.Field, Name: f.Names}
}

func rule(c *application.Case, p programme.Programme) credential.Programme {
	return credential.Programme{Act: p.Act.Names, Version: c.Submission.Versions.Programme, Hash: c.Submission.Versions.Hash}
}

func issuer(p programme.Programme) credential.Issuer {
	return credential.Issuer{ID: "smsaz", Name: authorityNames(p, p.Clearance.Authority)}
}

func authorityNames(p programme.Programme, id programme.AuthorityID) locale.Texts {
	a, _ := p.Authority(id)
	return a.Names
}

func fileNames(c *application.Case, ids []string) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		if d, err := c.Document(id); err == nil {
			names = append(names, d.FileName)
		}
	}
	return names
}

// SealSubject is the name in the seal's certificate.
func SealSubject() pkix.Name {
	return pkix.Name{Country: []string{"AZ"}, Organization: []string{"Dövlət Miqrasiya Xidməti"}, CommonName: "State Migration Service electronic seal"}
}
