package weights

import (
	"errors"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRequestsAreCountedByTheirKind(t *testing.T) {
	t.Parallel()
	got := Page{Path: "/az"}
	for kind, bytes := range map[string]int{"Document": 1, "Stylesheet": 2, "Script": 4, "Font": 8, "Image": 16, "Manifest": 32} {
		got.Add(kind, bytes)
	}
	want := Page{Path: "/az", Requests: 6, Bytes: 63, HTML: 1, CSS: 2, JS: 4, Fonts: 8, Images: 16}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("page (-want +got):\n" + diff)
	}
}

func TestTheHeaviestVisitStaysAndInspectionsAreKept(t *testing.T) {
	t.Parallel()
	for name, visits := range map[string][]Page{
		"the heavier comes first": {{Path: "/az", Bytes: 9}, {Path: "/az", Bytes: 3, Inspected: true}},
		"the heavier comes last":  {{Path: "/az", Bytes: 3, Inspected: true}, {Path: "/az", Bytes: 9}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			book := Book{}
			for _, visit := range visits {
				book.Enter(visit)
			}
			want := []Page{{Path: "/az", Bytes: 9, Inspected: true}}
			if diff := cmp.Diff(want, book.Pages()); diff != "" {
				t.Error("pages (-want +got):\n" + diff)
			}
		})
	}
}

func TestBooksOfSeveralBinariesComeTogetherSortedByPath(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "build", "pages.json")
	for _, book := range []Book{{"/ru": {Path: "/ru", Bytes: 2}, "/az": {Path: "/az", Bytes: 5}}, {"/en": {Path: "/en"}, "/az": {Path: "/az", Bytes: 1}}, {}} {
		err := book.Merge(file)
		if err != nil {
			t.Fatal(err)
		}
	}
	got, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	want := []Page{{Path: "/az", Bytes: 5}, {Path: "/en"}, {Path: "/ru", Bytes: 2}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("pages (-want +got):\n" + diff)
	}
}

func TestAnEmptyBookWritesNothing(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "pages.json")
	err := Book{}.Merge(file)
	if err != nil {
		t.Fatal(err)
	}
	_, err = Read(file)
	if !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("want no file, got %v", err)
	}
}

func TestTheTableHasALineForEachPage(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	err := Table(&out, []Page{{Path: "/az", Bytes: 2048, Inspected: true}, {Path: "/en", Requests: 3}})
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 3 || !strings.Contains(lines[1], "2.0") || !strings.Contains(lines[2], "/en ") {
		t.Errorf("want a head and two pages, got:\n%s", out.String())
	}
}

func TestAPageThatNoLanguageWasInspectedInIsNamed(t *testing.T) {
	t.Parallel()
	got := Uninspected([]Page{{Path: "/az", Inspected: true}, {Path: "/ru"}, {Path: "/en/fees"}, {Path: "/az/fees"},
		{Path: "/tr/cases/{id}"}, {Path: "/az/cases/{id}", Inspected: true}, {Path: "/az/terms"}})
	if diff := cmp.Diff([]string{"/fees", "/terms"}, got); diff != "" {
		t.Error("pages (-want +got):\n" + diff)
	}
}
