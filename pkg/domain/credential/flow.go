package credential

import "strconv"

// flow writes down a page and on to the next; text may be of any length.
type flow struct {
	*sheet
	words
	y      float64
	pages  int    // how many the whole document has, known from a first drawing; 0 in that one
	runner string // what stands in the head of every page after a part's first
}

const (
	flowTop    = 24.0
	flowBottom = pageHeight - 20
)

// need goes on to a new page when less than h is left on this one.
func (f *flow) need(h float64) {
	if f.y+h > flowBottom {
		f.turn()
		f.running()
	}
}

// turn begins a page and draws its foot.
func (f *flow) turn() {
	f.pdf.AddPage()
	f.y = flowTop
	f.box(0, pageHeight-5, pageWidth, 5, deepTeal)
	f.lattice(0, pageHeight-5, pageWidth, 5, 7, midTeal)
	f.box(0, pageHeight-5.6, pageWidth, 0.6, pomegranate)
	page := f.Say("footer.page", "page", strconv.Itoa(f.pdf.PageNo()), "pages", strconv.Itoa(f.pages))
	f.use(smallFace)
	f.line(pageWidth-margin-f.pdf.GetStringWidth(page), pageHeight-12, smallFace, page)
}

// running draws the head of a page that goes on from the one before.
func (f *flow) running() {
	f.line(margin, 10, f.fit(textWidth, smallFace, 5, 1, f.runner), f.runner)
	f.stroke(hairline, 0.25)
	f.pdf.Line(margin, 15, pageWidth-margin, 15)
}

func (f *flow) gap(h float64) { f.y += h }

// prose writes a text of any length, indented, line by line over as many pages as it takes.
func (f *flow) prose(indent float64, st style, text string) {
	for _, line := range f.wrap(textWidth-indent, st, text) {
		f.need(st.line())
		f.y = f.line(margin+indent, f.y, st, line)
	}
}

// heading begins a section, never as the last thing on a page.
func (f *flow) heading(text string) {
	st := style{serif, true, 14, deepTeal}
	f.gap(5)
	f.need(f.height(textWidth, st, text) + 18)
	f.prose(0, st, text)
	f.box(margin, f.y+0.6, 18, 0.7, pomegranate)
	f.gap(3.5)
}

// quote is a small label with what belongs under it; an empty text is left out.
func (f *flow) quote(indent float64, label, text string) {
	if text == "" {
		return
	}
	f.need(1.2 + labelFace.line() + 2*bodyFace.line()) // a label never stands alone at a page's end
	f.gap(1.2)
	f.prose(indent, labelFace, label)
	f.prose(indent, bodyFace.at(9.5), text)
}
