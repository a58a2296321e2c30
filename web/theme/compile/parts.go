package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"hsmp.example/cases/web/assets"
)

// parts are assets by name. Style sheets and modules name other assets as "asset:name" until link has run.
type parts map[string][]byte

var reference = regexp.MustCompile(`asset:([a-z0-9.-]+)`)

// link writes the addresses in: "asset:kit.css" becomes "../1f0c9a2b/kit.css", which holds wherever /assets/ is served.
// What is named is linked before what names it, because the address of an asset depends on all that it names.
func (p parts) link() (parts, error) {
	finished := parts{}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		err := p.linkOne(name, finished, nil)
		if err != nil {
			return nil, err
		}
	}
	return finished, nil
}

func (p parts) linkOne(name string, finished parts, path []string) error {
	if _, ok := finished[name]; ok {
		return nil
	}
	raw, ok := p[name]
	if !ok {
		return fmt.Errorf("%v names %s, which is no asset", path, name)
	}
	if slices.Contains(path, name) {
		return fmt.Errorf("assets name each other in a circle: %v", append(path, name))
	}
	if filepath.Ext(name) == ".woff2" {
		finished[name] = raw
		return nil
	}
	for _, found := range reference.FindAllSubmatch(raw, -1) {
		err := p.linkOne(string(found[1]), finished, append(path, name))
		if err != nil {
			return err
		}
	}
	finished[name] = reference.ReplaceAllFunc(raw, func(found []byte) []byte {
		other := string(found[len("asset:"):])
		return []byte("../" + assets.Hash(finished[other]) + "/" + other)
	})
	return nil
}

// write replaces the folder's files by the parts; what is no longer made goes.
func (p parts) write(folder string) error {
	err := os.RemoveAll(folder)
	if err != nil {
		return err
	}
	err = os.MkdirAll(folder, 0o755)
	if err != nil {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(p)) {
		err = os.WriteFile(filepath.Join(folder, name), p[name], 0o644)
		if err != nil {
			return err
		}
		fmt.Printf("%7d  %s\n", len(p[name]), name)
	}
	return nil
}
