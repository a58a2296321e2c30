package credential

import (
	"fmt"
	"strconv"
	"strings"

	"rsc.io/qr"

	"hsmp.example/cases/pkg/domain/credential/typeface"
	"hsmp.example/cases/pkg/locale"
)

// Certificate draws the unsigned certificate: one A4 page in Azerbaijani and the applicant's language (Azerbaijani and
// English for who applied in Azerbaijani). publicURL is where the portal lives; compact, from SignCompact, goes into
// the QR code. The same facts and credential give the same bytes. Facts that break a rule are an Invalid problem with
// every fault.
func Certificate(f Facts, publicURL, compact string) ([]byte, error) {
	s, err := drawCertificate(f, publicURL, compact)
	if err != nil {
		return nil, err
	}
	return s.bytes()
}

func drawCertificate(f Facts, publicURL, compact string) (*sheet, error) {
	if err := f.Check(); err != nil {
		return nil, err
	}
	az, err := wordsIn(locale.Azerbaijani)
	if err != nil {
		return nil, err
	}
	second, err := wordsIn(secondLanguage(f.Language))
	if err != nil {
		return nil, err
	}
	code, err := qrCode(QRText(publicURL, compact))
	if err != nil {
		return nil, err
	}
	own := az
	if f.Language != locale.Azerbaijani {
		own = second
	}
	p := page{
		sheet: newSheet(about{
			title:   own.Say("certificate.title") + " " + string(f.Number),
			subject: own.Say("certificate.kind"), author: own.of(f.Issuer.Name),
			language: f.Language, at: f.IssuedAt,
		}),
		az: az, second: second,
	}
	p.pdf.AddPage()
	p.masthead(f.Issuer)
	y := p.titles(58)
	y = p.holder(f, y+7)
	y = p.field(f.Field, y+6)
	y = p.grid(f, y+7)
	// What is checked and what is small print stand at the foot, unless long names push them down.
	foot := pageHeight - 14 - p.legalHeight(f)
	y = p.verification(f.Number, code, publicURL, max(y+3, foot-4-qrWidth-4))
	p.legal(f, y+4)
	return p.sheet, nil
}

// page is a sheet that says everything twice.
type page struct {
	*sheet
	az, second words
}

// The type scale of the certificate.
var (
	titleFace  = style{serif, true, 26, deepTeal}
	nameFace   = style{serif, true, 24, ink}
	bodyFace   = style{sans, false, 10, ink}
	secondFace = style{sans, false, 9, grey}
	labelFace  = style{sans, false, 7.2, grey}
	valueFace  = style{sans, true, 10.5, ink}
	smallFace  = style{sans, false, 7.4, grey}
)

const mastheadHeight = 44.0

func (p page) masthead(issuer Issuer) {
	p.box(0, 0, pageWidth, mastheadHeight, deepTeal)
	p.lattice(0, 0, pageWidth, mastheadHeight, 14, midTeal)
	p.box(0, mastheadHeight, pageWidth, 1.6, pomegranate)
	p.rosette(margin+11, mastheadHeight/2, 11)
	x, w := margin+29, textWidth-29
	top := style{sans, true, 14, white}
	top = p.fit(w, top, 9, 2, p.az.of(issuer.Name))
	below := p.fit(w, style{sans, false, 10.5, pale}, 8, 2, p.second.of(issuer.Name))
	h := p.height(w, top, p.az.of(issuer.Name)) + 1 + p.height(w, below, p.second.of(issuer.Name))
	y := p.paragraph(x, (mastheadHeight-h)/2, w, top, p.az.of(issuer.Name))
	p.paragraph(x, y+1, w, below, p.second.of(issuer.Name))
	p.box(0, pageHeight-7, pageWidth, 7, deepTeal)
	p.lattice(0, pageHeight-7, pageWidth, 7, 7, midTeal)
	p.box(0, pageHeight-7.8, pageWidth, 0.8, pomegranate)
}

func (p page) titles(y float64) float64 {
	kind := p.az.Say("certificate.kind") + "  ·  " + p.second.Say("certificate.kind")
	y = p.line(margin, y-3, style{sans, true, 8, pomegranate}, kind)
	az, second := p.az.Say("certificate.title"), p.second.Say("certificate.title")
	y = p.paragraph(margin, y+1, textWidth, p.fit(textWidth, titleFace, 18, 1, az), az)
	return p.paragraph(margin, y, textWidth, style{serif, true, 13.5, midTeal}, second)
}

func (p page) holder(f Facts, y float64) float64 {
	y = p.paragraph(margin, y, textWidth, bodyFace, p.az.Say("certificate.confirms"))
	y = p.paragraph(margin, y, textWidth, secondFace, p.second.Say("certificate.confirms"))
	name := typeface.Plain(f.Holder.Name())
	y = p.paragraph(margin, y+4, textWidth, p.fit(textWidth, nameFace, 14, 1, name), name)
	// A native name is printed whole or not at all: half a name, or boxes, would be somebody else's.
	if native := strings.TrimSpace(f.Holder.NativeName); native != "" && native != name && typeface.Whole(native) && len([]rune(native)) <= 2*longestName {
		y = p.paragraph(margin, y, textWidth, p.fit(textWidth, style{sans, false, 12, grey}, 8, 1, native), native)
	}
	return y
}

