package problem_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func TestAProblemIsOfItsKindAndOfItsCause(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("read case: %w", problem.New(problem.NotFound, "not-found").Because(io.ErrUnexpectedEOF))
	if !errors.Is(err, problem.NotFound) || !errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, problem.Conflict) {
		t.Errorf("want not-found caused by the end of the file, got %v", err)
	}
	if problem.From(err).Code != "not-found" {
		t.Errorf("want the problem inside, got %+v", problem.From(err))
	}
}

func TestAnyOtherErrorIsInternal(t *testing.T) {
	t.Parallel()
	p := problem.From(errors.New("password of the database is hunter2"))
	if p.Kind != problem.Internal || strings.Contains(problem.Say(locale.English, p.Code, p.Args), "hunter2") {
		t.Errorf("want an internal problem that tells nothing, got %+v", p)
	}
}

func TestNoFaultsAreNoProblem(t *testing.T) {
	t.Parallel()
	if err := problem.Of(nil); err != nil {
		t.Errorf("want nil, got %v", err)
	}
	err := problem.Of([]problem.Fault{problem.At("/a", "required"), problem.At("/b", "too-long", "max", "5")})
	want := []problem.Fault{{Pointer: "/a", Code: "required"}, {Pointer: "/b", Code: "too-long", Args: map[string]string{"max": "5"}}}
	if diff := cmp.Diff(want, problem.From(err).Faults); diff != "" || !errors.Is(err, problem.Invalid) {
		t.Errorf("want every fault of an invalid message, got %v (-want +got):\n%s", err, diff)
	}
}

func TestTheCauseDoesNotChangeTheOriginal(t *testing.T) {
	t.Parallel()
	p := problem.New(problem.Unavailable, "unavailable")
	_ = p.Because(io.EOF)
	if p.Cause != nil {
		t.Error("want the first problem as it was")
	}
}

func TestEveryWordIsThereInFourLanguages(t *testing.T) {
	t.Parallel()
	c, err := problem.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Keys()) < 100 {
		t.Errorf("want the words of every room, got %d codes", len(c.Keys()))
	}
	for _, l := range locale.All {
		if got := problem.Say(l, "no-such-code", nil); got != problem.Say(l, "internal", nil) {
			t.Errorf("%s: want an unknown code to say what an internal one says, got %q", l, got)
		}
	}
}
