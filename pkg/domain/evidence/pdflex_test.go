package evidence

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// read lexes one value and returns it with the names that were seen, as "key", or "key=name".
func read(text string) (value, []string, *lexer) {
	budget := 1 << 20
	var names []string
	l := &lexer{data: []byte(text), budget: &budget, seen: func(key, name, within string) {
		if name != "" {
			key += "=" + name
		}
		names = append(names, within+"/"+key)
	}}
	return l.value(0, ""), names, l
}

func TestNamesAreSeenHoweverTheyAreWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"<</JS(x)>>":                      {"/JS"},
		"<</S/JavaScript>>":               {"/S", "/S=JavaScript"},
		"<< /S%comment\n/JavaScript >>":   {"/S", "/S=JavaScript"},
		"<</#4a#53(x)>>":                  {"/JS"},
		"<</#4A#5(x)>>":                   {"/J#5"},
		"<</#zzJS(x)>>":                   {"/#zzJS"},
		"<</A<</JS(x)>>>>":                {"/A", "A/JS"},
		"<</A[<</JS(x)>>]>>":              {"/A", "A/JS"},
		"<</A[/JS/AA]>>":                  {"/A"},
		"<</A(/JS)/B<2f4a53>/C 1>>":       {"/A", "/B", "/C"},
		`<</A(\)/JS)/B(()/JS())/C null>>`: {"/A", "/B", "/C"},
		"<</A 5 0 R/B 5 0/JS(x)>>":        {"/A", "/B", "/JS"},
		"<</A]/JS(x)>>":                   {"/A", "/JS"},
		"<</A[1 2>>/JS(x)]/B 1>>":         {"/A", "/B"},
		"<<1 2(x)/JS(x)>>":                {"/JS"},
		"<</A 1>/JS(x)>>":                 {"/A", "/JS"},
		"<</A{/JS 1}>>":                   {"/A", "/JS"},
		"<</A":                            {"/A"},
		"<</":                             {"/"},
		"[/JS":                            nil,
		"(never closed /JS":               nil,
		"<never closed /JS":               nil,
		"":                                nil,
	} {
		_, got, _ := read(text)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: (-want +got) %s", text, diff)
		}
	}
}

func TestValuesAreReadAsFarAsTheyMatter(t *testing.T) {
	t.Parallel()
	v, _, l := read("<</Kids[3 0 R 1 2 14 0 R(x)]/Count 12/Root 7 0 R/N null/Half 1.5/Filter[/A/B]/T/U>> stream")
	if got := []int{v.dict["Kids"].list[0].ref, v.dict["Kids"].list[1].ref}; !cmp.Equal([]int{3, 14}, got) {
		t.Errorf("want the references 3 and 14, got %v", got)
	}
	if got := v.dict["Count"]; got.kind != wholeNumber || got.num != 12 {
		t.Errorf("want the number 12, got %+v", got)
	}
	if v.dict["Root"].ref != 7 || v.dict["N"].kind != nullValue || v.dict["Half"].kind != plainValue {
		t.Errorf("want a reference, null and something else, got %+v", v.dict)
	}
	if diff := cmp.Diff([]string{"A", "B"}, names(v.dict["Filter"])); diff != "" || names(v.dict["T"])[0] != "U" {
		t.Error("want the names of filters, (-want +got)", diff)
	}
	if !l.word("stream") || l.word("stream") {
		t.Error("want the word once")
	}
}

func TestNestingAndBudgetHaveAnEnd(t *testing.T) {
	t.Parallel()
	for depth, want := range map[int]bool{deepest: false, deepest + 1: true} {
		if _, _, l := read(strings.Repeat("[", depth) + strings.Repeat("]", depth)); l.tooDeep != want {
			t.Errorf("%d deep: want too deep %v, got %v", depth, want, l.tooDeep)
		}
	}
	budget := 10
	l := &lexer{data: []byte("<</A 1/B 2/C 3/D 4>>"), budget: &budget, seen: func(string, string, string) {}}
	if v := l.value(0, ""); len(v.dict) >= 4 || budget > 0 {
		t.Errorf("want reading to stop when the budget is spent, got %d entries and %d left", len(v.dict), budget)
	}
}

