// Command infra says where the system stands: its stacks, by lifecycle, for AWS and for the emulator alike.
//
// It reads settings once (-c key=value of the cdk command), makes the stacks and synthesises. It meets the code only in
// package contract, in the embedded state machine and in docs/openapi.yaml; it must not import anything else of it.
package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/statemachines"
)

func main() {
	err := synthesise()
	jsii.Close()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func synthesise() error {
	app := awscdk.NewApp(&awscdk.AppProps{Context: flags(), AnalyticsReporting: jsii.Bool(false)})
	settings, err := readSettings(contextOf(app))
	if err != nil {
		return fmt.Errorf("settings:\n%w", err)
	}
	inputs, err := readInputs()
	if err != nil {
		return err
	}
	newStacks(app, settings, inputs)
	awscdk.Aspects_Of(app).Add(cdknag.NewAwsSolutionsChecks(&cdknag.NagPackProps{Verbose: jsii.Bool(true)}), nil)
	app.Synth(nil)
	return nil
}

func contextOf(app awscdk.App) func(string) string {
	return func(key string) string {
		value := app.Node().TryGetContext(jsii.String(key))
		if value == nil {
			return ""
		}
		return fmt.Sprint(value)
	}
}

// readInputs finds the module from wherever the command was started, and in it what was built and written beforehand.
func readInputs() (Inputs, error) {
	root, err := moduleRoot()
	if err != nil {
		return Inputs{}, err
	}
	text, err := os.ReadFile(filepath.Join(root, "docs", "openapi.yaml"))
	if err != nil {
		return Inputs{}, fmt.Errorf("read the API's contract: %w", err)
	}
	routes, err := gateway.Read(text, rooms, openRooms)
	if err != nil {
		return Inputs{}, fmt.Errorf("docs/openapi.yaml:\n%w", err)
	}
	code := filepath.Join(root, "build", "lambda")
	if err := checkBuilt(code); err != nil {
		return Inputs{}, err
	}
	return Inputs{Code: code, Region: region(), Definition: statemachines.Recognition, Contract: routes}, nil
}

// checkBuilt says which Lambdas have no binary, all at once and with the remedy, before CDK says so of one in its own
// words.
func checkBuilt(code string) error {
	var faults []error
	for _, function := range contract.Functions {
		bootstrap := filepath.Join(code, function.Name, "bootstrap")
		if _, err := os.Stat(bootstrap); errors.Is(err, fs.ErrNotExist) {
			faults = append(faults, fmt.Errorf("%s is missing: run `make build` first", bootstrap))
		}
	}
	return errors.Join(faults...)
}

// region is asked of the caller's environment, as the cdk command does; it matters to the emulator's stacks only.
func region() string {
	for _, name := range []string{"CDK_DEFAULT_REGION", "AWS_REGION", "AWS_DEFAULT_REGION"} {
		if value := os.Getenv(name); value != "" {
			return value
		}
	}
	return "eu-central-1"
}

func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the module: %w", err)
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		parent := filepath.Dir(folder)
		if parent == folder {
			return "", errors.New("find the module: no go.mod here or above")
		}
		folder = parent
	}
}
