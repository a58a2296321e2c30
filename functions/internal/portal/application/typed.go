package application

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/web/page"
)

// typed is what stands in the fields of a page, right or wrong, by the name of each: "experience-0-since-year".
type typed map[string]string

// mostPosted bounds how many entries of a list are looked for in a posted form; the domain has its own bound.
const mostPosted = 60

var dateParts = []string{"-day", "-month", "-year"}

// name is the control's id of a field of one entry; the same that page.FieldID makes of the field's pointer.
func (g group) name(entry int, f field) string {
	at := "/" + g.path
	if g.list {
		at += "/" + strconv.Itoa(entry)
	}
	if f.key != "" {
		at += "/" + f.key
	}
	return page.FieldID(at)
}

func (g group) id() string { return page.FieldID("/" + g.path) }

// names are those under which a field is posted: three of a date.
func (f field) names(name string) []string {
	if f.as != date {
		return []string{name}
	}
	names := make([]string, len(dateParts))
	for i, part := range dateParts {
		names[i] = name + part
	}
	return names
}

// stored writes a form into the fields of a step.
func (s step) stored(form application.Form) (typed, error) {
	raw, err := json.Marshal(form)
	if err != nil {
		return nil, fmt.Errorf("write form: %w", err)
	}
	var tree any
	if err := json.Unmarshal(raw, &tree); err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	flat := map[string]string{}
	flatten(flat, "", tree)
	t := typed{}
	for _, g := range s.groups {
		for entry := range g.entries(func(name string) bool { _, ok := flat[name]; return ok }) {
			for _, f := range g.fields {
				t.put(f, g.name(entry, f), flat[g.name(entry, f)])
			}
		}
	}
	return t, nil
}

// put splits dates into their parts, without leading zeros as people write them.
func (t typed) put(f field, name, value string) {
	if f.as != date {
		t[name] = value
		return
	}
	parts := strings.Split(value, "-")
	if len(parts) != len(dateParts) {
		parts = []string{"", "", ""}
	}
	for i, part := range dateParts {
		t[name+part] = strings.TrimLeft(parts[len(parts)-1-i], "0")
	}
}

func flatten(flat map[string]string, name string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for key, one := range v {
			flatten(flat, join(name, key), one)
		}
	case []any:
		for i, one := range v {
			flatten(flat, join(name, strconv.Itoa(i)), one)
		}
		flat[name] = "" // the list itself, even where its entries are empty
	case float64:
		flat[name] = strconv.FormatFloat(v, 'f', -1, 64)
	case string:
		flat[name] = v
	}
	if i := strings.LastIndex(name, "-"); i > 0 {
		if _, ok := flat[name[:i]]; !ok {
			flat[name[:i]] = "" // an entry is there when anything of it is
		}
	}
}

func join(name, key string) string {
	if name == "" {
		return key
	}
	return name + "-" + key
}

// entries says how many entries a group has where there tells which names exist; a group that is no list has one.
func (g group) entries(there func(name string) bool) int {
	if !g.list {
		return 1
	}
	n := 0
	for entry := range mostPosted {
		for _, f := range g.fields {
			if slices.ContainsFunc(f.names(g.name(entry, f)), there) || there(g.name(entry, f)) {
				n = entry + 1
			}
		}
	}
	return n
}

// posted reads the fields of a step out of a form that was sent. Entries of a list in which nothing stands are left
// out, and so is the one at drop, written path-index.
func (s step) posted(form url.Values, drop string) typed {
	t := typed{}
	for _, g := range s.groups {
		kept := 0
		for entry := range g.entries(form.Has) {
			one := typed{}
			for _, f := range g.fields {
				from, to := f.names(g.name(entry, f)), f.names(g.name(kept, f))
				for i, name := range from {
					one[to[i]] = f.clean(form.Get(name))
				}
			}
			if g.list && (one.blank() || drop == g.id()+"-"+strconv.Itoa(entry)) {
				continue
			}
			maps.Copy(t, one)
			kept++
		}
	}
	return t
}

func (t typed) blank() bool {
	for _, value := range t {
		if value != "" {
			return false
		}
	}
	return true
}

// count says how many entries of a group there are.
func (t typed) count(g group) int {
	return g.entries(func(name string) bool { _, ok := t[name]; return ok })
}

// clean takes away what nobody means to type: bytes that are no text, spaces around, a carriage return of a browser.
func (f field) clean(value string) string {
	value = strings.ReplaceAll(strings.ToValidUTF8(value, ""), "\r\n", "\n")
	value = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, value)
	if f.upper {
		value = strings.ToUpper(strings.Join(strings.Fields(value), ""))
	}
	return strings.TrimSpace(value)
}

// seen is the fingerprint of a step's fields: the same fields give the same.
func (t typed) seen() string {
	var all strings.Builder
	for _, name := range slices.Sorted(maps.Keys(t)) {
		fmt.Fprintf(&all, "%s=%q\n", name, t[name])
	}
	sum := sha256.Sum256([]byte(all.String()))
	return hex.EncodeToString(sum[:8])
}
