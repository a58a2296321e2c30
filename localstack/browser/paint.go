package browser

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
)

// reduce writes a PNG with as many colours as fit into the limit in bytes. Pages have few colours beside the edges of
// letters, so 256 are hardly told from all.
func reduce(raw []byte, limit int) ([]byte, error) {
	picture, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, err
	}
	counts := count(picture)
	var small []byte
	for _, colours := range []int{256, 96, 32, 16} {
		small, err = encode(paint(picture, palette(counts, colours)))
		if err != nil || len(small) <= limit {
			return small, err
		}
	}
	return nil, fmt.Errorf("%d bytes with 16 colours, more than %d: show less of the page", len(small), limit)
}

func encode(picture image.Image) ([]byte, error) {
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	err := encoder.Encode(&out, picture)
	return out.Bytes(), err
}

// shade is a colour without its lowest bits, which nobody sees.
type shade [3]uint8

const lowest = 3 // bits

func shadeOf(c color.Color) shade {
	r, g, b, _ := c.RGBA()
	return shade{uint8(r>>8) >> lowest, uint8(g>>8) >> lowest, uint8(b>>8) >> lowest}
}

// sum adds up the pixels of one shade.
type sum struct{ n, r, g, b int }

func count(picture image.Image) map[shade]*sum {
	counts := map[shade]*sum{}
	bounds := picture.Bounds()
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := picture.At(x, y)
			r, g, b, _ := c.RGBA()
			s := counts[shadeOf(c)]
			if s == nil {
				s = &sum{}
				counts[shadeOf(c)] = s
			}
			s.n, s.r, s.g, s.b = s.n+1, s.r+int(r>>8), s.g+int(g>>8), s.b+int(b>>8)
		}
	}
	return counts
}

// palette takes the shades that most pixels have, each with its pixels' mean colour.
func palette(counts map[shade]*sum, size int) color.Palette {
	var all []*sum
	for _, s := range counts {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *sum) int {
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.r*b.n, b.r*a.n), cmp.Compare(a.g*b.n, b.g*a.n), cmp.Compare(a.b*b.n, b.b*a.n))
	})
	var colours color.Palette
	for _, s := range all[:min(size, len(all))] {
		colours = append(colours, color.RGBA{uint8(s.r / s.n), uint8(s.g / s.n), uint8(s.b / s.n), 255})
	}
	return colours
}

func paint(picture image.Image, colours color.Palette) *image.Paletted {
	bounds := picture.Bounds()
	painted := image.NewPaletted(bounds, colours)
	nearest := map[shade]uint8{}
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			c := picture.At(x, y)
			index, ok := nearest[shadeOf(c)]
			if !ok {
				index = uint8(colours.Index(c))
				nearest[shadeOf(c)] = index
			}
			painted.SetColorIndex(x, y, index)
		}
	}
	return painted
}
