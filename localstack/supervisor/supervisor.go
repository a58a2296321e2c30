// Package supervisor starts the emulator's parts as processes that outlive the command, waits until they are ready, and
// ends exactly those that it started: by process id and start time, with their children, and for certain. It keeps a
// log and a record of each. It does not know what the parts are.
package supervisor

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"hsmp.example/cases/localstack/steps"
)

// Part is one program to run.
type Part struct {
	Name  string
	Args  []string // the program and its arguments
	Env   []string // besides the environment of this process
	Dir   string
	Ports []int // loopback ports that must be free before and are free after
	// Sources are patterns of files that the program is made of: when one changes, a running part is out of date.
	Sources []string
	// Ready returns nil when the part answers. It is asked until Within has passed or the process has ended.
	Ready  func(ctx context.Context) error
	Within time.Duration
}

// Supervisor keeps logs and records of the parts of one instance below Dir.
type Supervisor struct {
	Dir   string
	Logs  string
	Grace time.Duration // what a part gets between SIGTERM and SIGKILL; 8 seconds when it is nought
}

// record is what is needed to end a process later without ending another that has got its number.
type record struct {
	PID     int    `json:"pid"`
	Started string `json:"started"`
	Ports   []int  `json:"ports"`
	Key     string `json:"key"`
}

const (
	patience = 8 * time.Second // LocalStack sometimes hangs after SIGTERM
	killed   = 5 * time.Second
	every    = 50 * time.Millisecond
)

// Log is the path of the part's log.
func (s Supervisor) Log(name string) string { return filepath.Join(s.Logs, name+".log") }

// Running tells whether the part that was started under this name still runs.
func (s Supervisor) Running(name string) bool {
	r, err := s.read(name)
	return err == nil && r.alive()
}

// Current tells whether the part runs just as it would be started now.
func (s Supervisor) Current(p Part) (bool, error) {
	key, err := p.key()
	if err != nil {
		return false, err
	}
	r, err := s.read(p.Name)
	return err == nil && r.Key == key && r.alive(), nil
}

// Start starts the part and waits until it is ready. The error carries the end of its log. A part that has failed to
// become ready is ended.
func (s Supervisor) Start(ctx context.Context, p Part) error {
	for _, port := range p.Ports {
		err := Free(port)
		if err != nil {
			return fmt.Errorf("%s cannot start: %w", p.Name, err)
		}
	}
	exited, err := s.launch(p)
	if err != nil {
		return fmt.Errorf("start %s: %w", p.Name, err)
	}
	err = s.awaitReady(ctx, p, exited)
	if err == nil {
		return nil
	}
	stopErr := s.Stop(context.WithoutCancel(ctx), p.Name)
	if ctx.Err() != nil {
		return errors.Join(context.Cause(ctx), stopErr)
	}
	return errors.Join(fmt.Errorf("%s is not ready: %w\n%s", p.Name, err, steps.Tail(s.Log(p.Name))), stopErr)
}

func (s Supervisor) launch(p Part) (<-chan struct{}, error) {
	key, err := p.key()
	if err != nil {
		return nil, err
	}
	err = os.MkdirAll(s.Logs, 0o755)
	if err != nil {
		return nil, err
	}
	log, err := os.Create(s.Log(p.Name))
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.Command(p.Args[0], p.Args[1:]...)
	cmd.Stdout, cmd.Stderr, cmd.Dir = log, log, p.Dir
	cmd.Env = append(os.Environ(), p.Env...)
	// A session of its own: Ctrl-C in the terminal does not reach it, and it can be ended with all its children.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	err = cmd.Start()
	if err != nil {
		return nil, err
	}
	exited := make(chan struct{})
	go func() {
		_ = cmd.Wait() // reaps it; how it ended is in its log, and that it ended is all that matters here
		close(exited)
	}()
	started, err := startTime(cmd.Process.Pid)
	if err != nil {
		return nil, fmt.Errorf("it ended at once: %w\n%s", err, steps.Tail(s.Log(p.Name)))
	}
	return exited, s.write(p.Name, record{PID: cmd.Process.Pid, Started: started, Ports: p.Ports, Key: key})
}

func (s Supervisor) awaitReady(ctx context.Context, p Part, exited <-chan struct{}) error {
	ctx, cancel := context.WithTimeout(ctx, p.Within)
	defer cancel()
	var last error
	err := Await(ctx, func() bool {
		select {
		case <-exited:
			last = errors.New("its process ended")
			return true
		default:
		}
		last = p.Ready(ctx)
		return last == nil
	})
	if err != nil {
		return fmt.Errorf("after %s: %w", p.Within, last)
	}
	return last
}

// Stop ends the part: politely, then for certain, with all its children. It returns when the process is gone and its
// ports are free. A part that does not run is no error.
func (s Supervisor) Stop(ctx context.Context, name string) error {
	r, err := s.read(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if r.alive() {
		err = r.end(ctx, cmp.Or(s.Grace, patience))
		if err != nil {
			return fmt.Errorf("stop %s: %w", name, err)
		}
	}
	return os.Remove(s.path(name))
}

// Signal sends the part a signal. A part that does not run is an error.
func (s Supervisor) Signal(name string, signal syscall.Signal) error {
	r, err := s.read(name)
	if err != nil {
		return err
	}
	if !r.alive() {
		return fmt.Errorf("%s does not run", name)
	}
	return syscall.Kill(r.PID, signal)
}

// Await asks done again and again until it says yes; the error is the context's.
func Await(ctx context.Context, done func() bool) error {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for !done() {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

func (s Supervisor) path(name string) string { return filepath.Join(s.Dir, "pids", name+".json") }

func (s Supervisor) read(name string) (record, error) {
	var r record
	raw, err := os.ReadFile(s.path(name))
	if err != nil {
		return r, err
	}
	err = json.Unmarshal(raw, &r)
	if err != nil {
		return r, fmt.Errorf("read %s: %w", s.path(name), err)
	}
	return r, nil
}

func (s Supervisor) write(name string, r record) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return err
	}
	err = os.MkdirAll(filepath.Dir(s.path(name)), 0o755)
	if err != nil {
		return err
	}
	return os.WriteFile(s.path(name), raw, 0o644)
}
