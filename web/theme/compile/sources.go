package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
)

// themed is a colour that a page could set anew, beside the one that the theme says. Ours are never set anew, and
// without the first halves the style sheet is a fifth smaller.
var themed = regexp.MustCompile(`var\(--govuk-[a-z-]+-colour, ?(#[0-9a-f]+|[a-z]+)\)`)

// styles compiles scss/kit.scss and all that it uses into kit.css.
func styles(ctx context.Context, made parts) error {
	folder, err := os.MkdirTemp("", "styles")
	if err != nil {
		return err
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "kit.css")
	err = run(ctx, "node", filepath.Join(npmFolder, "node_modules/sass/sass.js"), "--style=compressed", "--no-source-map",
		"--no-charset", "--quiet-deps", "--load-path="+filepath.Join(npmFolder, "node_modules"),
		filepath.Join(sourceFolder, "scss/kit.scss"), file)
	if err != nil {
		return err
	}
	raw, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	made["kit.css"] = themed.ReplaceAll(raw, []byte("$1"))
	return nil
}

// modules takes the script modules as they are written, but for what only their writers read.
func modules(_ context.Context, made parts) error {
	before := maps.Clone(made)
	if err := take("js/*.js", made); err != nil {
		return err
	}
	for name, script := range made {
		if _, old := before[name]; !old {
			made[name] = lean(script)
		}
	}
	return nil
}

// asides are comments that stand on lines of their own, empty lines and indentation. No source has a text that goes
// over several lines.
var asides = regexp.MustCompile(`(?m)^[ \t]*/\*(?s:.*?)\*/[ \t]*\n|^[ \t]*//.*\n|^[ \t]*\n|^[ \t]+`)

// lean takes the asides out of a script: a third of its weight.
func lean(script []byte) []byte {
	return asides.ReplaceAll(script, nil)
}

// reader takes the decoder of QR codes out of its package. It comes as plain modules, so that all there is to do is to
// name its two files as assets are named.
func reader(_ context.Context, made parts) error {
	for name, file := range map[string]string{"qr-decode.js": "decode.js", "qr-index.js": "index.js"} {
		raw, err := os.ReadFile(filepath.Join(npmFolder, "node_modules/qr", file))
		if err != nil {
			return err
		}
		raw = bytes.ReplaceAll(raw, []byte(`'./index.js'`), []byte(`"asset:qr-index.js"`))
		made[name] = append([]byte("// npm package qr, MIT, (c) 2023 Paul Miller (paulmillr.com)\n"), lean(raw)...)
	}
	return nil
}

// images takes the images as they are drawn.
func images(_ context.Context, made parts) error { return take("images/*.svg", made) }

func take(pattern string, made parts) error {
	files, err := filepath.Glob(filepath.Join(sourceFolder, pattern))
	if err != nil {
		return err
	}
	for _, file := range files {
		name := filepath.Base(file)
		if _, ok := made[name]; ok {
			return fmt.Errorf("two sources make %s", name)
		}
		made[name], err = os.ReadFile(file)
		if err != nil {
			return err
		}
	}
	return nil
}
