package portal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"hsmp.example/cases/web/page"
)

// Answer is what a handler gives back: a page, a way to another page, a file, or data for a script.
type Answer struct {
	status int
	view   templ.Component
	to     string
	file   *file
	data   any
}

type file struct {
	name, mediaType string
	content         []byte
}

// Show answers with a page.
func Show(view templ.Component) Answer { return Answer{status: http.StatusOK, view: view} }

// Again shows the form once more, with its faults and with everything that was typed.
func Again(view templ.Component) Answer {
	return Answer{status: http.StatusUnprocessableEntity, view: view}
}

// Clash shows what somebody else changed meanwhile beside what was typed now.
func Clash(view templ.Component) Answer { return Answer{status: http.StatusConflict, view: view} }

// See sends the browser, after a form was taken, to a page of the portal, in the visit's language: See(v.Page,
// "/applications"). Query and fragment may follow the path.
func See(p page.Page, path string) Answer {
	return Answer{status: http.StatusSeeOther, to: p.To(path)}
}

// Leave sends the browser to an address outside, which a use case gave out: a short-lived link to a document.
func Leave(address string) Answer { return Answer{status: http.StatusSeeOther, to: address} }

// Download answers with a file to be kept, never to be shown in the page's own origin.
func Download(name, mediaType string, content []byte) Answer {
	return Answer{status: http.StatusOK, file: &file{name, mediaType, content}}
}

// Data answers a script of the portal's own pages with JSON: a state to show, never a page's content.
func Data(content any) Answer { return Answer{status: http.StatusOK, data: content} }

func (a Answer) write(w http.ResponseWriter, r *http.Request) {
	switch {
	case a.to != "":
		w.Header().Set("Location", a.to)
		w.WriteHeader(a.status)
	case a.file != nil:
		a.file.write(w)
	case a.data != nil:
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(a.status)
		// The status is sent; a failure to write the rest can only be the reader's leaving.
		_ = json.NewEncoder(w).Encode(a.data)
	default:
		render(w, r, a.status, a.view)
	}
}

func (f file) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", f.mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(f.content)))
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename*=UTF-8''%s", strings.ReplaceAll(url.QueryEscape(f.name), "+", "%20")))
	// The status is sent; a failure to write the rest can only be the reader's leaving.
	_, _ = w.Write(f.content)
}

// render writes a page that is whole: one that fails midway becomes an error and not half a page.
func render(w http.ResponseWriter, r *http.Request, status int, view templ.Component) {
	var body bytes.Buffer
	if err := view.Render(r.Context(), &body); err != nil {
		slog.ErrorContext(r.Context(), "page not rendered", "error", err.Error())
		http.Error(w, "The page could not be made. Please try again.", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(body.Bytes())
}
