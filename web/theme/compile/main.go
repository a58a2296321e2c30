// Command compile makes web/assets/files out of web/theme: one style sheet, the script modules, subset fonts, images.
// It is run from the project's root, by make assets, and needs npm and Python; nothing else in the project does for
// pages.
package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"

	"hsmp.example/cases/web/theme"
)

const (
	sourceFolder = "web/theme"
	outputFolder = "web/assets/files"
	sealFile     = "web/assets/sources.sum"
	npmFolder    = ".tools/theme"
	fontsFolder  = ".tools/fonts"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := compile(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, "assets:", err)
		os.Exit(1)
	}
}

// compile makes everything in memory first, so that a failure leaves the last good output in its place.
func compile(ctx context.Context) error {
	err := tools(ctx)
	if err != nil {
		return err
	}
	raw, err := fonts(ctx)
	if err != nil {
		return err
	}
	for _, collect := range []func(context.Context, parts) error{styles, modules, reader, images} {
		err = collect(ctx, raw)
		if err != nil {
			return err
		}
	}
	finished, err := raw.link()
	if err != nil {
		return err
	}
	err = finished.write(outputFolder)
	if err != nil {
		return err
	}
	seal, err := theme.Seal(sourceFolder)
	if err != nil {
		return err
	}
	return os.WriteFile(sealFile, []byte(seal+"\n"), 0o644)
}

// tools installs the compilers by the lock file and the pinned requirements, unless these very ones are installed.
func tools(ctx context.Context) error {
	installed, err := same("package-lock.json", "requirements.txt")
	if err != nil || installed {
		return err
	}
	err = os.MkdirAll(npmFolder, 0o755)
	if err != nil {
		return err
	}
	err = copyTo(npmFolder, "package.json", "package-lock.json")
	if err != nil {
		return err
	}
	err = run(ctx, "npm", "ci", "--prefix", npmFolder, "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--silent")
	if err != nil {
		return err
	}
	err = run(ctx, "python3", "-m", "venv", fontsFolder)
	if err != nil {
		return err
	}
	err = run(ctx, filepath.Join(fontsFolder, "bin", "python"), "-m", "pip", "install", "--quiet",
		"--disable-pip-version-check", "-r", filepath.Join(sourceFolder, "requirements.txt"))
	if err != nil {
		return err
	}
	return copyTo(npmFolder, "requirements.txt")
}

// same reports whether the copies beside the tools are what the sources ask for. The requirements are copied last, when
// everything is installed.
func same(names ...string) (bool, error) {
	for _, name := range names {
		want, err := os.ReadFile(filepath.Join(sourceFolder, name))
		if err != nil {
			return false, err
		}
		got, err := os.ReadFile(filepath.Join(npmFolder, name))
		if err != nil || !bytes.Equal(want, got) {
			return false, nil
		}
	}
	return true, nil
}

func copyTo(folder string, names ...string) error {
	for _, name := range names {
		raw, err := os.ReadFile(filepath.Join(sourceFolder, name))
		if err != nil {
			return err
		}
		err = os.WriteFile(filepath.Join(folder, name), raw, 0o644)
		if err != nil {
			return err
		}
	}
	return nil
}

func run(ctx context.Context, name string, args ...string) error {
	command := exec.CommandContext(ctx, name, args...)
	command.Stdout, command.Stderr = os.Stderr, os.Stderr
	err := command.Run()
	if err != nil {
		return fmt.Errorf("%s: %w", filepath.Base(name), err)
	}
	return nil
}
