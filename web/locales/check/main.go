// Command check fails when a page asks for a text, or an argument of one, that a language does not have. The build runs
// it before it builds any function.
package main

import (
	"fmt"
	"os"

	"hsmp.example/cases/web/locales"
	"hsmp.example/cases/web/locales/spoken"
)

func main() {
	texts, err := locales.Texts()
	if err == nil {
		var faults []string
		faults, err = spoken.Faults(texts, "web", "functions/internal/portal")
		for _, fault := range faults {
			fmt.Fprintln(os.Stderr, fault)
		}
		if err == nil && len(faults) > 0 {
			err = fmt.Errorf("%d texts are wrong", len(faults))
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
