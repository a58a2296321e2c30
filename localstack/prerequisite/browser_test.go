package prerequisite

import (
	"errors"
	"os/exec"
	"strings"
	"testing"
)

func TestTheFirstBrowserOnThePathIsTaken(t *testing.T) {
	for name, c := range map[string]struct {
		there []string
		named string
		want  string
	}{
		"Debian's comes first":        {there: []string{"google-chrome", "chromium"}, want: "/usr/bin/chromium"},
		"Chrome will do":              {there: []string{"google-chrome"}, want: "/usr/bin/google-chrome"},
		"the named one alone is used": {there: []string{"chromium", "/opt/chrome"}, named: "/opt/chrome", want: "/usr/bin//opt/chrome"},
		"a named one must be there":   {there: []string{"chromium"}, named: "/opt/chrome"},
		"none":                        {},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(BrowserVariable, c.named)
			got, err := FindBrowser(func(program string) (string, error) {
				for _, there := range c.there {
					if there == program {
						return "/usr/bin/" + program, nil
					}
				}
				return "", exec.ErrNotFound
			})
			if got != c.want || (err == nil) != (c.want != "") {
				t.Errorf("want %q, got %q and %v", c.want, got, err)
			}
			if err != nil && (!errors.Is(err, ErrMissing) || strings.Contains(err.Error(), "\n") || !strings.HasPrefix(err.Error(), "missing: ")) {
				t.Errorf("want one line that says what is missing, got %v", err)
			}
		})
	}
}
