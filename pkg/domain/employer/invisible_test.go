package employer_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/problem"
)

var invisible = []string{"\u200b", "\u2060", "\u00ad", "\ufeff", "\u3164", "\u2800", " "}

// Every text of the form in turn is made of nothing that is seen: the form has the same faults as without the text.
func TestInvisibleTextIsNoTextInAnyFieldOfTheForm(t *testing.T) {
	t.Parallel()
	tried := 0
	for _, whole := range []employer.Particulars{specimen.Form(), specimen.Branch()} {
		eachText(reflect.ValueOf(&whole).Elem(), "", func(path string, v reflect.Value) {
			was := v.String()
			v.SetString("")
			want := faultsOf(t, whole)
			for _, one := range invisible {
				v.SetString(strings.Repeat(one, 40))
				if diff := cmp.Diff(want, faultsOf(t, whole)); diff != "" {
					t.Errorf("%s of %q (-as if empty +got):\n%s", path, one, diff)
				}
			}
			v.SetString(was)
			tried++
		})
	}
	if tried < 30 {
		t.Errorf("want every text tried, got %d", tried)
	}
}

func faultsOf(t *testing.T, form employer.Particulars) []string {
	t.Helper()
	_, err := employer.Register(owner, "emp_1", form, inForce(t))
	if err == nil {
		return nil
	}
	return named(problem.From(err).Faults)
}

func eachText(v reflect.Value, path string, do func(string, reflect.Value)) {
	switch v.Kind() {
	case reflect.String:
		do(path, v)
	case reflect.Struct:
		for i := range v.NumField() {
			eachText(v.Field(i), path+"/"+v.Type().Field(i).Name, do)
		}
	}
}

func TestInvisibleTextIsNoReasonForARuling(t *testing.T) {
	t.Parallel()
	for _, one := range invisible {
		for text, want := range map[string]string{strings.Repeat(one, 40): "/reason required", "ok" + strings.Repeat(one, 40) + "ok": "/reason too-short"} {
			e := filed(t)
			err := e.Rule(chief, 1, employer.Refused, text)
			if err == nil || !cmp.Equal(named(problem.From(err).Faults), []string{want}) {
				t.Errorf("%q: want %s, got %v", text, want, err)
			}
		}
	}
}

// What is checked is what is stored.
func TestNumbersAndAddressesAreKeptAsTheyAreChecked(t *testing.T) {
	t.Parallel()
	form := specimen.Form()
	form.VOEN, form.Contact.Phone = " 140 005\u200b7421", "+994 12 555 00 00"
	form.Contact.Email, form.Contact.Website = "off\u00adice@caspian.example ", "https://caspian\u2060.example"
	e, err := employer.Register(owner, "emp_1", form, inForce(t))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(specimen.Form(), e.Form); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
