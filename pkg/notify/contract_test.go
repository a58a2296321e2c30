package notify

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
)

func TestTheBusHandsOverWhatLettersAreWrittenAbout(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff(slices.Sorted(maps.Keys(letters)), slices.Sorted(slices.Values(contract.Noticed))); diff != "" {
		t.Errorf("types of events (-letters +contract):\n%s", diff)
	}
}
