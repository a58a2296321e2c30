package evidence

import (
	"strings"

	"hsmp.example/cases/pkg/domain/characters"
	"hsmp.example/cases/pkg/problem"
)

const finPointer = "/fin"

// CheckFIN checks a personal identification number of Azerbaijan: seven Latin capitals and digits (domain 2.6). Every
// source excludes the letter O, so O is a fault; only some exclude I, so I is a warning. Having no FIN is never a
// fault: people abroad get theirs later (invariant 10). Small letters and spaces are forgiven; fin is what to keep.
func CheckFIN(text string) (fin string, faults, warnings []problem.Fault) {
	fin = strings.ToUpper(characters.Compact(text))
	if fin == "" {
		return "", nil, nil
	}
	for _, r := range fin {
		if !(r >= '0' && r <= '9' || r >= 'A' && r <= 'Z') || len(fin) != 7 {
			return fin, []problem.Fault{problem.At(finPointer, "fin-form")}, nil
		}
	}
	if strings.Contains(fin, "O") {
		faults = append(faults, problem.At(finPointer, "fin-letter-o"))
	}
	if strings.Contains(fin, "I") {
		warnings = append(warnings, problem.At(finPointer, "fin-letter-i"))
	}
	return fin, faults, warnings
}
