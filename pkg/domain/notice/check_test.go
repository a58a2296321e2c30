package notice

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
)

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

// word is the datafile.Rule of the texts that are not free.
func word(value any) string {
	if kind, ok := value.(Kind); ok && !slices.Contains(Kinds, kind) {
		return fmt.Sprintf("want one of %v, got %q", Kinds, string(kind))
	}
	return ""
}

// check finds what is written correctly and cannot be true. What decoded touches is passed over, so that one slip is
// said once.
func check(tree *datafile.Tree, notices []Notice, decoded datafile.Faults) datafile.Faults {
	var faults datafile.Faults
	fault := func(pointer, format string, args ...any) {
		if !decoded.Touch(pointer) {
			faults = append(faults, tree.Fault(pointer, format, args...))
		}
	}
	seen := map[string]bool{}
	for i, n := range notices {
		at := fmt.Sprintf("/notices/%d", i)
		if !idPattern.MatchString(n.ID) {
			fault(at+"/id", "want an id of small letters, digits and hyphens, got %q", n.ID)
		}
		if seen[n.ID] {
			fault(at+"/id", "%s is there already", n.ID)
		}
		seen[n.ID] = true
		if n.From.IsZero() {
			fault(at+"/from", "want the first day")
		}
		if !n.Until.IsZero() && n.Until.Before(n.From) {
			fault(at+"/until", "lies before from")
		}
		if n.Kind == ForceMajeure && !n.HasAct() {
			fault(at+"/kind", "force majeure rests on an act; act is missing")
		}
		if n.Act.Source != "" && !strings.HasPrefix(n.Act.Source, "https://") {
			fault(at+"/act/source", "want an address that begins with https://")
		}
	}
	return faults
}

// Parse reads a file of notices. It fails, as datafile.Faults, with every fault of the file, each with line and column.
func Parse(raw []byte) (Board, error) {
	notices, err := read(raw)
	if err != nil {
		return Board{}, err
	}
	return Board{notices: newestFirst(notices), hash: digest(raw)}, nil
}

// read keeps the order of the file, as the twin does.
func read(raw []byte) ([]Notice, error) {
	tree, err := datafile.Read(raw)
	if err != nil {
		return nil, err
	}
	var f file
	faults := tree.Decode(&f, datafile.Texts, word)
	faults = append(faults, check(tree, f.Notices, faults)...)
	return f.Notices, faults.Err()
}

func digest(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

type file struct {
	Notices []Notice `json:"notices"`
}
