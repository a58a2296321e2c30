// Command localstack is the embedded default: it sets up, runs and ends the whole system on this machine, with an
// emulated AWS, and runs the tests and the demo against it. `go run ./localstack help` lists what it does.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"hsmp.example/cases/localstack/frontdoor"
	"hsmp.example/cases/localstack/instance"
)

const usage = `usage: go run ./localstack <command> [--name local] [--ports 14566] [--day-seconds 3]

  up         fetch, start, build, deploy, and run the demo
  start      the same without the demo; with --bare the emulator alone, nothing built or deployed
  demo       run the main job through the API of a running instance
  status     show what runs and where
  env        print the variables for aws, cdk and curl; use: eval "$(go run ./localstack env)"
  down       end everything that was started
  tools      fetch everything, start nothing
  build      build every Lambda (--arch arm64 for AWS) and the infrastructure's program
  check      format, vet and unit tests
  test       the same and the end-to-end tests, on an instance of their own
  shots      renew docs/screenshots, on an instance of their own
`

// defaultDaySeconds lets a whole case of 20 working days run in a minute.
const defaultDaySeconds = 3

// options are the flags of every command.
type options struct {
	name       string
	base       int
	daySeconds int
	arch       string
	bare       bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:])
	if errors.Is(err, context.Canceled) {
		fmt.Fprintln(os.Stderr, "interrupted; run it again to go on")
		os.Exit(130)
	}
	if errors.Is(err, errFailed) {
		os.Exit(1)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	if args[0] == "frontdoor" && len(args) == 2 {
		return openDoor(ctx, args[1])
	}
	options, err := parse(args)
	if err != nil {
		return err
	}
	s, err := newSession(options)
	if err != nil {
		return err
	}
	commands := map[string]func(context.Context) error{
		"up": s.up, "start": s.start, "demo": s.demo, "status": s.status, "env": s.env,
		"down": s.down, "tools": s.tools, "build": s.build, "check": s.checks, "test": s.test, "shots": s.shots,
	}
	command, ok := commands[args[0]]
	if !ok {
		return errors.New(usage)
	}
	return command(ctx)
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet(args[0], flag.ContinueOnError)
	flags.StringVar(&o.name, "name", instance.Default, "name of the instance; its folder is build/<name>")
	flags.IntVar(&o.base, "ports", 0, "first port of the instance; the known ports when nought")
	flags.IntVar(&o.daySeconds, "day-seconds", defaultDaySeconds, "how many seconds a working day takes")
	flags.StringVar(&o.arch, "arch", "", "architecture of the Lambdas for build; the machine's own by default")
	flags.BoolVar(&o.bare, "bare", false, "start the emulator alone: nothing is built or deployed")
	err := flags.Parse(args[1:])
	if err != nil {
		return o, err
	}
	if flags.NArg() > 0 || o.name == "" || o.name != filepath.Base(o.name) {
		return o, errors.New(usage)
	}
	return o, nil
}

// openDoor is what the supervisor runs: the front door of the instance that the file describes.
func openDoor(ctx context.Context, file string) error {
	i, err := instance.Load(file)
	if err != nil {
		return err
	}
	return frontdoor.Serve(ctx, i.Ports.Door, i.GatewayURL())
}
