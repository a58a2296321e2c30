// Package tools fetches what the emulator is made of into the project's folder .tools: LocalStack, DynamoDB Local,
// JSONata, Node 24 with CDK and the OpenID provider, cfn-lint. Everything is pinned by the files beside this one. What
// is there already is reused; what was interrupted is gone on with. Nothing is started here.
package tools

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"

	"hsmp.example/cases/localstack/prerequisite"
	"hsmp.example/cases/localstack/steps"
)

// Tools says where the tools of a project are.
type Tools struct {
	Root  string // the project's folder
	Found prerequisite.Found
}

// The names of the steps, for others to wait for.
const (
	NodeParts   = "Node 24, CDK, OpenID provider"
	PythonParts = "LocalStack 4.9.2"
	JavaParts   = "DynamoDB Local, JSONata"
	HostMode    = "host mode for LocalStack"
	Linter      = "cfn-lint"
	Browser     = "Chromium"
)

// Dir is the folder of all tools.
func (t Tools) Dir() string { return filepath.Join(t.Root, ".tools") }

// Node is the folder with package.json and node_modules.
func (t Tools) Node() string { return filepath.Join(t.Dir(), "node") }

// Bin is the folder of Node's programs, node itself among them.
func (t Tools) Bin() string { return filepath.Join(t.Node(), "node_modules", ".bin") }

// Python is the interpreter that has LocalStack.
func (t Tools) Python() string { return filepath.Join(t.Dir(), "localstack", "bin", "python") }

// CfnLint is the template linter.
func (t Tools) CfnLint() string { return filepath.Join(t.Dir(), "lint", "bin", "cfn-lint") }

// Jars is the folder of the Java parts of that name: dynamodb or jsonata.
func (t Tools) Jars(name string) string { return filepath.Join(t.Dir(), "java", name) }

// Path is the variable PATH with our Node first, so that jsii, CDK and the provider run on it.
func (t Tools) Path() string {
	return "PATH=" + t.Bin() + string(os.PathListSeparator) + os.Getenv("PATH")
}

// Lock keeps other commands of this project from fetching at the same time. Call what it returns to let them.
func (t Tools) Lock(ctx context.Context) (func() error, error) {
	err := os.MkdirAll(t.Dir(), 0o755)
	if err != nil {
		return nil, err
	}
	file, err := os.OpenFile(filepath.Join(t.Dir(), "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return nil, err
	}
	locked := make(chan error, 1)
	go func() { locked <- syscall.Flock(int(file.Fd()), syscall.LOCK_EX) }()
	select {
	case err = <-locked:
		return file.Close, err
	case <-ctx.Done():
		return nil, errors.Join(context.Cause(ctx), file.Close())
	}
}

// ForTests returns what only tests need.
func (t Tools) ForTests() []steps.Step {
	browser := steps.Step{Name: Browser, Do: Chromium{Look: exec.LookPath, Release: readRelease, Root: os.Geteuid() == 0, Run: run}.install}
	if t.Found.Docker {
		return []steps.Step{browser} // there may be no Python; the test that needs the linter says so
	}
	return []steps.Step{browser, t.step(Linter, t.linter, "python/requirements-lint.txt")}
}

// Steps returns what has to be fetched for an emulator. With Docker the emulator is an image, so neither Python nor
// Java is needed.
func (t Tools) Steps() []steps.Step {
	all := []steps.Step{t.step(NodeParts, t.node, "node/package.json", "node/package-lock.json")}
	if t.Found.Docker {
		return all
	}
	host := t.step(HostMode, t.hostMode, "../hostmode/pyproject.toml", "../hostmode/hsmp_hostmode/*.py")
	host.After = []string{PythonParts}
	return append(all,
		t.step(PythonParts, t.localstack, "python/requirements.txt", "python/requirements-build.txt"),
		t.step(JavaParts, t.java, "java/dynamodb/pom.xml", "java/jsonata/pom.xml"), host)
}

// step does its work unless the stamp of the last time shows the same inputs.
func (t Tools) step(name string, do func(context.Context, io.Writer) error, inputs ...string) steps.Step {
	return steps.Step{Name: name, Do: func(ctx context.Context, log io.Writer) error {
		key, err := t.key(inputs)
		if err != nil {
			return err
		}
		stamp := filepath.Join(t.Dir(), "stamps", hex.EncodeToString([]byte(name)))
		last, err := os.ReadFile(stamp)
		if err == nil && string(last) == key {
			return steps.ErrReused
		}
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		err = do(ctx, log)
		if err != nil {
			return err
		}
		err = os.MkdirAll(filepath.Dir(stamp), 0o755)
		if err != nil {
			return err
		}
		return os.WriteFile(stamp, []byte(key), 0o644)
	}}
}

// key identifies the inputs' contents and the Python they are installed into.
func (t Tools) key(patterns []string) (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, t.Found.Python)
	for _, pattern := range patterns {
		files, err := filepath.Glob(t.source(pattern))
		if err != nil {
			return "", err
		}
		if len(files) == 0 {
			return "", fmt.Errorf("no file is called %s", t.source(pattern))
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				return "", err
			}
			fmt.Fprintln(sum, filepath.Base(file), len(raw))
			sum.Write(raw)
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// source is a file beside this one.
func (t Tools) source(name string) string { return filepath.Join(t.Root, "localstack", "tools", name) }
