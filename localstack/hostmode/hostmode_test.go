// Package hostmode holds the LocalStack plugin, which is Python. This test runs the plugin's own tests, so that they
// count with all others.
package hostmode

import (
	"os"
	"os/exec"
	"testing"
)

func TestThePluginsOwnTestsPass(t *testing.T) {
	t.Parallel()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("there is no python3, so LocalStack runs in Docker here")
	}
	cmd := exec.CommandContext(t.Context(), python, "-m", "unittest", "discover", "-s", "tests")
	cmd.Env = append(os.Environ(), "PYTHONPATH=.", "PYTHONDONTWRITEBYTECODE=1")
	printed, err := cmd.CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, printed)
	}
}
