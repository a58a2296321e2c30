package api_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/usecase/identity"
)

// strangeValue is any JSON value, of the sorts that callers send by mistake or on purpose.
func strangeValue() *rapid.Generator[any] {
	return rapid.OneOf(
		rapid.Just[any](nil), rapid.Just[any](true), rapid.Just[any](-1), rapid.Just[any](17.5), rapid.Just[any](1e300), rapid.Just[any](map[string]any{}),
		rapid.Just[any]([]any{}), rapid.Just[any]([]any{[]any{"x"}}), rapid.Map(rapid.String(), func(s string) any { return s }),
		rapid.Just[any](strings.Repeat("ə", 5000)), rapid.Just[any]("2026-02-30"), rapid.Just[any](map[string]any{"a.b": 1, "c/d": nil}),
	)
}

// spoil puts a strange value somewhere in the message.
func spoil(t *rapid.T, value any) any {
	switch v := value.(type) {
	case map[string]any:
		if keys := slices.Sorted(maps.Keys(v)); len(keys) > 0 && rapid.Bool().Draw(t, "deeper") {
			twin := maps.Clone(v)
			key := rapid.SampledFrom(keys).Draw(t, "key")
			twin[key] = spoil(t, v[key])
			return twin
		}
	case []any:
		if len(v) > 0 && rapid.Bool().Draw(t, "inside") {
			twin := slices.Clone(v)
			twin[0] = spoil(t, v[0])
			return twin
		}
	}
	return strangeValue().Draw(t, "value")
}

// Whatever stands in a message, it is answered, with a problem document where it is refused, and never with a 500.
func TestNoMessageBreaksARoute(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	as := map[string]identity.Principal{"applications": emre, "cases": person("all", "sms", identity.Officer, identity.Supervisor, identity.ObjectionReviewer, identity.DecisionOfficer)}
	for operation, o := range operations(w.apis) {
		if o.RequestBody == nil {
			continue
		}
		var whole any
		if err := json.Unmarshal([]byte(example(t, operation)), &whole); err != nil {
			t.Fatal(err)
		}
		path := strings.NewReplacer("{id}", id, "{lane}", "financial-stability", "{n}", "1").Replace(o.Path)
		rapid.Check(t, func(rt *rapid.T) {
			a := w.send(call{who: as[strings.Split(o.Path, "/")[2]], method: o.Method, path: path, body: spoil(rt, whole), header: map[string]string{"If-Match": `"1"`}})
			if a.status >= http.StatusInternalServerError {
				rt.Fatalf("%s: %d %s", operation, a.status, a.body)
			}
			var p struct{ Code, Title string }
			if err := json.Unmarshal(a.body, &p); a.status >= http.StatusBadRequest && (err != nil || p.Code == "" || p.Title == "") {
				rt.Fatalf("%s: %d without a problem document: %s", operation, a.status, a.body)
			}
		})
	}
}

func TestNoAddressBreaksARoute(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, id := range []string{"a%2Fb", "%00", "%ff", "a%23b", "..", "app_%F0%9F%98%80", "%25"} {
		for _, path := range []string{"/v1/applications/", "/v1/cases/", "/v1/certificates/"} {
			for _, who := range []identity.Principal{emre, chief} {
				if a := w.send(call{who: who, method: http.MethodGet, path: path + id}); a.status < http.StatusBadRequest {
					t.Errorf("%s%s answers %d", path, id, a.status)
				}
			}
		}
	}
}
