package objects

import (
	"net/url"
	"strings"

	"hsmp.example/cases/pkg/evidence"
)

// attachment writes the header that saves a file under its name (RFC 6266). Old browsers take the plain name, in which all
// but the safest letters are replaced; the others take the name in its own script.
func attachment(d evidence.Document) string {
	name := d.FileName
	if name == "" {
		name = d.ID
	}
	return `attachment; filename="` + strings.Map(plain, name) + `"; filename*=UTF-8''` + escaped(name)
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
