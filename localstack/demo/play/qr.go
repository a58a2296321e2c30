package play

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"regexp"
	"strconv"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

var (
	streams = regexp.MustCompile(`(?s)/FlateDecode.{0,200}?stream\r?\n`)
	boxes   = regexp.MustCompile(`(?m)^(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re f$`)
)

const (
	fewest = 200     // boxes of a code; a page without one has a dozen
	most   = 8 << 20 // bytes that a page's drawing may unpack to
)

// looks are the scales at which the page is looked at, one after the other, in picture dots for a point: as a hand
// moves a camera nearer or farther. The reader misjudges the size of one code in some fifty from a single distance.
var looks = []float64{4, 3.3, 5, 6}

// ReadQR reads the QR code off a certificate, as whoever is shown the page would: it paints the small boxes of the
// page's drawing and scans the picture.
func ReadQR(pdf []byte) (string, error) {
	for _, at := range streams.FindAllIndex(pdf, -1) {
		drawing, err := inflate(pdf[at[1]:])
		if err != nil {
			continue // a font or a picture
		}
		found := boxes.FindAllSubmatch(drawing, -1)
		if len(found) < fewest {
			continue
		}
		return scan(found)
	}
	return "", errors.New("no QR code is drawn on the page")
}

func inflate(packed []byte) ([]byte, error) {
	reader, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(reader, most))
}

// box is a filled rectangle in points from the lower left corner.
type box struct{ x, y, w, h float64 }

func scan(found [][][]byte) (string, error) {
	all := make([]box, len(found))
	heights := map[float64]int{}
	for n, match := range found {
		b, err := parse(match[1:])
		if err != nil {
			return "", err
		}
		all[n] = b
		heights[b.h]++
	}
	module := commonest(heights)
	var err error
	for _, dots := range looks {
		var text string
		if text, err = look(all, module, dots); err == nil {
			return text, nil
		}
	}
	text, crisp := look(all, module, wholeDots/module, gozxing.DecodeHintType_PURE_BARCODE)
	if crisp != nil {
		return "", fmt.Errorf("scan the page: %w", errors.Join(err, crisp))
	}
	return text, nil
}

// wholeDots is the size of a module, in dots, of a picture drawn for reading by machine: no module's edge falls within
// a dot.
const wholeDots = 6

// look paints the code's rows, which are of one height (grounds and bars are of others), and reads the picture.
func look(all []box, module, dots float64, hints ...gozxing.DecodeHintType) (string, error) {
	picture := image.NewGray(image.Rect(0, 0, int(600*dots), int(850*dots)))
	for n := range picture.Pix {
		picture.Pix[n] = 255
	}
	for _, b := range all {
		if b.h == module {
			paint(picture, b, dots)
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		return "", err
	}
	asked := map[gozxing.DecodeHintType]interface{}{}
	for _, hint := range hints {
		asked[hint] = true
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, asked)
	if err != nil {
		return "", err
	}
	return read.GetText(), nil
}

// parse reads a box. The generator writes heights downwards, so they may be negative.
func parse(numbers [][]byte) (box, error) {
	var n [4]float64
	for i, text := range numbers {
		value, err := strconv.ParseFloat(string(text), 64)
		if err != nil {
			return box{}, err
		}
		n[i] = value
	}
	b := box{n[0], n[1], n[2], n[3]}
	if b.h < 0 {
		b.y, b.h = b.y+b.h, -b.h
	}
	return b, nil
}

func commonest(heights map[float64]int) float64 {
	var best float64
	for height, count := range heights {
		if count > heights[best] || count == heights[best] && height < best {
			best = height
		}
	}
	return best
}

func paint(picture *image.Gray, b box, dots float64) {
	height := float64(picture.Rect.Max.Y)
	for y := round(height - (b.y+b.h)*dots); y < round(height-b.y*dots); y++ {
		for x := round(b.x * dots); x < round((b.x+b.w)*dots); x++ {
			picture.SetGray(x, y, color.Gray{})
		}
	}
}

func round(f float64) int { return int(f + 0.5) }
