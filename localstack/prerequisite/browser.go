package prerequisite

import (
	"errors"
	"fmt"
	"os"
)

// ErrMissing says that something is not on the machine and cannot be fetched into the project's folder.
var ErrMissing = errors.New("missing")

// BrowserVariable is the environment variable that names a browser that is not on the PATH.
const BrowserVariable = "CHROMIUM"

var browsers = []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"}

// FindBrowser returns the program of a Chromium or Chrome: the one that the variable CHROMIUM names, or the first on
// the PATH. Only tests of the pages need it. look is exec.LookPath. The error satisfies errors.Is(err, ErrMissing) and
// says how to get one.
func FindBrowser(look func(name string) (string, error)) (string, error) {
	names := browsers
	if given := os.Getenv(BrowserVariable); given != "" {
		names = []string{given}
	}
	for _, name := range names {
		program, err := look(name)
		if err == nil {
			return program, nil
		}
	}
	return "", fmt.Errorf("%w: Chromium, for the tests of the pages: apt-get install chromium, or your system's like, or name one in %s",
		ErrMissing, BrowserVariable)
}
