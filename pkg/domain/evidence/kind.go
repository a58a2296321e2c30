package evidence

import (
	"bytes"
	"encoding/binary"
)

// Kind is what a file is, known by its first bytes.
type Kind string

// The kinds a document may have. The programme file says which of them are taken.
const (
	PDF     Kind = "pdf"
	JPEG    Kind = "jpeg"
	PNG     Kind = "png"
	Unknown Kind = "other"
)

// MediaType is the type that an upload of this kind is declared with.
func (k Kind) MediaType() string {
	switch k {
	case PDF:
		return "application/pdf"
	case JPEG:
		return "image/jpeg"
	case PNG:
		return "image/png"
	}
	return "application/octet-stream"
}

// Readers look for a PDF's header in the first 1024 bytes (ISO 32000-1, annex H, note 13), so this is where a PDF may
// hide.
const headerWithin = 1024

const pngSignature = "\x89PNG\r\n\x1a\n"

// sniff decides by the first bytes. Three signatures are all there is to know, so no library of hundreds is linked.
func sniff(head []byte) Kind {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xd8\xff")):
		return JPEG
	case bytes.HasPrefix(head, []byte(pngSignature)):
		return PNG
	case bytes.Contains(head, []byte("%PDF-")):
		return PDF
	}
	return Unknown
}

// Beginnings of what can be run or unpacked; they are looked for before a document's start and after its end.
var programs = []string{
	"MZ", "\x7fELF", "\xca\xfe\xba\xbe", "\xfe\xed\xfa\xce", "\xfe\xed\xfa\xcf", "\xce\xfa\xed\xfe", "\xcf\xfa\xed\xfe",
	"#!", "PK\x03\x04", "Rar!", "7z\xbc\xaf\x27\x1c", "\x1f\x8b", "<?php", "<script", "<html", "<!DOCTYPE", "%PDF-",
}

// foreign reports whether bytes outside a document's own begin something that can be run, opened or unpacked.
func foreign(outside []byte) bool {
	outside = bytes.TrimLeft(outside, "\x00\t\r\n\f ")
	for _, program := range programs {
		if len(outside) >= len(program) && bytes.EqualFold(outside[:len(program)], []byte(program)) {
			return true
		}
	}
	return false
}

// endsAsZip reports whether the file can also be opened as a ZIP archive, whose directory stands at the end and may
// name any place before it: an end record whose comment reaches exactly to the end of the file.
func endsAsZip(data []byte) bool {
	const record = 22
	tail := data[max(0, len(data)-record-math16):]
	for at := bytes.LastIndex(tail, []byte("PK\x05\x06")); at >= 0; at = bytes.LastIndex(tail[:at], []byte("PK\x05\x06")) {
		if at+record <= len(tail) && at+record+int(binary.LittleEndian.Uint16(tail[at+20:])) == len(tail) {
			return true
		}
	}
	return false
}

const math16 = 1<<16 - 1 // the longest comment a ZIP archive can have
