package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/instance"
)

func TestFlagsAreRead(t *testing.T) {
	t.Parallel()
	got, err := parse([]string{"up", "--name", "mine", "--ports", "24566", "--day-seconds", "5"})
	if err != nil {
		t.Fatal(err)
	}
	want := options{name: "mine", base: 24566, daySeconds: 5}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(options{})); diff != "" {
		t.Error("options (-want +got):\n" + diff)
	}
}

func TestANameThatLeavesTheBuildFolderIsRefused(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"../other", "a/b", ""} {
		_, err := parse([]string{"up", "--name", name})
		if err == nil {
			t.Errorf("want the name %q refused", name)
		}
	}
}

func TestAnUnknownCommandGetsTheListOfCommands(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{nil, {"fly"}, {"up", "now"}} {
		err := run(t.Context(), args)
		if err == nil || !strings.Contains(err.Error(), "usage:") {
			t.Errorf("%v: want the usage, got %v", args, err)
		}
	}
}

func TestTheStatusSaysWhetherThePortalAnswers(t *testing.T) {
	t.Parallel()
	status := http.StatusOK
	portal := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
	if got := portalWord(t.Context(), portal.URL); got != "answers" {
		t.Errorf("want that it answers, got %q", got)
	}
	status = http.StatusServiceUnavailable
	if got := portalWord(t.Context(), portal.URL); got != "answers 503 Service Unavailable" {
		t.Errorf("want what it answers, got %q", got)
	}
	portal.Close()
	if got := portalWord(t.Context(), portal.URL); got != "does not answer" {
		t.Errorf("want that it does not, got %q", got)
	}
}

func TestTheWelcomeNamesAddressesAndSomebodyOfEachRole(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := welcome(&out, instance.New("/project", "local", instance.DefaultPorts, 3))
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(strings.TrimSpace(out.String()), "\n"); !strings.Contains(first, "http://localhost:8080") {
		t.Errorf("want the portal's address first, got %q", first)
	}
	for _, want := range []string{"http://localhost:8080", "http://127.0.0.1:9400", "migrant-2026", "aynur", "officer-sms",
		"decider", "reviewer", "auditor", "administrator", "make demo"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the welcome lacks %q:\n%s", want, out.String())
		}
	}
}
