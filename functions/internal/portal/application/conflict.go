package application

import (
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	"hsmp.example/cases/web/application"
	"hsmp.example/cases/web/page"
)

// keepField is the choice between two values of a field: "mine" or "theirs".
const keepField = "keep-"

// conflict shows both versions side by side. What is stored is read anew, since it is shown.
func (r Room) conflict(v *portal.Visit, s step, mine typed) (portal.Answer, error) {
	d, err := r.read(v)
	if err != nil {
		return elsewhere(v, err)
	}
	theirs, err := s.stored(d.Form)
	if err != nil {
		return portal.Answer{}, err
	}
	view := application.ConflictView{Case: string(d.ID), Step: s.id, Title: v.Page.Of("application.part", s.id),
		Version: strconv.Itoa(d.FormVersion), Seen: theirs.seen(), Sending: sending(v)}
	for _, name := range slices.Sorted(maps.Keys(mine)) {
		view.Mine = append(view.Mine, page.Field{Name: name, Value: mine[name]})
	}
	w := writer{page: v.Page, rules: d.timetable.Programme}
	s.differing(mine, theirs, func(g group, entry int, f field) {
		name := g.name(entry, f)
		view.Differences = append(view.Differences, application.Difference{Field: name, Label: g.label(v.Page, entry, f),
			Mine: w.shown(f, mine, name), Theirs: w.shown(f, theirs, name)})
	})
	return portal.Clash(application.ConflictPage(furnish(v.Page, v.Page.Say("application.conflict")), view)), nil
}

// differing calls each with every field that is not the same in both.
func (s step) differing(mine, theirs typed, each func(g group, entry int, f field)) {
	for _, g := range s.groups {
		for entry := range max(mine.count(g), theirs.count(g)) {
			for _, f := range g.fields {
				for _, name := range f.names(g.name(entry, f)) {
					if mine[name] != theirs[name] {
						each(g, entry, f)
						break
					}
				}
			}
		}
	}
}

// shown writes a value as the page would: choices by their names, a date with its parts.
func (w writer) shown(f field, t typed, name string) string {
	value := t[name]
	if f.as == date {
		value = strings.Trim(t[name+"-day"]+"."+t[name+"-month"]+"."+t[name+"-year"], ".")
	}
	for _, o := range w.options(f.as, value) {
		if o.Value == value {
			return o.Label
		}
	}
	if value == "" {
		return w.page.Say("dossier.unstated")
	}
	return value
}

// merged takes, of each field that differs, the value that the person chose.
func (s step) merged(form url.Values, mine, theirs typed) url.Values {
	all := url.Values{}
	for name, value := range mine {
		all.Set(name, value)
	}
	s.differing(mine, theirs, func(g group, entry int, f field) {
		name := g.name(entry, f)
		if form.Get(keepField+name) != "theirs" {
			return
		}
		for _, one := range f.names(name) {
			all.Set(one, theirs[one])
		}
	})
	return all
}
