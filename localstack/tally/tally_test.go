package tally

import (
	"bytes"
	"strings"
	"testing"
)

const run = `{"Action":"start","Package":"a"}
{"Action":"run","Package":"a","Test":"TestGood"}
{"Action":"output","Package":"a","Test":"TestGood","Output":"chatter\n"}
{"Action":"pass","Package":"a","Test":"TestGood","Elapsed":0.1}
{"Action":"output","Package":"a","Test":"TestBad","Output":"    a_test.go:7: want 70, got 69\n"}
{"Action":"fail","Package":"a","Test":"TestBad","Elapsed":0.1}
{"Action":"output","Package":"a","Test":"TestLater","Output":"    a_test.go:9: no engine\n"}
{"Action":"skip","Package":"a","Test":"TestLater","Elapsed":0}
{"Action":"output","Package":"a","Output":"FAIL\n"}
{"Action":"fail","Package":"a","Elapsed":0.2}
{"Action":"skip","Package":"b","Elapsed":0}
`

func TestARunIsCountedAndItsFailuresAreShown(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tally := Tally{Out: &out}
	tally.Read(strings.NewReader(run))
	if tally.Close(false) {
		t.Error("want a run with a failure to be bad")
	}
	if tally.Passed != 1 || tally.Failed != 1 || tally.Skipped != 1 {
		t.Errorf("want 1 passed, 1 failed, 1 skipped, got %d, %d, %d", tally.Passed, tally.Failed, tally.Skipped)
	}
	for _, want := range []string{"want 70, got 69", "skipped a TestLater: a_test.go:9: no engine"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the report lacks %q:\n%s", want, out.String())
		}
	}
	if strings.Contains(out.String(), "chatter") {
		t.Error("the report shows what a passing test printed")
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if last := lines[len(lines)-1]; last != "1 passed, 1 failed, 1 skipped" {
		t.Errorf("want the count as the last line, got %q", last)
	}
}

func TestASkipIsBadOnlyInCI(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ ci, good bool }{{false, true}, {true, false}} {
		tally := Tally{Out: &bytes.Buffer{}, Passed: 5, Skipped: 1}
		if got := tally.Close(c.ci); got != c.good {
			t.Errorf("CI = %v: want good = %v, got %v", c.ci, c.good, got)
		}
	}
}

func TestNoTestAtAllIsNoSuccess(t *testing.T) {
	t.Parallel()
	tally := Tally{Out: &bytes.Buffer{}}
	if tally.Close(false) {
		t.Error("want a run without tests to be bad")
	}
}

func TestAPackageThatDoesNotBuildCountsAsAFailure(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	tally := Tally{Out: &out}
	tally.Read(strings.NewReader(`{"ImportPath":"a","Action":"build-output","Output":"a.go:1: undefined: x\n"}
{"ImportPath":"a","Action":"build-fail"}
{"Action":"output","Package":"a","Output":"FAIL a [build failed]\n"}
{"Action":"fail","Package":"a","Elapsed":0,"FailedBuild":"a"}
`))
	if tally.Failed != 1 || !strings.Contains(out.String(), "undefined: x") {
		t.Errorf("want one failure that shows the compiler's words, got %d:\n%s", tally.Failed, out.String())
	}
}
