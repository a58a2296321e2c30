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
	written := slices.Sorted(slices.Values(slices.AppendSeq(slices.Collect(maps.Keys(letters)), maps.Keys(employerLetters))))
	if diff := cmp.Diff(written, slices.Sorted(slices.Values(contract.Noticed))); diff != "" {
		t.Errorf("types of events (-letters +contract):\n%s", diff)
	}
}
