package locale_test

import (
	"testing"
	"testing/fstest"

	"hsmp.example/cases/pkg/locale"
)

func TestWordsAreSaidInTheirLanguageAndAKeyWithoutATextShowsAsItself(t *testing.T) {
	t.Parallel()
	catalogue, err := locale.Read(folder(nil))
	if err != nil {
		t.Fatal(err)
	}
	w := locale.Words{Language: locale.Turkish, Catalogue: catalogue}
	for _, c := range []struct {
		key, want string
		args      []string
	}{
		{"greeting", "tr Əli", []string{"name", "Əli"}},
		{"greeting", "tr {name}", nil},
		{"greeting", "tr {name}", []string{"name"}},
		{"plain", "tr", []string{"name", "nobody asked"}},
		{"no-such-text", "no-such-text", []string{"name", "Əli"}},
	} {
		if got := w.Say(c.key, c.args...); got != c.want {
			t.Errorf("%s %v: want %q, got %q", c.key, c.args, c.want, got)
		}
	}
	if got := (locale.Words{Language: locale.English}).Say("plain"); got != "plain" {
		t.Errorf("without a catalogue: want the key, got %q", got)
	}
}

func TestALazyCatalogueIsReadOnceAndOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{}
	for name, file := range folder(nil) {
		files["texts/"+name] = file
	}
	texts, broken := locale.Lazily(files, "texts"), locale.Lazily(files, "../texts")
	late := locale.Lazily(files, "texts")
	if _, err := texts(); err != nil {
		t.Fatal(err)
	}
	clear(files)
	if c, err := texts(); err != nil || len(c.Keys()) != 2 {
		t.Errorf("want what was read before, got %v, %v", c.Keys(), err)
	}
	if c, err := late(); err != nil || len(c.Keys()) != 0 {
		t.Errorf("want nothing read before it was asked, got %v, %v", c.Keys(), err)
	}
	if _, err := broken(); err == nil {
		t.Error("want a folder that is none refused")
	}
}