func (p page) field(field Field, y float64) float64 {
	az, second := p.az.of(field.Name), p.second.of(field.Name)
	const inset = 6.0
	w := textWidth - 2*inset
	first := p.fit(w, style{sans, true, 14, deepTeal}, 9, 2, az)
	below := p.fit(w, style{sans, false, 10.5, midTeal}, 8, 2, second)
	h := 3 + labelFace.line() + 0.8 + p.height(w, first, az) + p.height(w, below, second) + 3
	p.box(margin, y, textWidth, h, tintTeal)
	p.box(margin, y, 1.6, h, pomegranate)
	inner := p.line(margin+inset, y+3, labelFace, p.az.Say("label.field")+" / "+p.second.Say("label.field"))
	inner = p.paragraph(margin+inset, inner+0.8, w, first, az)
	p.paragraph(margin+inset, inner, w, below, second)
	return y + h
}

// fact is one entry of the grid.
type fact struct{ label, value string }

func (p page) grid(f Facts, y float64) float64 {
	nationality := p.az.of(f.Holder.Nationality.Name)
	if second := p.second.of(f.Holder.Nationality.Name); second != nationality {
		nationality += " / " + second
	}
	facts := []fact{
		{"label.birth", day(f.Holder.BirthDate)},
		{"label.nationality", nationality + " (" + f.Holder.Nationality.Code + ")"},
		{"label.result", p.az.Say("value.score", "points", strconv.Itoa(f.Score.Points), "maximum", strconv.Itoa(f.Score.Maximum))},
		{"label.issued", day(f.IssuedOn)},
		{"label.from", day(f.ValidFrom)},
		{"label.until", day(f.ValidUntil)},
	}
	const columns, gap = 3, 6.0
	w := (textWidth - gap*(columns-1)) / columns
	for i := 0; i < len(facts); i += columns {
		bottom := y
		for c, one := range facts[i : i+columns] {
			bottom = max(bottom, p.entry(margin+float64(c)*(w+gap), y, w, one))
		}
		y = bottom + 3.5
	}
	return y - 3.5
}

func (p page) entry(x, y, w float64, one fact) float64 {
	p.stroke(hairline, 0.25)
	p.pdf.Line(x, y, x+w, y)
	y = p.paragraph(x, y+1.4, w, labelFace, p.az.Say(one.label))
	y = p.paragraph(x, y, w, labelFace, p.second.Say(one.label))
	return p.paragraph(x, y+0.6, w, p.fit(w, valueFace, 8, 2, one.value), one.value)
}

// qrWidth is the printed width of the QR code with its light border; the dark part stays above 30 mm.
const qrWidth = 48.0

func (p page) verification(number Number, code *qr.Code, publicURL string, y float64) float64 {
	p.stroke(midTeal, 0.35)
	p.pdf.Rect(margin, y, textWidth, qrWidth+4, "D")
	p.drawQR(code, margin+2, y+2, qrWidth)
	x := margin + qrWidth + 7
	w := pageWidth - margin - 5 - x
	title := p.az.Say("verify.title") + " / " + p.second.Say("verify.title")
	inner := p.paragraph(x, y+3, w, p.fit(w, style{sans, true, 9.5, pomegranate}, 7, 1, title), title)
	inner = p.line(x, inner+1.2, labelFace, p.az.Say("label.number")+" / "+p.second.Say("label.number"))
	inner = p.line(x, inner, p.fit(w, style{sans, true, 15, deepTeal}, 10, 1, string(number)), string(number))
	inner = p.paragraph(x, inner+1.2, w, smallFace.in(ink), p.az.Say("verify.scan"))
	inner = p.paragraph(x, inner+0.4, w, smallFace, p.second.Say("verify.scan"))
	online := p.az.Say("verify.online") + " / " + p.second.Say("verify.online") + ":"
	inner = p.paragraph(x, inner+1.2, w, smallFace, online)
	address := strings.TrimSuffix(publicURL, "/") + verifyPage
	top := inner
	inner = p.paragraph(x, inner, w, p.fit(w, style{sans, true, 8.5, deepTeal}, 6, 2, address), address)
	p.pdf.LinkString(x, top, w, inner-top, address+"/"+string(number))
	return y + qrWidth + 4
}

// legal draws the small print once in each language.
func (p page) legal(f Facts, y float64) {
	for _, one := range p.smallPrint(f) {
		y = p.paragraph(margin, y, textWidth, one.face, one.text) + 1
	}
}

func (p page) legalHeight(f Facts) float64 {
	h := 0.0
	for _, one := range p.smallPrint(f) {
		h += p.height(textWidth, one.face, one.text) + 1
	}
	return h
}

type printed struct {
	face style
	text string
}

func (p page) smallPrint(f Facts) []printed {
	var all []printed
	for _, one := range []struct {
		words
		colour
	}{{p.az, ink}, {p.second, grey}} {
		text := fmt.Sprintf("%s %s %s", one.Say("certificate.duty"),
			one.Say("certificate.basis", "act", one.of(f.Programme.Act), "version", f.Programme.Version, "hash", short(f.Programme.Hash)),
			one.Say("document.sealed", "issuer", one.of(f.Issuer.Name)))
		all = append(all, printed{p.fit(textWidth, smallFace.in(one.colour), 6, 3, text), text})
	}
	return all
}

// short is enough of a fingerprint to tell two programme files apart by eye.
func short(hash string) string { return hash[:min(len(hash), 16)] }
