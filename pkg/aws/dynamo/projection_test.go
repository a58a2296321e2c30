package dynamo_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/employment"
)

func TestPlacesAppearAndDisappearWithWhatTheRecordSays(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		b.create("p_1", open("2026-12-01", lane{"a", "x", 0}, lane{"b", "x", 0}))
		for _, step := range []struct {
			name string
			move func(*permit)
			want map[string][]string
		}{
			{"created", func(*permit) {}, map[string][]string{"open": {"2026-12-01 p_1 "}, "work/x": {"2026-12-01 p_1 a", "2026-12-01 p_1 b"}}},
			{"one done", func(p *permit) { p.Lanes[0].Score = 1 }, map[string][]string{"open": {"2026-12-01 p_1 "}, "work/x": {"2026-12-01 p_1 b"}}},
			{"another desk", func(p *permit) { p.Lanes[1].Desk = "y" }, map[string][]string{"open": {"2026-12-01 p_1 "}, "work/x": nil, "work/y": {"2026-12-01 p_1 b"}}},
			{"another day", func(p *permit) { p.Due = "2026-12-02" }, map[string][]string{"open": {"2026-12-02 p_1 "}, "work/y": {"2026-12-02 p_1 b"}}},
			{"closed", func(p *permit) { p.State, p.Lanes = "closed", nil }, map[string][]string{"open": nil, "work/y": nil}},
		} {
			b.change("p_1", step.move)
			for list, want := range step.want {
				if diff := cmp.Diff(want, b.list(record.Query{List: list, Limit: 5})); diff != "" {
					t.Errorf("%s: %s (-want +got):\n%s", step.name, list, diff)
				}
			}
			must(t, b.verify("p_1"))
		}
		b.wantNoAlarm()
	})
}

func TestALineShowsWhatThePlaceSays(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		b.create("p_1", open("2026-12-01#a", lane{"l#1", "x", 0})) // a place may hold what keys are parted by
		lines, _, err := b.List(t.Context(), record.Query{List: "work/x", Limit: 5})
		must(t, err)
		var shows lane
		must(t, lines[0].Read(&shows))
		if shows.ID != "l#1" || lines[0].Part != "l#1" || lines[0].At != "2026-12-01#a" || lines[0].Record != "p_1" {
			t.Errorf("got %+v", lines[0])
		}
	})
}

func TestAListIsReadInPagesInBothDirectionsAndFromAPlaceToAnother(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		days := []string{"2026-12-01", "2026-12-02", "2026-12-02", "2026-12-04", "2027-01-04"}
		var all []string
		for i, day := range days {
			b.create(record.ID(fmt.Sprint("p_", i)), open(day))
			all = append(all, fmt.Sprintf("%s p_%d ", day, i))
		}
		for _, test := range []struct {
			q    record.Query
			want []string
		}{
			{record.Query{}, all},
			{record.Query{From: "2026-12-02"}, all[1:]},
			{record.Query{To: "2026-12-02"}, all[:3]},
			{record.Query{From: "2026-12-02", To: "2026-12-04"}, all[1:4]},
			{record.Query{From: "2026-12-03", To: "2026-12-03"}, nil},
			{record.Query{From: "9"}, nil},
		} {
			for limit := 1; limit <= len(all)+1; limit++ {
				for _, latest := range []bool{false, true} {
					test.q.List, test.q.Limit, test.q.Latest = "open", limit, latest
					want := slices.Clone(test.want)
					if latest {
						slices.Reverse(want)
					}
					if diff := cmp.Diff(want, b.list(test.q)); diff != "" {
						t.Errorf("%+v (-want +got):\n%s", test.q, diff)
					}
				}
			}
		}
	})
}

func TestTheNextPageIsRightAlthoughItsNeighboursLeft(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for i := range 4 {
			b.create(record.ID(fmt.Sprint("p_", i)), open("2026-12-01"))
		}
		_, cursor, err := b.List(t.Context(), record.Query{List: "open", Limit: 2})
		must(t, err)
		for _, id := range []record.ID{"p_1", "p_2"} {
			b.change(id, func(p *permit) { p.State = "closed" })
		}
		if diff := cmp.Diff([]string{"2026-12-01 p_3 "}, b.list(record.Query{List: "open", Limit: 2, Cursor: cursor})); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	})
}

