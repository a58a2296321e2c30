package parts

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

var errSilent = errors.New("silent")

func TestASilenceIsTakenForAHang(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		silent, end time.Duration // from the beginning
		want        bool
	}{
		{"always answered", time.Hour, time.Minute, false},
		{"silent for good", 30 * time.Second, time.Hour, true},
		{"the run ends during the silence", 30 * time.Second, 2 * time.Minute, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				began := time.Now()
				ctx, cancel := context.WithTimeout(t.Context(), c.end)
				defer cancel()
				p := pulse{every: time.Second, silence: 2 * time.Minute, answers: func(ctx context.Context) error {
					if time.Since(began) < c.silent {
						return nil
					}
					<-ctx.Done() // as a connection that is taken and never served
					return ctx.Err()
				}}
				if got := p.stops(ctx); got != c.want {
					t.Errorf("want %v, got %v after %s", c.want, got, time.Since(began))
				}
			})
		})
	}
}

func TestALateAnswerIsNoHang(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		asked := 0
		p := pulse{every: time.Second, silence: 2 * time.Minute, answers: func(context.Context) error {
			asked++
			if asked%4 == 0 {
				return nil
			}
			time.Sleep(20 * time.Second)
			return errSilent
		}}
		if p.stops(ctx) {
			t.Error("want no hang while an answer comes every minute")
		}
	})
}

func TestThreadsAreSummedUpByWhereTheyAre(t *testing.T) {
	t.Parallel()
	log := filepath.Join(t.TempDir(), "localstack.log")
	err := os.WriteFile(log, []byte(`2026-11-22 INFO AWS s3.PutObject => 200
Thread 0x00007f (most recent call first):
  File "threading.py", line 320 in wait
  File "queue.py", line 171 in get

Current thread 0x00007e (most recent call first):
  File "re.py", line 200 in match
  File "gateway.py", line 9 in route
  File "gateway.py", line 8 in handle
  File "gateway.py", line 7 in serve
  File "gateway.py", line 6 in run

Thread 0x00007d (most recent call first):
  File "threading.py", line 320 in wait
  File "queue.py", line 171 in get
`), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	want := `the interpreter was held at
  File "re.py", line 200 in match
  File "gateway.py", line 9 in route
  File "gateway.py", line 8 in handle
  File "gateway.py", line 7 in serve
threads here: 2
  File "threading.py", line 320 in wait
  File "queue.py", line 171 in get
threads here: 1
  File "re.py", line 200 in match
  File "gateway.py", line 9 in route
  File "gateway.py", line 8 in handle
  File "gateway.py", line 7 in serve
`
	if diff := cmp.Diff(want, threads(log)); diff != "" {
		t.Error("summary (-want +got):\n" + diff)
	}
	if got := threads(filepath.Join(t.TempDir(), "none.log")); got != "" {
		t.Errorf("want nothing of no log, got %q", got)
	}
}
