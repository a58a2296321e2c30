package programme_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/programme"
)

func TestOnlyMaximaThatAddUpToAHundredAreTaken(t *testing.T) {
	t.Parallel()
	raw := small(t)
	rapid.Check(t, func(t *rapid.T) {
		craft := rapid.IntRange(60, 100).Draw(t, "craft") // below 60 the bands would not fit
		means := rapid.IntRange(1, 60).Draw(t, "means")
		text := strings.Replace(raw, "maximum: 60", fmt.Sprintf("maximum: %d", craft), 1)
		text = strings.Replace(text, "maximum: 40", fmt.Sprintf("maximum: %d", means), 1)
		_, err := programme.Parse([]byte(text))
		if good := craft+means == 100; good != (err == nil) {
			t.Fatalf("%d and %d: got %v", craft, means, err)
		}
	})
}

func TestCheckpointsAreTakenOnlyAscendingToAHundred(t *testing.T) {
	t.Parallel()
	raw := small(t)
	rapid.Check(t, func(t *rapid.T) {
		points := rapid.SliceOfN(rapid.IntRange(-5, 105), 0, 4).Draw(t, "checkpoints")
		if rapid.Bool().Draw(t, "to the end") {
			points = append(points, 100)
		}
		good := len(points) > 0 && points[len(points)-1] == 100
		for i, p := range points {
			good = good && p >= 1 && p <= 100 && (i == 0 || p > points[i-1])
		}
		written := strings.ReplaceAll(fmt.Sprint(points), " ", ", ")
		_, err := programme.Parse([]byte(strings.Replace(raw, "[100]", written, 1)))
		if good != (err == nil) {
			t.Fatalf("%v: want taken %t, got %v", points, good, err)
		}
	})
}

// A reader of a broken file must always get faults with a place inside the file, never a panic or a bare error.
func TestAnyDamageIsAnsweredWithAPlaceInTheFile(t *testing.T) {
	t.Parallel()
	lines := strings.Split(small(t), "\n")
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
		put := rapid.SampledFrom([]string{"", "x", "- 1", "  : ", "a: b: c", "[", "{", "\t", "&a 1", "*a", "!!int 5", "? x", "\"", "null", "---", "\xff\xfe"}).Draw(t, "put")
		damaged := append(append(append([]string{}, lines[:at]...), put), lines[at+1:]...)
		_, err := programme.Parse([]byte(strings.Join(damaged, "\n")))
		if err == nil {
			return
		}
		for _, fault := range strings.Split(err.Error(), "\n") {
			var line, column int
			if n, _ := fmt.Sscanf(fault, "%d:%d:", &line, &column); n != 2 {
				continue // the second line of a fault that quotes one
			}
			if line < 1 || line > len(lines)+1 || column < 1 {
				t.Fatalf("want a place in the file, got %q", fault)
			}
		}
	})
}

func TestEveryFieldHasALaneForEachCriterionAndOneClearance(t *testing.T) {
	t.Parallel()
	p := load(t)
	rapid.Check(t, func(t *rapid.T) {
		field := programme.FieldID(rapid.StringMatching(`[a-z]{0,8}`).Draw(t, "field"))
		lanes := p.Lanes(field)
		if len(lanes) != len(p.Criteria)+1 {
			t.Fatalf("want %d lanes, got %d", len(p.Criteria)+1, len(lanes))
		}
		var sum programme.Points
		for _, l := range lanes {
			sum += l.Maximum
			if _, known := p.Authority(l.Authority); !known {
				t.Fatalf("%s: nobody is called %q", l.ID, l.Authority)
			}
		}
		if sum != 100 {
			t.Fatalf("want 100 points in the lanes, got %d", sum)
		}
	})
}

func small(t *testing.T) string {
	t.Helper()
	raw, err := os.ReadFile("testdata/elsewhere.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
