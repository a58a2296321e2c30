// Command publish checks a programme file or a calendar order, and writes the row by which it is published in the
// table:
//
//	go run ./pkg/aws/dynamo/publish -from 2027-01-01 decision-7.yaml > row.json
//	go run ./pkg/aws/dynamo/publish order-2027-01-15.json > row.json
//	aws dynamodb put-item --table-name <table> --item file://row.json --condition-expression 'attribute_not_exists(PK)'
//
// A programme is a .yaml file as in pkg/domain/programme; -from is the first day on which new applications are handled
// by it. An order is a .json file in the words of calendar.Order, and its name is the file's. The command sends
// nothing. It ends with 1 where the file cannot be published, with every fault of it, and with 2 where it cannot be
// read.
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/usecase/casework"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

func run(args []string, out, complaints io.Writer) int {
	flags := flag.NewFlagSet("publish", flag.ContinueOnError)
	flags.SetOutput(complaints)
	from := flags.String("from", "", "first day on which new applications are handled by the programme, 2027-01-01")
	if err := flags.Parse(args); err != nil || flags.NArg() != 1 {
		fmt.Fprintln(complaints, "usage: publish [-from 2027-01-01] FILE.yaml | FILE.json")
		return 2
	}
	raw, err := os.ReadFile(flags.Arg(0))
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 2
	}
	rule, err := ruleOf(flags.Arg(0), raw, *from)
	if err != nil {
		fmt.Fprintf(complaints, "%s:\n%v\n", flags.Arg(0), err)
		return 1
	}
	row, err := json.MarshalIndent(dynamo.RuleItem(rule), "", "  ")
	if err != nil {
		fmt.Fprintln(complaints, err)
		return 2
	}
	fmt.Fprintln(out, string(row))
	return 0
}

func ruleOf(file string, raw []byte, from string) (casework.Published, error) {
	if filepath.Ext(file) == ".json" {
		_, err := calendar.ReadOrder(raw)
		return casework.Published{Kind: casework.OrderKind, ID: strings.TrimSuffix(filepath.Base(file), ".json"), Content: raw}, err
	}
	p, wrong := programme.Parse(raw)
	day, unsaid := calendar.ParseDate(from)
	if err := errors.Join(wrong, unsaid, unreleased(p)); err != nil {
		return casework.Published{}, err
	}
	content, err := p.Twin()
	return casework.Published{Kind: casework.ProgrammeKind, ID: p.Version, From: day, Content: content}, err
}

// unreleased refuses other rules under the name of a version that is built in.
func unreleased(p programme.Programme) error {
	if built, err := programme.ByVersion(p.Version); err == nil && built.Hash() != p.Hash() {
		return fmt.Errorf("version %s is released with other rules: a change of law is a new version", p.Version)
	}
	return nil
}
