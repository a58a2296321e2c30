package page

import (
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShareIsAPartOfTheWidthAndNeverMore(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		part, whole, of int
		want            string
	}{
		{0, 100, 100, "0%"}, {46, 100, 100, "46%"}, {100, 100, 100, "100%"}, {101, 100, 100, "100%"}, {-1, 100, 100, "0%"},
		{1, 3, 100, "33.33%"}, {2, 3, 100, "66.67%"}, {1, 1, barLongest, "78%"}, {5, 0, 100, "0%"},
	} {
		if got := share(c.part, c.whole, c.of); got != c.want {
			t.Errorf("share(%d, %d, %d): want %s, got %s", c.part, c.whole, c.of, c.want, got)
		}
	}
}

func TestABarIsMeasuredByItsOwnWholeOrByTheLongest(t *testing.T) {
	t.Parallel()
	bars := []Bar{{Value: 28}, {Value: 5}, {Value: 5, Whole: 5}}
	for i, want := range []int{28, 28, 5} {
		if got := bars[i].whole(bars); got != want {
			t.Errorf("bar %d: want a full track of %d, got %d", i, want, got)
		}
	}
}

func TestAColumnAloneIsNoWall(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{1: "17%", 4: "17%", 5: "13.6%"} {
		if got := columns(make([]Bar, n))[0].width; got != want {
			t.Errorf("%d columns: want a width of %s, got %s", n, want, got)
		}
	}
}

func TestTextsNearTheEdgesStayInside(t *testing.T) {
	t.Parallel()
	for part, want := range map[int]string{0: "start", 17: "start", 18: "middle", 50: "middle", 82: "middle", 83: "end", 100: "end"} {
		if got := anchor(part, 100); got != want {
			t.Errorf("at %d of 100: want %s, got %s", part, want, got)
		}
	}
}

func TestColumnsStandOnTheGroundInTheirOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.IntRange(0, 100_000), 1, 24).Draw(t, "values")
		bars := make([]Bar, len(values))
		for i, v := range values {
			bars[i].Value = v
		}
		before := -1.0
		for i, c := range columns(bars) {
			if c.top+c.height != columnGround || c.top < columnTop {
				t.Fatalf("column %d of %v stands from %d to %d", i, values, c.top, c.top+c.height)
			}
			left := number(t, c.left)
			if left <= before || left+number(t, c.width) > 100 {
				t.Fatalf("column %d of %d is at %s", i, len(values), c.left)
			}
			before = left
		}
	})
}

func TestDotsAreAsManyAsTheValuesAndStayInside(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		s := Spread{Values: rapid.SliceOfN(rapid.IntRange(-5, 120), 0, 400).Draw(t, "values"), Max: 100}
		dots, each, ground := s.dots()
		if len(dots)*each < len(s.Values) || each == 1 && len(dots) != len(s.Values) {
			t.Fatalf("%d values are %d dots of %d", len(s.Values), len(dots), each)
		}
		if ground > dotRows*dotStep+dotSpace {
			t.Fatalf("the ground is at %d", ground)
		}
		for _, d := range dots {
			if x := number(t, d.x); x <= 0 || x >= 100 || d.y < dotSpace || d.y > ground {
				t.Fatalf("a dot is at %s, %d over the ground at %d", d.x, d.y, ground)
			}
		}
	})
}

func TestABarWithoutATextSaysItsNumberAsTheLanguageWritesIt(t *testing.T) {
	t.Parallel()
	p := Page{Language: "az"}
	for want, b := range map[string]Bar{"1.234": {Value: 1234}, "12 gün": {Value: 12, Text: "12 gün"}} {
		if got := b.text(p); got != want {
			t.Errorf("want %q, got %q", want, got)
		}
	}
}

func number(t *rapid.T, percentage string) float64 {
	x, err := strconv.ParseFloat(strings.TrimSuffix(percentage, "%"), 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
