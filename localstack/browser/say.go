package browser

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// spoken are the portal's texts as they stand in web/locales: language → key → text.
var spoken = struct {
	sync.Mutex
	texts map[string]map[string]string
}{texts: map[string]map[string]string{}}

// Say is a text of the portal in the person's language, so that one journey runs in all four:
// p.Click(p.Say("continue")). Arguments come in pairs: p.Say("greeting", "name", "Aynur").
func (p *Page) Say(key string, pairs ...string) string {
	p.t.Helper()
	language := p.set.language
	if language == "" {
		language = "en"
	}
	texts, err := textsOf(p.folder("web", "locales"), language)
	if err != nil {
		p.t.Fatal(err)
	}
	text, ok := texts[key]
	if !ok || len(pairs)%2 != 0 {
		p.t.Fatalf("no text %q in %s, or an argument without a value in %q", key, language, pairs)
	}
	for i := 0; i < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}

func textsOf(folder, language string) (map[string]string, error) {
	spoken.Lock()
	defer spoken.Unlock()
	key := folder + " " + language
	if known, ok := spoken.texts[key]; ok {
		return known, nil
	}
	files, err := filepath.Glob(filepath.Join(folder, "*."+language+".json"))
	if err != nil {
		return nil, err
	}
	all := map[string]string{}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var texts map[string]string
		err = json.Unmarshal(raw, &texts)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		maps.Copy(all, texts)
	}
	spoken.texts[key] = all
	return all, nil
}
