package parts

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/supervisor"
)

// Image is LocalStack for machines with a Docker engine. Later tags ask for an account.
const Image = "localstack/localstack:4.9.2"

// dockerLocalStack is the emulated AWS as a container on the host's network. Our plugin is mounted into it, so Lambdas
// run as processes there too: they reach the OpenID provider under the same address, and no engine is handed to the
// container. It brings DynamoDB Local and JSONata itself. The command stays in the foreground, so it is supervised like
// any part.
func dockerLocalStack(i instance.Instance) (supervisor.Part, error) {
	plugin, err := writePlugin(i)
	args := []string{"docker", "run", "--rm", "--network", "host", "--name", container(i),
		"--volume", plugin + ":/opt/hsmp:ro", "--volume", FunctionLogs(i) + ":/opt/hsmp-logs",
		"--env", "PYTHONPATH=/opt/hsmp", "--env", "HSMP_FUNCTION_LOGS=/opt/hsmp-logs",
		"--env", "DYNAMODB_IN_MEMORY=1"}
	for _, setting := range commonEnv(i) {
		args = append(args, "--env", setting)
	}
	return supervisor.Part{
		Name: LocalStack, Args: append(args, Image), Dir: i.Dir,
		Ports: []int{i.Ports.Gateway, i.Ports.DynamoDB}, Within: 10 * patience, // the image may have to be fetched
		Ready: answers(i.AWSURL+"/_localstack/health", http.StatusOK),
	}, err
}

func container(i instance.Instance) string { return "hsmp-" + i.Name }

// removeContainer ends the container for certain: to kill the command that started it leaves it running. Without
// Docker, or without a container, there is nothing to do, so its complaint says nothing.
func removeContainer(ctx context.Context, i instance.Instance) {
	if i.Docker {
		_ = exec.CommandContext(ctx, "docker", "rm", "--force", container(i)).Run()
	}
}

// writePlugin lays our Python package out as pip would have installed it: the code, and beside it the entry points.
func writePlugin(i instance.Instance) (string, error) {
	source := filepath.Join(i.Root, "localstack", "hostmode")
	target := filepath.Join(i.Dir, "plugin")
	err := os.RemoveAll(target)
	if err != nil {
		return "", err
	}
	err = os.CopyFS(filepath.Join(target, "hsmp_hostmode"), os.DirFS(filepath.Join(source, "hsmp_hostmode")))
	if err != nil {
		return "", err
	}
	project, err := os.ReadFile(filepath.Join(source, "pyproject.toml"))
	if err != nil {
		return "", err
	}
	info := filepath.Join(target, "hsmp_hostmode-1.0.0.dist-info")
	err = os.MkdirAll(info, 0o755)
	if err != nil {
		return "", err
	}
	err = os.WriteFile(filepath.Join(info, "METADATA"), []byte("Metadata-Version: 2.1\nName: hsmp-hostmode\nVersion: 1.0.0\n"), 0o644)
	if err != nil {
		return "", err
	}
	return target, os.WriteFile(filepath.Join(info, "entry_points.txt"), []byte(entryPoints(string(project))), 0o644)
}

// entryPoints turns the tables [project.entry-points."group"] into the sections of entry_points.txt.
func entryPoints(pyproject string) string {
	var out strings.Builder
	inside := false
	for line := range strings.Lines(pyproject) {
		group, isTable := strings.CutPrefix(strings.TrimSpace(line), `[project.entry-points."`)
		switch {
		case isTable:
			inside = true
			fmt.Fprintf(&out, "[%s]\n", strings.TrimSuffix(group, `"]`))
		case strings.HasPrefix(line, "["):
			inside = false
		case inside && strings.Contains(line, "="):
			out.WriteString(strings.ReplaceAll(line, `"`, ""))
		}
	}
	return out.String()
}
