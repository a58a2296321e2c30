package signin

import (
	"regexp"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/locale"
)

// longestLocal is more than any address of the portal has.
const longestLocal = 2000

// page is an address on the portal: segments that begin with no dot, perhaps a query, all in characters that browsers
// read in one way. No scheme, host, backslash, control character or empty segment fits in.
var page = regexp.MustCompile(`^/([a-z]{2})(/[A-Za-z0-9_~-][A-Za-z0-9_.~-]*)*/?(\?[A-Za-z0-9_.~=&%+,:-]*)?$`)

// leading are the pages that only lead elsewhere: coming back to them would go round in circles.
var leading = []string{"sign-in", "sign-out"}

// local returns to when it is the address of a page on the portal, in one of its languages.
func local(to string) (string, bool) {
	if len(to) > longestLocal {
		return "", false
	}
	parts := page.FindStringSubmatch(to)
	if parts == nil || !locale.Language(parts[1]).Valid() {
		return "", false
	}
	path, _, _ := strings.Cut(to[len("/az"):], "?")
	room, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if slices.Contains(leading, room) {
		return "", false
	}
	return to, true
}
