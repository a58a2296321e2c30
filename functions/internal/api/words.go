package api

import (
	"embed"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
)

//go:embed texts/*.json
var files embed.FS

var texts = locale.Lazily(files, "texts")

// Say returns a text of the API in language l; a key that is missing shows as itself, and a test sees to it that none
// is.
func Say(l locale.Language, key string) string {
	catalogue, _ := texts()
	return locale.Words{Language: l, Catalogue: catalogue}.Say(key)
}

// AuthorityName is what an authority is called in language l.
func AuthorityName(p programme.Programme, l locale.Language, id programme.AuthorityID) string {
	return p.AuthorityNames(id).In(l)
}

// LaneName is what a lane is called: the name of its criterion, or of the clearance.
func LaneName(p programme.Programme, l locale.Language, id programme.LaneID) string {
	return p.LaneNames(id).In(l)
}

// FieldName is what a field of expertise is called; one that the programme does not list is called by its id.
func FieldName(p programme.Programme, l locale.Language, id string) string {
	return p.FieldNames(programme.FieldID(id)).In(l)
}

// KindName is what a kind of document is called.
func KindName(p programme.Programme, l locale.Language, kind programme.DocumentKind) string {
	d, ok := p.Document(kind)
	if !ok {
		return string(kind)
	}
	return d.Names.In(l)
}

// ActionName says in words what was done to or read of a case.
func ActionName(l locale.Language, action string) string { return Say(l, "action-"+action) }

// NextStep says what happens next, or what the applicant is to do.
func NextStep(l locale.Language, c *application.Case) string {
	if c.State == application.Assessing {
		for _, k := range c.Corrections {
			if k.Reply == nil {
				return Say(l, "next-correction")
			}
		}
	}
	return Say(l, "next-"+string(c.State))
}

// LaneState is one word for how far a lane is.
func LaneState(lane application.Lane) string {
	switch {
	case lane.Withdrawn:
		return "closed"
	case lane.Closed():
		return "scored"
	case lane.Claim != nil:
		return "claimed"
	}
	return "open"
}
