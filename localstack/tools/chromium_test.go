package tools

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/steps"
)

const bookworm = "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\n"

// machine has programs and a package manager, which needs its lists first and may be busy or out of reach.
type machine struct {
	programs []string
	lists    bool
	busy     int  // how often somebody else holds the lock
	cut      bool // nothing can be fetched
	ran      []string
}

func (m *machine) look(name string) (string, error) {
	if slices.Contains(m.programs, name) {
		return "/usr/bin/" + name, nil
	}
	return "", exec.ErrNotFound
}

func (m *machine) run(_ context.Context, log io.Writer, args ...string) error {
	line := strings.Join(args, " ")
	command := "install"
	if strings.HasSuffix(line, " update") {
		command = "update"
	}
	m.ran = append(m.ran, command)
	switch {
	case m.busy > 0:
		m.busy--
		fmt.Fprintln(log, "E: Could not get lock /var/lib/apt/lists/lock. It is held by process 1 (apt-get)")
		return errors.New("exit status 100")
	case m.cut:
		return errors.New("exit status 100")
	case command == "update":
		m.lists = true
	case !m.lists:
		return errors.New("exit status 100")
	default:
		m.programs = append(m.programs, "chromium")
	}
	return nil
}

func TestABrowserIsFoundInstalledOrAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		machine machine
		release string
		user    bool
		ci      string
		ran     []string
		reused  bool
		without string
		fails   bool
	}{
		"one on the PATH is used":          {machine: machine{programs: []string{"google-chrome"}}, reused: true},
		"Debian installs it":               {machine: machine{programs: []string{"apt-get"}, lists: true}, release: bookworm, ran: []string{"install"}},
		"without lists they come first":    {machine: machine{programs: []string{"apt-get"}}, release: bookworm, ran: []string{"install", "update", "install"}},
		"a lock is waited for":             {machine: machine{programs: []string{"apt-get"}, lists: true, busy: 1}, release: bookworm, ran: []string{"install", "install"}},
		"not without being root":           {machine: machine{programs: []string{"apt-get"}, lists: true}, release: bookworm, user: true, without: "apt-get install chromium"},
		"not on another system":            {machine: machine{programs: []string{"apt-get"}, lists: true}, release: "ID=ubuntu\nID_LIKE=debian\n", without: "apt-get install chromium"},
		"not on a Mac":                     {without: "CHROMIUM"},
		"out of reach a laptop goes on":    {machine: machine{programs: []string{"apt-get"}, cut: true}, release: bookworm, ran: []string{"install", "update", "install"}, without: "exit status 100"},
		"out of reach the pipeline stands": {machine: machine{programs: []string{"apt-get"}, cut: true}, release: bookworm, ci: "true", ran: []string{"install", "update", "install"}, fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("CI", c.ci)
			t.Setenv("CHROMIUM", "")
			m := c.machine
			err := Chromium{Look: m.look, Release: func() string { return c.release }, Root: !c.user, Run: m.run}.install(t.Context(), io.Discard)
			if diff := cmp.Diff(c.ran, m.ran); diff != "" {
				t.Error("apt-get (-want +got):\n" + diff)
			}
			var without steps.Without
			said := ""
			if errors.As(err, &without) {
				said = without.Error()
			}
			failed := err != nil && said == "" && !errors.Is(err, steps.ErrReused)
			if errors.Is(err, steps.ErrReused) != c.reused || failed != c.fails || !strings.Contains(said, c.without) || (said == "") != (c.without == "") {
				t.Errorf("want reused %v, fails %v, without %q, got %v", c.reused, c.fails, c.without, err)
			}
		})
	}
}
