package dynamo_test

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
)

// moves are what may happen to a case, as far as rows come, change and go by it.
var moves = map[string]func(*application.Case, int){
	"write the form":  func(c *application.Case, n int) { c.Form.Impact.Goals = fmt.Sprint("goal ", n); c.FormVersion++ },
	"same as before":  func(c *application.Case, _ int) {},
	"add a document":  func(c *application.Case, n int) { addDocument(c, n) },
	"lose a document": func(c *application.Case, _ int) { c.Documents = c.Documents[:max(0, len(c.Documents)-1)] },
	"rename one": func(c *application.Case, n int) {
		for i := range c.Documents {
			c.Documents[i].FileName = fmt.Sprint(n)
		}
	},
	"object": func(c *application.Case, n int) {
		c.Objections = append(c.Objections, application.Objection{Number: len(c.Objections) + 1, Reason: fmt.Sprint(n), At: now})
	},
	"extend": func(c *application.Case, n int) {
		c.Extension = &application.Extension{Reason: fmt.Sprint(n), WorkingDays: 10, At: now}
	},
	"extend no more": func(c *application.Case, _ int) { c.Extension = nil },
	"two at once":    func(c *application.Case, n int) { addDocument(c, n); c.ReservedIndex = n },
}

func addDocument(c *application.Case, n int) {
	id := fmt.Sprintf("doc_%04d", n)
	for _, d := range c.Documents {
		if d.ID >= id {
			return
		}
	}
	c.Documents = append(c.Documents, document(n, "a.pdf"))
}

// Whatever happens to a case, what is read back is what a plain value would have become, and the chain has one entry for
// each thing that happened and for each reading.
func TestAStoredCaseIsWhatItWouldBeInMemory(t *testing.T) {
	t.Parallel()
	b, names, cases := newBench(t), slices.Sorted(maps.Keys(moves)), 0
	rapid.Check(t, func(r *rapid.T) {
		cases++
		id, person := application.ID(fmt.Sprint("app_", cases)), application.PersonID(fmt.Sprint("prs_", cases))
		b.create(id, person)
		model, entries := draft(id, person), 1
		for range rapid.IntRange(1, 8).Draw(r, "acts") {
			move, n := moves[rapid.SampledFrom(names).Draw(r, "move")], rapid.IntRange(0, 50).Draw(r, "n")
			read := rapid.Bool().Draw(r, "read")
			before := b.peek(id)
			move(&model, n)
			stored, err := b.Change(t.Context(), id, func(c *application.Case) (audit.Entry, error) {
				move(c, n)
				e := did("act")
				e.Read = read
				return e, nil
			})
			if err != nil {
				r.Fatal(err)
			}
			if read || !cmp.Equal(before, stored, cmpopts.EquateEmpty()) {
				entries++
			}
		}
		if diff := cmp.Diff(model, b.peek(id), cmpopts.EquateEmpty()); diff != "" {
			r.Errorf("(-model +stored):\n%s", diff)
		}
		if got := len(b.chain(id)); got != entries {
			r.Errorf("entries: want %d, got %d", entries, got)
		}
	})
}
