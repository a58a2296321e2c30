package main

import (
	"fmt"
	"io"

	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/instance"
)

// welcome tells people where to go next.
func welcome(out io.Writer, i instance.Instance) error {
	directory, err := identity.Read()
	if err != nil {
		return err
	}
	fmt.Fprintf(out, `
  portal            %s  (the API is below /v1)
  sign-in           %s
  AWS               %s  (eval "$(go run ./localstack env)")
  sent mail         %s/_aws/ses
  logs              %s

  sign in as (password %s, the code is shown on the page):
`, i.APIURL, i.Issuer, i.AWSURL, i.AWSURL, i.Logs(), directory.Password)
	for _, role := range []string{"applicant", "officer", "supervisor", "decision-officer", "objection-reviewer", "employer",
		"auditor", "administrator"} {
		fmt.Fprintf(out, "    %-20s", role)
		for n, p := range directory.WithRole(role) {
			if n < 4 {
				fmt.Fprint(out, " ", p.User)
			}
		}
		fmt.Fprintln(out)
	}
	fmt.Fprintf(out, "\n  try next\n    open %[1]s in a browser\n    curl %[1]s/v1/programme\n    make demo\n    make down\n", i.APIURL)
	return nil
}
