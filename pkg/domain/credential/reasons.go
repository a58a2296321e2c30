package credential

import (
	"strconv"

	"hsmp.example/cases/pkg/domain/credential/typeface"
	"hsmp.example/cases/pkg/locale"
)

// Reasons draws the unsigned statement of reasons: a part in the applicant's language and the same in Azerbaijani, or
// only the latter for who applied in Azerbaijani. It takes as many pages as the reasons are long, and leaves nothing
// out. The same statement gives the same bytes. Facts that are no refusal are an Invalid problem with every fault.
func Reasons(s Statement) ([]byte, error) {
	drawing, err := drawReasons(s)
	if err != nil {
		return nil, err
	}
	return drawing.bytes()
}

// drawReasons draws twice: "page 1 of 4" needs to know the four.
func drawReasons(s Statement) (*sheet, error) {
	if err := s.Check(); err != nil {
		return nil, err
	}
	languages := []locale.Language{s.Language}
	if s.Language != locale.Azerbaijani {
		languages = append(languages, locale.Azerbaijani)
	}
	first, err := s.draw(languages, 0)
	if err != nil {
		return nil, err
	}
	return s.draw(languages, first.pdf.PageCount())
}

func (s Statement) draw(languages []locale.Language, pages int) (*sheet, error) {
	var drawing *sheet
	for _, l := range languages {
		w, err := wordsIn(l)
		if err != nil {
			return nil, err
		}
		if drawing == nil {
			drawing = newSheet(about{
				title: w.Say("reasons.title") + " " + s.Reference, subject: w.Say("reasons.subject"), author: w.of(s.Issuer.Name),
				language: l, at: s.DecidedAt,
			})
		}
		s.part(&flow{sheet: drawing, words: w, pages: pages, runner: w.Say("reasons.title") + "  ·  " + s.Reference})
	}
	return drawing, nil
}

// part is the whole statement in one language, beginning on a page of its own.
func (s Statement) part(f *flow) {
	f.turn()
	s.head(f)
	s.applicant(f)
	s.outcome(f)
	f.heading(f.Say("reasons.summary"))
	s.bars(f)
	f.heading(f.Say("reasons.details"))
	f.prose(0, smallFace, f.Say("reasons.quoted"))
	for i, c := range s.Criteria {
		c.explain(f, i+1)
	}
	if len(s.Objections) > 0 {
		f.heading(f.Say("reasons.objections"))
		for _, o := range s.Objections {
			o.explain(f)
		}
	}
	s.closing(f)
}

func (s Statement) head(f *flow) {
	const height = 30.0
	f.box(0, 0, pageWidth, height, deepTeal)
	f.lattice(0, 0, pageWidth, height, 14, midTeal)
	f.box(0, height, pageWidth, 1.2, pomegranate)
	f.rosette(margin+8, height/2, 8)
	const inset = 22.0
	issuer := f.of(s.Issuer.Name)
	st := f.fit(textWidth-inset, style{sans, true, 12.5, white}, 9, 1, issuer)
	f.paragraph(margin+inset, (height-f.height(textWidth-inset, st, issuer))/2, textWidth-inset, st, issuer)
	f.y = height + 8
	f.prose(0, f.fit(textWidth, titleFace.at(22), 14, 1, f.Say("reasons.title")), f.Say("reasons.title"))
	f.prose(0, style{sans, false, 10.5, grey}, f.Say("reasons.subject"))
	f.gap(4)
}

// applicant is the block of who and what, two columns wide.
func (s Statement) applicant(f *flow) {
	rows := [][2]fact{
		{{"label.name", typeface.Plain(s.Holder.Name())}, {"label.reference", s.Reference}},
		{{"label.birth", day(s.Holder.BirthDate)}, {"label.decided", day(s.DecidedOn)}},
		{{"label.nationality", f.of(s.Holder.Nationality.Name)}, {"label.declared_field", f.of(s.Field.Name)}},
	}
	const gap = 6.0
	w := (textWidth - gap) / 2
	for _, row := range rows {
		bottom := f.y
		for c, one := range row {
			x := margin + float64(c)*(w+gap)
			f.stroke(hairline, 0.25)
			f.pdf.Line(x, f.y, x+w, f.y)
			y := f.paragraph(x, f.y+1.4, w, labelFace, f.Say(one.label))
			bottom = max(bottom, f.paragraph(x, y+0.4, w, f.fit(w, valueFace, 7.5, 3, one.value), one.value))
		}
		f.y = bottom + 3
	}
}

func (s Statement) outcome(f *flow) {
	const inset = 6.0
	verdict := style{sans, true, 12, pomegranate}
	why := bodyFace
	var texts []string
	if s.low() {
		texts = append(texts, f.Say("reasons.low", "total", strconv.Itoa(s.Score.Points),
			"threshold", strconv.Itoa(s.Score.Threshold), "maximum", strconv.Itoa(s.Score.Maximum)))
	}
	if s.objected() {
		texts = append(texts, f.Say("reasons.objected"))
	}
	w := textWidth - 2*inset
	h := 6 + f.height(w, verdict, f.Say("reasons.outcome"))
	for _, text := range texts {
		h += 1 + f.height(w, why, text)
	}
	f.gap(2)
	f.need(h)
	f.box(margin, f.y, textWidth, h, tintRed)
	f.box(margin, f.y, 1.6, h, pomegranate)
	y := f.paragraph(margin+inset, f.y+3, w, verdict, f.Say("reasons.outcome"))
	for _, text := range texts {
		y = f.paragraph(margin+inset, y+1, w, why, text)
	}
	f.y += h
}

// The columns of the summary: name and authority, the bar, the figures.
const (
	nameColumn  = 104.0
	barColumn   = 44.0
	scoreColumn = textWidth - nameColumn - barColumn - 8
)

func (s Statement) bars(f *flow) {
	for _, c := range s.Criteria {
		name, authority := f.of(c.Name), f.of(c.Authority)
		st := style{sans, true, 9.5, ink}
		h := f.height(nameColumn, st, name) + f.height(nameColumn, labelFace, authority) + 2.4
		f.need(h)
		f.figures(f.y, h-2.4, st, c.Points, c.Maximum)
		y := f.paragraph(margin, f.y, nameColumn, st, name)
		f.paragraph(margin, y, nameColumn, labelFace, authority)
		f.y += h
	}
	total := style{sans, true, 11, deepTeal}
	h := total.line() + labelFace.line() + 3
	f.need(h)
	f.stroke(deepTeal, 0.4)
	f.pdf.Line(margin, f.y, pageWidth-margin, f.y)
	f.gap(2)
	f.figures(f.y, total.line()+labelFace.line(), total, s.Score.Points, s.Score.Maximum)
	f.y = f.line(margin, f.y, total, f.Say("label.total"))
	f.y = f.line(margin, f.y, labelFace, f.Say("label.required")+": "+strconv.Itoa(s.Score.Threshold))
}

// figures draws the bar and "27 / 35" beside a row that is h high.
func (f *flow) figures(y, h float64, st style, points, maximum int) {
	const thick = 3.0
	x, middle := margin+nameColumn+4, y+(h-thick)/2
	f.box(x, middle, barColumn, thick, tintTeal)
	f.box(x, middle, barColumn*float64(points)/float64(max(maximum, 1)), thick, midTeal)
	text := f.Say("value.score", "points", strconv.Itoa(points), "maximum", strconv.Itoa(maximum))
	st = f.fit(scoreColumn, st, 6, 1, text)
	f.use(st)
	f.line(pageWidth-margin-f.pdf.GetStringWidth(text), y+(h-st.line())/2, st, text)
}
