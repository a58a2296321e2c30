package application

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
)

// read turns what stands in the fields of a step into the form it makes, as it is kept, and the patch that stores it.
// What cannot be read, such as a 31 February, is a fault and stays unstated in the form; everything else is kept.
func (s step) read(t typed, before application.Form) (after application.Form, patch application.Patch, faults []problem.Fault, err error) {
	raw, err := json.Marshal(before)
	if err != nil {
		return after, patch, nil, fmt.Errorf("write form: %w", err)
	}
	tree := map[string]any{}
	if err := json.Unmarshal(raw, &tree); err != nil {
		return after, patch, nil, fmt.Errorf("read form: %w", err)
	}
	for _, g := range s.groups {
		faults = append(faults, g.into(tree, t)...)
	}
	if err := convert(tree, &after); err != nil {
		return after, patch, nil, err
	}
	err = convert(map[string]any{string(s.section): tree[string(s.section)]}, &patch)
	return after.Tidy(), patch, faults, err
}

// convert goes through JSON, whose names the form, the patch and the fields have in common.
func convert(tree map[string]any, to any) error {
	raw, err := json.Marshal(tree)
	if err != nil {
		return fmt.Errorf("write form: %w", err)
	}
	if err := json.Unmarshal(raw, to); err != nil {
		return fmt.Errorf("read form: %w", err)
	}
	return nil
}

// into puts a group in its place in the tree.
func (g group) into(tree map[string]any, t typed) (faults []problem.Fault) {
	place, last := tree, g.path
	if first, rest, deep := strings.Cut(g.path, "/"); deep {
		place, last = child(tree, first), rest
	}
	if !g.list {
		return g.entry(child(place, last), t, 0)
	}
	list := make([]any, 0, t.count(g))
	for entry := range t.count(g) {
		if g.fields[0].key == "" {
			list = append(list, t[g.name(entry, g.fields[0])])
			continue
		}
		one := map[string]any{}
		faults = append(faults, g.entry(one, t, entry)...)
		list = append(list, one)
	}
	place[last] = list
	return faults
}

func child(tree map[string]any, key string) map[string]any {
	if c, ok := tree[key].(map[string]any); ok {
		return c
	}
	c := map[string]any{}
	tree[key] = c
	return c
}

func (g group) entry(into map[string]any, t typed, entry int) (faults []problem.Fault) {
	for _, f := range g.fields {
		name := g.name(entry, f)
		value, code := f.value(t, name)
		delete(into, f.key)
		switch {
		case code != "":
			faults = append(faults, problem.At("/"+strings.ReplaceAll(name, "-", "/"), code))
		case value != nil:
			into[f.key] = value
		}
	}
	return faults
}

// value is what was typed as a value of the form, or the code of what is wrong with it. Nothing is nil.
func (f field) value(t typed, name string) (value any, code string) {
	switch f.as {
	case date:
		return dateOf(t[name+"-day"], t[name+"-month"], t[name+"-year"])
	case whole:
		return wholeOf(t[name])
	}
	if t[name] == "" {
		return nil, ""
	}
	return t[name], ""
}

var digits = regexp.MustCompile(`^\d{1,4}$`)

func dateOf(day, month, year string) (any, string) {
	if day+month+year == "" {
		return nil, ""
	}
	numbers := make([]any, 0, len(dateParts))
	for _, part := range []string{year, month, day} {
		n, err := strconv.Atoi(part)
		if err != nil || !digits.MatchString(part) {
			return nil, "not-a-date"
		}
		numbers = append(numbers, n)
	}
	text := fmt.Sprintf("%04d-%02d-%02d", numbers...)
	if d, err := calendar.ParseDate(text); err != nil || d.Year < 1850 {
		return nil, "not-a-date"
	}
	return text, ""
}

var (
	grouped = regexp.MustCompile(`^\d{1,3}([.,'’]\d{3})+$`)
	plain   = regexp.MustCompile(`^\d{1,12}$`)
)

// wholeOf takes a number with separators between thousands, as any of the languages writes it.
func wholeOf(text string) (any, string) {
	text = strings.Join(strings.Fields(text), "")
	if grouped.MatchString(text) {
		text = strings.NewReplacer(".", "", ",", "", "'", "", "’", "").Replace(text)
	}
	if text == "" {
		return nil, ""
	}
	n, err := strconv.Atoi(text)
	if err != nil || !plain.MatchString(text) {
		return nil, "not-whole"
	}
	return n, ""
}
