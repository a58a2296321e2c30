package record_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/record"
)

// chainOf is a chain with something in every field.
func chainOf(length int) []record.Entry {
	var head record.Head
	var chain []record.Entry
	for i := range length {
		linked, next := head.Link(record.Entry{Kind: "case", Record: "app_1", At: time.Unix(int64(i), 123456789), Action: "score-lane",
			Actor:   record.Actor{ID: fmt.Sprint("officer", i), Role: "officer", Authority: "science-education"},
			Subject: "languages", Policy: "score", Details: map[string]string{"points": fmt.Sprint(i), "state": "assessing"},
			Settles: []string{"lane/languages"}, Left: strings.Repeat("ab", 32)})
		chain, head = append(chain, linked), next
	}
	return chain
}

func TestAnUntouchedChainVerifies(t *testing.T) {
	t.Parallel()
	if err := record.Verify(chainOf(20)); err != nil {
		t.Errorf("want no fault, got %v", err)
	}
	if err := record.Verify(nil); err != nil {
		t.Errorf("want an empty chain to be whole, got %v", err)
	}
}

func TestAnyPrefixOfAChainVerifiesAndNoOtherPart(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		chain := chainOf(rapid.IntRange(1, 12).Draw(t, "length"))
		from := rapid.IntRange(0, len(chain)).Draw(t, "from")
		to := rapid.IntRange(from, len(chain)).Draw(t, "to")
		err := record.Verify(chain[from:to])
		if whole := from == 0 || from == to; whole != (err == nil) {
			t.Fatalf("entries %d to %d: want whole %v, got %v", from, to, whole, err)
		}
	})
}

// tampering lists what somebody with access to the table could do to a chain of six.
var tampering = map[string]struct {
	tamper func([]record.Entry) []record.Entry
	want   string
}{
	"an entry taken out of the middle": {func(c []record.Entry) []record.Entry { return slices.Delete(c, 2, 3) }, "entry 3 is missing"},
	"the first entry taken out":        {func(c []record.Entry) []record.Entry { return c[1:] }, "entry 1 is missing"},
	"an entry put in twice":            {func(c []record.Entry) []record.Entry { return slices.Insert(c, 2, c[1]) }, "entry 3 is missing"},
	"two entries swapped":              {func(c []record.Entry) []record.Entry { c[1], c[2] = c[2], c[1]; return c }, "entry 2 is missing"},
	"a link to another past":           {func(c []record.Entry) []record.Entry { c[2].Previous = c[0].Hash; return c }, "entry 3 does not follow"},
	"another format":                   {func(c []record.Entry) []record.Entry { c[2].Format = 9; return c }, "entry 3 is of format 9"},
	"no hash":                          {func(c []record.Entry) []record.Entry { c[2].Hash = ""; return c }, "entry 3 was altered"},
	"an altered entry with a matching hash": {func(c []record.Entry) []record.Entry {
		c[1].Actor.ID = "somebody"
		c[1], _ = c[0].Head().Link(c[1])
		return c
	}, "entry 3 does not follow"},
}

func TestEveryTamperingIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range tampering {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := record.Verify(c.tamper(chainOf(6))); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want %q, got %v", c.want, err)
			}
		})
	}
}

// altered gives each field of an entry that is kept another value, by its name in JSON. Every text moves a part of
// itself into its neighbour too: the form must tell apart where one ends.
func altered(e record.Entry) map[string]record.Entry {
	all := map[string]record.Entry{}
	alter := func(name string, change func(*record.Entry)) {
		twin := e
		twin.Details = map[string]string{"points": "1", "state": "assessing"}
		twin.Settles = slices.Clone(e.Settles)
		change(&twin)
		all[name] = twin
	}
	alter("kind", func(e *record.Entry) { e.Kind, e.Record = "casea", "pp_1" })
	alter("record", func(e *record.Entry) { e.Record = "app_2" })
	alter("at", func(e *record.Entry) { e.At = e.At.Add(time.Millisecond) })
	alter("actor", func(e *record.Entry) { e.Actor.ID = "somebody" })
	alter("actor's role", func(e *record.Entry) { e.Actor.Role = "supervisor" })
	alter("actor's authority", func(e *record.Entry) { e.Actor.Role, e.Actor.Authority = "officers", "cience-education" })
	alter("action", func(e *record.Entry) { e.Action = "claim-lane" })
	alter("subject", func(e *record.Entry) { e.Subject, e.Policy = "languagess", "core" })
	alter("policy", func(e *record.Entry) { e.Policy = "" })
	alter("details", func(e *record.Entry) { e.Details["points"] = "35" })
	alter("a detail's name", func(e *record.Entry) {
		delete(e.Details, "points")
		e.Details["point"] = "s1"
	})
	alter("a detail more", func(e *record.Entry) { e.Details["more"] = "" })
	alter("settles", func(e *record.Entry) { e.Settles[0] = "lane/education" })
	alter("settles nothing", func(e *record.Entry) { e.Settles = nil })
	alter("left", func(e *record.Entry) { e.Left = "" })
	alter("left, with a part of previous", func(e *record.Entry) { e.Left, e.Previous = e.Left+e.Previous[:1], e.Previous[1:] })
	alter("sequence", func(e *record.Entry) { e.Sequence++ })
	alter("previous", func(e *record.Entry) { e.Previous = "" })
	alter("hash", func(e *record.Entry) { e.Hash = strings.Repeat("0", 64) })
	alter("format", func(e *record.Entry) { e.Format++ })
	return all
}

