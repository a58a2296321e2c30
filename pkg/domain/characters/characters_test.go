package characters_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/characters"
)

// Unseen are characters that an adversary and an innocent paste have in common.
const unseen = " \t\n\u00a0\u2003\u200b\u200c\u200d\u200e\u202e\u2028\u2060\u00ad\ufeff\u3164\u115f\u1160\uffa0\u2800\u034f\u180e\ufe0f\u0000\u009f\ue000\U000e0020\U000e0100"

func TestWhatNoEyeSeesIsNoText(t *testing.T) {
	t.Parallel()
	for _, r := range unseen {
		alone := string(r)
		if characters.Trim(alone) != "" || characters.Compact("A"+alone+"1") != "A1" || characters.Count(alone+alone) != 0 {
			t.Errorf("%U: want no text of it, got %q of %d characters", r, characters.Trim(alone), characters.Count(alone))
		}
	}
	if got := characters.Trim(unseen + "söz" + unseen); got != "söz" {
		t.Errorf("want what is around taken away, got %q", got)
	}
}

// Letters, marks and signs of every script are seen, and joiners inside a word belong to it.
func TestWhatIsSeenStays(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"Əli", "می\u200cخواهم", "क्\u200dष", "e\u0301", "李", "ㅎ", "⠓", "!", "👍", "ﬁ"} {
		if got := characters.Trim(text); got != text {
			t.Errorf("want %q as it is, got %q", text, got)
		}
		if characters.Count(text) == 0 {
			t.Errorf("%q: want characters counted", text)
		}
	}
	for text, want := range map[string]int{"  two   words ": 9, "a\u200b\u200bb": 2, "": 0} {
		if got := characters.Count(text); got != want {
			t.Errorf("%q: want %d characters, got %d", text, want, got)
		}
	}
	if got := characters.Bare(" em\u200bre @example.org\ufeff"); got != "emre @example.org" {
		t.Errorf("want a space inside an address kept, got %q", got)
	}
}

func TestEveryTextOfAFormIsTrimmedAndTheOldOneKept(t *testing.T) {
	t.Parallel()
	type line struct{ Text string }
	type form struct {
		Name  string
		Inner line
		Lines []line
		Words []string
		Count int
	}
	lines, words := []line{{" a "}}, []string{"\u200bb"}
	got := form{" n ", line{"\u3164i"}, lines, words, 3}
	characters.TrimAll(&got)
	if diff := cmp.Diff(form{"n", line{"i"}, []line{{"a"}}, []string{"b"}, 3}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if lines[0].Text != " a " || words[0] != "\u200bb" {
		t.Errorf("want the lists of whoever gave them kept, got %v %v", lines, words)
	}
}
