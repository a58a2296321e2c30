package credential

import (
	"math"

	"codeberg.org/go-pdf/fpdf"
	"rsc.io/qr"
)

// lattice fills a box with the star-and-cross of şəbəkə, the wooden lattice of Azerbaijani windows: eight-pointed stars
// that touch at their tips, crosses between them. It is geometry, drawn here; no emblem and no picture is copied.
func (s *sheet) lattice(x, y, w, h, cell float64, c colour) {
	s.stroke(c, 0.18)
	s.pdf.ClipRect(x, y, w, h, false)
	for row := 0.0; row*cell < h+cell; row++ {
		for column := 0.0; column*cell < w+cell; column++ {
			cx, cy := x+column*cell, y+row*cell
			s.star(cx, cy, cell/2, "D")
			s.star(cx, cy, cell/4, "D")
			s.star(cx+cell/2, cy+cell/2, cell/7, "D")
		}
	}
	s.pdf.ClipEnd()
}

// star draws the eight-pointed star of two crossed squares. How is fpdf's: D outlines, F fills.
func (s *sheet) star(cx, cy, radius float64, how string) {
	inner := radius * math.Cos(math.Pi/4) / math.Cos(math.Pi/8)
	points := make([]fpdf.PointType, 16)
	for i := range points {
		r := radius
		if i%2 == 1 {
			r = inner
		}
		angle := float64(i) * math.Pi / 8
		points[i] = fpdf.PointType{X: cx + r*math.Cos(angle), Y: cy + r*math.Sin(angle)}
	}
	s.pdf.Polygon(points, how)
}

// rosette is the documents' own sign: a star within a star.
func (s *sheet) rosette(cx, cy, radius float64) {
	s.fill(white)
	s.star(cx, cy, radius, "F")
	s.fill(deepTeal)
	s.star(cx, cy, radius*0.84, "F")
	s.fill(white)
	s.star(cx, cy, radius*0.62, "F")
	s.fill(pomegranate)
	s.star(cx, cy, radius*0.44, "F")
}

// drawQR draws the code as squares, sharp at any size, with the four light modules around it that readers need. w is
// the whole width in millimetres. Runs of dark modules are drawn as one, so that no hairline shows between them.
func (s *sheet) drawQR(code *qr.Code, x, y, w float64) {
	const quiet = 4
	module := w / float64(code.Size+2*quiet)
	s.box(x, y, w, w, white)
	s.fill(colour{0, 0, 0})
	for row := range code.Size {
		for start := 0; start < code.Size; start++ {
			if !code.Black(start, row) {
				continue
			}
			end := start
			for end < code.Size && code.Black(end, row) {
				end++
			}
			s.pdf.Rect(x+module*float64(start+quiet), y+module*float64(row+quiet), module*float64(end-start), module+0.01, "F")
			start = end
		}
	}
}
