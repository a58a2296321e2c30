package evidence_test

import (
	"slices"
	"testing"

	"golang.org/x/text/collate"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/locale"
)

// The short alphabets of package locale sort every country and every language as the whole of Unicode's rules would.
func TestCountriesAreSortedAsUnicodeSortsThem(t *testing.T) {
	t.Parallel()
	for _, l := range locale.All {
		var names []string
		for _, code := range evidence.Countries() {
			names = append(names, evidence.StateNames(code).In(l))
		}
		want := slices.Clone(names)
		collate.New(l.Tag()).SortStrings(want)
		slices.SortFunc(names, l.Compare)
		for i := range names {
			if want[i] != names[i] {
				t.Errorf("%s: at %d want %s, got %s", l, i, want[i], names[i])
				break
			}
		}
	}
}
