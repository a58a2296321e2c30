package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/parts"
	"hsmp.example/cases/localstack/tally"
)

// test runs everything a change needs: formatting, vet, units, then the end-to-end tests on an instance of their own, with
// ports and folders apart from those of `up`. The last line counts.
func (s *session) test(ctx context.Context) error { return s.tests(ctx, s.endToEnd) }

// checks is the quick gate: no emulator.
func (s *session) checks(ctx context.Context) error { return s.tests(ctx) }

func (s *session) tests(ctx context.Context, more ...func(context.Context, *tally.Tally) error) error {
	err := s.tools(ctx)
	if err != nil {
		return err
	}
	counted := &tally.Tally{Out: os.Stdout}
	faults := []error{s.formatted(ctx), s.vetted(ctx), s.units(ctx, counted)}
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
	cmd := exec.CommandContext(ctx, "go", "vet", "-tags", "e2e", "./...")
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.root, os.Stdout, os.Stderr
	err := cmd.Run()
	if err != nil {
		return fmt.Errorf("go vet: %w", err)
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
	return counted.Run(ctx, s.root, []string{"PATH=" + tools}, "./...")
}

// endToEnd boots an instance, tests it over HTTP and ends it, whatever comes out.
func (s *session) endToEnd(ctx context.Context, counted *tally.Tally) (err error) {
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
	return counted.Run(ctx, s.root, own.instance.Env(), "-tags", "e2e", "-count=1", "./localstack/e2e/...")
}
