package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/locale"
)

const good = `{"title":"Əla diplom","points":35}`

func TestAGoodMessageArrives(t *testing.T) {
	t.Parallel()
	w, got := open(t).send(post(good))
	if w.Code != http.StatusCreated || got.Title != "Əla diplom" || got.By != "u-1" {
		t.Errorf("want it filed, got %d %+v", w.Code, got)
	}
	if got := w.Header().Get("ETag"); got != `"1"` {
		t.Errorf(`want ETag "1", got %s`, got)
	}
	if link := w.Header().Get("Link"); link != "" || strings.Contains(w.Body.String(), "$schema") {
		t.Errorf("want no schema links, got %q %s", link, w.Body)
	}
}

func TestWhatIsNoMessageIsRefusedBeforeItsFieldsAreRead(t *testing.T) {
	t.Parallel()
	r := open(t)
	tests := []struct {
		name   string
		asking asking
		status int
		code   string
		words  string
	}{
		{"broken JSON, with the place", post(`{"title": oops}`), 400, "malformed-json", "near byte 11"},
		{"JSON that ends early", post(`{"title":"ab"`), 400, "malformed-json", "near byte 13"},
		{"two JSON values", post(good + good), 400, "malformed-json", ""},
		{"no body", post(""), 400, "body-missing", ""},
		{"a body of blanks", post(" \n "), 400, "body-missing", ""},
		{"bytes that are no UTF-8", post("{\"title\":\"a\xff\",\"points\":1}"), 400, "malformed-text", ""},
		{"NUL in a text", post(`{"title":"a\u0000b","points":1}`), 400, "malformed-text", ""},
		{"half a surrogate pair", post(`{"title":"a\ud83d","points":1}`), 400, "malformed-text", ""},
		{"the other half", post(`{"title":"a\ude00","points":1}`), 400, "malformed-text", ""},
		{"two first halves", post(`{"title":"\ud83d\ud83d\ude00","points":1}`), 400, "malformed-text", ""},
		{"half a pair in a name", post(`{"\udc00":"a"}`), 400, "malformed-text", ""},
		{"half a pair and no JSON", post(`{"title":"\udc00",}`), 400, "malformed-json", "near byte 11"},
		{"an escape that JSON has not", post(`{"title":"\x41"}`), 400, "malformed-json", "near byte 11"},
		{"a value behind the value", post(good + ` 1`), 400, "malformed-json", ""},
		{"NUL in a name", post(`{"title\u0000":"a"}`), 400, "malformed-text", ""},
		{"NUL in the path", asking{method: "GET", path: "/v1/diplomas/\x00"}, 400, "malformed-text", ""},
		{"bytes that are no text in the path", asking{method: "GET", path: "/v1/\xff"}, 400, "malformed-text", ""},
		{"NUL in the query", asking{method: "GET", path: "/v1/diplomas?cursor=%00"}, 400, "malformed-text", ""},
		{"a query that is none", asking{method: "GET", path: "/v1/diplomas?cursor=%zz"}, 400, "malformed-query", ""},
		{"a form", post(good).with("Content-Type", "application/x-www-form-urlencoded"), 415, "unsupported-media-type", ""},
		{"no content type", post(good).with("Content-Type", ""), 415, "unsupported-media-type", ""},
		{"another character set", post(good).with("Content-Type", "application/json; charset=utf-16"), 415, "unsupported-media-type", ""},
		{"another kind of JSON", post(good).with("Content-Type", "application/ld+json"), 415, "unsupported-media-type", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, got := r.send(tt.asking)
			if w.Code != tt.status || got.Code != tt.code || got.Status != tt.status || !strings.Contains(got.Detail, tt.words) {
				t.Errorf("want %d %s %q, got %d %s %q", tt.status, tt.code, tt.words, w.Code, got.Code, got.Detail)
			}
			if media := w.Header().Get("Content-Type"); media != apigw.ProblemType {
				t.Errorf("want a problem document, got %s", media)
			}
		})
	}
}

