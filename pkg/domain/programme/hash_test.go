package programme

import (
	"encoding/json"
	"reflect"
	"testing"

	"hsmp.example/cases/pkg/locale"
)

// released are the hashes of the versions that cases may be pinned to. A row is added with a version and never changed:
// a failure here means that the rules of a released version were edited, and every case of it would stop.
var released = map[string]string{
	"decision-99-2025-04-03": "8e88998e11be5cea8fc9f496c6064be90b43fff226102c017771669ccf968972",
}

func TestTheRulesOfAReleasedVersionNeverChange(t *testing.T) {
	t.Parallel()
	for _, version := range Versions() {
		p, err := ByVersion(version)
		if err != nil {
			t.Fatal(err)
		}
		if p.Hash() != released[version] {
			t.Errorf("%s: released with the hash %q, got %q: a change of rules is a new version", version, released[version], p.Hash())
		}
	}
	if len(Versions()) != len(released) {
		t.Errorf("want every released version built in, got %v", Versions())
	}
}

// Every leaf of the programme is changed by itself: what decides something changes the hash, and what is only read does
// not.
func TestTheHashIsOfTheRulesAndNotOfTheTexts(t *testing.T) {
	t.Parallel()
	p, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	want, rules, texts := p.Hash(), 0, 0
	changed := func(path string, text bool) {
		got, err := p.hashed()
		if err != nil || (got == want) != text {
			t.Errorf("%s changed: want the same hash %v, got %s and then %s (%v)", path, text, want, got, err)
		}
		if text {
			texts++
		} else {
			rules++
		}
	}
	eachLeaf(reflect.ValueOf(&p).Elem(), "", changed)
	if got, err := p.hashed(); err != nil || got != want {
		t.Errorf("put back as it was: want %s, got %s (%v)", want, got, err)
	}
	if rules < 400 || texts < 100 {
		t.Errorf("want every value of the file tried, got %d rules and %d texts", rules, texts)
	}
}

// eachLeaf changes one value at a time, and puts it back.
func eachLeaf(v reflect.Value, path string, changed func(path string, text bool)) {
	if texts, ok := v.Interface().(locale.Texts); ok {
		was := texts[locale.English]
		texts[locale.English] = was + " mended"
		changed(path, true)
		texts[locale.English] = was
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() {
				eachLeaf(v.Field(i), path+"/"+f.Name, changed)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			eachLeaf(v.Index(i), path, changed)
		}
	default:
		was := reflect.ValueOf(v.Interface())
		another(v)
		changed(path, path == "/Authorities/Email" || path == "/Act/Source" || path == "/Establishment/Source")
		v.Set(was)
	}
}

func another(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(v.String() + "-other")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	default:
		v.SetInt(v.Int() + 1)
	}
}

// A key that a later version brings leaves the hashes of older ones as they are, as long as it means nothing in them.
func TestAKeyThatMeansNothingInAnOlderVersionLeavesItsHash(t *testing.T) {
	t.Parallel()
	older := map[string]any{"threshold": json.Number("70"), "names": map[string]any{"az": "ad"}}
	newer := map[string]any{"threshold": json.Number("70"), "names": map[string]any{"az": "ad"}, "quota": json.Number("0"), "waived": false, "hints": []any{}, "note": ""}
	was, _ := ruling(older)
	is, _ := ruling(newer)
	if !reflect.DeepEqual(was, is) {
		t.Errorf("want the same rules, got %v and %v", was, is)
	}
}
