package supervisor

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ErrTaken says that another program listens on a port.
var ErrTaken = errors.New("is taken by another program")

// Free returns nil when nobody listens on the loopback port. The error satisfies errors.Is(err, ErrTaken).
func Free(port int) error {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return fmt.Errorf("port %d %w", port, ErrTaken)
	}
	return listener.Close()
}

func (r record) alive() bool {
	started, err := startTime(r.PID)
	return err == nil && started == r.Started
}

// end sends SIGTERM to the process and, after the grace, SIGKILL to its whole group: what it has started shares it.
func (r record) end(ctx context.Context, grace time.Duration) error {
	err := syscall.Kill(r.PID, syscall.SIGTERM)
	if err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	polite, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	_ = Await(polite, func() bool { return !r.alive() }) // not gone in time: killed below, gone or not
	err = syscall.Kill(-r.PID, syscall.SIGKILL)
	if err != nil && !errors.Is(err, syscall.ESRCH) {
		return err
	}
	final, cancel := context.WithTimeout(ctx, killed)
	defer cancel()
	err = Await(final, func() bool { return !r.alive() && r.portsFree() })
	if err != nil {
		return fmt.Errorf("process %d does not end", r.PID)
	}
	return nil
}

func (r record) portsFree() bool {
	for _, port := range r.Ports {
		if Free(port) != nil {
			return false
		}
	}
	return true
}

// startTime identifies a process beyond its number: the kernel's start time where /proc tells it, else what ps says.
// A process that has ended but was not reaped counts as gone.
func startTime(pid int) (string, error) {
	raw, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err == nil {
		return parseStat(string(raw))
	}
	_, procErr := os.Stat("/proc/self")
	if procErr == nil {
		return "", err
	}
	raw, err = exec.Command("ps", "-o", "stat=,lstart=", "-p", strconv.Itoa(pid)).Output()
	text := strings.TrimSpace(string(raw))
	if err != nil || text == "" || strings.HasPrefix(text, "Z") {
		return "", fmt.Errorf("process %d is gone", pid)
	}
	_, started, _ := strings.Cut(text, " ")
	return strings.TrimSpace(started), nil
}

// The fields of /proc/<pid>/stat after the command's closing parenthesis: the state first, the start time twentieth.
const (
	stateField = 0
	startField = 19
)

func parseStat(stat string) (string, error) {
	end := strings.LastIndex(stat, ")")
	fields := strings.Fields(stat[end+1:])
	if len(fields) <= startField {
		return "", fmt.Errorf("unreadable process status %q", stat)
	}
	if fields[stateField] == "Z" || fields[stateField] == "X" {
		return "", errors.New("the process has ended")
	}
	return fields[startField], nil
}