func TestTextThatOnlyLooksBadIsTaken(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, body := range []string{
		`{"title":"\ud83d\ude00\ud83d\ude00","points":1}`,
		`{"title":"\\u0000","points":1}`,
		`{"title":"\\\\ud83d","points":1}`,
		`{"title":"ağ\n\"\/\u0131","points":1}`,
	} {
		if w, got := r.send(post(body)); w.Code != 201 {
			t.Errorf("%s: want it taken, got %d %+v", body, w.Code, got)
		}
	}
	if w, _ := r.send(post(good).with("Content-Type", "Application/JSON; charset=UTF-8")); w.Code != 201 {
		t.Errorf("want a spelt-out content type taken, got %d", w.Code)
	}
}

func TestABodyIsTakenUpToItsLimitAndNotAByteMore(t *testing.T) {
	t.Parallel()
	r := open(t)
	patch := func(size int) asking {
		return asking{method: "PATCH", path: "/v1/diplomas/d", body: good + strings.Repeat(" ", size-len(good)),
			header: map[string]string{"Content-Type": "application/json", "If-Match": `"1"`, "Accept-Language": "en"}}
	}
	if w, _ := r.send(patch(200)); w.Code != 200 {
		t.Errorf("want 200 bytes taken, got %d %s", w.Code, w.Body)
	}
	w, got := r.send(patch(201))
	if w.Code != 413 || got.Code != "too-large" || !strings.Contains(got.Detail, "At most 200 bytes") {
		t.Errorf("want 413 and the limit said, got %d %+v", w.Code, got)
	}
	if w, _ := r.send(post(good + strings.Repeat(" ", 64<<10-len(good)))); w.Code != 201 {
		t.Errorf("want 64 KiB taken where no limit is set, got %d", w.Code)
	}
	if w, _ := r.send(post(good + strings.Repeat(" ", 64<<10+1-len(good)))); w.Code != 413 {
		t.Errorf("want one byte more refused, got %d", w.Code)
	}
}

