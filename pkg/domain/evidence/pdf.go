package evidence

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// pdf reads a PDF as a suspicious reader would: not by its cross-reference table, which can point anywhere, but by
// every place in the file where an object can begin, even inside strings, comments and streams. Whatever a viewer may
// come to load by an offset has then been seen.
type pdf struct {
	*inspection
	objects map[int]object // the last definition of each number, as a later save replaces an earlier one
	root    int            // number of the catalogue
	lexed   int            // bytes that may still be lexed
	spare   int64          // bytes that may still come out of compressed streams
}

// object is what page counting needs of an object.
type object struct {
	pages int   // number of the page tree's root, in a catalogue
	kids  []int // in a page tree's node
	node  bool
}

const (
	// An honest file is lexed little more than once. One whose objects lie inside each other would be without end.
	lexedPerByte = 8
	// A scan of 20 pages unpacks to some 500 MB in pictures, which are not unpacked here, and to a few MB in the rest.
	mostUnpacked = 256 << 20
)

func (x *inspection) pdf() {
	p := &pdf{inspection: x, objects: map[int]object{}, lexed: lexedPerByte*len(x.data) + 1<<20, spare: mostUnpacked}
	p.frame()
	p.scan()
	if p.lexed <= 0 {
		p.find("document-unreadable")
	}
	if p.spare <= 0 {
		p.find("document-bomb")
	}
	if len(p.active) > 0 {
		p.find("document-active", "what", strings.Join(slices.Sorted(maps.Keys(p.active)), ", "))
	}
	if p.Has("document-encrypted") { // its streams cannot be read, so nothing more can be said, not even how many pages
		p.Findings = slices.DeleteFunc(p.Findings, func(f Finding) bool { return f.Code == "document-unreadable" })
		return
	}
	p.Pages = p.countPages()
	switch {
	case p.Pages == 0 && len(p.Findings) == 0:
		p.find("document-damaged")
	case p.Pages > p.rules.MaxPages:
		p.find("document-pages", "pages", strconv.Itoa(p.Pages), "max", strconv.Itoa(p.rules.MaxPages))
	}
}

// frame checks what stands around the objects: nothing before the header, the end in its place, and nothing behind it.
func (p *pdf) frame() {
	header := bytes.Index(p.data, []byte("%PDF-"))
	if len(bytes.Trim(p.data[:header], "\xef\xbb\xbf\x00\t\r\n\f ")) > 0 {
		p.find("document-mixed")
	}
	end := bytes.LastIndex(p.data, []byte("%%EOF"))
	start := bytes.LastIndex(p.data, []byte("startxref"))
	if end < 0 || start < 0 {
		p.find("document-truncated")
		return
	}
	tail := p.data[end+len("%%EOF"):]
	if len(bytes.Trim(tail, "\x00\t\r\n\f ")) > headerWithin || endsAsZip(p.data) || p.foreignBehindAnEnd() {
		p.find("document-mixed")
	}
	if !p.crossReferenceAt(start, header) {
		p.find("document-damaged")
	}
}

// foreignBehindAnEnd looks behind every end mark: each save adds one, and so may whoever hides a program between two.
func (p *pdf) foreignBehindAnEnd() bool {
	mark := []byte("%%EOF")
	for _, behind, more := bytes.Cut(p.data, mark); more; _, behind, more = bytes.Cut(behind, mark) {
		if foreign(behind) {
			return true
		}
	}
	return false
}

var startOffset = regexp.MustCompile(`^[\s\x00]*(\d{1,10})`)
var crossReference = regexp.MustCompile(`^[\s\x00]*(xref|\d+[\s\x00]+\d+[\s\x00]+obj)`)

// crossReferenceAt reports whether startxref points to a table or a stream. Offsets count from the file's start, or, as
// many viewers do, from the header.
func (p *pdf) crossReferenceAt(start, header int) bool {
	found := startOffset.FindSubmatch(p.data[start+len("startxref"):])
	if found == nil {
		return false
	}
	offset, err := strconv.Atoi(string(found[1]))
	for _, at := range []int{offset, offset + header} {
		if err == nil && at < len(p.data) && crossReference.Match(p.data[at:min(len(p.data), at+64)]) {
			return true
		}
	}
	return false
}

// scan visits every object and every trailer.
func (p *pdf) scan() {
	for at, word := 0, []byte("obj"); ; {
		next := bytes.Index(p.data[at:], word)
		if next < 0 {
			break
		}
		at += next + len(word)
		if id, ok := p.numberBefore(at - len(word)); ok {
			p.visit(id, p.data, at)
		}
		if p.lexed <= 0 || p.spare <= 0 {
			return
		}
	}
	for at, word := 0, []byte("trailer"); ; {
		next := bytes.Index(p.data[at:], word)
		if next < 0 {
			return
		}
		at += next + len(word)
		l := &lexer{data: p.data, at: at, budget: &p.lexed, seen: p.hazard}
		p.trailer(l.value(0, ""))
	}
}

// numberBefore reads the "12 0 " before the word obj. Where other things stand before it, such as a comment, a viewer
// may still find two numbers, so the object is visited all the same, under no number (-1). A word that ends in obj is
// none.
func (p *pdf) numberBefore(end int) (int, bool) {
	if end == 0 || !blank(p.data[end-1]) && !delimiter(p.data[end-1]) && !isDigits(p.data[end-1:end]) {
		return 0, false
	}
	before := bytes.TrimRight(p.data[:end], blanks)
	before = before[:len(before)-trailingDigits(before)]
	first := bytes.TrimRight(before, blanks)
	digits := first[len(first)-trailingDigits(first):]
	id, err := strconv.Atoi(string(digits))
	if err != nil || len(first) == len(before) {
		id = -1
	}
	return id, true
}

// visit reads the object that begins at a place and keeps what the page count needs.
func (p *pdf) visit(id int, data []byte, at int) {
	l := &lexer{data: data, at: at, budget: &p.lexed, seen: p.hazard}
	v := l.value(0, "")
	if l.tooDeep {
		p.lexed = 0 // no honest file; it need not be read on
	}
	if p.lexed <= 0 {
		return
	}
	p.keep(id, v)
	if v.dict["Type"].name == "XRef" {
		p.trailer(v)
	}
	if v.dict != nil && l.word("stream") {
		p.stream(v.dict, data[l.at:])
	}
}

// keep remembers a typed object, and forgets the number if its latest definition is of no interest.
func (p *pdf) keep(id int, v value) {
	o := object{pages: v.dict["Pages"].ref}
	kids, node := v.dict["Kids"]
	if v.dict["Type"].name == "" && !node {
		delete(p.objects, id)
		return
	}
	o.node = node
	for _, kid := range kids.list {
		o.kids = append(o.kids, kid.ref)
	}
	p.objects[id] = o
}

func (p *pdf) trailer(v value) {
	if v.dict["Root"].ref != 0 {
		p.root = v.dict["Root"].ref
	}
	if encrypt, ok := v.dict["Encrypt"]; ok && encrypt.kind != nullValue {
		p.find("document-encrypted")
	}
}

// countPages walks the page tree from the catalogue. Files that are saved again and again keep dead pages, so counting
// page objects would count too many.
func (p *pdf) countPages() int {
	pages, seen := 0, map[int]bool{}
	for todo := []int{p.objects[p.root].pages}; len(todo) > 0; {
		id := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		o, ok := p.objects[id]
		if !ok || seen[id] {
			continue
		}
		seen[id] = true
		if o.node {
			todo = append(todo, o.kids...)
		} else {
			pages++
		}
	}
	return pages
}
