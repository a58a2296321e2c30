//go:build e2e

package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/localstack/parts"
)

func TestAFunctionAnswersAndItsProcessIsUsedAgain(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	name := a.function(5, nil)
	first := a.invoke(name, map[string]any{"do": "answer", "input": map[string]any{"points": 70}})
	second := a.invoke(name, map[string]any{"do": "answer"})
	if first.fault != "" || first.body["input"].(map[string]any)["points"] != 70.0 {
		t.Errorf("want the input back, got %+v", first)
	}
	if first.body["pid"] != second.body["pid"] {
		t.Errorf("want one process for two calls, got %v and %v", first.body["pid"], second.body["pid"])
	}
	if first.body["endpoint"] != a.instance.AWSURL {
		t.Errorf("want AWS_ENDPOINT_URL %s, got %v", a.instance.AWSURL, first.body["endpoint"])
	}
}

func TestFailuresAreNamedAsOnAWS(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	name := a.function(1, nil)
	for _, c := range []struct {
		name  string
		event map[string]any
		kind  string
		says  string
	}{
		{"the function's own error", map[string]any{"do": "fail"}, "errorString", "told to fail"},
		{"an exit", map[string]any{"do": "exit"}, "Runtime.ExitError", "exit status 7"},
		{"a timeout", map[string]any{"do": "sleep", "millis": 10_000}, "Sandbox.Timedout", "timed out after 1.00 seconds"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := a.invoke(name, c.event)
			if got.fault == "" || got.body["errorType"] != c.kind || !strings.Contains(got.body["errorMessage"].(string), c.says) {
				t.Errorf("want %s %q, got %+v", c.kind, c.says, got)
			}
			after := a.invoke(name, map[string]any{"do": "answer"})
			if after.fault != "" {
				t.Errorf("the next call should be good, got %+v", after)
			}
		})
	}
}

func TestAFunctionThatCannotStartSaysSo(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	got := a.invoke(a.function(5, map[string]string{"PROBE_INIT": "exit"}), map[string]any{"do": "answer"})
	if got.fault == "" || got.body["errorType"] != "Runtime.ExitError" {
		t.Errorf("want Runtime.ExitError, got %+v", got)
	}
}

func TestCallsAtOnceGetProcessesOfTheirOwn(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	name := a.function(20, nil)
	const calls = 6
	const millis = 1500
	pids, mutex := map[any]bool{}, sync.Mutex{}
	began := time.Now()
	var group sync.WaitGroup
	for range calls {
		group.Go(func() {
			got := a.invoke(name, map[string]any{"do": "sleep", "millis": millis})
			mutex.Lock()
			defer mutex.Unlock()
			pids[got.body["pid"]] = true
		})
	}
	group.Wait()
	if len(pids) != calls {
		t.Errorf("want %d processes, got %d", calls, len(pids))
	}
	if took := time.Since(began); took > calls*millis*time.Millisecond {
		t.Errorf("want the calls side by side, they took %s", took)
	}
}

func TestNewCodeIsUsedAfterAnUpdate(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	name := a.function(5, nil)
	before := a.invoke(name, map[string]any{"do": "answer"})
	a.rest("PUT", "/2015-03-31/functions/"+name+"/code", map[string]any{"ZipFile": probe(t, "2")})
	a.awaitActive(name)
	after := a.invoke(name, map[string]any{"do": "answer"})
	if before.body["version"] != "1" || after.body["version"] != "2" {
		t.Errorf("want the versions 1 and 2, got %v and %v", before.body["version"], after.body["version"])
	}
}

func TestLogsBelongToTheirCallAndAreKeptInAFile(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	name := a.function(5, nil)
	a.invoke(name, map[string]any{"do": "the first thing"})
	second := a.invoke(name, map[string]any{"do": "the second thing"})
	if !strings.Contains(second.logs, "asked to the second thing") || strings.Contains(second.logs, "the first thing") {
		t.Errorf("want the second call's lines only, got\n%s", second.logs)
	}
	raw, err := os.ReadFile(filepath.Join(parts.FunctionLogs(a.instance), name+".log"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"the first thing", "the second thing", "REPORT RequestId"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the function's log lacks %q:\n%s", want, raw)
		}
	}
}
