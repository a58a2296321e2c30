package evidence_test

import (
	"slices"
	"testing"

	"hsmp.example/cases/pkg/domain/evidence"
)

func TestCountriesAreWhereOneCanLive(t *testing.T) {
	t.Parallel()
	all := evidence.Countries()
	for code, want := range map[string]bool{"TUR": true, "AZE": true, "D": true, "GBR": true, "RKS": true, "GBD": false, "XXA": false, "UNO": false, "DEU": false} {
		if got := slices.Contains(all, code); got != want {
			t.Errorf("%s: want %v, got %v", code, want, got)
		}
	}
}
