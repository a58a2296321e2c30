package datafile_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
	"hsmp.example/cases/pkg/locale"
)

type garden struct {
	Name  string          `json:"name"`
	Trees []tree          `json:"trees"`
	Open  bool            `json:"open,omitempty"`
	Words locale.Texts    `json:"words,omitempty"`
	Beds  map[string]int  `json:"beds,omitempty"`
	Notes map[string]tree `json:"notes,omitempty"`
}

type tree struct {
	Kind   string `json:"kind"`
	Height int64  `json:"height"`
}

func TestAGoodFileIsReadWhole(t *testing.T) {
	t.Parallel()
	var got garden
	file := "name: north\nopen: true\ntrees:\n  - {kind: oak, height: 12}\n  - kind: |\n      elm\n    height: 9\nbeds: {a/b: 1}\n"
	faults := read(t, file).Decode(&got)
	want := garden{Name: "north", Open: true, Trees: []tree{{"oak", 12}, {"elm\n", 9}}, Beds: map[string]int{"a/b": 1}}
	if diff := cmp.Diff(want, got); diff != "" || len(faults) > 0 {
		t.Errorf("faults %v (-want +got):\n%s", faults, diff)
	}
}

func TestEachSlipIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	for _, slip := range []struct{ name, file, want string }{
		{"a missing key stands where its mapping begins", "name: x\ntrees:\n  - kind: oak\n", "3:5: /trees/0: height is missing"},
		{"an unknown key stands where it is written", "name: x\ntrees: []\nbirds: 3\n", `3:1: /birds: unknown key "birds"; known here: name, trees, open, words, beds, notes`},
		{"a number for a text", "name: 5\ntrees: []\n", "1:7: /name: want a text, got 5"},
		{"a fraction for a whole number", "name: x\ntrees: [{kind: oak, height: 1.5}]\n", "2:29: /trees/0/height: want a whole number, got 1.5"},
		{"a text for a truth", "name: x\ntrees: []\nopen: maybe\n", `3:7: /open: want true or false, got the text "maybe"`},
		{"a text for a list", "name: x\ntrees: oak\n", `2:8: /trees: want a list, got the text "oak"`},
		{"a list for a mapping", "name: x\ntrees: [[oak]]\n", "2:9: /trees/0: want keys and values, got a list"},
		{"a text for a table", "name: x\ntrees: []\nbeds: 3\n", "3:7: /beds: want keys and values, got 3"},
		{"nothing for a text", "name:\ntrees: []\n", "1:6: /name: want a text, got nothing"},
		{"a key with a slash is escaped", "name: x\ntrees: []\nbeds: {a/b: c}\n", `3:13: /beds/a~1b: want a whole number, got the text "c"`},
		{"a text that lacks languages", "name: x\ntrees: []\nwords: {en: tree, az: ağac}\n", "3:8: /words: no text in tr, ru"},
		{"a language that is none of the four", "name: x\ntrees: []\nwords: {en: t, az: a, tr: a, ru: д, de: B}\n", "3:8: /words: no such language: de"},
	} {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			err := read(t, slip.file).Decode(&garden{}, datafile.Texts).Err()
			if err == nil || err.Error() != slip.want {
				t.Errorf("want %q, got %v", slip.want, err)
			}
		})
	}
}

func TestWhatHidesTheMeaningOfAFileIsRefused(t *testing.T) {
	t.Parallel()
	for _, slip := range []struct{ name, file, want string }{
		{"an anchor", "a: &x 1\n", "1:4: /a: write it out: anchor"},
		{"an alias", "b: *x\n", "1:4: /b: write it out: alias"},
		{"a merge", "a:\n  <<: {b: 1}\n", "2:3: /a: write it out: merging"},
		{"a tag", "a: !!str 1\n", "1:4: /a: write it out: tag"},
		{"two documents", "a: 1\n---\nb: 2\n", "1:1: want one document, got 2"},
		{"an empty file", "", "1:1: want one document, got 0"},
		{"a key written twice", "a: 1\nb: 2\na: 3\n", `3:1: mapping key "a" already defined`},
		{"a number beyond measure", "a: 18446744073709551615\n", "1:4: /a: the number is too large"},
		{"a tab", "a:\n\t- 1\n", "2:"},
		{"an open quote", "a: \"b\n", "1:4: "},
	} {
		t.Run(slip.name, func(t *testing.T) {
			t.Parallel()
			_, err := datafile.Read([]byte(slip.file))
			if err == nil || !strings.HasPrefix(err.Error(), slip.want) {
				t.Errorf("want %q, got %v", slip.want, err)
			}
		})
	}
}

func TestAFaultKeepsFurtherRulesQuietAboutTheSameValue(t *testing.T) {
	t.Parallel()
	faults := read(t, "name: 5\ntrees: [{kind: oak, height: high}]\n").Decode(&garden{})
	for pointer, want := range map[string]bool{"/name": true, "/trees": true, "/trees/0/height": true, "/trees/0/kind": false, "/open": false} {
		if got := faults.Touch(pointer); got != want {
			t.Errorf("%s: want %t, got %t", pointer, want, got)
		}
	}
	lacking := read(t, "name: x\ntrees: [{kind: oak}]\n").Decode(&garden{})
	if lacking.Touch("/trees/0/kind") {
		t.Error("want a missing key to leave its neighbours open to rules")
	}
}

func read(t *testing.T, file string) *datafile.Tree {
	t.Helper()
	tree, err := datafile.Read([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	return tree
}
