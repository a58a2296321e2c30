// Command check says whether programme files are good, by every rule of pkg/domain/programme.
//
//	go run ./pkg/domain/programme/check pkg/domain/programme/decision-99.yaml
//
// It prints each fault as file:line:column and ends with 1 if there is any, with 2 if a file cannot be read.
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"hsmp.example/cases/pkg/domain/programme"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(files []string, out, complaints io.Writer) int {
	if len(files) == 0 {
		fmt.Fprintln(complaints, "usage: check FILE...")
		return 2
	}
	worst := 0
	for _, file := range files {
		worst = max(worst, one(file, out, complaints))
	}
	return worst
}

func one(file string, out, complaints io.Writer) int {
	raw, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 2
	}
	if _, err = programme.Parse(raw); err != nil {
		for line := range strings.Lines(err.Error()) {
			fmt.Fprintf(out, "%s:%s\n", file, strings.TrimSpace(line))
		}
		return 1
	}
	fmt.Fprintf(out, "%s: good\n", file)
	return 0
}
