package steps

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func runner(t *testing.T, out io.Writer) *Runner {
	t.Helper()
	return &Runner{Out: out, Logs: t.TempDir(), Now: func() time.Time { return time.Unix(0, 0) }}
}

func TestStepsRunAfterThoseTheyName(t *testing.T) {
	t.Parallel()
	var mutex sync.Mutex
	var order []string
	note := func(name string) func(context.Context, io.Writer) error {
		return func(context.Context, io.Writer) error {
			mutex.Lock()
			defer mutex.Unlock()
			order = append(order, name)
			return nil
		}
	}
	err := runner(t, io.Discard).Run(t.Context(),
		Step{Name: "deploy", After: []string{"start"}, Do: note("deploy")},
		Step{Name: "start", After: []string{"fetch"}, Do: note("start")},
		Step{Name: "fetch", Do: note("fetch")})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"fetch", "start", "deploy"}
	if diff := cmp.Diff(want, order); diff != "" {
		t.Error("order (-want +got):\n" + diff)
	}
}

func TestTwoStepsThatWaitForNobodyRunAtOnce(t *testing.T) {
	t.Parallel()
	first, second := make(chan struct{}), make(chan struct{})
	meet := func(mine, other chan struct{}) func(context.Context, io.Writer) error {
		return func(ctx context.Context, _ io.Writer) error {
			close(mine)
			select {
			case <-other:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	err := runner(t, io.Discard).Run(ctx, Step{Name: "a", Do: meet(first, second)}, Step{Name: "b", Do: meet(second, first)})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAFailureShowsTheEndOfItsOwnLogAndStopsTheRest(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	broken := Step{Name: "Java parts", Do: func(_ context.Context, log io.Writer) error {
		for i := range 40 {
			fmt.Fprintf(log, "line %d\n", i)
		}
		return errors.New("exit status 1")
	}}
	patient := Step{Name: "Python parts", Do: func(ctx context.Context, _ io.Writer) error {
		<-ctx.Done()
		return ctx.Err()
	}}
	never := Step{Name: "start", After: []string{"Java parts"}, Do: func(context.Context, io.Writer) error {
		t.Error("a step ran though the one before it had failed")
		return nil
	}}
	err := runner(t, &out).Run(t.Context(), broken, patient, never)
	if err == nil {
		t.Fatal("want the failure, got none")
	}
	for _, want := range []string{"Java parts failed: exit status 1", "line 39", "line 15", "java-parts.log"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error lacks %q:\n%s", want, err)
		}
	}
	if strings.Contains(err.Error(), "line 14\n") {
		t.Error("the error shows more than the last 25 lines")
	}
}

func TestAStepThatFoundItsWorkDoneSaysSo(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := runner(t, &out).Run(t.Context(), Step{Name: "fetch", Do: func(context.Context, io.Writer) error { return ErrReused }})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "reused") {
		t.Errorf("want the word reused, got %q", out.String())
	}
}

func TestAStepThatWaitsForNoStepIsRefused(t *testing.T) {
	t.Parallel()
	err := runner(t, io.Discard).Run(t.Context(), Step{Name: "a", After: []string{"b"}})
	if err == nil || !strings.Contains(err.Error(), "no step") {
		t.Errorf("want it to be refused, got %v", err)
	}
}

func TestWhatCanBeDoneWithoutIsSaidAndTheOthersGoOn(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	went := false
	err := runner(t, &out).Run(t.Context(),
		Step{Name: "browser", Do: func(context.Context, io.Writer) error { return Without("missing: a browser") }},
		Step{Name: "test", After: []string{"browser"}, Do: func(context.Context, io.Writer) error { went = true; return nil }})
	if err != nil || !went || !strings.Contains(out.String(), "missing: a browser") {
		t.Errorf("want it said and the next step done, got %v, %v:\n%s", err, went, out.String())
	}
}
