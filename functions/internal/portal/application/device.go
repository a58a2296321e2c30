package application

import (
	"net/url"
	"regexp"
	"strconv"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	domain "hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/page"
)

// autosave.js numbers what it sends with a button, and keeps it on the device until it hears the number again: in the
// address of the page that follows, or on the form that comes back. Without scripts there is no number.
const (
	sendingField = "sending"
	storedQuery  = "stored"
)

// numbers are those of autosave.js: milliseconds, which tell nothing about anybody.
var numbers = regexp.MustCompile(`^\d{1,16}$`)

// sending is the number of what was sent, or "".
func sending(v *portal.Visit) string {
	if number := v.Value(sendingField); numbers.MatchString(number) {
		return number
	}
	return ""
}

// onTo leads on after a part was stored.
func onTo(v *portal.Visit, to url.URL) portal.Answer {
	if number := sending(v); number != "" {
		query := to.Query()
		query.Set(storedQuery, number)
		to.RawQuery = query.Encode()
	}
	return portal.See(v.Page, to.String())
}

// stored is the number of a sending of which the device needs nothing any more, though the form comes back; "" while
// there is something that could not be read, or when the form was only to be shown.
func (s saved) stored(v *portal.Visit) string {
	if len(s.faults) > 0 || v.OnlyShows() {
		return ""
	}
	return sending(v)
}

// told is what autosave.js hears: nothing personal, only how it went.
type told struct {
	Version string `json:"version"`
	Seen    string `json:"seen"`
	At      string `json:"at"`      // time of day in Baku
	Unread  int    `json:"unread"`  // fields that could not be read and are kept on the device alone
	Changed bool   `json:"changed"` // somebody changed the same part; saving by the button compares
}

func (s saved) told(now time.Time) told {
	return told{Version: strconv.Itoa(s.FormVersion), Seen: s.seen, Unread: len(s.faults), Changed: s.clash,
		At: now.In(calendar.Baku).Format("15:04")}
}

// deviceKey is the name under which a device keeps what was typed in a part and not saved.
func deviceKey(id domain.ID, s step) string { return string(id) + "/" + s.id }

// onDevice lists all parts: which of them a device holds something of, only its own script knows.
func onDevice(p page.Page, id domain.ID) []application.OnDevice {
	var parts []application.OnDevice
	for _, s := range steps {
		parts = append(parts, application.OnDevice{Key: deviceKey(id, s), Title: p.Of("application.part", s.id), Link: p.To(path(id, "/"+s.id))})
	}
	return parts
}
