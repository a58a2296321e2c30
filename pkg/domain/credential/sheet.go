package credential

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"github.com/go-fonts/liberation/liberationserifbold"

	"hsmp.example/cases/pkg/locale"
)

// A4 in millimetres, and the margin that all text keeps.
const (
	pageWidth  = 210.0
	pageHeight = 297.0
	margin     = 18.0
	textWidth  = pageWidth - 2*margin
)

// The typefaces of the documents: Liberation has every letter of az, tr and ru, and nearly all of Latin and Greek.
// Which characters exactly, package typeface knows.
const (
	sans  = "sans"
	serif = "serif"
)

type colour struct{ r, g, b int }

// The identity: teal of the Caspian and pomegranate, on white. No state emblem is imitated.
var (
	deepTeal    = colour{11, 79, 94}
	midTeal     = colour{30, 104, 120}
	tintTeal    = colour{232, 242, 244}
	pomegranate = colour{158, 27, 50}
	tintRed     = colour{250, 238, 240}
	ink         = colour{28, 36, 40}
	grey        = colour{92, 104, 110}
	hairline    = colour{200, 212, 216}
	white       = colour{255, 255, 255}
	pale        = colour{205, 225, 230}
)

// style is how a text is set. Size is in points; lead is the line height as a multiple of the size.
type style struct {
	family string
	bold   bool
	size   float64
	colour colour
}

const pointsToMM = 25.4 / 72

func (st style) line() float64         { return st.size * pointsToMM * 1.32 }
func (st style) in(c colour) style     { st.colour = c; return st }
func (st style) at(size float64) style { st.size = size; return st }

// drawn is one line of text with the box it takes; tests read them to see that nothing overlaps and nothing is lost.
type drawn struct {
	page       int
	x, y, w, h float64 // millimetres; y is the top of the box
	text       string
}

// sheet draws on A4 pages and remembers every text it drew.
type sheet struct {
	pdf   *fpdf.Fpdf
	texts []drawn
}

// about is the metadata of a document.
type about struct {
	title, subject, author string
	language               locale.Language
	at                     time.Time
}

func newSheet(a about) *sheet {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCatalogSort(true) // the same facts must give the same bytes
	pdf.SetCreationDate(a.at.UTC())
	pdf.SetModificationDate(a.at.UTC())
	pdf.SetLang(string(a.language))
	pdf.SetTitle(a.title, true)
	pdf.SetSubject(a.subject, true)
	pdf.SetAuthor(a.author, true)
	pdf.SetCreator("hsmp.example/cases", true)
	pdf.AddUTF8FontFromBytes(sans, "", liberationsansregular.TTF)
	pdf.AddUTF8FontFromBytes(sans, "B", liberationsansbold.TTF)
	pdf.AddUTF8FontFromBytes(serif, "B", liberationserifbold.TTF)
	return &sheet{pdf: pdf}
}

// bytes closes the document and returns the file.
func (s *sheet) bytes() ([]byte, error) {
	var file bytes.Buffer
	if err := s.pdf.Output(&file); err != nil {
		return nil, fmt.Errorf("write the PDF: %w", err)
	}
	return file.Bytes(), nil
}

func (s *sheet) use(st style) {
	weight := ""
	if st.bold {
		weight = "B"
	}
	s.pdf.SetFont(st.family, weight, st.size)
	s.pdf.SetTextColor(st.colour.r, st.colour.g, st.colour.b)
}

func (s *sheet) fill(c colour) { s.pdf.SetFillColor(c.r, c.g, c.b) }

func (s *sheet) stroke(c colour, width float64) {
	s.pdf.SetDrawColor(c.r, c.g, c.b)
	s.pdf.SetLineWidth(width)
}

func (s *sheet) box(x, y, w, h float64, c colour) {
	s.fill(c)
	s.pdf.Rect(x, y, w, h, "F")
}

// line draws one line whose box begins at y, and returns where the next begins.
func (s *sheet) line(x, y float64, st style, text string) float64 {
	s.use(st)
	text, _ = legible(text) // the one place all text passes: nothing is ever drawn as a box
	h := st.line()
	// The baseline lies three quarters down the box: room for Ə's and Й's height above, ç's and ş's tail below.
	s.pdf.Text(x, y+h*0.76, text)
	s.texts = append(s.texts, drawn{page: s.pdf.PageNo(), x: x, y: y, w: s.pdf.GetStringWidth(text), h: h, text: text})
	return y + h
}

// paragraph draws the text wrapped to w from y on, without regard for the page's end, and returns where it ended.
func (s *sheet) paragraph(x, y, w float64, st style, text string) float64 {
	for _, line := range s.wrap(w, st, text) {
		y = s.line(x, y, st, line)
	}
	return y
}

// height returns how tall the paragraph would be.
func (s *sheet) height(w float64, st style, text string) float64 {
	return float64(len(s.wrap(w, st, text))) * st.line()
}

// wrap breaks a text into lines no wider than w: at spaces, and inside a word only when it is wider than a whole line.
func (s *sheet) wrap(w float64, st style, text string) []string {
	s.use(st)
	text, _ = legible(text)
	var lines []string
	for paragraph := range strings.SplitSeq(text, "\n") {
		line := ""
		for _, word := range strings.Fields(paragraph) {
			joined := strings.TrimPrefix(line+" "+word, " ")
			if s.pdf.GetStringWidth(joined) <= w {
				line = joined
				continue
			}
			if line != "" {
				lines = append(lines, line)
			}
			pieces := s.hack(word, w)
			lines = append(lines, pieces[:len(pieces)-1]...)
			line = pieces[len(pieces)-1]
		}
		if line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// hack cuts a word that is wider than w into pieces that are not; there is always at least one piece.
func (s *sheet) hack(word string, w float64) []string {
	var pieces []string
	piece := ""
	for _, r := range word {
		if piece != "" && s.pdf.GetStringWidth(piece+string(r)) > w {
			pieces = append(pieces, piece)
			piece = ""
		}
		piece += string(r)
	}
	return append(pieces, piece)
}

// fit returns the style in the largest size, from its own down to least, in which the text takes at most that many
// lines.
func (s *sheet) fit(w float64, st style, least float64, lines int, text string) style {
	for st.size > least && len(s.wrap(w, st, text)) > lines {
		st.size -= 0.5
	}
	return st
}
