package record_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/record"
)

// waiter has two lanes, a clock that stands for both, and a ruling.
type waiter struct{ settled []record.Wait }

func (waiter) Waits() []record.Wait { return []record.Wait{"lane/a", "lane/b", "clock", "ruling"} }

func (w waiter) Settled(one record.Wait) bool { return slices.Contains(w.settled, one) }

func (waiter) Watched(one record.Wait) []record.Wait {
	if one == "clock" {
		return []record.Wait{"lane/a", "lane/b"}
	}
	return []record.Wait{one}
}

func TestWhatEndedIsNamedOnceAndAgainWithWhatStoodForIt(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		before, now []record.Wait
		want        []string
	}{
		"nothing":                         {nil, nil, nil},
		"nothing new":                     {[]record.Wait{"lane/a"}, []record.Wait{"lane/a"}, nil},
		"a lane":                          {nil, []record.Wait{"lane/b"}, []string{"lane/b"}},
		"the last lane ends the clock":    {[]record.Wait{"lane/a"}, []record.Wait{"lane/a", "lane/b", "clock"}, []string{"lane/a", "lane/b", "clock"}},
		"the clock ends, a lane does not": {[]record.Wait{"lane/a"}, []record.Wait{"lane/a", "clock"}, []string{"lane/a", "clock"}},
		"a ruling is nobody's":            {[]record.Wait{"lane/a"}, []record.Wait{"lane/a", "ruling"}, []string{"ruling"}},
	} {
		if diff := cmp.Diff(test.want, record.NewlySettled(waiter{test.now}, test.before)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestWhatNoWorkflowWaitsForSettlesNothing(t *testing.T) {
	t.Parallel()
	if got := record.Settled(struct{}{}); got != nil {
		t.Errorf("want nothing, got %v", got)
	}
	if got := record.NewlySettled(struct{}{}, nil); got != nil {
		t.Errorf("want nothing, got %v", got)
	}
	if diff := cmp.Diff([]record.Wait{"lane/a"}, record.Settled(waiter{[]record.Wait{"lane/a"}})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
