package record_test

import (
	"encoding/json"
	"maps"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/record"
)

// permit is a record as today's program knows it.
type permit struct {
	State  string
	Holder holder
	Lanes  []lane
	Notes  []note         // without an identity
	Fees   map[string]int `json:",omitempty"`
	Ruling *ruling        `json:",omitempty"`
	Seen   time.Time      `json:",omitzero"`
}

type holder struct{ Name string }

type lane struct {
	ID     string
	Points int
}

type note struct{ Text string }

type ruling struct{ Outcome string }

var permits = record.Type[permit]{Kind: "permit", Format: 1, Sections: func(p *permit) map[string]any {
	return map[string]any{"holder": &p.Holder, "lanes": &p.Lanes, "notes": &p.Notes, "ruling": &p.Ruling}
}}

// newPermit is the same record as the next version knows it: an attribute more at each depth, and a section more.
type newPermit struct {
	State     string
	Suspended string
	Holder    newHolder
	Lanes     []newLane
	Notes     []newNote
	Fees      map[string]int `json:",omitempty"`
	Ruling    *newRuling     `json:",omitempty"`
	Seen      time.Time      `json:",omitzero"`
	Family    []string
}

type newHolder struct {
	Name string
	Born string
	Home struct{ City string }
}

type newLane struct {
	ID     string
	Points int
	Weight int
}

type newNote struct {
	Text     string
	Language string
}

type newRuling struct {
	Outcome string
	Appeal  string
}

var newPermits = record.Type[newPermit]{Kind: "permit", Format: 1, Sections: func(p *newPermit) map[string]any {
	return map[string]any{"holder": &p.Holder, "lanes": &p.Lanes, "notes": &p.Notes, "ruling": &p.Ruling, "family": &p.Family}
}}

func fullPermit() newPermit {
	p := newPermit{State: "open", Suspended: "2026-12-24", Holder: newHolder{Name: "Emre", Born: "1988"},
		Lanes: []newLane{{"a", 1, 10}, {"b", 2, 20}, {"c", 3, 30}}, Notes: []newNote{{"one", "en"}, {"two", "az"}},
		Fees: map[string]int{"state": 100}, Ruling: &newRuling{"lifted", "none"}, Family: []string{"Ayşe"}}
	p.Holder.Home.City = "İzmir"
	return p
}

// stored is a record as the newer program left it.
func stored(t testing.TB, p newPermit) map[string][]byte {
	t.Helper()
	sections, err := newPermits.Encode(&p, nil)
	if err != nil {
		t.Fatal(err)
	}
	return sections
}

