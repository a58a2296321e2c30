package supervisor

import (
	"context"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func supervise(t *testing.T) Supervisor {
	t.Helper()
	dir := t.TempDir()
	return Supervisor{Dir: dir, Logs: filepath.Join(dir, "logs")}
}

// writes returns a part that is ready when its script has written the file.
func writes(t *testing.T, script string) Part {
	t.Helper()
	file := filepath.Join(t.TempDir(), "ready")
	return Part{Name: "part", Args: []string{"/bin/sh", "-c", script}, Env: []string{"READY=" + file}, Within: 10 * time.Second,
		Ready: func(context.Context) error {
			_, err := os.Stat(file)
			return err
		}}
}

func TestAPartIsStartedFoundRunningAndEnded(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	err := s.Start(t.Context(), writes(t, `touch "$READY"; exec sleep 600`))
	if err != nil {
		t.Fatal(err)
	}
	if !s.Running("part") {
		t.Error("want it running")
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Fatal(err)
	}
	if s.Running("part") {
		t.Error("want it ended")
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Errorf("to stop twice is no error, got %v", err)
	}
}

func TestASignalReachesThePartAndNobodyElse(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	told := filepath.Join(t.TempDir(), "told")
	part := writes(t, `trap 'touch "$TOLD"' USR1; touch "$READY"; while :; do sleep 0.05; done`)
	part.Env = append(part.Env, "TOLD="+told)
	err := s.Start(t.Context(), part)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Signal("part", syscall.SIGUSR1)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	err = Await(ctx, func() bool {
		_, err := os.Stat(told)
		return err == nil
	})
	if err != nil {
		t.Error("want the part told:", err)
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Fatal(err)
	}
	if s.Signal("part", syscall.SIGUSR1) == nil {
		t.Error("want an error when there is nobody to tell")
	}
}

func TestARunningPartIsOutOfDateWhenItsSourceChanges(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	part := writes(t, `touch "$READY"; exec sleep 600`)
	source := filepath.Join(t.TempDir(), "main.mjs")
	part.Sources = []string{source}
	write := func(text string) {
		err := os.WriteFile(source, []byte(text), 0o600)
		if err != nil {
			t.Fatal(err)
		}
	}
	write("first")
	err := s.Start(t.Context(), part)
	if err != nil {
		t.Fatal(err)
	}
	before, err := s.Current(part)
	if err != nil || !before {
		t.Errorf("want it current after its start, got %v and %v", before, err)
	}
	write("second")
	after, err := s.Current(part)
	if err != nil || after {
		t.Errorf("want it out of date after the change, got %v and %v", after, err)
	}
	err = s.Stop(t.Context(), part.Name)
	if err != nil {
		t.Fatal(err)
	}
}

func TestChildrenAreEndedWithTheirParent(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	part := writes(t, `sleep 600 & echo $! > "$READY.pid"; touch "$READY"; wait`)
	err := s.Start(t.Context(), part)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(strings.TrimPrefix(part.Env[0], "READY=") + ".pid")
	if err != nil {
		t.Fatal(err)
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	pid := number(t, string(raw))
	err = Await(ctx, func() bool { _, err := startTime(pid); return err != nil })
	if err != nil {
		t.Errorf("the child %d lives on", pid)
	}
}

func TestAPartThatIgnoresSIGTERMIsKilled(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	s.Grace = 300 * time.Millisecond
	err := s.Start(t.Context(), writes(t, `trap "" TERM; touch "$READY"; while :; do sleep 1; done`))
	if err != nil {
		t.Fatal(err)
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Fatal(err)
	}
	if s.Running("part") {
		t.Error("want it killed")
	}
}

func TestAPartThatEndsBeforeItIsReadyShowsItsLog(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	err := s.Start(t.Context(), writes(t, `sleep 0.2; echo "the jar is broken" >&2; exit 3`))
	if err == nil || !strings.Contains(err.Error(), "the jar is broken") {
		t.Errorf("want the end of its log in the error, got %v", err)
	}
}

func TestATakenPortIsSaidInOneLine(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	part := writes(t, "exit 0")
	part.Ports = []int{listener.Addr().(*net.TCPAddr).Port}
	err = supervise(t).Start(t.Context(), part)
	if !errors.Is(err, ErrTaken) || strings.Contains(err.Error(), "\n") {
		t.Errorf("want ErrTaken in one line, got %v", err)
	}
}

func TestAnotherProcessWithTheSameNumberIsLeftAlone(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	err := s.write("part", record{PID: os.Getpid(), Started: "another time"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Running("part") {
		t.Error("a process with another start time was taken for the part")
	}
	err = s.Stop(t.Context(), "part")
	if err != nil {
		t.Fatal(err)
	}
	err = syscall.Kill(os.Getpid(), 0)
	if err != nil {
		t.Error("this process was ended")
	}
}

func TestAnInterruptedStartLeavesNothingBehind(t *testing.T) {
	t.Parallel()
	s := supervise(t)
	ctx, cancel := context.WithCancel(t.Context())
	part := writes(t, "exec sleep 600")
	part.Ready = func(context.Context) error {
		cancel()
		return errors.New("not yet")
	}
	err := s.Start(ctx, part)
	if !errors.Is(err, context.Canceled) {
		t.Errorf("want the interruption, got %v", err)
	}
	if s.Running("part") {
		t.Error("want nothing running")
	}
}

func TestAZombieCountsAsGone(t *testing.T) {
	t.Parallel()
	_, err := parseStat("42 (a (strange) name) Z 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777")
	if err == nil {
		t.Error("want an error for a process that has ended")
	}
	got, err := parseStat("42 (a (strange) name) S 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 777")
	if err != nil || got != "777" {
		t.Errorf("want 777, got %q and %v", got, err)
	}
}

func number(t *testing.T, text string) int {
	t.Helper()
	n := 0
	for _, digit := range strings.TrimSpace(text) {
		n = n*10 + int(digit-'0')
	}
	return n
}
