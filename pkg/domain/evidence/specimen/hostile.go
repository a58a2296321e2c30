package specimen

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"math/rand/v2"
	"strings"

	"codeberg.org/go-pdf/fpdf"
)

// EICAR is the anti-malware test file: harmless, and found by every scanner. It is put together at run time.
func EICAR() []byte {
	return []byte(strings.Join([]string{`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR`, "STANDARD", "ANTIVIRUS", `TEST`, `FILE!$H+H*`}, "-"))
}

// Encrypted is a PDF that opens with a password.
func Encrypted(p Paper) ([]byte, error) {
	doc := p.set()
	doc.SetProtection(fpdf.CnProtectPrint, "open", "owner")
	return output(doc)
}

// WithScript is a PDF that runs a script when it is opened.
func WithScript(p Paper) ([]byte, error) {
	doc := p.set()
	doc.SetJavascript("app.alert('specimen');")
	return output(doc)
}

// WithAttachment is a PDF that carries another file.
func WithAttachment(p Paper) ([]byte, error) {
	doc := p.set()
	doc.SetAttachments([]fpdf.Attachment{{Content: []byte("specimen"), Filename: "specimen.exe"}})
	return output(doc)
}

// WithVirus is a PDF with the test virus in a compressed stream.
func WithVirus() []byte {
	return Raw{Streams: []Stream{{Data: EICAR(), Packed: true}}}.File()
}

// Bomb is a PDF of a few hundred kilobytes with a stream that unpacks to size bytes.
func Bomb(size int) []byte {
	return Raw{Streams: []Stream{{Data: make([]byte, size), Packed: true}}}.File()
}

// HiddenScript is a PDF whose script stands in a compressed stream of objects, its names written with #xx.
func HiddenScript() []byte {
	return Raw{Hidden: []string{"<</S/#4aava#53cript/#4A#53(app.alert\\(1\\))>>"}}.File()
}

// PNGBomb is a picture of 60,000 by 60,000 pixels, so its header says, in a hundred bytes.
func PNGBomb() []byte {
	header := binary.BigEndian.AppendUint32(nil, 60_000)
	header = append(binary.BigEndian.AppendUint32(header, 60_000), 8, 6, 0, 0, 0)
	return append([]byte("\x89PNG\r\n\x1a\n"), bytes.Join([][]byte{
		Chunk("IHDR", header), Chunk("IDAT", deflate(make([]byte, 64))), Chunk("IEND", nil),
	}, nil)...)
}

// Chunk is one chunk of a PNG file.
func Chunk(kind string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, kind...), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}

// Truncated is a file of which only a part arrived: that many hundredths.
func Truncated(file []byte, hundredths int) []byte {
	return file[:len(file)*hundredths/100]
}

// Scan is a PDF of about size bytes in pages of noise, as scanned pages are to whoever compresses them.
func Scan(size, pages int) []byte {
	noise := rand.NewChaCha8([32]byte{1})
	raw := Raw{Pages: pages}
	for range pages {
		page := make([]byte, size/pages)
		_, _ = noise.Read(page) // never fails, says its documentation
		raw.Streams = append(raw.Streams, Stream{Data: page, Packed: true})
	}
	return raw.File()
}
