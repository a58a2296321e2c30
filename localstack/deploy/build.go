// Package deploy builds the Lambdas and the infrastructure's program, and runs the real `cdk deploy` against an
// instance. It knows the folders' layout and the context that infra reads, not what the stacks contain.
package deploy

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"hsmp.example/cases/localstack/steps"
	"hsmp.example/cases/pkg/contract"
)

// ZipLimit is the most that one Lambda may weigh as a zip, in bytes: beyond it cold starts are felt.
const ZipLimit = 6 << 20

// Builder builds below a project's folder.
type Builder struct {
	Root string
	Arch string // GOARCH of the Lambdas: the machine's own for an emulator without Docker, arm64 on AWS
}

// FunctionDir is the folder with the built Lambda, as infra takes it.
func (b Builder) FunctionDir(name string) string {
	return filepath.Join(b.Root, "build", "lambda", name)
}

// InfraProgram is the built infrastructure program, which cdk runs.
func (b Builder) InfraProgram() string { return filepath.Join(b.Root, "build", "bin", "infra") }

// Functions builds every Lambda that contract lists and refuses the ones that are too heavy, all at once. What has not
// changed is neither built nor written again. A page that asks for a text which a language lacks is refused before.
func (b Builder) Functions(ctx context.Context, log io.Writer) error {
	err := b.Texts(ctx, log)
	if err != nil {
		return err
	}
	programs := filepath.Join(b.Root, "build", "lambda-bin", b.Arch) + string(filepath.Separator)
	// Without inlining: a page's components would be copied into every place that uses them, a fifth of the portal's zip,
	// and what a visitor waits for is the network.
	args := []string{"build", "-trimpath", "-tags", "lambda.norpc", "-gcflags=all=-l", "-ldflags=-s -w", "-o", programs}
	for _, f := range contract.Functions {
		args = append(args, "./functions/"+f.Name)
	}
	build := steps.Command(ctx, log, "go", args...)
	build.Dir = b.Root
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+b.Arch)
	err = os.MkdirAll(programs, 0o755)
	if err != nil {
		return err
	}
	err = build.Run()
	if err != nil {
		return err
	}
	var faults []error
	for _, f := range contract.Functions {
		faults = append(faults, b.place(log, f.Name, filepath.Join(programs, f.Name)))
	}
	return errors.Join(faults...)
}

// Texts fails when a page asks for a text, or an argument of one, that a language lacks, or when nobody says a text.
func (b Builder) Texts(ctx context.Context, log io.Writer) error {
	check := steps.Command(ctx, log, "go", "run", "./web/locales/check")
	check.Dir = b.Root
	return check.Run()
}

// place puts a built program where infra finds it, when it differs from what lies there and is light enough.
func (b Builder) place(log io.Writer, name, program string) error {
	built, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	target := filepath.Join(b.FunctionDir(name), "bootstrap")
	placed, err := os.ReadFile(target)
	if err == nil && bytes.Equal(built, placed) {
		return nil
	}
	size, err := zippedSize(built)
	if err != nil {
		return err
	}
	fmt.Fprintf(log, "%-18s %5.2f MB zipped\n", name, float64(size)/(1<<20))
	if size > ZipLimit {
		return fmt.Errorf("the Lambda %s weighs %.2f MB as a zip, more than %d MB: see what it imports", name,
			float64(size)/(1<<20), ZipLimit>>20)
	}
	err = os.MkdirAll(filepath.Dir(target), 0o755)
	if err != nil {
		return err
	}
	// Written beside and renamed, so that a run that is interrupted leaves no half program.
	err = os.WriteFile(target+".new", built, 0o755)
	if err != nil {
		return err
	}
	return os.Rename(target+".new", target)
}

func zippedSize(program []byte) (int, error) {
	var counted counter
	archive := zip.NewWriter(&counted)
	file, err := archive.Create("bootstrap")
	if err != nil {
		return 0, err
	}
	_, err = file.Write(program)
	if err != nil {
		return 0, err
	}
	err = archive.Close()
	return int(counted), err
}

type counter int

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}

// Infra builds the infrastructure's program, so that cdk does not compile it at each call.
func (b Builder) Infra(ctx context.Context, log io.Writer) error {
	build := steps.Command(ctx, log, "go", "build", "-o", b.InfraProgram(), "./infra")
	build.Dir = b.Root
	return build.Run()
}
