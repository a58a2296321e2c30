package objects

import (
	"net/url"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/evidence"
)

// showable lists what a browser shows without running anything of it in the page's name.
var showable = []evidence.Kind{evidence.PDF, evidence.JPEG, evidence.PNG}

func maySee(d evidence.Document) bool {
	return d.State == evidence.Accepted && slices.Contains(showable, d.Report.Kind)
}

// shownAs is the media type that bytes are served with: the one they were inspected to have, never one that a person named.
func shownAs(d evidence.Document) string {
	if maySee(d) {
		return d.Report.Kind.MediaType()
	}
	return evidence.Unknown.MediaType()
}

// disposition writes the header that shows a file, or saves it, under its name (RFC 6266). Old browsers take the plain name,
// in which all but the safest letters are replaced; the others take the name in its own script.
func disposition(d evidence.Document) string {
	name, way := d.FileName, "attachment"
	if name == "" {
		name = d.ID
	}
	if maySee(d) {
		way = "inline"
	}
	return way + `; filename="` + strings.Map(plain, name) + `"; filename*=UTF-8''` + escaped(name)
}

func plain(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(" .-_()", r):
		return r
	}
	return '_'
}

// escaped is percent-encoding as RFC 8187 has it: a space is %20, and the few marks that it forbids are encoded too.
func escaped(name string) string {
	return strings.NewReplacer("+", "%20", "'", "%27", "(", "%28", ")", "%29", "*", "%2A").Replace(url.QueryEscape(name))
}
