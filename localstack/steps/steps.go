// Package steps runs the steps of setting up: in parallel where they may, each with a log of its own, with visible
// progress and elapsed time, and with the end of the right log when one fails. It does not know what the steps do.
package steps

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"time"
)

// Step is one thing to do. It starts when the steps named in After have ended well.
type Step struct {
	Name  string
	After []string
	// Do does it. What it writes to log is shown only when it fails. ErrReused says that nothing was to be done.
	Do func(ctx context.Context, log io.Writer) error
}

// ErrReused is what a step returns that found its work done already.
var ErrReused = errors.New("reused")

// Without is what a step returns that cannot have something which this command can do without: its text is shown.
type Without string

// Error is what is missing and how to get it.
func (w Without) Error() string { return string(w) }

// Runner runs steps and reports to Out. Logs is the folder for the steps' logs.
type Runner struct {
	Out   io.Writer
	Logs  string
	Now   func() time.Time
	Every time.Duration // how often a running step says so

	mutex sync.Mutex
}

const tailLines = 25

// Run runs the steps and returns the first failure. The others are cancelled then, and all have ended on return.
func (r *Runner) Run(ctx context.Context, all ...Step) error {
	err := os.MkdirAll(r.Logs, 0o755)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ended := map[string]chan struct{}{}
	for _, step := range all {
		ended[step.Name] = make(chan struct{})
	}
	var group sync.WaitGroup
	for _, step := range all {
		group.Go(func() {
			err := r.runAfter(ctx, step, ended)
			if err != nil {
				cancel(err)
				return
			}
			close(ended[step.Name])
		})
	}
	group.Wait()
	return context.Cause(ctx)
}

func (r *Runner) runAfter(ctx context.Context, step Step, ended map[string]chan struct{}) error {
	for _, name := range step.After {
		before, ok := ended[name]
		if !ok {
			return fmt.Errorf("step %s waits for %s, which is no step", step.Name, name)
		}
		select {
		case <-before:
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return r.runOne(ctx, step)
}

func (r *Runner) runOne(ctx context.Context, step Step) error {
	path := filepath.Join(r.Logs, fileName(step.Name)+".log")
	log, err := os.Create(path)
	if err != nil {
		return err
	}
	defer log.Close()
	began := r.Now()
	stop := r.heartbeat(step.Name, began)
	err = step.Do(ctx, log)
	stop()
	took := r.Now().Sub(began)
	switch {
	case err == nil:
		r.say("  ✓ %-44s %6.1f s", step.Name, took.Seconds())
		return nil
	case errors.Is(err, ErrReused):
		r.say("  ✓ %-44s reused", step.Name)
		return nil
	case errors.As(err, new(Without)):
		r.say("  – %-44s %s", step.Name, err)
		return nil
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	r.say("  ✗ %-44s %6.1f s", step.Name, took.Seconds())
	return fmt.Errorf("%s failed: %w\n%s", step.Name, err, Tail(path))
}

func (r *Runner) heartbeat(name string, began time.Time) func() {
	if r.Every <= 0 {
		return func() {}
	}
	ticker, done := time.NewTicker(r.Every), make(chan struct{})
	go func() {
		for {
			select {
			case <-ticker.C:
				r.say("  … %-44s %6.0f s", name, r.Now().Sub(began).Seconds())
			case <-done:
				return
			}
		}
	}()
	return func() { ticker.Stop(); close(done) }
}

func (r *Runner) say(format string, args ...any) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	fmt.Fprintf(r.Out, format+"\n", args...)
}

// Command returns a command that writes to log and is ended, first politely, when the context is.
func Command(ctx context.Context, log io.Writer, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	fmt.Fprintln(log, "$", name, args)
	return cmd
}
