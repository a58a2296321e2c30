package tools

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/steps"
)

// project returns tools of a project with one input file beside its packages.
func project(t *testing.T) (Tools, string) {
	t.Helper()
	tools := Tools{Root: t.TempDir(), Found: prerequisite.Found{Python: "python3"}}
	input := tools.source("pins.txt")
	err := os.MkdirAll(filepath.Dir(input), 0o755)
	if err != nil {
		t.Fatal(err)
	}
	write(t, input, "a==1")
	return tools, input
}

func write(t *testing.T, path, text string) {
	t.Helper()
	err := os.WriteFile(path, []byte(text), 0o600)
	if err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsThereIsReusedUntilItsPinsChange(t *testing.T) {
	t.Parallel()
	tools, input := project(t)
	done := 0
	step := tools.step("part", func(context.Context, io.Writer) error { done++; return nil }, "pins.txt")
	err := step.Do(t.Context(), io.Discard)
	if err != nil || done != 1 {
		t.Fatalf("want it fetched, got %d times and %v", done, err)
	}
	err = step.Do(t.Context(), io.Discard)
	if !errors.Is(err, steps.ErrReused) || done != 1 {
		t.Errorf("want it reused, got %d times and %v", done, err)
	}
	write(t, input, "a==2")
	err = step.Do(t.Context(), io.Discard)
	if err != nil || done != 2 {
		t.Errorf("want it fetched anew after the change, got %d times and %v", done, err)
	}
}

func TestWhatWasInterruptedIsGoneOnWith(t *testing.T) {
	t.Parallel()
	tools, _ := project(t)
	interrupted := errors.New("interrupted")
	step := tools.step("part", func(context.Context, io.Writer) error { return interrupted }, "pins.txt")
	for range 2 {
		err := step.Do(t.Context(), io.Discard)
		if !errors.Is(err, interrupted) {
			t.Errorf("want another try after a failure, got %v", err)
		}
	}
}

func TestPinsThatAreNotThereAreAnError(t *testing.T) {
	t.Parallel()
	tools, _ := project(t)
	err := tools.step("part", func(context.Context, io.Writer) error { return nil }, "nothing.txt").Do(t.Context(), io.Discard)
	if err == nil || errors.Is(err, steps.ErrReused) {
		t.Errorf("want an error, got %v", err)
	}
}

func TestOnlyOneCommandFetchesAtATime(t *testing.T) {
	t.Parallel()
	tools, _ := project(t)
	release, err := tools.Lock(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waiting, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err = tools.Lock(waiting)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("want the second to wait, got %v", err)
	}
	err = release()
	if err != nil {
		t.Fatal(err)
	}
}

func TestWithDockerOnlyNodePartsAreFetched(t *testing.T) {
	t.Parallel()
	tools := Tools{Root: t.TempDir(), Found: prerequisite.Found{Docker: true}}
	if got := tools.Steps(); len(got) != 1 || got[0].Name != NodeParts {
		t.Errorf("want Node's parts alone, got %d steps", len(got))
	}
}
