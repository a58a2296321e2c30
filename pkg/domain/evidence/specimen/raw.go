package specimen

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"strings"
)

// Raw is a PDF made by hand, for what no honest writer would make. It has blank pages (one, if Pages is 0), objects as
// they are given, objects hidden in a compressed stream, and streams. Its cross-reference is a table or, with hidden
// objects, a stream, and is right.
type Raw struct {
	Pages   int
	Catalog string   // more entries of the catalogue: "/AA<<…>>"
	Objects []string // written as they are
	Hidden  []string
	Streams []Stream
	Trailer string // more entries of the trailer
}

// Stream is a stream of a raw PDF.
type Stream struct {
	Dict   string // more entries of its dictionary
	Data   []byte
	Packed bool // with FlateDecode
}

// entry is where an object is: at an offset, or in a stream of objects at a place.
type entry struct{ offset, within, place int }

type rawWriter struct {
	bytes.Buffer
	entries []entry // by object number
}

func (w *rawWriter) object(body string) int {
	w.entries = append(w.entries, entry{offset: w.Len()})
	fmt.Fprintf(w, "%d 0 obj\n%s\nendobj\n", len(w.entries)-1, body)
	return len(w.entries) - 1
}

func (w *rawWriter) stream(s Stream) int {
	if s.Packed {
		s.Data, s.Dict = deflate(s.Data), s.Dict+"/Filter/FlateDecode"
	}
	return w.object(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", s.Dict, len(s.Data), s.Data))
}

// File returns the bytes.
func (r Raw) File() []byte {
	w := &rawWriter{entries: make([]entry, 1)}
	w.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	pages := max(r.Pages, 1)
	w.object("<</Type/Catalog/Pages 2 0 R" + r.Catalog + ">>")
	kids := make([]string, pages)
	for i := range kids {
		kids[i] = fmt.Sprintf("%d 0 R", 3+i)
	}
	w.object(fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", pages, strings.Join(kids, " ")))
	for range pages {
		w.object("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>")
	}
	for _, object := range r.Objects {
		w.object(object)
	}
	for _, s := range r.Streams {
		w.stream(s)
	}
	if len(r.Hidden) == 0 {
		w.table(r.Trailer)
	} else {
		w.hide(r.Hidden)
		w.crossReferenceStream(r.Trailer)
	}
	return w.Bytes()
}

func (w *rawWriter) hide(objects []string) {
	var index, bodies string
	first := len(w.entries) + 1
	for i, object := range objects {
		index += fmt.Sprintf("%d %d ", first+i, len(bodies))
		bodies += object + " "
	}
	within := w.stream(Stream{
		Dict: fmt.Sprintf("/Type/ObjStm/N %d/First %d", len(objects), len(index)), Data: []byte(index + bodies), Packed: true,
	})
	for i := range objects {
		w.entries = append(w.entries, entry{within: within, place: i})
	}
}

func (w *rawWriter) table(more string) {
	start := w.Len()
	fmt.Fprintf(w, "xref\n0 %d\n0000000000 65535 f \n", len(w.entries))
	for _, e := range w.entries[1:] {
		fmt.Fprintf(w, "%010d 00000 n \n", e.offset)
	}
	fmt.Fprintf(w, "trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n", len(w.entries), more, start)
}

func (w *rawWriter) crossReferenceStream(more string) {
	start := w.Len()
	rows := []byte{0, 0, 0, 0, 0, 255, 255}
	for _, e := range append(w.entries[1:], entry{offset: start}) {
		kind, field, last := byte(1), e.offset, 0
		if e.within != 0 {
			kind, field, last = 2, e.within, e.place
		}
		rows = binary.BigEndian.AppendUint32(append(rows, kind), uint32(field))
		rows = binary.BigEndian.AppendUint16(rows, uint16(last))
	}
	w.stream(Stream{
		Dict:   fmt.Sprintf("/Type/XRef/Size %d/W[1 4 2]/Root 1 0 R%s", len(w.entries)+1, more),
		Data:   rows,
		Packed: true,
	})
	fmt.Fprintf(w, "startxref\n%d\n%%%%EOF\n", start)
}

// deflate cannot fail: it writes to memory.
func deflate(data []byte) []byte {
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	_, _ = w.Write(data)
	_ = w.Close()
	return packed.Bytes()
}
