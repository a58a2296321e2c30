package steps

import (
	"fmt"
	"os"
	"strings"
)

// Tail returns the last lines of a log with its path above them, or nothing when it is empty or not there.
func Tail(path string) string {
	raw, err := os.ReadFile(path)
	if err != nil || len(raw) == 0 {
		return ""
	}
	lines := strings.Split(strings.TrimRight(string(raw), "\n"), "\n")
	if len(lines) > tailLines {
		lines = lines[len(lines)-tailLines:]
	}
	return fmt.Sprintf("--- the end of %s\n%s", path, strings.Join(lines, "\n"))
}

// fileName makes a file's name out of a step's.
func fileName(step string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' || r == '.' {
			return r
		}
		return '-'
	}, strings.ToLower(step))
}
