package tools

import (
	"context"
	"io"
	"os"
	"path/filepath"

	"hsmp.example/cases/localstack/steps"
)

// node installs from the lock file alone. No install scripts run: the packages that are needed carry their binaries.
func (t Tools) node(ctx context.Context, log io.Writer) error {
	err := os.MkdirAll(t.Node(), 0o755)
	if err != nil {
		return err
	}
	for _, name := range []string{"package.json", "package-lock.json"} {
		err = copyFile(t.source("node/"+name), filepath.Join(t.Node(), name))
		if err != nil {
			return err
		}
	}
	return steps.Command(ctx, log, "npm", "ci", "--prefix", t.Node(), "--ignore-scripts", "--no-audit", "--no-fund").Run()
}

func (t Tools) localstack(ctx context.Context, log io.Writer) error {
	return t.venv(ctx, log, "localstack", "requirements-build.txt", "requirements.txt")
}

func (t Tools) linter(ctx context.Context, log io.Writer) error {
	return t.venv(ctx, log, "lint", "requirements-lint.txt")
}

// venv makes an environment, or goes on with one, and installs the requirements into it one file after the other.
func (t Tools) venv(ctx context.Context, log io.Writer, name string, requirements ...string) error {
	folder := filepath.Join(t.Dir(), name)
	err := steps.Command(ctx, log, t.Found.Python, "-m", "venv", folder).Run()
	if err != nil {
		return err
	}
	for _, file := range requirements {
		err = t.pip(ctx, log, name, "--no-build-isolation", "--no-deps", "-r", t.source("python/"+file))
		if err != nil {
			return err
		}
	}
	return nil
}

func (t Tools) pip(ctx context.Context, log io.Writer, venv string, args ...string) error {
	python := filepath.Join(t.Dir(), venv, "bin", "python")
	// Python compiles what it imports; compiling all of it beforehand takes longer than anything saves.
	common := []string{"-m", "pip", "install", "--quiet", "--no-compile", "--disable-pip-version-check"}
	return steps.Command(ctx, log, python, append(common, args...)...).Run()
}

// hostMode installs our LocalStack plugin from a copy, because building it leaves files beside the source.
func (t Tools) hostMode(ctx context.Context, log io.Writer) error {
	folder := filepath.Join(t.Dir(), "hostmode")
	err := os.RemoveAll(folder)
	if err != nil {
		return err
	}
	err = os.CopyFS(folder, os.DirFS(t.source("../hostmode")))
	if err != nil {
		return err
	}
	return t.pip(ctx, log, "localstack", "--no-build-isolation", "--no-deps", "--force-reinstall", folder)
}

// The version of Maven's plugin that copies jars; pinned like everything else.
const copyDependencies = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"

// java copies the jars without versions in their names: the native SQLite library is looked for without one. One after
// the other, because two Mavens must not fill one local repository.
func (t Tools) java(ctx context.Context, log io.Writer) error {
	for _, name := range []string{"dynamodb", "jsonata"} {
		err := steps.Command(ctx, log, "mvn", "-B", "-q", "-f", t.source("java/"+name+"/pom.xml"), copyDependencies,
			"-DoutputDirectory="+t.Jars(name), "-DincludeScope=runtime", "-Dmdep.stripVersion=true").Run()
		if err != nil {
			return err
		}
	}
	return nil
}

func copyFile(from, to string) error {
	raw, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, raw, 0o644)
}
