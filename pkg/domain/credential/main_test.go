package credential

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
)

var update = flag.Bool("update", false, "write the goldens anew")

func TestMain(m *testing.M) {
	model.ConfigPath = "disable" // or pdfcpu writes a folder into the home of whoever runs the tests
	flag.Parse()
	os.Exit(m.Run())
}

// golden compares the text a document shows, line by line, with what stands in testdata.
func golden(t *testing.T, name string, s *sheet) {
	t.Helper()
	var lines []string
	for _, d := range s.texts {
		lines = append(lines, d.text)
	}
	got := strings.Join(lines, "\n") + "\n"
	path := filepath.Join("testdata", name+".txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: the document says something else; -update if that is meant (-want +got):\n%s", name, diff)
	}
}

// tidyPages fails when a text leaves the page or its margins, or lies over another.
func tidyPages(t interface {
	Helper()
	Errorf(string, ...any)
}, s *sheet) {
	t.Helper()
	const hair = 0.01
	for i, d := range s.texts {
		if d.x < margin-hair || d.x+d.w > pageWidth-margin+hair {
			t.Errorf("page %d: %q reaches from %.1f to %.1f mm, beyond the margins", d.page, d.text, d.x, d.x+d.w)
		}
		if d.y < 0 || d.y+d.h > pageHeight-7+hair {
			t.Errorf("page %d: %q reaches down to %.1f mm, into the foot", d.page, d.text, d.y+d.h)
		}
		for _, e := range s.texts[:i] {
			apart := e.page != d.page || e.x+e.w <= d.x+hair || d.x+d.w <= e.x+hair || e.y+e.h <= d.y+hair || d.y+d.h <= e.y+hair
			if !apart {
				t.Errorf("page %d: %q lies over %q", d.page, d.text, e.text)
			}
		}
	}
}
