// Command serve opens a rehearsal of the portal and prints its address: the real pages in memory, ready in a second.
//
//	go run ./functions/internal/portal/rehearsal/serve
//
// /rehearsal/as/emre?to=/en/applications signs an applicant in, /rehearsal/as/officer-economy an officer;
// /rehearsal/pass/3 moves the clock by three days.
package main

import (
	"fmt"
	"os"
	"os/signal"

	"hsmp.example/cases/functions/internal/portal/rehearsal"
)

func main() {
	stage, err := rehearsal.Start()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	defer stage.Close()
	fmt.Println(stage.URL + "/en/")
	ended := make(chan os.Signal, 1)
	signal.Notify(ended, os.Interrupt)
	<-ended
}
