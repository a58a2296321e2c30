package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the goldens anew")

// TestSummaryOfResources shows in a review what a change adds to or takes from each stack.
func TestSummaryOfResources(t *testing.T) {
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			got := summary(v.of(t))
			file := filepath.Join("testdata", v.name+".summary")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("run with -update after a look (-want +got):\n%s", diff)
			}
		})
	}
}

func summary(s synthesised) string {
	var text strings.Builder
	for _, stack := range inOrder(s.templates) {
		counts := map[string]int{}
		for _, r := range s.templates[stack].Resources {
			counts[r.Type]++
		}
		fmt.Fprintf(&text, "%s\n", stack)
		for _, kind := range inOrder(counts) {
			fmt.Fprintf(&text, "  %-40s %d\n", kind, counts[kind])
		}
		for _, name := range inOrder(s.templates[stack].Outputs) {
			if !strings.HasPrefix(name, "Exports") && !strings.HasPrefix(name, "GatewayEndpoint") {
				fmt.Fprintf(&text, "  output %s\n", name)
			}
		}
	}
	return text.String()
}
