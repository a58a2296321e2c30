package verify_test

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"hsmp.example/cases/pkg/domain/credential"
)

// photo is a picture of the code as a hand takes it: turned, from the side, in uneven light and with noise. It returns
// a JPEG file.
func photo(t testing.TB, text string) string {
	t.Helper()
	raw, err := credential.QRPNG(text)
	must(t, err)
	code, err := png.Decode(bytes.NewReader(raw))
	must(t, err)
	const width, height, degrees, lean = 1600, 1200, 14, 0.12
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	noise := rand.New(rand.NewPCG(1, 2))
	picture := image.NewGray(image.Rect(0, 0, width, height))
	side := float64(code.Bounds().Dx())
	for y := range height {
		for x := range width {
			away := 1 + lean*float64(y-height/2)/height*2 // further up is further away
			dx, dy := float64(x-width/2)/away, float64(y-height/2)/away
			u, v := (dx*cos+dy*sin)/(0.75*height)+0.5, (dy*cos-dx*sin)/(0.75*height)+0.5
			light := 0.85
			if u >= 0 && u < 1 && v >= 0 && v < 1 && dark(code.At(int(u*side), int(v*side))) {
				light = 0.15
			}
			light *= 1 - 0.35*float64(x)/width
			light += (noise.Float64() - 0.5) * 0.12
			picture.SetGray(x, y, color.Gray{Y: uint8(255 * min(max(light, 0), 1))})
		}
	}
	return kept(t, picture, "photo.jpg")
}

func dark(c color.Color) bool { return color.GrayModel.Convert(c).(color.Gray).Y < 128 }

func kept(t testing.TB, picture image.Image, name string) string {
	t.Helper()
	var out bytes.Buffer
	must(t, jpeg.Encode(&out, picture, &jpeg.Options{Quality: 70}))
	file := filepath.Join(t.TempDir(), name)
	must(t, os.WriteFile(file, out.Bytes(), 0o600))
	return file
}

// dataAddress is the picture as an address in quotes.
func dataAddress(t testing.TB, file string) string {
	t.Helper()
	raw, err := os.ReadFile(file)
	must(t, err)
	return `"data:image/jpeg;base64,` + base64.StdEncoding.EncodeToString(raw) + `"`
}
