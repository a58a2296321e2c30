// Command check says whether programme files are good: by the JSON Schema and by every rule of pkg/domain/programme.
//
//	go run ./pkg/domain/programme/check pkg/domain/programme/decision-99.yaml
//
// It prints each fault as file:line:column and ends with 1 if there is any, with 2 if a file cannot be read.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"hsmp.example/cases/pkg/domain/calendar/datafile"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/programme/schema"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(files []string, out, complaints io.Writer) int {
	if len(files) == 0 {
		fmt.Fprintln(complaints, "usage: check FILE...")
		return 2
	}
	contract, err := schema.Compile(programme.SchemaFile())
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 2
	}
	worst := 0
	for _, file := range files {
		worst = max(worst, one(file, contract, out, complaints))
	}
	return worst
}

func one(file string, contract schema.Schema, out, complaints io.Writer) int {
	raw, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 2
	}
	_, err = programme.Parse(raw)
	found := slices.Concat(faults(err), unsaid(faults(contract.Check(raw)), faults(err)))
	for _, f := range found {
		fmt.Fprintf(out, "%s:%s\n", file, f)
	}
	if len(found) > 0 {
		return 1
	}
	fmt.Fprintf(out, "%s: good\n", file)
	return 0
}

// unsaid leaves out what the schema says about a place that the programme's own rules have spoken of in better words.
func unsaid(bySchema, byRules datafile.Faults) datafile.Faults {
	return slices.DeleteFunc(bySchema, func(f datafile.Fault) bool {
		return slices.ContainsFunc(byRules, func(g datafile.Fault) bool { return g.Place == f.Place || g.Pointer == f.Pointer })
	})
}

// faults makes one of an error that is no list of faults, so that nothing is passed over.
func faults(err error) datafile.Faults {
	var found datafile.Faults
	if err == nil || errors.As(err, &found) {
		return found
	}
	return datafile.Faults{{Place: datafile.Place{Line: 1, Column: 1}, What: err.Error()}}
}