// TestACursorOutsideOfItsListIsNoFaultOfOurs: a part of a list by date moves on with the days, and a reader may narrow
// it.
func TestACursorOutsideOfItsListIsNoFaultOfOurs(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for i, day := range []string{"2026-12-01", "2026-12-02", "2026-12-03"} {
			b.create(record.ID(fmt.Sprint("p_", i)), open(day))
		}
		cursorAt := func(place string) string { return base64.RawURLEncoding.EncodeToString([]byte(place)) }
		second := []string{"2026-12-02 p_1 "}
		for _, test := range []struct {
			cursor string
			latest bool
			want   []string
		}{
			{"2026-12-01#p_0#", false, second}, {"2026-12-03#p_2#", false, nil},
			{"2026-12-01#p_0#", true, nil}, {"2026-12-03#p_2#", true, second},
			{"2026-12-02#p_1#", false, nil}, {"2026-12-02#p_1#", true, nil},
		} {
			got := b.list(record.Query{List: "open", From: "2026-12-02", To: "2026-12-02", Limit: 5, Latest: test.latest, Cursor: cursorAt(test.cursor)})
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("behind %s, latest first %v (-want +got):\n%s", test.cursor, test.latest, diff)
			}
		}
	})
}

func TestACursorThatWasNotGivenIsInvalid(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for _, place := range []string{"x", "{}", "#\xff", strings.Repeat("a#", 600)} {
			cursor := base64.RawURLEncoding.EncodeToString([]byte(place))
			_, _, err := b.List(t.Context(), record.Query{List: "open", Cursor: cursor, Limit: 5})
			wantKind(t, err, problem.Invalid, "invalid")
		}
		_, _, err := b.List(t.Context(), record.Query{List: "open", Cursor: "!!", Limit: 5})
		wantKind(t, err, problem.Invalid, "invalid")
		_, _, err = b.Readings(t.Context(), "p_1", record.Page{After: "READ#" + strings.Repeat("a", 1020), Limit: 5})
		wantKind(t, err, problem.Invalid, "invalid")
		_, _, err = b.Readings(t.Context(), "p_1", record.Page{After: "x", Limit: 5})
		wantKind(t, err, problem.Invalid, "invalid")
	})
}

func TestANameIsHeldByOneRecord(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		for space, give := range map[string]func(*permit){
			"card":   func(p *permit) { p.Number = "C1" },
			"papers": func(p *permit) { p.Papers = "U12345678" },
		} {
			first, second := record.ID("p_1"+space), record.ID("p_2"+space)
			held := open("2026-12-01")
			give(&held)
			b.create(first, held)
			wantKind(t, b.permits.Create(t.Context(), second, held, did("begin")), problem.Conflict, "number-taken")
			if _, err := b.permits.Load(t.Context(), second); err == nil {
				t.Errorf("%s: want nothing of the second stored", space)
			}
			b.create(second, open("2026-12-01"))
			_, err := b.try(second, give)
			wantKind(t, err, problem.Conflict, "number-taken")
			b.change(first, func(p *permit) { p.Number, p.Papers = "", "" })
			b.change(second, give)
			must(t, b.verify(second))
		}
		var facts struct{ State string }
		id, err := b.Reserved(t.Context(), "card", "C1", &facts)
		if err != nil || id != "p_2card" || facts.State != "open" {
			t.Errorf("want the holder and what is public of it, got %s, %+v, %v", id, facts, err)
		}
		if id, err := b.ReservedSecret(t.Context(), "papers", "U12345678"); err != nil || id != "p_2papers" {
			t.Errorf("want the holder, got %s, %v", id, err)
		}
		_, err = b.Reserved(t.Context(), "card", "", nil)
		wantKind(t, err, problem.NotFound, "not-found")
		b.wantNoAlarm()
	})
}

func TestOfManyWhoWantANameOneGetsIt(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		var all sync.WaitGroup
		var mu sync.Mutex
		created := 0
		for i := range 10 {
			all.Go(func() {
				p := open("2026-12-01")
				p.Papers = "U12345678"
				err := b.permits.Create(t.Context(), record.ID(fmt.Sprint("p_", i)), p, did("begin"))
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					created++
				} else {
					wantKind(t, err, problem.Conflict, "number-taken")
				}
			})
		}
		all.Wait()
		if created != 1 {
			t.Errorf("want one, got %d", created)
		}
	})
}

