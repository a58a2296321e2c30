package parts

import (
	"cmp"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
)

// deep is how many of a thread's calls tell it from others.
const deep = 4

// threads sums up the stacks that Python's faulthandler has written to a log: each place once, with how many threads
// were there, and first the thread that held the interpreter. It is empty when there are none. Of many threads
// faulthandler writes the hundred newest.
func threads(log string) string {
	raw, err := os.ReadFile(log)
	if err != nil {
		return ""
	}
	places := map[string]int{}
	holder := ""
	var stack []string
	current := false
	finish := func() {
		if len(stack) == 0 {
			return
		}
		place := strings.Join(stack, "\n")
		if current {
			holder = place
		}
		places[place]++
		stack = nil
	}
	for line := range strings.Lines(string(raw)) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasSuffix(line, "(most recent call first):"):
			finish()
			current = strings.HasPrefix(line, "Current thread")
		case strings.HasPrefix(line, `  File "`) && len(stack) < deep:
			stack = append(stack, line)
		}
	}
	finish()
	return summary(holder, places)
}

func summary(holder string, places map[string]int) string {
	if len(places) == 0 {
		return ""
	}
	var b strings.Builder
	if holder != "" {
		fmt.Fprintf(&b, "the interpreter was held at\n%s\n", holder)
	}
	often := slices.SortedFunc(maps.Keys(places), func(x, y string) int {
		return cmp.Or(cmp.Compare(places[y], places[x]), cmp.Compare(x, y))
	})
	for _, place := range often {
		fmt.Fprintf(&b, "threads here: %d\n%s\n", places[place], place)
	}
	return b.String()
}
