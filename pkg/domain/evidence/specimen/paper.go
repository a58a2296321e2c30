package specimen

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"image/png"
	"strings"
	"sync"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"github.com/go-fonts/liberation/liberationmonoregular"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

// Paper is a written document: a title, paragraphs, and lines that are set in a typewriter face, as a passport's zone
// is.
type Paper struct {
	Title string
	Body  []string
	Zone  []string
}

// PDF sets the paper on A4, with as many pages as it takes. The error is of setting it.
func (p Paper) PDF() ([]byte, error) {
	doc := p.set()
	return output(doc)
}

func (p Paper) set() *fpdf.Fpdf {
	doc := fpdf.New("P", "mm", "A4", "")
	printed := time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)
	doc.SetCreationDate(printed)
	doc.SetModificationDate(printed)
	doc.SetCatalogSort(true)
	doc.AddUTF8FontFromBytes("sans", "", liberationsansregular.TTF)
	doc.AddUTF8FontFromBytes("mono", "", liberationmonoregular.TTF)
	doc.SetTitle(p.Title, true)
	doc.AddPage()
	doc.SetFont("sans", "", 18)
	doc.MultiCell(0, 10, p.Title, "", "L", false)
	doc.SetFont("sans", "", 11)
	for _, paragraph := range p.Body {
		doc.Ln(3)
		doc.MultiCell(0, 6, paragraph, "", "L", false)
	}
	doc.Ln(10)
	doc.SetFont("mono", "", 10)
	for _, line := range p.Zone {
		doc.MultiCell(0, 6, line, "", "L", false)
	}
	return doc
}

func output(doc *fpdf.Fpdf) ([]byte, error) {
	var file bytes.Buffer
	if err := doc.Output(&file); err != nil {
		return nil, fmt.Errorf("set specimen: %w", err)
	}
	return file.Bytes(), nil
}

// JPEG draws the paper as a scanner would deliver it: A4 at 100 dots an inch. What does not fit on the page is left
// out.
func (p Paper) JPEG() ([]byte, error) {
	return p.encode(func(b *bytes.Buffer, page image.Image) error {
		return jpeg.Encode(b, page, &jpeg.Options{Quality: 80})
	})
}

// PNG draws the same page without loss.
func (p Paper) PNG() ([]byte, error) {
	return p.encode(func(b *bytes.Buffer, page image.Image) error { return png.Encode(b, page) })
}

func (p Paper) encode(write func(*bytes.Buffer, image.Image) error) ([]byte, error) {
	page, err := p.draw()
	if err != nil {
		return nil, fmt.Errorf("draw specimen: %w", err)
	}
	var file bytes.Buffer
	if err := write(&file, page); err != nil {
		return nil, fmt.Errorf("encode specimen: %w", err)
	}
	return file.Bytes(), nil
}

const pageWidth, pageHeight, margin = 827, 1169, 60

func (p Paper) draw() (image.Image, error) {
	faces, err := typefaces()
	if err != nil {
		return nil, err
	}
	page := image.NewRGBA(image.Rect(0, 0, pageWidth, pageHeight))
	draw.Draw(page, page.Bounds(), image.NewUniform(color.RGBA{250, 248, 240, 255}), image.Point{}, draw.Src)
	y := margin
	write := func(face font.Face, text string, height int) {
		for _, line := range wrap(face, text) {
			y += height
			pen := font.Drawer{Dst: page, Src: image.Black, Face: face, Dot: fixed.P(margin, y)}
			pen.DrawString(line)
		}
	}
	write(faces.title, p.Title, 34)
	for _, paragraph := range p.Body {
		y += 12
		write(faces.body, paragraph, 22)
	}
	y += 40
	for _, line := range p.Zone {
		write(faces.zone, line, 26)
	}
	return page, nil
}

func wrap(face font.Face, text string) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && font.MeasureString(face, longer).Ceil() > pageWidth-2*margin {
			lines, longer = append(lines, line), word
		}
		line = longer
	}
	return append(lines, line)
}

type faces struct{ title, body, zone font.Face }

// typefaces makes the faces anew each time, since a face may not be used by two at once; the fonts are parsed once.
func typefaces() (f faces, err error) {
	sans, mono, err := fonts()
	if err != nil {
		return faces{}, err
	}
	for _, want := range []struct {
		face *font.Face
		of   *opentype.Font
		size float64
	}{{&f.title, sans, 26}, {&f.body, sans, 16}, {&f.zone, mono, 24}} {
		*want.face, err = opentype.NewFace(want.of, &opentype.FaceOptions{Size: want.size, DPI: 72})
		if err != nil {
			return faces{}, err
		}
	}
	return f, nil
}

func fonts() (sans, mono *opentype.Font, err error) {
	pair, err := parsedFonts()
	return pair[0], pair[1], err
}

var parsedFonts = sync.OnceValues(func() (pair [2]*opentype.Font, err error) {
	for i, ttf := range [][]byte{liberationsansregular.TTF, liberationmonoregular.TTF} {
		if pair[i], err = opentype.Parse(ttf); err != nil {
			return pair, err
		}
	}
	return pair, nil
})