// TestRecordsOfOneOwnerTakeANameOverFromEachOther: the record that held it knows nothing of that, and must not take it
// away.
func TestRecordsOfOneOwnerTakeANameOverFromEachOther(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		holds := func(want record.ID) {
			t.Helper()
			if id, err := b.Reserved(t.Context(), "post", "cook", nil); err != nil || id != want {
				t.Errorf("want %s, got %s, %v", want, id, err)
			}
		}
		cook := open("2026-12-01")
		cook.Post = "cook"
		b.create("p_1", cook)
		boris := cook
		boris.Owner = "boris"
		wantKind(t, b.permits.Create(t.Context(), "p_2", boris, did("begin")), problem.Conflict, "number-taken")
		b.create("p_3", cook)
		holds("p_3")
		must(t, b.verify("p_1"))
		b.change("p_1", func(p *permit) { p.State = "closed" })
		holds("p_3")
		b.change("p_1", func(p *permit) { p.Post = "" })
		holds("p_3")
		b.change("p_3", func(p *permit) { p.Post = "" })
		b.create("p_2", boris)
		holds("p_2")
		b.wantNoAlarm()
	})
}

// before runs something once, before the next transaction is written.
type before struct {
	dynamo.Client
	once func()
}

func (c *before) TransactWriteItems(ctx context.Context, in *dynamodb.TransactWriteItemsInput, o ...func(*dynamodb.Options)) (*dynamodb.TransactWriteItemsOutput, error) {
	if once := c.once; once != nil {
		c.once = nil
		once()
	}
	return c.Client.TransactWriteItems(ctx, in, o...)
}

func TestANameThatIsTakenOverAtTheSameMomentIsNotFreed(t *testing.T) {
	t.Parallel()
	b, fake := newBench(t)
	client := &before{Client: fake}
	b.over(client, "cases", b.Pause)
	cook := open("2026-12-01")
	cook.Post = "cook"
	b.create("p_1", cook)
	client.once = func() { b.create("p_2", cook) }
	b.change("p_1", func(p *permit) { p.Post = "" })
	if id, err := b.Reserved(t.Context(), "post", "cook", nil); err != nil || id != "p_2" {
		t.Errorf("want p_2, got %s, %v", id, err)
	}
	must(t, b.verify("p_2"))
}

// later is the same record as a later version of the program projects it: it stands in another list too.
var later = func() record.Type[permit] {
	twin := permits
	twin.Project = func(p *permit) record.Projection {
		all := project(p)
		all.Places = append(all.Places, record.Place{List: "owner/" + p.Owner, At: p.Due})
		return all
	}
	return twin
}()

func TestWhatAnotherVersionProjectsIsWrittenAnew(t *testing.T) {
	t.Parallel()
	for name, renew := range map[string]func(*bench, dynamo.Records[permit]) error{
		"by the reconciler":  func(b *bench, r dynamo.Records[permit]) error { return r.Reproject(b.t.Context(), "p_1") },
		"by the next change": func(b *bench, r dynamo.Records[permit]) error { return touch(b, r) },
		"by an anchor": func(b *bench, r dynamo.Records[permit]) error {
			must(b.t, b.Note(b.t.Context(), "p_1", reading("read", 0)))
			b.now = now.Add(1e12)
			return r.Anchor(b.t.Context(), "p_1")
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, _ := newBench(t)
			p := open("2026-12-01", lane{"a", "x", 2})
			p.Post = "cook"
			b.create("p_1", p)
			b.create("p_2", p) // takes the post over, and keeps it
			newer := dynamo.RecordsOf(b.Table, later)
			must(t, newer.Verify(t.Context(), "p_1")) // what it would project was never written
			must(t, renew(b, newer))
			if diff := cmp.Diff([]string{"2026-12-01 p_1 "}, b.list(record.Query{List: "owner/anna", Limit: 5})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			must(t, newer.Verify(t.Context(), "p_1"))
			if id, _ := b.Reserved(t.Context(), "post", "cook", nil); id != "p_2" {
				t.Errorf("want the post left to p_2, got %s", id)
			}
			if figures, err := b.Figures(t.Context(), "lanes"); err != nil || figures["desk#x"]["score"] != 4 {
				t.Errorf("want no figure counted twice, got %v, %v", figures, err)
			}
			n := len(b.chain("p_1"))
			must(t, newer.Reproject(t.Context(), "p_1"))
			if got := len(b.chain("p_1")); got != n {
				t.Errorf("want nothing more to do, got %d entries instead of %d", got, n)
			}
			b.wantNoAlarm()
		})
	}
}

