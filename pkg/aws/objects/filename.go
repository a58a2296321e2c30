package objects

import (
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/evidence"
)

// showable lists what a browser shows without running anything of it in the page's name.
var showable = []evidence.Kind{evidence.PDF, evidence.JPEG, evidence.PNG}

func maySee(d evidence.Document) bool {
	return d.State == evidence.Accepted && slices.Contains(showable, d.Report.Kind)
}

// shownAs is the media type that bytes are served with: the one they were inspected to have, never one that a person
// named.
func shownAs(d evidence.Document) string {
	if maySee(d) {
		return d.Report.Kind.MediaType()
	}
	return evidence.Unknown.MediaType()
}

// disposition writes the header that shows a file, or saves it (RFC 6266). Its name says what the document is and not
// what the person called it: the header stands in the link's address, and addresses end up in logs.
func disposition(d evidence.Document) string {
	way, ending := "attachment", ""
	if maySee(d) {
		way, ending = "inline", "."+string(d.Report.Kind)
	}
	return way + `; filename="` + strings.Map(plain, strings.TrimLeft(d.Kind+"-"+d.ID, "-")+ending) + `"`
}

func plain(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(".-_", r):
		return r
	}
	return '_'
}
