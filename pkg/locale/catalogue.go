package locale

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Catalogue holds every text of one room in the four languages. Texts name their arguments in braces: "at most {max}".
type Catalogue struct {
	texts map[Language]map[string]string
}

// Texts is one text in the four languages, as the programme file and the calendar write it.
type Texts map[Language]string

// Same is a word that every language writes alike: an id that has no name.
func Same(word string) Texts {
	t := make(Texts, len(All))
	for _, l := range All {
		t[l] = word
	}
	return t
}

// In returns the text in language l, or in English where l has none.
func (t Texts) In(l Language) string {
	if s, ok := t[l]; ok {
		return s
	}
	return t[English]
}

// Read merges every file of the folder that is named <anything>.<language>.json into one catalogue. It fails on broken
// JSON, on a key written twice, and, by Check, on a key or an argument that one language lacks.
func Read(folder fs.FS) (Catalogue, error) {
	c := Catalogue{texts: map[Language]map[string]string{}}
	for _, l := range All {
		c.texts[l] = map[string]string{}
		names, err := fs.Glob(folder, "*."+string(l)+".json")
		if err != nil {
			return Catalogue{}, fmt.Errorf("list %s texts: %w", l, err)
		}
		for _, name := range names {
			if err := c.merge(folder, name, l); err != nil {
				return Catalogue{}, err
			}
		}
	}
	return c, c.Check()
}

func (c Catalogue) merge(folder fs.FS, name string, l Language) error {
	raw, err := fs.ReadFile(folder, name)
	if err != nil {
		return fmt.Errorf("read texts %s: %w", path.Base(name), err)
	}
	var file map[string]string
	if err := json.Unmarshal(raw, &file); err != nil {
		return fmt.Errorf("texts %s: %w", path.Base(name), err)
	}
	for key, text := range file {
		if _, ok := c.texts[l][key]; ok {
			return fmt.Errorf("texts %s: key %q is already in another file", path.Base(name), key)
		}
		c.texts[l][key] = text
	}
	return nil
}

// Check names every key that one language has and another lacks, and every text whose arguments differ from English.
func (c Catalogue) Check() error {
	var wrong []string
	for _, key := range c.Keys() {
		for _, l := range All {
			text, ok := c.texts[l][key]
			switch {
			case !ok || strings.TrimSpace(text) == "":
				wrong = append(wrong, fmt.Sprintf("%s: no text in %s", key, l))
			case !slices.Equal(arguments(c.texts[English][key]), arguments(text)):
				wrong = append(wrong, fmt.Sprintf("%s: %s names other arguments than en", key, l))
			}
		}
	}
	if len(wrong) > 0 {
		return fmt.Errorf("texts incomplete: %s", strings.Join(wrong, "; "))
	}
	return nil
}

// Keys lists every key of any language, sorted.
func (c Catalogue) Keys() []string {
	all := map[string]bool{}
	for _, texts := range c.texts {
		for key := range texts {
			all[key] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// Text returns the filled text of key in language l, and false when there is no such key.
func (c Catalogue) Text(l Language, key string, args map[string]string) (string, bool) {
	text, ok := c.texts[l][key]
	if !ok {
		return "", false
	}
	return Fill(text, args), true
}

var argument = regexp.MustCompile(`\{([a-z_]+)\}`)

// Fill puts the arguments in their places; a place without an argument stays as it is written, so that it is seen.
func Fill(text string, args map[string]string) string {
	return argument.ReplaceAllStringFunc(text, func(place string) string {
		if value, ok := args[place[1:len(place)-1]]; ok {
			return value
		}
		return place
	})
}

// Arguments lists the places of key's text, sorted, each once; false when there is no such key.
func (c Catalogue) Arguments(key string) ([]string, bool) {
	text, ok := c.texts[English][key]
	if !ok {
		return nil, false
	}
	found := arguments(text)
	for i := range found {
		found[i] = found[i][1 : len(found[i])-1]
	}
	return found, true
}

func arguments(text string) []string {
	found := argument.FindAllString(text, -1)
	slices.Sort(found)
	return slices.Compact(found)
}
