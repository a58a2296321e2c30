package evidence

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"strconv"
)

func (x *inspection) jpeg() {
	end, scans := jpegEnd(x.data)
	switch {
	case end < 0:
		x.find("document-truncated")
	case scans > mostScans:
		x.find("document-bomb")
	default:
		x.after(end)
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(x.data))
	x.picture(config, err, func() error {
		_, err := jpeg.Decode(bytes.NewReader(x.data))
		return err
	})
}

func (x *inspection) png() {
	end, fault := pngEnd(x.data)
	if fault != "" {
		x.find(fault)
	}
	if end > 0 {
		x.after(end)
	}
	config, err := png.DecodeConfig(bytes.NewReader(x.data))
	x.picture(config, err, func() error {
		_, err := png.Decode(bytes.NewReader(x.data))
		return err
	})
}

// picture checks the size that the header claims and decodes only then, and only what has an end, so that a bomb never
// goes off.
func (x *inspection) picture(config image.Config, err error, decode func() error) {
	x.Pages, x.Width, x.Height = 1, config.Width, config.Height
	if err == nil && !x.pixels(int64(config.Width), int64(config.Height)) {
		return
	}
	if x.Has("document-truncated") || x.Has("document-bomb") {
		return
	}
	if err == nil {
		err = decode()
	}
	if err != nil {
		x.find("document-damaged")
	}
}

// pixels reports whether a picture is within the limit. It divides, because a product of claimed sizes can overflow.
func (x *inspection) pixels(width, height int64) bool {
	if width <= 0 || height <= x.rules.MaxPixels/width {
		return true
	}
	x.find("document-pixels", "width", strconv.FormatInt(width, 10), "height", strconv.FormatInt(height, 10),
		"max", strconv.FormatInt(x.rules.MaxPixels/1_000_000, 10))
	return false
}

// after looks at what follows the end of the document's own bytes. Cameras append previews there; programs and archives
// have no business there.
func (x *inspection) after(end int) {
	if foreign(x.data[end:]) || endsAsZip(x.data) {
		x.find("document-mixed")
	}
}

// A progressive JPEG goes over the whole picture once a scan. Encoders make about ten; thousands, of a few bytes each,
// would keep a decoder busy for hours.
const mostScans = 64

// jpegEnd walks the segments and the picture data up to the end marker, and counts the scans; -1 if the file ends
// before.
func jpegEnd(data []byte) (end, scans int) {
	for at := 2; at+2 <= len(data); {
		if data[at] != 0xff { // picture data
			at++
			continue
		}
		switch marker := data[at+1]; {
		case marker == 0xd9:
			return at + 2, scans
		case marker == 0xff:
			at++
		case marker == 0 || marker == 1 || marker >= 0xd0 && marker <= 0xd8:
			at += 2
		case at+4 > len(data):
			return -1, scans
		default:
			if marker == 0xda {
				scans++
			}
			at += 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		}
	}
	return -1, scans
}

// Colour profiles and camera data are far smaller; beyond this a chunk carries something else.
const longestChunk = 1 << 20

// pngEnd walks the chunks and checks their lengths and sums. It returns where the file ends, or what is wrong.
func pngEnd(data []byte) (end int, fault string) {
	for at := len(pngSignature); ; {
		if at+12 > len(data) {
			return 0, "document-truncated"
		}
		length, kind := int64(binary.BigEndian.Uint32(data[at:])), string(data[at+4:at+8])
		if length > int64(len(data)-at-12) {
			return 0, "document-truncated"
		}
		body := at + 8 + int(length)
		if crc32.ChecksumIEEE(data[at+4:body]) != binary.BigEndian.Uint32(data[body:]) {
			return 0, "document-damaged"
		}
		if at = body + 4; kind == "IEND" {
			return at, fault
		}
		if kind != "IDAT" && length > longestChunk {
			fault = "document-mixed"
		}
	}
}
