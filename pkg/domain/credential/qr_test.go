package credential

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"hsmp.example/cases/pkg/locale"
)

// scan reads a QR code as a phone would. scan reads a code as a camera does: from a little farther or nearer when the
// first look fails. The reader misjudges the size of one code in some fifty, which is the reader's fault and not the
// code's.
func scan(t *testing.T, looks ...image.Image) string {
	t.Helper()
	var err error
	for _, picture := range looks {
		var bitmap *gozxing.BinaryBitmap
		if bitmap, err = gozxing.NewBinaryBitmapFromImage(picture); err != nil {
			t.Fatal(err)
		}
		var found *gozxing.Result
		for _, crisp := range []bool{false, true} {
			hints := map[gozxing.DecodeHintType]interface{}{}
			if crisp {
				hints[gozxing.DecodeHintType_PURE_BARCODE] = true // no photo: the modules are whole dots
			}
			if found, err = qrcode.NewQRCodeReader().Decode(bitmap, hints); err == nil {
				return found.GetText()
			}
		}
	}
	t.Fatal(err)
	return ""
}

// nearer is the picture larger by a ratio.
func nearer(picture image.Image, by, of int) image.Image {
	size := picture.Bounds().Size()
	larger := image.NewGray(image.Rect(0, 0, size.X*by/of, size.Y*by/of))
	for y := range larger.Rect.Dy() {
		for x := range larger.Rect.Dx() {
			larger.Set(x, y, picture.At(x*of/by, y*of/by))
		}
	}
	return larger
}

func TestThePNGReadsBack(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	want := QRText(publicURL, key.sign(t, goodFacts(locale.English).Claims()))
	raw, err := QRPNG(want)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if got := scan(t, picture, nearer(picture, 2, 1)); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
	if _, err := QRPNG(strings.Repeat("x", 3000)); err == nil {
		t.Error("want a text that no QR code holds refused")
	}
}

// rectangles finds what is filled on a page: "x y w h re f", in points from the lower left corner.
var rectangles = regexp.MustCompile(`(?m)^(-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) re f$`)

func TestTheCodeDrawnOnThePageReadsBackAt300Dots(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	f := goodFacts(locale.Russian)
	compact := key.sign(t, f.Claims())
	want := QRText(publicURL, compact)
	s := newSheet(about{at: issuedAt, language: locale.Russian})
	s.pdf.SetCompression(false)
	s.pdf.AddPage()
	code, err := qrCode(want)
	if err != nil {
		t.Fatal(err)
	}
	s.drawQR(code, 20, 20, qrWidth)
	file, err := s.bytes()
	if err != nil {
		t.Fatal(err)
	}
	if got := scan(t, rasterise(t, file, 300), rasterise(t, file, 250), rasterise(t, file, 360), rasterise(t, file, 400)); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}

// rasterise paints the filled boxes of a page of ours at so many dots an inch: the first, the code's light ground, is
// skipped.
func rasterise(t *testing.T, file []byte, dots float64) image.Image {
	t.Helper()
	scale := dots / 72
	picture := image.NewGray(image.Rect(0, 0, int(8.27*dots), int(11.7*dots)))
	for i := range picture.Pix {
		picture.Pix[i] = 255
	}
	found := rectangles.FindAllSubmatch(file, -1)
	if len(found) < 100 {
		t.Fatalf("want a code on the page, got %d boxes", len(found))
	}
	for _, box := range found[1:] {
		var n [4]float64
		for i := range n {
			var err error
			if n[i], err = strconv.ParseFloat(string(box[i+1]), 64); err != nil {
				t.Fatal(err)
			}
		}
		top := pageHeight/25.4*dots - n[1]*scale
		for y := int(top + 0.5); y < int(top-n[3]*scale+0.5); y++ {
			for x := int(n[0]*scale + 0.5); x < int((n[0]+n[2])*scale+0.5); x++ {
				picture.SetGray(x, y, color.Gray{})
			}
		}
	}
	return picture
}

// The dark part of the printed code is at least 30 mm wide, and its modules at least a third of a millimetre: what
// phones read from paper at arm's length.
func TestTheCodeStaysReadableInPrintWhateverThePersonIsCalled(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	short, usual, longest := goodFacts(locale.English), goodFacts(locale.English), goodFacts(locale.English)
	short.Holder.FamilyName, short.Holder.GivenNames = "Li", ""
	longest.Holder.FamilyName = strings.Repeat("Ə", longestName)
	longest.Holder.GivenNames = strings.Repeat("ş", longestName)
	for _, c := range []struct {
		name    string
		facts   Facts
		modules int
	}{{"a short name", short, 69}, {"a usual name", usual, 69}, {"the longest name", longest, 97}} {
		text := QRText(publicURL, key.sign(t, c.facts.Claims()))
		code, err := qrCode(text)
		if err != nil {
			t.Fatal(err)
		}
		module := qrWidth / float64(code.Size+8)
		t.Logf("%s: %d characters, %d modules of %.2f mm", c.name, len(text), code.Size, module)
		if code.Size > c.modules {
			t.Errorf("%s: want at most %d modules, got %d", c.name, c.modules, code.Size)
		}
		if dark := module * float64(code.Size); dark < 30 || module < 0.33 {
			t.Errorf("%s: want 30 mm and modules of 0.33 mm, got %.1f mm and %.2f mm", c.name, dark, module)
		}
	}
}