// through makes a move with the older program, and reads what it left with the newer one.
func through(t testing.TB, before newPermit, move func(*permit)) newPermit {
	t.Helper()
	loaded := stored(t, before)
	var old permit
	if err := permits.Decode(loaded, &old); err != nil {
		t.Fatal(err)
	}
	move(&old)
	after, err := permits.Encode(&old, loaded)
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range after {
		if !json.Valid(raw) {
			t.Errorf("section %s is no JSON: %q", name, raw)
		}
	}
	var again permit
	if err := permits.Decode(after, &again); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(old, again, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("what the move left is not what is read (-want +got):\n%s", diff)
	}
	var p newPermit
	if err := newPermits.Decode(after, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// moves are what the older program does, and what of it the newer one must see. Nothing else may differ.
var moves = map[string]struct {
	move func(*permit)
	want func(*newPermit)
}{
	"nothing":               {func(*permit) {}, func(*newPermit) {}},
	"an attribute":          {func(p *permit) { p.State = "closed" }, func(p *newPermit) { p.State = "closed" }},
	"a part":                {func(p *permit) { p.Holder.Name = "Ayşe" }, func(p *newPermit) { p.Holder.Name = "Ayşe" }},
	"an element":            {func(p *permit) { p.Lanes[1].Points = 9 }, func(p *newPermit) { p.Lanes[1].Points = 9 }},
	"an element more":       {func(p *permit) { p.Lanes = append(p.Lanes, lane{"d", 4}) }, func(p *newPermit) { p.Lanes = append(p.Lanes, newLane{"d", 4, 0}) }},
	"an element put first":  {func(p *permit) { p.Lanes = append([]lane{{"d", 4}}, p.Lanes...) }, func(p *newPermit) { p.Lanes = append([]newLane{{"d", 4, 0}}, p.Lanes...) }},
	"an element less":       {func(p *permit) { p.Lanes = append(p.Lanes[:1], p.Lanes[2]) }, func(p *newPermit) { p.Lanes = append(p.Lanes[:1], p.Lanes[2]) }},
	"another order":         {func(p *permit) { p.Lanes[0], p.Lanes[2] = p.Lanes[2], p.Lanes[0] }, func(p *newPermit) { p.Lanes[0], p.Lanes[2] = p.Lanes[2], p.Lanes[0] }},
	"all elements":          {func(p *permit) { p.Lanes = nil }, func(p *newPermit) { p.Lanes = nil }},
	"a part of a list":      {func(p *permit) { p.Notes[1].Text = "second" }, func(p *newPermit) { p.Notes[1].Text = "second" }},
	"a member of a map":     {func(p *permit) { p.Fees["card"] = 5 }, func(p *newPermit) { p.Fees["card"] = 5 }},
	"a member of a map off": {func(p *permit) { delete(p.Fees, "state") }, func(p *newPermit) { p.Fees = nil }},
	"what is taken back":    {func(p *permit) { p.Ruling = nil }, func(p *newPermit) { p.Ruling = nil }},
	"what is emptied":       {func(p *permit) { p.State, p.Holder = "", holder{} }, func(p *newPermit) { p.State, p.Holder.Name = "", "" }},
	"a first time":          {func(p *permit) { p.Seen = time.Unix(1, 0).UTC() }, func(p *newPermit) { p.Seen = time.Unix(1, 0).UTC() }},
}

func TestAnOlderProgramLosesNothingOfANewerOne(t *testing.T) {
	t.Parallel()
	for name, test := range moves {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := fullPermit()
			test.want(&want)
			if diff := cmp.Diff(want, through(t, fullPermit(), test.move)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestWhatWasTakenBackIsReadAsEmptyAndComesAgain(t *testing.T) {
	t.Parallel()
	first, err := permits.Encode(&permit{Ruling: &ruling{"lifted"}, Lanes: []lane{{"a", 1}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	sections := first
	for _, want := range []permit{{}, {Ruling: &ruling{"upheld"}}, {}, {Lanes: []lane{{"b", 2}}}} {
		if sections, err = permits.Encode(&want, sections); err != nil {
			t.Fatal(err)
		}
		var got permit
		if err := permits.Decode(sections, &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}

func TestElementsWithoutANameAreNotTakenForEachOther(t *testing.T) {
	t.Parallel()
	before := newPermit{Lanes: []newLane{{"", 1, 10}, {"", 2, 20}}}
	after := through(t, before, func(p *permit) { p.Lanes[1].Points = 9 })
	if diff := cmp.Diff([]newLane{{"", 1, 10}, {"", 9, 20}}, after.Lanes); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAnUnchangedRecordIsStoredByteForByteAsItWas(t *testing.T) {
	t.Parallel()
	loaded := stored(t, fullPermit())
	loaded["holder"] = []byte(`{ "Name":"Emre",  "Big":12345678901234567890 }`)
	var old permit
	if err := permits.Decode(loaded, &old); err != nil {
		t.Fatal(err)
	}
	before := maps.Clone(loaded)
	old.State = "closed"
	after, err := permits.Encode(&old, loaded)
	if err != nil {
		t.Fatal(err)
	}
	for name := range before {
		if name != record.Main && string(before[name]) != string(after[name]) {
			t.Errorf("section %s: want %s, got %s", name, before[name], after[name])
		}
	}
	old.Holder.Name = "Ayşe"
	if after, err = permits.Encode(&old, loaded); err != nil {
		t.Fatal(err)
	}
	if want, got := `{"Big":12345678901234567890,"Name":"Ayşe"}`, string(after["holder"]); want != got {
		t.Errorf("want no digit lost: %s, got %s", want, got)
	}
}

func TestAPartIsItsOwnSectionAndNowhereElse(t *testing.T) {
	t.Parallel()
	sections, err := permits.Encode(&permit{State: "open", Holder: holder{"Emre"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"main": `{"State":"open"}`, "holder": `{"Name":"Emre"}`}
	got := map[string]string{}
	for name, raw := range sections {
		got[name] = string(raw)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestASectionThatIsNoJSONIsSaidToBeOne(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"main", "holder"} {
		var p permit
		sections := stored(t, fullPermit())
		sections[name] = []byte(`{"Name":`)
		if err := permits.Decode(sections, &p); err == nil {
			t.Errorf("section %s: want it refused", name)
		}
		if _, err := permits.Encode(&p, sections); err == nil {
			t.Errorf("section %s: want it refused as what was loaded", name)
		}
	}
}

// TestAnyMoveOfAnOlderProgramKeepsWhatIsNew makes lists of any length, and changes, drops and adds elements by chance.
func TestAnyMoveOfAnOlderProgramKeepsWhatIsNew(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		before := fullPermit()
		ids := rapid.SliceOfNDistinct(rapid.StringMatching("[a-z]{1,3}"), 0, 6, rapid.ID[string]).Draw(rt, "ids")
		before.Lanes = nil
		weights := map[string]int{}
		for i, id := range ids {
			before.Lanes = append(before.Lanes, newLane{id, i, 100 + i})
			weights[id] = 100 + i
		}
		kept := rapid.SliceOfN(rapid.Bool(), len(ids), len(ids)).Draw(rt, "kept")
		after := through(t, before, func(p *permit) {
			var lanes []lane
			for i, l := range p.Lanes {
				if kept[i] {
					l.Points += rapid.IntRange(0, 1).Draw(rt, "more")
					lanes = append(lanes, l)
				}
			}
			p.Lanes = lanes
		})
		for _, l := range after.Lanes {
			if l.Weight != weights[l.ID] {
				rt.Fatalf("lane %s: want weight %d, got %d", l.ID, weights[l.ID], l.Weight)
			}
		}
		if after.Suspended != before.Suspended || !cmp.Equal(after.Family, before.Family) || !cmp.Equal(after.Holder, before.Holder) {
			rt.Fatalf("something was lost: %+v", after)
		}
	})
}