func TestAllFaultsAreListedAtOnceWithTheirPointers(t *testing.T) {
	t.Parallel()
	r := open(t)
	tests := []struct {
		name, body string
		want       []string
	}{
		{"an empty object", `{}`, []string{"/points required", "/title required"}},
		{"a list", `[]`, []string{"not-object"}},
		{"nothing", `null`, []string{"not-object"}},
		{"36 points", `{"title":"ab","points":36}`, []string{"/points above-maximum"}},
		{"-1 points", `{"title":"ab","points":-1}`, []string{"/points below-minimum"}},
		{"17.5 points", `{"title":"ab","points":17.5}`, []string{"/points not-whole-number"}},
		{"points as text", `{"title":"ab","points":"17"}`, []string{"/points not-whole-number"}},
		{"points beyond any number", `{"title":"ab","points":1e300}`, []string{"/points above-maximum"}},
		{"points that no computer counts", `{"title":"ab","points":1e999}`, []string{"/points above-maximum"}},
		{"points below what one counts", `{"title":"ab","points":-1e999}`, []string{"/points below-minimum"}},
		{"a whole number with a decimal point", `{"title":"ab","points":17.0}`, []string{"/points bad-number"}},
		{"null where something must be", `{"title":null,"points":1}`, []string{"/title not-text"}},
		{"several at once", `{"title":"a","points":99,"level":"none","honours":"yes","issued":"2026-02-30","email":"x","number":"1","extra":1}`,
			[]string{"/email not-email", "/extra unknown-field", "/honours not-boolean", "/issued not-date", "/level not-listed",
				"/number bad-pattern", "/points above-maximum", "/title too-short"}},
		{"a pattern with words of its own", `{"title":"ab","points":1,"case":"x"}`, []string{"/case not-found"}},
		{"deep inside", `{"title":"ab","points":1,"subjects":[{"name":"a"},{"name":"longer than ten","hours":0,"x":1}]}`,
			[]string{"/subjects/1/hours not-above", "/subjects/1/name too-long", "/subjects/1/x unknown-field"}},
		{"too many and repeated", `{"title":"ab","points":1,"subjects":[{"name":"a"},{"name":"a"},{"name":"b"},{"name":"c"}]}`,
			[]string{"/subjects repeated-item", "/subjects too-many-items"}},
		{"not a list", `{"title":"ab","points":1,"subjects":{}}`, []string{"/subjects not-list"}},
		{"a number too large for its field", `{"title":"ab","points":1,"subjects":[ {"name":"a","hours": 300 }]}`, []string{"/subjects/0/hours bad-number"}},
		{"numbers beyond their types, at any depth", `{"title":"ab","points":1,"weight":1e999,"grams":9223372036854775808,"ounces":-2147483649,"subjects":[{"name":"a","weeks":1e20}],"sizes":{"a":-1e999,"b":1e1000}}`,
			[]string{"/grams bad-number", "/ounces bad-number", "/sizes/a bad-number", "/sizes/b bad-number", "/subjects/0/weeks bad-number", "/weight bad-number"}},
		{"and with every other fault", `{"points":1,"weight":1e999,"honours":"yes","extra":1e999,"level":-1e999,"grams":1.5,"ounces":1e2,"grams":1.5}`,
			[]string{"/extra unknown-field", "/grams not-whole-number", "/grams repeated-field", "/honours not-boolean", "/level not-text", "/ounces bad-number",
				"/title required", "/weight bad-number"}},
		{"where anything may stand", `{"title":"ab","points":1,"anything":{"x":[1,1e999]}}`, []string{"/anything/x/1 bad-number"}},
		{"names differ by capitals", `{"Title":"ab","points":1}`, []string{"/Title unknown-field", "/title required"}},
		{"a field twice", `{"title":"ab","points":1,"points":2}`, []string{"/points repeated-field"}},
		{"a field twice, deep", `{"title":"ab","points":1,"subjects":[{"name":"a","name":"b"}]}`, []string{"/subjects/0/name repeated-field"}},
		{"an object twice, with the same fields", `{"title":"ab","points":1,"sizes":{"a":1},"sizes":{"a":2}}`, []string{"/sizes repeated-field"}},
		{"a field twice beside another fault", `{"title":"a","points":1,"points":2}`, []string{"/points repeated-field", "/title too-short"}},
		{"names that could pass for a path", `{"title":"ab","points":1,"a.b":1,"c[0]":2}`, []string{"/a.b unknown-field", "/c[0] unknown-field"}},
		{"a name with the pointer's own signs", `{"title":"ab","points":1,"a/b~c":1}`, []string{"/a~1b~0c unknown-field"}},
		{"a value of the wrong type in a map", `{"title":"ab","points":1,"notes":{"en":1}}`, []string{"/notes/en not-text"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, got := r.send(post(tt.body))
			if w.Code != 422 || got.Code != "invalid" {
				t.Fatalf("want 422 invalid, got %d %s", w.Code, w.Body)
			}
			if diff := cmp.Diff(tt.want, got.faults()); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTheLargestNumbersOfATypeAreTaken(t *testing.T) {
	t.Parallel()
	r := open(t)
	for _, body := range []string{
		`{"title":"ab","points":1,"grams":9223372036854775807,"ounces":-2147483648,"weight":1.7e308,"subjects":[{"name":"a","weeks":-9223372036854775808}]}`,
		`{"title":"ab","points":1,"weight":-1.7e308,"ounces":2147483647,"anything":[1e308]}`,
		`{"title":"1e999","points":1,"anything":"1e999"}`,
	} {
		if w, got := r.send(post(body)); w.Code != http.StatusCreated {
			t.Errorf("%s: want it taken, got %d %+v", body, w.Code, got)
		}
	}
}

func TestAFaultSaysWhatToDoInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	r := open(t)
	body := `{"title":"ab","points":36,"level":"none"}`
	for l, want := range map[locale.Language][2]string{
		locale.English:     {"Please choose one of: bachelor, master, doctor.", "Please give at most 35."},
		locale.Azerbaijani: {"Bunlardan birini seçin: bachelor, master, doctor.", "Ən çoxu 35 yazın."},
		locale.Russian:     {"Выберите одно из: bachelor, master, doctor.", "Укажите не больше 35."},
		locale.Turkish:     {"Lütfen şunlardan birini seçin: bachelor, master, doctor.", "Lütfen en fazla 35 yazın."},
	} {
		w, got := r.send(post(body).with("Accept-Language", string(l)))
		if len(got.Errors) != 2 || got.Errors[0].Detail != want[0] || got.Errors[1].Detail != want[1] {
			t.Errorf("%s: want %q, got %+v", l, want, got.Errors)
		}
		if w.Header().Get("Content-Language") != string(l) {
			t.Errorf("want Content-Language %s, got %s", l, w.Header().Get("Content-Language"))
		}
	}
}

func TestParametersAreCheckedLikeFields(t *testing.T) {
	t.Parallel()
	r := open(t)
	tests := []struct {
		query string
		want  []string
	}{
		{"limit=0", []string{"query:limit below-minimum"}},
		{"limit=51&late=perhaps&cursor=longer-than-ten", []string{"query:cursor too-long", "query:late not-boolean", "query:limit above-maximum"}},
		{"limit=ten", []string{"query:limit not-whole-number"}},
		{"limits=10", []string{"query:limits unknown-parameter"}},
		{"limit=5&limit=10", []string{"query:limit repeated-parameter"}},
		{"limit=5&cursor=a&cursor=a&limit=0&late=perhaps", []string{"query:cursor repeated-parameter", "query:late not-boolean", "query:limit repeated-parameter"}},
	}
	for _, tt := range tests {
		w, got := r.send(asking{method: "GET", path: "/v1/diplomas?" + tt.query})
		if diff := cmp.Diff(tt.want, got.faults()); diff != "" || w.Code != 422 {
			t.Errorf("%s: %d, faults (-want +got):\n%s", tt.query, w.Code, diff)
		}
	}
}

// Whatever is sent, the answer is ours: no 500, no inner text, every fault with words.
func TestNoMessageMakesA500(t *testing.T) {
	t.Parallel()
	r := open(t)
	atoms := []string{`{`, `}`, `[`, `]`, `"title"`, `:`, `"points"`, `,`, `1`, `-0`, `1e999`, `null`, `"\ud800"`, `"a.b"`, "\xff", `true`, `"subjects"`, `"name"`, ` `}
	rapid.Check(t, func(t *rapid.T) {
		body := strings.Join(rapid.SliceOfN(rapid.SampledFrom(atoms), 0, 24).Draw(t, "body"), "")
		w, got := r.send(post(body).with("Idempotency-Key", "k"))
		if w.Code >= 500 || (w.Code != 201 && got.Detail == "") {
			t.Fatalf("%q: got %d %s", body, w.Code, w.Body)
		}
		for _, f := range got.Errors {
			if f.Detail == "" || f.Detail == got.Title || strings.Contains(f.Code, " ") {
				t.Fatalf("%q: a fault without words: %+v", body, f)
			}
		}
	})
}

func TestDeepNestingIsRefused(t *testing.T) {
	t.Parallel()
	r := open(t)
	for depth, want := range map[int]string{20000: "400 malformed-json", 64: "400 malformed-json", 63: "422 invalid"} {
		w, got := r.send(post(fmt.Sprintf(`{"title":%s%s}`, strings.Repeat("[", depth), strings.Repeat("]", depth))))
		if got := fmt.Sprint(w.Code, " ", got.Code); got != want {
			t.Errorf("%d lists: want %s, got %s", depth, want, got)
		}
	}
}
