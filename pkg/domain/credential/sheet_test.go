package credential

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/locale"
)

func blankSheet() *sheet {
	s := newSheet(about{title: "t", language: locale.English, at: issuedAt})
	s.pdf.AddPage()
	return s
}

func TestLinesBreakAtSpacesAndNoWordIsLost(t *testing.T) {
	t.Parallel()
	s := blankSheet()
	for _, c := range []struct {
		name, text string
		width      float64
		want       []string
	}{
		{"nothing", "", 50, nil},
		{"only spaces", "  \n \t ", 50, nil},
		{"one word", "word", 50, []string{"word"}},
		{"what fits stays on one line", "one two", 50, []string{"one two"}},
		{"what does not fit goes on", "one two", 8, []string{"one", "two"}},
		{"a line end is kept", "one\ntwo", 50, []string{"one", "two"}},
		{"an empty line is not drawn", "one\n\n\ntwo", 50, []string{"one", "two"}},
		{"a word wider than the line is cut", "ooooooooo x", 8, []string{"oooo", "oooo", "o x"}},
		{"a word behind a full line begins its own", "one ooooooooo", 8, []string{"one", "oooo", "oooo", "o"}},
	} {
		got := s.wrap(c.width, bodyFace, c.text)
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestNoLineIsWiderThanItsRoom(t *testing.T) {
	t.Parallel()
	s := blankSheet()
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.Float64Range(10, textWidth).Draw(t, "width")
		face := rapid.SampledFrom([]style{bodyFace, nameFace, smallFace, valueFace}).Draw(t, "face")
		lines := s.wrap(width, face, text)
		for _, line := range lines {
			s.use(face)
			if got := s.pdf.GetStringWidth(line); got > width && len([]rune(line)) > 1 {
				t.Fatalf("want at most %.1f mm, got %.1f for %q", width, got, line)
			}
		}
		shown, _ := legible(text)
		squeeze := func(text string) string { return strings.Join(strings.Fields(text), "") }
		if want, got := squeeze(shown), squeeze(strings.Join(lines, "")); want != got {
			t.Fatalf("want all of %q, got %q", want, got)
		}
		if want, got := float64(len(lines))*face.line(), s.height(width, face, text); math.Abs(want-got) > 1e-9 {
			t.Fatalf("want a height of %.2f, got %.2f", want, got)
		}
	})
}

func TestATextIsSetSmallerOnlyAsFarAsNeeded(t *testing.T) {
	t.Parallel()
	s := blankSheet()
	if want, got := nameFace.size, s.fit(textWidth, nameFace, 10, 1, "Li").size; want != got {
		t.Errorf("want a short text in its own size %.1f, got %.1f", want, got)
	}
	long := strings.Repeat("Məmmədov ", 9)
	fitted := s.fit(textWidth, nameFace, 8, 1, long)
	if lines := len(s.wrap(textWidth, fitted, long)); fitted.size >= nameFace.size || lines != 1 {
		t.Errorf("want one smaller line, got %d in %.1f points", lines, fitted.size)
	}
	if want, got := 8.0, s.fit(textWidth, nameFace, 8, 1, strings.Repeat(long, 9)).size; want != got {
		t.Errorf("want no smaller than %.1f, got %.1f", want, got)
	}
}

func TestEveryDrawnLineIsRemembered(t *testing.T) {
	t.Parallel()
	s := blankSheet()
	end := s.paragraph(margin, 50, 30, bodyFace, "one two three four five six seven")
	last := s.texts[len(s.texts)-1]
	if len(s.texts) < 2 || math.Abs(last.y+last.h-end) > 1e-9 || last.page != 1 {
		t.Errorf("want the last line to end at %.2f on page 1, got %+v", end, last)
	}
}

func TestTheLatticeStaysInItsBand(t *testing.T) {
	t.Parallel()
	s := newSheet(about{at: issuedAt, language: locale.English})
	s.pdf.SetCompression(false)
	s.pdf.AddPage()
	s.lattice(0, 0, 50, 20, 10, midTeal)
	s.rosette(100, 100, 10)
	file, err := s.bytes()
	if err != nil {
		t.Fatal(err)
	}
	text := string(file)
	// A clip is opened and closed once, or everything after it would be cut off too.
	if opened, closed := strings.Count(text, "re W n"), strings.Count(text, "\nQ\n"); opened != 1 || closed < 1 {
		t.Errorf("want the clip opened and closed, got %d and %d", opened, closed)
	}
	valid(t, file)
}
