package theme_test

import (
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var colour = regexp.MustCompile(`(?m)^\$([a-z0-9-]+): #([0-9a-f]{6});`)

// WCAG 2.2, 1.4.3 and 1.4.11: texts 4.5:1, what is no text 3:1. A browser's checker cannot see texts in plots and on
// ornaments.
func TestTextsAndSignsStandOutFromTheirGround(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile(filepath.Join("scss", "_settings.scss"))
	if err != nil {
		t.Fatal(err)
	}
	colours := map[string]string{}
	for _, m := range colour.FindAllStringSubmatch(string(raw), -1) {
		colours["$"+m[1]] = m[2]
	}
	for _, c := range []struct {
		front, ground string
		least         float64
	}{
		{"$ink", "$white", 4.5}, {"$ink", "$mist", 4.5}, {"$ink", "$stone-100", 4.5}, {"$stone-700", "$white", 4.5},
		{"$stone-700", "$stone-100", 4.5}, {"$stone-700", "$mist", 4.5}, {"$sea", "$white", 4.5}, {"$sea", "$mist", 4.5},
		{"$sea", "$stone-100", 4.5}, {"$white", "$sea", 4.5}, {"$white", "$sea-dark", 4.5}, {"$white", "$deep", 4.5},
		{"#d6edf5", "$deep", 4.5}, {"#bfe3ef", "$deep", 4.5}, {"$deep", "$sky", 4.5}, {"$plum", "$white", 4.5},
		{"$pomegranate", "$white", 4.5}, {"$pomegranate", "#fdf2f4", 4.5}, {"$white", "$pomegranate", 4.5}, {"$deep", "#cdeaf4", 4.5},
		{"$ink", "#fdf3e0", 4.5}, {"$ink", "#e7f4ed", 4.5}, {"$sea", "#fdf3e0", 4.5},
		{"#45413b", "#ece8e1", 4.5}, {"#07465f", "#d8edf5", 4.5}, {"#07503a", "#d8efe3", 4.5}, {"#6b4000", "#fbe8c6", 4.5},
		{"#8c0d25", "#fadde2", 4.5},
		{"$flag-blue", "$white", 3}, {"#6f6a61", "$white", 3}, {"#8a847a", "$white", 3}, {"#16855a", "$white", 3},
		{"#c07a00", "$white", 3}, {"#c2284a", "$white", 3}, {"#857f75", "$white", 3}, {"$sea", "#ece8e1", 3},
	} {
		got := contrast(t, hex(colours, c.front), hex(colours, c.ground))
		if got < c.least {
			t.Errorf("%s on %s: want %.1f:1, got %.2f:1", c.front, c.ground, c.least, got)
		}
	}
}

func hex(named map[string]string, colour string) string {
	if value, ok := named[colour]; ok {
		return value
	}
	return strings.TrimPrefix(colour, "#")
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		part, err := strconv.ParseUint(colour[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		x := float64(part) / 255
		if x <= 0.04045 {
			x /= 12.92
		} else {
			x = math.Pow((x+0.055)/1.055, 2.4)
		}
		sum += weight * x
	}
	return sum
}