func touch(b *bench, r dynamo.Records[permit]) error {
	_, _, err := r.Change(b.t.Context(), "p_1", func(p *permit) (record.Entry, error) { p.Notes = append(p.Notes, "x"); return did("change"), nil })
	return err
}

// guesses are what an identity number would be found by, were it kept plainly or under a hash without a key.
func guesses(spaces []string, number string) [][]byte {
	var all [][]byte
	for _, message := range spaces {
		for _, text := range []string{number, message + number, message + "#" + number, message + "/" + number, message + ":" + number,
			fmt.Sprintf("%d:%s", len(number), number), fmt.Sprintf("%d:%s%d:%s", len(message), message, len(number), number)} {
			sum := sha256.Sum256([]byte(text))
			all = append(all, sum[:16], []byte(hex.EncodeToString(sum[:8])), []byte(strings.ToUpper(hex.EncodeToString(sum[:8]))),
				[]byte(base64.StdEncoding.EncodeToString(sum[:])[:16]))
		}
	}
	return append(all, []byte(number))
}

// bytesOf is all that a value holds.
func bytesOf(v types.AttributeValue) []byte {
	switch v := v.(type) {
	case *types.AttributeValueMemberS:
		return []byte(v.Value)
	case *types.AttributeValueMemberN:
		return []byte(v.Value)
	case *types.AttributeValueMemberB:
		return v.Value
	case *types.AttributeValueMemberM:
		var all []byte
		for name, one := range v.Value {
			all = append(append(all, name...), bytesOf(one)...)
		}
		return all
	}
	return nil
}

func TestNoIdentityNumberIsFoundInTheTableNorByItsHash(t *testing.T) {
	t.Parallel()
	b, _ := newBench(t)
	const voen, papers = "9900071001", "U12345678"
	p := open("2026-12-01")
	p.Papers = papers
	b.create("p_1", p)
	employers := dynamo.RecordsOf(b.Table, employment.EmployerType)
	e := employer.Employer{ID: "emp_1", Owner: "anna", State: employer.Submitted, Form: employer.Particulars{VOEN: voen}, SubmittedAt: now}
	must(t, employers.Create(t.Context(), "emp_1", e, did("register-employer")))
	wantKind(t, employers.Create(t.Context(), "emp_2", e, did("register-employer")), problem.Conflict, "voen-registered")
	if id, err := b.ReservedSecret(t.Context(), "voen", voen); err != nil || id != "emp_1" {
		t.Errorf("want it found by who knows it, got %s, %v", id, err)
	}
	for number, spaces := range map[string][]string{voen: {"voen", "VOEN"}, papers: {"papers", "PAPERS"}} {
		for _, guess := range guesses(spaces, number) {
			for _, r := range b.scan() {
				if all := bytesOf(&types.AttributeValueMemberM{Value: r}); bytes.Contains(all, guess) {
					t.Errorf("%s is found in %s %s", number, textOf(r, "PK"), textOf(r, "SK"))
				}
			}
		}
	}
}

func TestSecretsAreHashedByOneKeyInWhateverContainer(t *testing.T) {
	t.Parallel()
	both(t, func(t *testing.T, b *bench) {
		var all sync.WaitGroup
		tables := make([]*dynamo.Table, 5)
		for i := range tables {
			tables[i], _ = dynamo.Open(b.Config)
			all.Go(func() {
				p := permit{Papers: fmt.Sprint("U", i)}
				if err := dynamo.RecordsOf(tables[i], permits).Create(t.Context(), record.ID(fmt.Sprint("p_", i)), p, did("begin")); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i := range tables {
			if id, err := tables[4-i].ReservedSecret(t.Context(), "papers", fmt.Sprint("U", i)); err != nil || id != record.ID(fmt.Sprint("p_", i)) {
				t.Errorf("want p_%d, got %s, %v", i, id, err)
			}
		}
	})
}
