package supervisor

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
)

// key identifies how a part is called and what it is made of.
func (p Part) key() (string, error) {
	sum := sha256.New()
	fmt.Fprintf(sum, "%q %q %q\n", p.Args, p.Env, p.Dir)
	for _, pattern := range p.Sources {
		files, err := filepath.Glob(pattern)
		if err != nil {
			return "", fmt.Errorf("sources of %s: %w", p.Name, err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(sum, "%s %d\n", file, len(raw))
			sum.Write(raw)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
