package audit_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/audit"
)

func chainOf(t rapid.TB, length int) []audit.Entry {
	var head audit.Head
	var chain []audit.Entry
	for i := range length {
		e := audit.Entry{Case: "app_1", At: time.Unix(int64(i), 123456789), Action: "score-lane", Actor: audit.Actor{ID: fmt.Sprint("officer", i), Role: "officer"},
			Details: map[string]string{"points": fmt.Sprint(i), "lane": "languages"}}
		linked, next, err := head.Link(e)
		if err != nil {
			t.Fatalf("link entry %d: %v", i, err)
		}
		chain, head = append(chain, linked), next
	}
	return chain
}

func TestAnUntouchedChainVerifies(t *testing.T) {
	t.Parallel()
	if err := audit.Verify(chainOf(t, 20)); err != nil {
		t.Errorf("want no fault, got %v", err)
	}
	if err := audit.Verify(nil); err != nil {
		t.Errorf("want an empty chain to be whole, got %v", err)
	}
}

func TestEveryTamperingIsFound(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		tamper func([]audit.Entry) []audit.Entry
		want   string
	}{
		"an entry taken out of the middle":      {func(c []audit.Entry) []audit.Entry { return append(c[:2:2], c[3:]...) }, "entry 3 is missing"},
		"the first entry taken out":             {func(c []audit.Entry) []audit.Entry { return c[1:] }, "entry 1 is missing"},
		"two entries swapped":                   {func(c []audit.Entry) []audit.Entry { c[1], c[2] = c[2], c[1]; return c }, "entry 2 is missing"},
		"another actor":                         {func(c []audit.Entry) []audit.Entry { c[3].Actor.ID = "somebody"; return c }, "entry 4 was altered"},
		"another detail":                        {func(c []audit.Entry) []audit.Entry { c[3].Details["points"] = "35"; return c }, "entry 4 was altered"},
		"another time":                          {func(c []audit.Entry) []audit.Entry { c[0].At = c[0].At.Add(time.Hour); return c }, "entry 1 was altered"},
		"a link to another past":                {func(c []audit.Entry) []audit.Entry { c[2].Previous = c[0].Hash; return c }, "entry 3 does not follow"},
		"an altered entry with a matching hash": {rehash, "entry 3 does not follow"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := audit.Verify(c.tamper(chainOf(t, 6)))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want %q, got %v", c.want, err)
			}
		})
	}
}

// rehash alters entry 2 and gives it the hash that fits, as somebody with access to the table could.
func rehash(chain []audit.Entry) []audit.Entry {
	e := chain[1]
	e.Actor.ID = "somebody"
	e, _, _ = audit.Head{Sequence: 1, Hash: chain[0].Hash}.Link(e)
	chain[1] = e
	return chain
}

func TestAnyPrefixOfAChainVerifies(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		chain := chainOf(t, rapid.IntRange(1, 12).Draw(t, "length"))
		upTo := rapid.IntRange(0, len(chain)).Draw(t, "prefix")
		if err := audit.Verify(chain[:upTo]); err != nil {
			t.Fatalf("want prefix %d to be whole, got %v", upTo, err)
		}
	})
}
