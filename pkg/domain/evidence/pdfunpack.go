package evidence

import (
	"bytes"
	"compress/zlib"
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"io"
)

// Producers put a few hundred objects in a stream; no honest one reaches this.
const longestObjectStream = 16 << 20

var errBomb = errors.New("unpacks to more than an honest document does")

// unpackObjects unpacks an object stream whole. It must be read as a viewer reads it or not at all, so an unknown
// filter, a predictor or an indirect filter makes it fail.
func (p *pdf) unpackObjects(d map[string]value, rest []byte) ([]byte, bool) {
	parms, predicted := d["DecodeParms"]
	if _, short := d["DP"]; short || predicted && parms.kind != nullValue && !plainParms(parms) {
		return nil, false
	}
	r, known := p.filters(d, rest)
	if !known {
		return nil, false
	}
	if len(names(d["Filter"])) == 0 { // unfiltered data has no end of its own
		end := bytes.Index(rest, []byte("endstream"))
		return rest[:max(end, 0)], end >= 0
	}
	data, err := io.ReadAll(io.LimitReader(r, longestObjectStream))
	if errors.Is(err, errBomb) || len(data) == longestObjectStream {
		p.find("document-bomb")
		return nil, false
	}
	return data, err == nil
}

// plainParms reports whether the parameters of the filters change nothing.
func plainParms(v value) bool {
	if v.ref != 0 || len(v.list) > 0 {
		return false
	}
	predictor, ok := v.dict["Predictor"]
	return !ok || predictor.num == 1
}

// unpack looks for the test virus in what a stream unpacks to. A stream that breaks off is the viewer's affair.
func (p *pdf) unpack(d map[string]value, rest []byte) {
	if len(names(d["Filter"])) == 0 {
		return // its bytes are the file's own, which have been searched
	}
	r, _ := p.filters(d, rest)
	virus := &virusFinder{}
	if _, err := io.Copy(virus, r); errors.Is(err, errBomb) {
		p.find("document-bomb")
	}
	if virus.found {
		p.find("malware")
	}
}

// filters chains the readers of a stream's filters, up to the first that is not known here (pictures' codecs, and two
// that nobody writes any more). Every byte in and out is paid for.
func (p *pdf) filters(d map[string]value, rest []byte) (r io.Reader, known bool) {
	r = &meter{bytes.NewReader(rest), &p.spare}
	if v, ok := d["Filter"]; ok && v.kind != nameValue && v.kind != listValue && v.kind != nullValue {
		return r, false
	}
	for _, filter := range names(d["Filter"]) {
		switch filter {
		case "FlateDecode", "Fl":
			r = &meter{&inflate{from: r}, &p.spare}
		case "ASCIIHexDecode", "AHx":
			r = hex.NewDecoder(&digits{from: r, end: '>'})
		case "ASCII85Decode", "A85":
			r = ascii85.NewDecoder(&digits{from: r, end: '~'})
		default:
			return r, false
		}
	}
	return r, true
}

func names(v value) []string {
	if v.kind == nameValue {
		return []string{v.name}
	}
	var all []string
	for _, item := range v.list {
		all = append(all, item.name)
	}
	return all
}

// inflate opens the zlib stream at the first read, so that its error is an error of reading.
type inflate struct{ from, open io.Reader }

func (i *inflate) Read(b []byte) (int, error) {
	if i.open == nil {
		open, err := zlib.NewReader(i.from)
		if err != nil {
			return 0, err
		}
		i.open = open
	}
	return i.open.Read(b)
}

// meter takes what is read from the budget and fails when it is spent.
type meter struct {
	from  io.Reader
	spare *int64
}

func (m *meter) Read(b []byte) (int, error) {
	if *m.spare <= 0 {
		return 0, errBomb
	}
	n, err := m.from.Read(b)
	*m.spare -= int64(n)
	return n, err
}

// digits passes on the digits of an encoding up to its end mark and leaves out blanks.
type digits struct {
	from io.Reader
	end  byte
	done bool
}

func (d *digits) Read(b []byte) (int, error) {
	for !d.done {
		n, err := d.from.Read(b)
		kept := 0
		for _, c := range b[:n] {
			if c == d.end {
				d.done = true
				break
			}
			if !blank(c) {
				b[kept], kept = c, kept+1
			}
		}
		if kept > 0 {
			return kept, nil
		}
		if err != nil {
			return 0, err
		}
	}
	return 0, io.EOF
}