func TestFiltersAreOpenedInTheirOrder(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		filter string
		data   string
		want   string
		known  bool
	}{
		"none":                    {"null", "plain", "plain", true},
		"hexadecimal digits":      {"/ASCIIHexDecode", "48 65\n6c6C 6f>behind", "Hello", true},
		"base 85":                 {"[/A85]", "87cURD]\nj7BEbo80~>behind", "Hello world!", true},
		"hexadecimal twice":       {"[/AHx/ASCIIHexDecode]", "34 38 36 39>", "", true},
		"a picture's codec":       {"/DCTDecode", "raw", "raw", false},
		"known, then not":         {"[/AHx/LZWDecode]", "4869>", "Hi", false},
		"named by a reference":    {"9 0 R", "raw", "raw", false},
		"a reference in the list": {"[9 0 R]", "raw", "raw", false},
	} {
		v, _, _ := read("<</Filter " + test.filter + ">>")
		p := &pdf{spare: 1000}
		r, known := p.filters(v.dict, []byte(test.data))
		got, _ := io.ReadAll(r)
		if test.want == "" {
			test.want = "Hi"
			got = bytes.TrimRight(got, "\x00")
		}
		if known != test.known || string(got) != test.want {
			t.Errorf("%s: want %q %v, got %q %v", name, test.want, test.known, got, known)
		}
	}
}

func TestUnpackingPaysForEveryByte(t *testing.T) {
	t.Parallel()
	for spare, want := range map[int64]error{100: nil, 101: nil, 99: errBomb} {
		left := spare
		_, err := io.Copy(io.Discard, &meter{strings.NewReader(strings.Repeat("x", 99)), &left})
		if spare == 99 && err != want || spare > 99 && err != nil {
			t.Errorf("with %d to spend: want %v, got %v", spare, want, err)
		}
	}
}

func TestObjectsAreFoundByTheWordBeforeThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		id int
		ok bool
	}{
		"12 0 ":                               {12, true},
		"12 0":                                {12, true},
		"x\n7\r\n0\t":                         {7, true},
		"endobj12 0 ":                         {12, true},
		"9" + strings.Repeat(" ", 500) + "0 ": {9, true},
		"9 %comment\n0 ":                      {-1, true},
		"0 ":                                  {-1, true},
		"99999999999999999999 0 ":             {-1, true},
		"end":                                 {0, false},
		"12 0 x":                              {0, false},
		"":                                    {0, false},
	} {
		p := &pdf{inspection: &inspection{data: []byte(text + "obj")}}
		if id, ok := p.numberBefore(len(text)); id != want.id || ok != want.ok {
			t.Errorf("%q: want %d %v, got %d %v", text, want.id, want.ok, id, ok)
		}
	}
}

func TestForeignBeginnings(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"": false, "\n\x00 ": false, "12 0 obj": false, "M": false, "words": false, "<svg": false,
		"MZ": true, "\n MZ\x90": true, "mz": true, "\x7fELF\x02": true, "#!/bin/sh": true, "PK\x03\x04": true,
		"<SCRIPT>": true, "<?php ": true, "<!doctype html>": true, "%PDF-1.4": true,
	} {
		if got := foreign([]byte(text)); got != want {
			t.Errorf("%q: want %v, got %v", text, want, got)
		}
	}
}

func TestAnArchiveEndsWhereItsCommentDoes(t *testing.T) {
	t.Parallel()
	end := func(comment int) string {
		return "PK\x05\x06" + string(make([]byte, 16)) + string([]byte{byte(comment), byte(comment >> 8)})
	}
	for name, test := range map[string]struct {
		file string
		want bool
	}{
		"no archive":                 {"words", false},
		"an end record at the end":   {"words" + end(0), true},
		"with a comment":             {"words" + end(5) + "words", true},
		"with the longest comment":   {end(math16) + strings.Repeat("x", math16), true},
		"with a comment too short":   {"words" + end(5) + "word", false},
		"with words behind":          {"words" + end(0) + "words", false},
		"with a record in a comment": {"words" + end(27) + end(9) + "words", true},
		"a record cut off":           {"words" + end(0)[:21], false},
	} {
		if got := endsAsZip([]byte(test.file)); got != test.want {
			t.Errorf("%s: want %v, got %v", name, test.want, got)
		}
	}
}
