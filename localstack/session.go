package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"time"

	"hsmp.example/cases/localstack/deploy"
	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/parts"
	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/steps"
	"hsmp.example/cases/localstack/supervisor"
	"hsmp.example/cases/localstack/tools"
)

// session is one run of this command for one instance.
type session struct {
	options  options
	root     string
	instance instance.Instance
}

const (
	heartbeat    = 20 * time.Second
	askPatience  = 20 * time.Second
	testBase     = 14566
	buildLambdas = "build the Lambdas"
	buildInfra   = "build the infrastructure"
	cdkBootstrap = "cdk bootstrap"
)

func newSession(o options) (*session, error) {
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	root, err := instance.FindRoot(here)
	if err != nil {
		return nil, err
	}
	ports := instance.DefaultPorts
	if o.base != 0 {
		ports = instance.PortsFrom(o.base)
	}
	return &session{options: o, root: root, instance: instance.New(root, o.name, ports, o.daySeconds)}, nil
}

// ask runs a program for the prerequisite check. A program that does not answer in time counts as missing.
func ask(ctx context.Context, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	raw, err := exec.CommandContext(ctx, name, args...).CombinedOutput()
	return string(raw), err
}

func (s *session) check(ctx context.Context) (tools.Tools, error) {
	found, err := prerequisite.Check(ctx, runtime.GOOS+"/"+runtime.GOARCH, ask)
	return tools.Tools{Root: s.root, Found: found}, err
}

func (s *session) runner(logs string) *steps.Runner {
	return &steps.Runner{Out: os.Stdout, Logs: logs, Now: time.Now, Every: heartbeat}
}

// tools fetches everything and starts nothing.
func (s *session) tools(ctx context.Context) error {
	t, err := s.check(ctx)
	if err != nil {
		return err
	}
	release, err := t.Lock(ctx)
	if err != nil {
		return err
	}
	return errors.Join(s.runner(filepath.Join(t.Dir(), "logs")).Run(ctx, append(t.Steps(), t.ForTests()...)...), release())
}

// build builds what a deployment takes.
func (s *session) build(ctx context.Context) error {
	return s.runner(filepath.Join(s.root, "build", "logs")).Run(ctx, s.builds(s.builder())...)
}

func (s *session) builder() deploy.Builder {
	return deploy.Builder{Root: s.root, Arch: cmp.Or(s.options.arch, runtime.GOARCH)}
}

func (s *session) builds(b deploy.Builder) []steps.Step {
	// One after the other: both would compile the same packages.
	return []steps.Step{
		{Name: buildLambdas, Do: b.Functions},
		{Name: buildInfra, After: []string{buildLambdas}, Do: b.Infra},
	}
}

// start sets everything up and leaves it running. What it has started ends with it when a step fails or is interrupted.
func (s *session) start(ctx context.Context) error {
	began := time.Now()
	t, err := s.check(ctx)
	if err != nil {
		return err
	}
	directory, err := identity.Read()
	if err != nil {
		return err
	}
	s.instance.Docker, s.instance.Password = t.Found.Docker, directory.Password
	err = s.leaveOldPorts(ctx)
	if err != nil {
		return err
	}
	err = s.instance.Save()
	if err != nil {
		return err
	}
	release, err := t.Lock(ctx)
	if err != nil {
		return err
	}
	crew := &parts.Crew{Instance: s.instance, Tools: t}
	err = errors.Join(s.runner(s.instance.Logs()).Run(ctx, s.plan(t, crew)...), release())
	if errors.Is(err, supervisor.ErrTaken) {
		err = fmt.Errorf("%w; end it, or use other ports: make up PORTS=24566", err)
	}
	if err != nil {
		return errors.Join(err, crew.StopStarted(context.WithoutCancel(ctx)))
	}
	fmt.Printf("ready after %.0f s\n", time.Since(began).Seconds())
	return nil
}

// leaveOldPorts ends what runs under this name on other ports.
func (s *session) leaveOldPorts(ctx context.Context) error {
	old, err := instance.Load(s.instance.File())
	if err != nil || old.Ports == s.instance.Ports {
		return nil // nothing known, or nothing to leave
	}
	crew := &parts.Crew{Instance: old}
	return crew.Stop(ctx)
}

func (s *session) plan(t tools.Tools, crew *parts.Crew) []steps.Step {
	builder := s.builder()
	deployer := deploy.Deployer{Builder: builder, Instance: s.instance, Tools: t}
	plan := append(t.Steps(), crew.Steps()...)
	if s.options.bare {
		return plan
	}
	plan = append(plan, s.builds(builder)...)
	return append(plan,
		steps.Step{Name: cdkBootstrap, Do: deployer.Bootstrap, After: []string{tools.NodeParts, "start " + parts.LocalStack}},
		steps.Step{Name: "cdk deploy", Do: deployer.Deploy, After: []string{cdkBootstrap, buildInfra}})
}

func (s *session) up(ctx context.Context) error {
	err := s.start(ctx)
	if err != nil {
		return err
	}
	err = s.demo(ctx)
	if err != nil {
		return err
	}
	return welcome(os.Stdout, s.instance)
}

// demo runs the demo against the running instance.
func (s *session) demo(ctx context.Context) error {
	i, err := instance.Load(s.instance.File())
	if err != nil {
		return errors.New("nothing runs here yet: make up")
	}
	cmd := exec.CommandContext(ctx, "go", "run", "./localstack/demo")
	cmd.Dir, cmd.Stdout, cmd.Stderr = s.root, os.Stdout, os.Stderr
	cmd.Env = append(os.Environ(), i.Env()...)
	return cmd.Run()
}

// down ends the parts of the instance, whatever command has started them.
func (s *session) down(ctx context.Context) error {
	i, err := instance.Load(s.instance.File())
	if errors.Is(err, fs.ErrNotExist) {
		fmt.Println("nothing was started here")
		return nil
	}
	if err != nil {
		return err
	}
	crew := &parts.Crew{Instance: i}
	err = crew.Stop(ctx)
	if err != nil {
		return err
	}
	fmt.Println("stopped; logs are kept in", i.Logs())
	return nil
}

// status shows which parts run.
func (s *session) status(ctx context.Context) error {
	i, err := instance.Load(s.instance.File())
	if err != nil {
		return errors.New("nothing runs here yet: make up")
	}
	crew := &parts.Crew{Instance: i}
	for _, name := range parts.Names {
		word := "stopped"
		if crew.Running(name) {
			word = "running"
		}
		fmt.Printf("  %-12s %s\n", name, word)
	}
	fmt.Printf("  %-12s %s\n", "portal", portalWord(ctx, i.APIURL))
	return welcome(os.Stdout, i)
}

// portalWord asks for the first page, which needs everything: the front door, the gateway and the deployed function.
func portalWord(ctx context.Context, address string) string {
	ctx, cancel := context.WithTimeout(ctx, askPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address+"/", nil)
	if err != nil {
		return err.Error()
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "does not answer"
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return "answers " + response.Status
	}
	return "answers"
}

// env prints shell assignments.
func (s *session) env(context.Context) error {
	i, err := instance.Load(s.instance.File())
	if err != nil {
		return errors.New("nothing runs here yet: make up")
	}
	for _, assignment := range i.Env() {
		fmt.Println("export", assignment)
	}
	return nil
}
