// Package tally runs go test and counts: what passed, failed and was skipped over several runs, with one closing line.
// Failures are shown whole, passes are not shown.
package tally

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"
)

// Tally counts over all runs. Out gets what people are to see.
type Tally struct {
	Out                     io.Writer
	Passed, Failed, Skipped int
	skips                   []string
	broken                  bool            // go test itself could not do its work
	failedIn                map[string]bool // packages with a failure
}

// event is a line of go test -json.
type event struct {
	Action, Package, Test, Output, ImportPath string
	Elapsed                                   float64
}

const lineLimit = 1 << 20

// Run runs go test with the arguments and counts. The error tells that go test could not be run; tests that fail only
// count.
func (t *Tally) Run(ctx context.Context, dir string, env []string, args ...string) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Dir, cmd.Env, cmd.Stderr = dir, append(os.Environ(), env...), t.Out
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	err = cmd.Start()
	if err != nil {
		return err
	}
	t.Read(out)
	err = cmd.Wait()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil && t.Failed == 0 {
		t.broken = true
		return fmt.Errorf("go test: %w", err)
	}
	return nil
}

// Read counts the events of one run.
func (t *Tally) Read(events io.Reader) {
	output := map[string]*strings.Builder{}
	lines := bufio.NewScanner(events)
	lines.Buffer(nil, lineLimit)
	for lines.Scan() {
		var e event
		err := json.Unmarshal(lines.Bytes(), &e)
		if err != nil {
			fmt.Fprintln(t.Out, lines.Text()) // not an event: the go command itself speaks
			continue
		}
		t.take(e, output)
	}
}

func (t *Tally) take(e event, output map[string]*strings.Builder) {
	name := e.Package + e.ImportPath + " " + e.Test
	if output[name] == nil {
		output[name] = &strings.Builder{}
	}
	switch e.Action {
	case "output", "build-output":
		output[name].WriteString(e.Output)
	case "pass":
		if e.Test == "" {
			fmt.Fprintf(t.Out, "  ✓ %-58s %6.1f s\n", e.Package, e.Elapsed)
			return
		}
		t.Passed++
	case "skip":
		t.skip(e, output[name].String())
	case "fail", "build-fail":
		t.fail(e, output[name].String())
	}
	if e.Action != "output" && e.Action != "build-output" {
		delete(output, name)
	}
}

func (t *Tally) skip(e event, output string) {
	if e.Test == "" {
		return // a package without tests
	}
	t.Skipped++
	t.skips = append(t.skips, strings.TrimSpace(e.Package+" "+e.Test+": "+reason(output)))
}

func (t *Tally) fail(e event, output string) {
	if e.Test == "" && t.failedIn[e.Package] {
		return // its tests have been counted and shown
	}
	fmt.Fprintf(t.Out, "  ✗ %s%s %s\n%s", e.Package, e.ImportPath, e.Test, output)
	if e.Action == "build-fail" {
		return // the packages that need it fail next
	}
	if t.failedIn == nil {
		t.failedIn = map[string]bool{}
	}
	t.failedIn[e.Package] = true
	t.Failed++
}

// reason is the line in which a skipped test says why.
func reason(output string) string {
	for line := range strings.Lines(output) {
		text := strings.TrimSpace(line)
		if text != "" && !strings.HasPrefix(text, "=== ") && !strings.HasPrefix(text, "--- ") {
			return text
		}
	}
	return "no reason given"
}

// Add counts what another tally has counted.
func (t *Tally) Add(other *Tally) {
	t.Passed, t.Failed, t.Skipped = t.Passed+other.Passed, t.Failed+other.Failed, t.Skipped+other.Skipped
	t.skips = append(t.skips, other.skips...)
	t.broken = t.broken || other.broken
}

// Close prints what was skipped and why, then the closing line. It returns whether all is well; in CI nothing may be
// skipped.
func (t *Tally) Close(ci bool) bool {
	for _, skip := range t.skips {
		fmt.Fprintln(t.Out, "  skipped", skip)
	}
	good := t.Failed == 0 && !t.broken && t.Passed > 0 && (!ci || t.Skipped == 0)
	if ci && t.Skipped > 0 {
		fmt.Fprintln(t.Out, "  In CI nothing may be skipped.")
	}
	fmt.Fprintf(t.Out, "%d passed, %d failed, %d skipped\n", t.Passed, t.Failed, t.Skipped)
	return good
}
