// Package datafile reads the YAML files that hold law as data, strictly, and says where each thing stands.
//
// It finds every fault at once, each with line and column: unknown and missing keys, wrong types, and whatever rules
// the reader adds. It must not know what any file means: the calendar and the programme bring their own rules. A Lambda
// never reads YAML: it loads the JSON twin that is generated from the file (a cold start cannot pay for a YAML parser),
// so struct tags are the json ones in both cases.
package datafile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Place is a position in a file; lines and columns count from 1.
type Place struct{ Line, Column int }

// Fault is one thing that is wrong in a file.
type Fault struct {
	Place
	Pointer string // JSON pointer to the value, "/criteria/0/maximum"
	missing bool   // it says only that a key is not there; the other keys of the mapping may be fine
	What    string // what is wrong and what would be right, in English: its readers maintain the file
}

// String gives the fault as compilers do, "12:5: /threshold: must be at most 100".
func (f Fault) String() string {
	if f.Pointer == "" {
		return fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.What)
	}
	return fmt.Sprintf("%d:%d: %s: %s", f.Line, f.Column, f.Pointer, f.What)
}

// Faults is every fault of one file in the order of the file. It is the error that readers of files return.
type Faults []Fault

// Error lists every fault, one a line.
func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Err returns the faults in file order as an error, or nil when there are none.
func (fs Faults) Err() error {
	if len(fs) == 0 {
		return nil
	}
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return fs
}

// Touch reports whether a fault stands at a pointer, below it or above it: then it is no use to say more about the
// value.
func (fs Faults) Touch(pointer string) bool {
	return slices.ContainsFunc(fs, func(f Fault) bool { return within(f.Pointer, pointer) || within(pointer, f.Pointer) && !f.missing })
}

func within(inner, outer string) bool {
	return inner == outer || strings.HasPrefix(inner, outer+"/")
}