func TestAChangeOfAnyFieldIsFound(t *testing.T) {
	t.Parallel()
	all := altered(chainOf(6)[1])
	for name, twin := range all {
		chain := chainOf(6)
		chain[1] = twin
		if record.Verify(chain) == nil {
			t.Errorf("%s: want it found", name)
		}
	}
	raw, err := json.Marshal(chainOf(1)[0])
	if err != nil {
		t.Fatal(err)
	}
	var fields map[string]any
	if err := json.Unmarshal(raw, &fields); err != nil {
		t.Fatal(err)
	}
	for name := range fields {
		if _, tried := all[name]; !tried {
			t.Errorf("field %q is kept, and no test alters it: the hash may not cover it", name)
		}
	}
}

// TestTheHashOfAnEntryNeverChanges fixes the canonical form. Whoever sees it fail has broken every chain that was ever
// written: a change of the form takes the next Format, and keeps the old one.
func TestTheHashOfAnEntryNeverChanges(t *testing.T) {
	t.Parallel()
	for i, want := range []string{
		"be5ba41d9a802a958b35a436d2b8a37b1eab2afa719c7640c2ff637e9e1e1678",
		"095e4dfde8121180dd4d95be045b7add4331bc2ef12ce7941125c539db42aa95",
	} {
		if got := chainOf(2)[i].Hash; got != want {
			t.Errorf("entry %d of format %d: want hash %s, got %s", i+1, record.Format, want, got)
		}
	}
	bare, _ := record.Head{}.Link(record.Entry{Kind: "case", Record: "app_1", At: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC), Action: "submit"})
	if want := "ad8da8a27ae61688d8b10fa6ec689b1e1cfb2b8a77adc1f4818718de3adc7a66"; bare.Hash != want {
		t.Errorf("an entry with nothing but what it must have: want %s, got %s", want, bare.Hash)
	}
}

func TestAnEntryIsTheSameAfterItWasKept(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.StringN(0, 12, -1)
		var head record.Head
		var chain []record.Entry
		for range rapid.IntRange(1, 4).Draw(t, "length") {
			var e record.Entry
			e, head = head.Link(record.Entry{At: time.UnixMilli(rapid.Int64Range(0, 4e12).Draw(t, "at")), Action: record.Action(texts.Draw(t, "action")),
				Actor: record.Actor{ID: texts.Draw(t, "who")}, Subject: texts.Draw(t, "subject"), Details: rapid.MapOfN(texts, texts, 0, 3).Draw(t, "details")})
			raw, err := json.Marshal(e)
			if err != nil {
				t.Fatal(err)
			}
			var kept record.Entry
			if err := json.Unmarshal(raw, &kept); err != nil {
				t.Fatal(err)
			}
			chain = append(chain, kept)
		}
		if err := record.Verify(chain); err != nil {
			t.Fatalf("after a round through JSON: %v", err)
		}
	})
}

func TestAnEqualReadingCountsOnceInAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	first := record.Reading{At: time.Unix(1000, 0), Actor: record.Actor{ID: "a", Role: "officer", Authority: "x"}, Action: "read-case", Subject: "s"}
	later := func(d time.Duration, change func(*record.Reading)) record.Reading {
		r := first
		r.At = r.At.Add(d)
		if change != nil {
			change(&r)
		}
		return r
	}
	for name, test := range map[string]struct {
		reading record.Reading
		want    bool
	}{
		"at once":           {later(0, nil), true},
		"just before":       {later(record.Coalesced-1, nil), true},
		"after it":          {later(record.Coalesced, nil), false},
		"out of order":      {later(-1, nil), false},
		"by another":        {later(1, func(r *record.Reading) { r.Actor.ID = "b" }), false},
		"in another role":   {later(1, func(r *record.Reading) { r.Actor.Role = "auditor" }), false},
		"of another thing":  {later(1, func(r *record.Reading) { r.Subject = "t" }), false},
		"refused this time": {later(1, func(r *record.Reading) { r.Refused = true }), false},
		"another action":    {later(1, func(r *record.Reading) { r.Action = "read-form" }), false},
	} {
		if got := test.reading.Same(first); got != test.want {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
	}
}
