package employer_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/problem"
)

// Numbers that guides to the tax authority's own look-up print.
func TestRealNumbersPass(t *testing.T) {
	t.Parallel()
	for _, number := range []string{"1400057421", "1401555071", "9900071001", "140 155 5071", " 1400057421 "} {
		voen, faults := employer.CheckVOEN("/voen", number, employer.LegalPerson)
		if len(faults) > 0 || len(voen) != 10 {
			t.Errorf("%q: want it taken with 10 digits, got %q %v", number, voen, faults)
		}
	}
}

func TestWhatIsNoVOENIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		kind employer.Kind
		want []string
	}{
		"none":                                 {"", employer.LegalPerson, []string{"required"}},
		"spaces only":                          {"  ", employer.LegalPerson, []string{"required"}},
		"nine digits":                          {"140005742", employer.LegalPerson, []string{"voen-form"}},
		"eleven digits":                        {"14000574211", employer.LegalPerson, []string{"voen-form"}},
		"a letter":                             {"14000S7421", employer.LegalPerson, []string{"voen-form"}},
		"digits of another script":             {"١٤٠٠٠٥٧٤٢١", employer.LegalPerson, []string{"voen-form"}},
		"a last digit below 1":                 {"1400057420", employer.LegalPerson, []string{"voen-form"}},
		"a last digit above 2":                 {"1400057423", employer.LegalPerson, []string{"voen-form"}},
		"another check digit":                  {"1400057411", employer.LegalPerson, []string{"voen-check-digit"}},
		"two digits swapped":                   {"4100057421", employer.LegalPerson, []string{"voen-check-digit"}},
		"a natural person's for a legal one":   {"1400057422", employer.LegalPerson, []string{"voen-other-kind"}},
		"a legal person's for a natural one":   {"1400057421", employer.NaturalPerson, []string{"voen-other-kind"}},
		"both wrong, both named":               {"1400057412", employer.LegalPerson, []string{"voen-check-digit", "voen-other-kind"}},
		"a natural person's for a natural one": {"1400057422", employer.NaturalPerson, nil},
		"a branch with a legal person's":       {"1400057421", employer.ForeignBranch, nil},
		"a branch with the other digit":        {"1400057422", employer.ForeignBranch, nil},
		"a kind nobody knows":                  {"1400057421", "", nil},
		"a serial number that is never given":  {"1000000201", employer.LegalPerson, []string{"voen-check-digit"}},
	} {
		_, faults := employer.CheckVOEN("/voen", c.text, c.kind)
		var got []string
		for _, f := range faults {
			got = append(got, f.Code)
			if f.Pointer != "/voen" {
				t.Errorf("%s: want the pointer /voen, got %s", name, f.Pointer)
			}
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// The weights differ pairwise and none is 0 modulo 11, so a slip in one digit, or two neighbours swapped, is always
// found.
func TestOneWrongDigitIsAlwaysFound(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		right := valid(t)
		at := rapid.IntRange(0, 8).Draw(t, "at")
		digit := byte(rapid.IntRange(0, 9).Draw(t, "digit")) + '0'
		wrong := right[:at] + string(digit) + right[at+1:]
		want := map[bool][]problem.Fault{true: nil, false: {problem.At("/voen", "voen-check-digit")}}[wrong == right]
		if _, got := employer.CheckVOEN("/voen", wrong, employer.LegalPerson); !cmp.Equal(want, got) {
			t.Fatalf("%s instead of %s: want %v, got %v", wrong, right, want, got)
		}
	})
}

// valid finds the check digit of a random serial number by trying all ten; about one in eleven has none.
func valid(t *rapid.T) string {
	for {
		serial := rapid.IntRange(0, 99999999).Draw(t, "serial")
		for digit := range 10 {
			voen := fmt.Sprintf("%08d%d1", serial, digit)
			if _, faults := employer.CheckVOEN("/voen", voen, employer.LegalPerson); len(faults) == 0 {
				return voen
			}
		}
	}
}
