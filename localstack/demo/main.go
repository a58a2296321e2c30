// Command demo runs the main job on the instance that the variable INSTANCE describes: eight applications through the
// HTTP API, from the form to the document. It fails when a case ends otherwise than it must, and says which.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/play"
	"hsmp.example/cases/localstack/instance"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	here, err := os.Getwd()
	if err != nil {
		return err
	}
	root, err := instance.FindRoot(here)
	if err != nil {
		return err
	}
	out := flag.String("out", filepath.Join(root, "build"), "folder for demo.json and demo/*.pdf")
	flag.Parse()
	i, err := instance.FromEnv(root)
	if err != nil {
		return errors.New("nothing runs here yet: make up")
	}
	run := strconv.FormatInt(time.Now().UnixNano(), 36)
	return play.Run(ctx, play.Stage{Site: client.Open(i, run), Folder: *out, Out: os.Stdout})
}
