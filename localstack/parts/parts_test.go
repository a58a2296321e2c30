package parts

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/instance"
)

func TestEntryPointsAreTakenFromTheProjectFile(t *testing.T) {
	t.Parallel()
	project := `[project]
name = "x"

[project.entry-points."localstack.lambda.runtime_executor"]
process = "a.b:C"

[project.entry-points."localstack.hooks.on_infra_start"]
one = "a.b:d"

[tool.setuptools]
packages = ["x"]
`
	want := "[localstack.lambda.runtime_executor]\nprocess = a.b:C\n[localstack.hooks.on_infra_start]\none = a.b:d\n"
	if diff := cmp.Diff(want, entryPoints(project)); diff != "" {
		t.Error("entry points (-want +got):\n" + diff)
	}
}

func TestThePluginIsLaidOutAsPipWouldInstallIt(t *testing.T) {
	t.Parallel()
	root, err := instance.FindRoot(mustGetwd(t))
	if err != nil {
		t.Fatal(err)
	}
	i := instance.New(root, "test", instance.PortsFrom(14566), 5)
	i.Dir = t.TempDir()
	folder, err := writePlugin(i)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"hsmp_hostmode/plugin.py", "hsmp_hostmode-1.0.0.dist-info/entry_points.txt"} {
		_, err := os.Stat(filepath.Join(folder, name))
		if err != nil {
			t.Error(err)
		}
	}
}

func mustGetwd(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}
