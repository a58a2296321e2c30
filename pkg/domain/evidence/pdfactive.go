package evidence

import "strconv"

// What makes a file do something, or carry another file, under the name it is reported by. Links (/URI) and the page
// that a file opens at (/OpenAction with a place) are harmless and common; an /OpenAction that runs a script is seen by
// its script. So is an empty list of /EmbeddedFiles, which some writers always leave; a file in it is seen by its /EF.
var activeNames = map[string]string{
	"JavaScript": "JavaScript", "JS": "JavaScript", "Launch": "Launch", "EmbeddedFile": "EmbeddedFile",
	"RichMedia": "RichMedia", "RichMediaContent": "RichMedia", "XFA": "XFA",
	"SubmitForm": "SubmitForm", "ImportData": "ImportData", "GoToE": "EmbeddedFile",
}

// Keys that mean something only as keys: both are good names for a font or a glyph.
var activeKeys = map[string]string{"AA": "AA", "EF": "EmbeddedFile"}

// Parts of a page's resources, in which the keys are names that the producer invented.
var invented = map[string]bool{
	"Font": true, "XObject": true, "ColorSpace": true, "ExtGState": true, "Pattern": true, "Shading": true, "Properties": true,
}

// hazard notes active content. It is called with every key of every dictionary, and with every name that stands as a
// value.
func (p *pdf) hazard(key, name, within string) {
	what := activeNames[name]
	if name == "" && !invented[within] {
		if what = activeNames[key]; what == "" {
			what = activeKeys[key]
		}
	}
	if what != "" {
		p.active[what] = true
	}
}

// stream looks into a stream whose data begins at the start of rest: object streams are read as the objects they are,
// pictures are measured, and everything else is unpacked to look for the test virus.
func (p *pdf) stream(d map[string]value, rest []byte) {
	if len(rest) > 0 && rest[0] == '\r' {
		rest = rest[1:]
	}
	if len(rest) > 0 && rest[0] == '\n' {
		rest = rest[1:]
	}
	_, first := d["First"]
	_, count := d["N"]
	switch {
	case d["Type"].name == "ObjStm" || first && count: // some viewers do not ask for the type
		p.objectStream(d, rest)
	case d["Subtype"].name == "Image":
		p.pixels(int64(d["Width"].num), int64(d["Height"].num))
	default:
		p.unpack(d, rest)
	}
}

// objectStream visits the objects that a stream of objects lists before the place called First. It counts neither on /N
// nor on /Length, which a viewer may read otherwise.
func (p *pdf) objectStream(d map[string]value, rest []byte) {
	data, ok := p.unpackObjects(d, rest)
	if !ok || d["First"].kind != wholeNumber || d["First"].num > len(data) || d["First"].num < 0 {
		p.find("document-unreadable")
		return
	}
	first := d["First"].num
	index := &lexer{data: data[:first], budget: &p.lexed, seen: p.hazard}
	for {
		index.space()
		id, wrongID := strconv.Atoi(string(index.run()))
		index.space()
		offset, wrongOffset := strconv.Atoi(string(index.run()))
		if wrongID != nil || wrongOffset != nil || p.lexed <= 0 {
			return
		}
		if offset >= 0 && first+offset <= len(data) {
			p.visit(id, data, first+offset)
		}
	}
}
