package credential

import (
	"bytes"
	"crypto/rand"
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/problem"
)

func TestANewNumberHasOneForm(t *testing.T) {
	t.Parallel()
	form := regexp.MustCompile(`^HSM-2026-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$`)
	seen := map[Number]bool{}
	for range 1000 {
		n, err := NewNumber(2026, rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if !form.MatchString(string(n)) || seen[n] {
			t.Fatalf("want a fresh number of the form %s, got %s", form, n)
		}
		seen[n] = true
	}
}

func TestTheSameRandomnessGivesTheSameNumber(t *testing.T) {
	t.Parallel()
	one, err1 := NewNumber(2026, bytes.NewReader(make([]byte, randomChars)))
	two, err2 := NewNumber(2026, bytes.NewReader(make([]byte, randomChars)))
	if err := errors.Join(err1, err2); err != nil || one != two {
		t.Errorf("want the same, got %s and %s (%v)", one, two, err)
	}
}

func TestNoNumberWithoutEnoughRandomnessOrAProperYear(t *testing.T) {
	t.Parallel()
	if _, err := NewNumber(2026, bytes.NewReader(make([]byte, randomChars-1))); err == nil {
		t.Error("want a short source of randomness refused")
	}
	for _, year := range []int{-1, 999, 10000} {
		if _, err := NewNumber(year, rand.Reader); err == nil {
			t.Errorf("want the year %d refused", year)
		}
	}
	for _, year := range []int{1000, 9999} {
		if _, err := NewNumber(year, rand.Reader); err != nil {
			t.Errorf("want the year %d taken, got %v", year, err)
		}
	}
}

// numbers draws good numbers.
func numbers() *rapid.Generator[Number] {
	return rapid.Custom(func(t *rapid.T) Number {
		year := rapid.IntRange(1000, 9999).Draw(t, "year")
		raw := rapid.SliceOfN(rapid.Byte(), randomChars, randomChars).Draw(t, "random")
		n, err := NewNumber(year, bytes.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		return n
	})
}

func TestANumberIsReadHoweverItIsTyped(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := numbers().Draw(t, "number")
		typed := string(n)
		if rapid.Bool().Draw(t, "without prefix") {
			typed = strings.TrimPrefix(typed, "HSM-")
		}
		typed = strings.ReplaceAll(typed, "-", rapid.SampledFrom([]string{"-", "", " ", " - ", "–", "\u00a0", "\u2011"}).Draw(t, "dash"))
		// Letters that look alike, only behind the prefix, whose own letters are none of them.
		for _, alike := range [][2]string{{"0", "O"}, {"0", "o"}, {"1", "I"}, {"1", "l"}, {"1", "i"}, {"1", "L"}} {
			if rapid.Bool().Draw(t, alike[1]) {
				typed = strings.ReplaceAll(typed, alike[0], alike[1])
			}
		}
		if rapid.Bool().Draw(t, "lower case") {
			typed = strings.ToLower(typed)
		}
		got, err := ParseNumber("  " + typed + "\n")
		if err != nil || n != got {
			t.Fatalf("want %s out of %q, got %s and %v", n, typed, got, err)
		}
	})
}

func TestEverySingleTypoIsCaught(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		body, _ := tidy(string(numbers().Draw(t, "number")))
		at := rapid.IntRange(0, len(body)-1).Draw(t, "place")
		wrong := alphabet[rapid.IntRange(0, 31).Filter(func(i int) bool { return alphabet[i] != body[at] }).Draw(t, "instead")]
		body[at] = wrong
		if got, err := ParseNumber(string(body)); !errors.Is(err, problem.Invalid) || problem.From(err).Code != "certificate-number-mistyped" {
			t.Fatalf("want the typo in %s caught, got %s and %v", body, got, err)
		}
	})
}

func TestEverySwapOfTwoCharactersIsCaught(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		body, _ := tidy(string(numbers().Draw(t, "number")))
		i := rapid.IntRange(0, len(body)-1).Draw(t, "one")
		j := rapid.IntRange(0, len(body)-1).Draw(t, "other")
		if body[i] == body[j] {
			return // swapping equals changes nothing
		}
		body[i], body[j] = body[j], body[i]
		if got, err := ParseNumber(string(body)); !errors.Is(err, problem.Invalid) {
			t.Fatalf("want the swap in %s caught, got %s and %v", body, got, err)
		}
	})
}

func TestWhatIsNoNumberIsCalledSo(t *testing.T) {
	t.Parallel()
	cases := map[string]string{
		"nothing":                "",
		"the prefix alone":       "HSM",
		"one character missing":  "HSM-2026-7K3QX-M90TZ-4WVR",
		"one character too many": "HSM-2026-7K3QX-M90TZ-4WVRQ0",
		"a letter of no number":  "HSM-2026-7K3QX-M90TZ-4WVRU",
		"a sign of no number":    "HSM-2026-7K3QX-M90TZ-4WVR*",
		"a letter of Baku":       "HSM-2026-7K3QX-M90TZ-4WVRƏ",
		"an Arabic digit":        "HSM-2026-7K3QX-M90TZ-4WVR٣",
		"another prefix":         "HSX-2026-7K3QX-M90TZ-4WVRQ",
		"broken UTF-8":           "HSM-2026-7K3QX-M90TZ-4WVR\xff",
		"very long":              strings.Repeat("HSM-2026-", 1000),
	}
	for name, text := range cases {
		got, err := ParseNumber(text)
		if want := "certificate-number-malformed"; err == nil || problem.From(err).Code != want {
			t.Errorf("%s: want %s, got %s and %v", name, want, got, err)
		}
	}
}

func TestAllThirtyOneWeightsDiffer(t *testing.T) {
	t.Parallel()
	seen := map[byte]bool{}
	weight := byte(1)
	for range 31 {
		weight = times(weight, 2)
		if weight == 0 || weight > 31 || seen[weight] {
			t.Fatalf("want 31 different weights, got %d again", weight)
		}
		seen[weight] = true
	}
}
