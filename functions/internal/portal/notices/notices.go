// Package notices is the room of what the public is told, and the banners above the other pages.
//
// What an act changes in the calendar stands in the calendar; this room only says it.
package notices

import (
	"net/http"
	"time"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/notice"
	"hsmp.example/cases/pkg/locale"
	view "hsmp.example/cases/web/notices"
	"hsmp.example/cases/web/page"
)

// Room is what the routes need.
type Room struct {
	Board notice.Board
}

// Routes adds the page of all notices.
func (r Room) Routes(s *portal.Site) {
	s.Open(http.MethodGet, "/notices", r.list)
}

func (r Room) list(v *portal.Visit) (portal.Answer, error) {
	v.Page.Notices = nil // they stand on the page itself
	return portal.Show(view.Page(v.Page, view.View{All: r.Board.All(), Today: calendar.DateOf(v.Now)})), nil
}

// Pressing are the notices of force majeure in force, which stand above every page; it is made for portal.Config.
func Pressing(b notice.Board) func(locale.Language, time.Time) []page.Notice {
	return banners(b, notice.ForceMajeure)
}

// Announcements are those in force, for the first page alone: what stands above every page is soon read by nobody.
func Announcements(b notice.Board, l locale.Language, now time.Time) []page.Notice {
	return banners(b, notice.Announcement)(l, now)
}

func banners(b notice.Board, kind notice.Kind) func(locale.Language, time.Time) []page.Notice {
	return func(l locale.Language, now time.Time) []page.Notice {
		var all []page.Notice
		for _, n := range b.Current(now) {
			if n.Kind == kind {
				all = append(all, view.Banner(page.Page{Language: l}, n))
			}
		}
		return all
	}
}
