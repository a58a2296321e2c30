package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/parts"
	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/tally"
	"hsmp.example/cases/localstack/weights"
)

// test runs everything a change needs: formatting, vet, units, then the end-to-end tests on an instance of their own,
// with ports and folders apart from those of `up`. The last line counts.
func (s *session) test(ctx context.Context) error { return s.tests(ctx, s.endToEnd) }

// checks is the quick gate: no emulator.
func (s *session) checks(ctx context.Context) error { return s.tests(ctx) }

func (s *session) tests(ctx context.Context, more ...func(context.Context, *tally.Tally) error) error {
	vetted := make(chan error, 1) // compiles what the tests need, while the tools are on their way
	go func() { vetted <- errors.Join(s.formatted(ctx), s.vetted(ctx), s.tidied(ctx)) }()
	err := s.tools(ctx)
	wrong := <-vetted
	if err != nil {
		return errors.Join(err, wrong)
	}
	counted := &tally.Tally{Out: os.Stdout}
	faults := []error{wrong, s.units(ctx, counted)}
	for _, run := range more {
		faults = append(faults, run(ctx, counted))
	}
	err = errors.Join(faults...)
	if err != nil {
		fmt.Println(err) // before the count, which is to be the last line
	}
	if !counted.Close(os.Getenv("CI") == "true") || err != nil {
		return errFailed
	}
	return nil
}

// errFailed ends the command with a bad status after everything has been said.
var errFailed = errors.New("")

func (s *session) formatted(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, "gofmt", "-l", "functions", "infra", "localstack", "pkg", "statemachines", "web")
	cmd.Dir = s.root
	raw, err := cmd.Output()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return fmt.Errorf("gofmt: %w", err)
	}
	if files := bytes.TrimSpace(raw); len(files) > 0 {
		return fmt.Errorf("not formatted (run gofmt -w):\n%s", files)
	}
	return nil
}

func (s *session) vetted(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, "go", "vet", "-tags", endToEndTag+","+shotsTag, "./...")
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.root, os.Stdout, os.Stderr
	err := cmd.Run()
	if err != nil {
		return fmt.Errorf("go vet: %w", err)
	}
	return nil
}

// tidied holds go.mod and go.sum to what the code imports: a direct module says so, an unused one is gone.
func (s *session) tidied(ctx context.Context) error {
	cmd := exec.CommandContext(ctx, "go", "mod", "tidy", "-diff")
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.root, os.Stdout, os.Stderr
	err := cmd.Run()
	if err != nil {
		return fmt.Errorf("go mod tidy would change go.mod or go.sum: %w", err)
	}
	return nil
}

func (s *session) units(ctx context.Context, counted *tally.Tally) error {
	// The infrastructure's tests synthesise with the fetched Node.
	tools := os.Getenv("PATH")
	t, err := s.check(ctx)
	if err == nil {
		tools = t.Bin() + string(os.PathListSeparator) + tools
	}
	return counted.Run(ctx, s.root, []string{"PATH=" + tools}, "-vet=off", "./...") // go vet has been there
}

// endToEnd runs the end-to-end tests, the pages' among them, and shows what the pages weigh. When the emulator itself
// hangs, nothing has been tested: that is said, with what it was at, and the tests begin anew, once, on a fresh
// instance.
func (s *session) endToEnd(ctx context.Context, counted *tally.Tally) error {
	attempt := &tally.Tally{Out: counted.Out}
	err := s.endToEndOnce(ctx, attempt)
	if errors.Is(err, parts.ErrHung) {
		fmt.Fprintf(counted.Out, "%v\nThe end-to-end tests begin anew on a fresh instance; what this one has shown does not count.\n", err)
		attempt = &tally.Tally{Out: counted.Out}
		err = s.endToEndOnce(ctx, attempt)
	}
	counted.Add(attempt)
	return err
}

func (s *session) endToEndOnce(ctx context.Context, counted *tally.Tally) error {
	weighed := filepath.Join(s.root, "build", "pages.json")
	err := errors.Join(os.RemoveAll(weighed), os.RemoveAll(filepath.Join(s.root, "build", "failed")))
	if err != nil {
		return err
	}
	err = s.onOwnInstance(ctx, func(ctx context.Context, env []string) error {
		return counted.Run(ctx, s.root, env, "-tags", endToEndTag, "-vet=off", "-count=1", "-timeout", endToEndLimit, "./localstack/e2e/...")
	})
	pages, wrong := weights.Read(weighed)
	if errors.Is(wrong, fs.ErrNotExist) {
		return err // no browser, or no instance
	}
	return errors.Join(err, wrong, weights.Table(os.Stdout, pages), inspected(pages))
}

// inspected holds the run to it that axe-core has been on every page.
func inspected(pages []weights.Page) error {
	missed := weights.Uninspected(pages)
	if len(missed) == 0 {
		return nil
	}
	return fmt.Errorf("no test on the instance has inspected these pages:\n  %s", strings.Join(missed, "\n  "))
}

// shots renews the screenshots: it runs the tests that make them, on an instance of their own.
func (s *session) shots(ctx context.Context) error {
	err := s.tools(ctx)
	if err != nil {
		return err
	}
	_, err = prerequisite.FindBrowser(exec.LookPath)
	if err != nil {
		return err
	}
	counted := &tally.Tally{Out: os.Stdout}
	err = s.onOwnInstance(ctx, func(ctx context.Context, env []string) error {
		return counted.Run(ctx, s.root, append(env, "SHOTS=1"), "-tags", endToEndTag+","+shotsTag, "-vet=off", "-count=1", "-timeout", endToEndLimit,
			"-run", shotTests, "./localstack/e2e/pages/...")
	})
	if !counted.Close(true) && err == nil {
		err = errFailed
	}
	return err
}

// shotTests are the tests that take pictures: those made for it, and the journeys of applicants and officers, on whose
// way the pages with a case in them lie.
const shotTests = "^TestShots|^TestAnApplicant(Applies|Follows|Answers)|^TestOfficersDecide"

// The tags of the tests that need an instance, and of those that take pictures and nothing else.
const (
	endToEndTag = "e2e"
	shotsTag    = "shots"
)

// endToEndLimit is how long the end-to-end tests of one package may take.
const endToEndLimit = "40m"

// onOwnInstance boots an instance apart from that of make up, and ends it, whatever comes out. run gets what its
// clients need in their environment.
func (s *session) onOwnInstance(ctx context.Context, run func(ctx context.Context, env []string) error) (err error) {
	base := s.options.base
	if base == 0 {
		base = testBase
	}
	own := *s
	own.instance = instance.New(s.root, instance.Test, instance.PortsFrom(base), s.options.daySeconds)
	crew := &parts.Crew{Instance: own.instance}
	err = crew.Stop(ctx) // what an interrupted run may have left
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, crew.Stop(context.WithoutCancel(ctx))) }()
	err = own.start(ctx)
	if err != nil {
		return err
	}
	return whileAnswering(ctx, crew, func(ctx context.Context) error { return run(ctx, own.instance.Env()) })
}

// whileAnswering runs, and ends the run with parts.ErrHung as its cause when the emulator hangs.
func whileAnswering(ctx context.Context, crew *parts.Crew, run func(context.Context) error) error {
	ctx, end := context.WithCancelCause(ctx)
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		end(crew.AwaitHang(ctx))
	}()
	err := run(ctx)
	end(nil)
	<-watched
	return err
}
