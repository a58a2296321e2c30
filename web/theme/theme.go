// Package theme knows what the style sheet, the script modules, the fonts and the images of the pages are made of, and
// whether web/assets was compiled from these very sources.
//
// It must not be linked into a Lambda: those carry what it made.
package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// sources lists the folders and files that decide what comes out, relative to web/theme.
var sources = []string{"compile", "images", "js", "package.json", "package-lock.json", "requirements.txt", "scss", "theme.go"}

// Seal is the hash of every source in folder web/theme, as 64 hexadecimal digits. It is kept beside the output; when
// they differ, somebody has to run make assets.
func Seal(folder string) (string, error) {
	var files []string
	for _, source := range sources {
		err := filepath.WalkDir(filepath.Join(folder, source), func(path string, entry fs.DirEntry, err error) error {
			if err == nil && !entry.IsDir() && !strings.HasSuffix(path, "_test.go") {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			return "", fmt.Errorf("list the theme's sources: %w", err)
		}
	}
	slices.Sort(files)
	sum := sha256.New()
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return "", fmt.Errorf("read the theme's source: %w", err)
		}
		relative, err := filepath.Rel(folder, file)
		if err != nil {
			return "", fmt.Errorf("name the theme's source: %w", err)
		}
		fmt.Fprintf(sum, "%s %d\n", filepath.ToSlash(relative), len(raw))
		sum.Write(raw)
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
