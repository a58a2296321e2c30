// Package status holds the applicant's pages after the submission: how far the application is, what authorities ask,
// the withdrawal, the decision with its reasons, and who opened the file.
//
// It must know no use case and no permission. The status page is looked at again and again without a row in the audit
// chain, so nothing on it may be personal: states, lanes, dates and numbers, and no word or file name that a person
// wrote.
package status

import (
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// Case is an application with what its dates are reckoned by and when it was looked at.
type Case struct {
	application.Case
	Timetable application.Timetable
	Now       time.Time
}

// At is the path of a page of the case: At("") is its status, At("/decision") the decision.
func (c Case) At(suffix string) string { return "/applications/" + string(c.ID) + suffix }

func (c Case) programme() programme.Programme { return c.Timetable.Programme }

// LaneName is what a lane is called: the name of its criterion, or of the clearance.
func (c Case) LaneName(p page.Page, id programme.LaneID) string {
	return p.Text(c.programme().LaneNames(id))
}

// AuthorityName is what an authority is called.
func (c Case) AuthorityName(p page.Page, id programme.AuthorityID) string {
	return p.Text(c.programme().AuthorityNames(id))
}

// laneAuthority is the authority that has the lane now.
func (c Case) laneAuthority(p page.Page, id programme.LaneID) string {
	for _, l := range c.Lanes {
		if l.ID == id {
			return c.AuthorityName(p, l.Authority)
		}
	}
	return ""
}

// withdrawable reports whether the case can still be withdrawn: the domain refuses it once there is a decision.
func (c Case) withdrawable() bool {
	return c.State.Open() && c.Decision == nil
}

// Open lists the corrections that wait for a reply and can still get one.
func (c Case) Open() []application.Correction {
	var open []application.Correction
	for _, k := range c.Corrections {
		if c.Answerable(k) {
			open = append(open, k)
		}
	}
	return open
}

// Answerable reports whether a reply to the correction is still taken.
func (c Case) Answerable(k application.Correction) bool {
	return k.Reply == nil && c.State == application.Assessing
}

// file shows documents as everywhere else; each opens by a page that records the reading.
func (c Case) file(p page.Page) dossier.File {
	return dossier.File{Programme: c.programme(), Form: c.Form, Documents: c.Documents, Open: func(d evidence.Document) string {
		if d.State != evidence.Accepted {
			return ""
		}
		return p.To(c.At("/file/" + d.ID))
	}}
}

func (c Case) documents(ids []string) []evidence.Document {
	var found []evidence.Document
	for _, id := range ids {
		if d, err := c.Document(id); err == nil {
			found = append(found, *d)
		}
	}
	return found
}
