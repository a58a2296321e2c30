package tools

import (
	"context"
	"fmt"
	"io"
	"os"
	"regexp"
	"strings"
	"time"

	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/steps"
)

// Chromium finds a browser for the tests of the pages. On Debian as root it installs the system's package; elsewhere it
// says what to do. Nothing but those tests needs it.
type Chromium struct {
	Look    func(name string) (string, error) // exec.LookPath
	Release func() string                     // what the system says of itself, as in os-release(5)
	Root    bool
	Run     func(ctx context.Context, log io.Writer, args ...string) error
}

const (
	lockPatience = 5 * time.Minute // for another program that installs packages
	lockEvery    = 2 * time.Second
)

var debian = regexp.MustCompile(`(?m)^ID="?debian"?$`)

func (c Chromium) install(ctx context.Context, log io.Writer) error {
	_, missing := prerequisite.FindBrowser(c.Look)
	if missing == nil {
		return steps.ErrReused
	}
	_, err := c.Look("apt-get")
	named := os.Getenv(prerequisite.BrowserVariable) != "" // so another will not do
	if err != nil || named || !c.Root || !debian.MatchString(c.Release()) {
		return steps.Without(missing.Error())
	}
	// The lists may be there already, and fresh enough.
	err = c.apt(ctx, log, "install", "--no-install-recommends", "chromium")
	if err != nil {
		_ = c.apt(ctx, log, "update") // what it could not fetch, the next line will miss
		err = c.apt(ctx, log, "install", "--no-install-recommends", "chromium")
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil && os.Getenv("CI") == "" {
		return steps.Without(fmt.Sprintf("%v (apt-get: %v)", missing, err))
	}
	return err
}

// apt runs apt-get without a question. It waits for dpkg's lock by itself, and here for the one of the lists.
func (c Chromium) apt(ctx context.Context, log io.Writer, command ...string) error {
	args := append([]string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y",
		"-o", fmt.Sprintf("DPkg::Lock::Timeout=%.0f", lockPatience.Seconds())}, command...)
	deadline := time.Now().Add(lockPatience)
	for {
		var said strings.Builder
		err := c.Run(ctx, io.MultiWriter(log, &said), args...)
		if err == nil || !strings.Contains(said.String(), "Could not get lock") || time.Now().After(deadline) {
			return err
		}
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-time.After(lockEvery):
		}
	}
}

func run(ctx context.Context, log io.Writer, args ...string) error {
	return steps.Command(ctx, log, args[0], args[1:]...).Run()
}

func readRelease() string {
	raw, err := os.ReadFile("/etc/os-release")
	if err != nil {
		return "" // a system that is not Linux
	}
	return string(raw)
}
