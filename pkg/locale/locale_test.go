package locale_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"hsmp.example/cases/pkg/locale"
)

func TestNegotiatePicksOneOfTheFour(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]locale.Language{
		"":                          locale.English,
		"az":                        locale.Azerbaijani,
		"az-Latn-AZ,az;q=0.9":       locale.Azerbaijani,
		"tr-TR,tr;q=0.9,en;q=0.8":   locale.Turkish,
		"ru":                        locale.Russian,
		"de-DE,de;q=0.9,ru;q=0.5":   locale.Russian,
		"de-DE":                     locale.English,
		"*":                         locale.English,
		"zh-CN, fr;q=0.9, tr;q=0.1": locale.Turkish,
		";;;q=what":                 locale.English,
	} {
		if got := locale.Negotiate(header); got != want {
			t.Errorf("%.40q: want %s, got %s", header, want, got)
		}
	}
}

func TestOnlyTheFourAreLanguages(t *testing.T) {
	t.Parallel()
	for _, l := range locale.All {
		if !l.Valid() {
			t.Errorf("want %s to be one", l)
		}
	}
	for _, l := range []locale.Language{"", "de", "AZ", "en-GB"} {
		if l.Valid() {
			t.Errorf("want %q to be none", l)
		}
	}
}

// folder has a good catalogue of two keys in four languages, with these changes: file to content, "" takes it out.
func folder(changes map[string]string) fstest.MapFS {
	files := fstest.MapFS{}
	for _, l := range locale.All {
		files["room."+string(l)+".json"] = &fstest.MapFile{Data: []byte(`{"greeting":"` + string(l) + ` {name}","plain":"` + string(l) + `"}`)}
	}
	for name, content := range changes {
		files[name] = &fstest.MapFile{Data: []byte(content)}
		if content == "" {
			delete(files, name)
		}
	}
	return files
}

func TestACatalogueIsWholeOrSaysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		changes map[string]string
		want    string
	}{
		"four languages":             {nil, ""},
		"a language that lacks all":  {map[string]string{"room.ru.json": ""}, "greeting: no text in ru"},
		"a language that lacks one":  {map[string]string{"room.tr.json": `{"plain":"x"}`}, "greeting: no text in tr"},
		"a key only one has":         {map[string]string{"more.az.json": `{"extra":"x"}`}, "extra: no text in en"},
		"an empty text":              {map[string]string{"room.az.json": `{"greeting":"x {name}","plain":" "}`}, "plain: no text in az"},
		"an argument less":           {map[string]string{"room.az.json": `{"greeting":"x","plain":"x"}`}, "greeting: az names other arguments"},
		"an argument misspelt":       {map[string]string{"room.az.json": `{"greeting":"{nmae}","plain":"x"}`}, "greeting: az names other arguments"},
		"broken JSON":                {map[string]string{"room.az.json": `{`}, "texts room.az.json"},
		"a key in two files":         {map[string]string{"two.az.json": `{"plain":"x"}`}, `key "plain" is already in another file`},
		"a text that is not a text":  {map[string]string{"room.az.json": `{"plain":1}`}, "texts room.az.json"},
		"an argument said two times": {map[string]string{"room.az.json": `{"greeting":"{name} {name}","plain":"x"}`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := locale.Read(folder(c.changes))
			if (err == nil) != (c.want == "") || (err != nil && !strings.Contains(err.Error(), c.want)) {
				t.Errorf("want %q, got %v", c.want, err)
			}
		})
	}
}

func TestTextsAreFilled(t *testing.T) {
	t.Parallel()
	c, err := locale.Read(folder(nil))
	if err != nil {
		t.Fatal(err)
	}
	if got, ok := c.Text(locale.Azerbaijani, "greeting", map[string]string{"name": "{name} Əli"}); !ok || got != "az {name} Əli" {
		t.Errorf("want the argument put in once and as it is, got %q %v", got, ok)
	}
	if got, _ := c.Text(locale.English, "greeting", nil); got != "en {name}" {
		t.Errorf("want a place without an argument to be seen, got %q", got)
	}
	if _, ok := c.Text(locale.English, "nothing", nil); ok {
		t.Error("want no text for an unknown key")
	}
	if got := (locale.Texts{locale.English: "en"}).In(locale.Turkish); got != "en" {
		t.Errorf("want English where a language lacks a text, got %q", got)
	}
}
