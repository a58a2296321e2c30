package deploy

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/steps"
	"hsmp.example/cases/localstack/supervisor"
	"hsmp.example/cases/localstack/tools"
	"hsmp.example/cases/pkg/contract"
)

// Deployer runs cdk against one instance.
type Deployer struct {
	Builder  Builder
	Instance instance.Instance
	Tools    tools.Tools
}

// Sender is the address that the local stage sends mail from.
const Sender = "notices@hsmp.example"

const settleTime = 30 * time.Second

// Context is what infra is told about the local stage.
func Context(i instance.Instance) []string {
	return []string{
		"-c", "stage=" + contract.LocalStage,
		"-c", fmt.Sprintf("daySeconds=%d", i.DaySeconds),
		"-c", "issuer=" + i.Issuer,
		"-c", "issuerKeys=" + i.Issuer + "/jwks",
		"-c", "audience=" + identity.Audience,
		"-c", "client=" + identity.PortalClient,
		"-c", "publicUrl=" + i.APIURL,
		"-c", "documentsUrl=" + i.AWSURL,
		"-c", "sender=" + Sender,
	}
}

// Deploy deploys every stack to a bootstrapped instance and waits until every Lambda takes calls. It is reused when
// neither code nor infrastructure has changed since the last time, in the same life of the emulator.
func (d Deployer) Deploy(ctx context.Context, log io.Writer) error {
	key, err := d.key()
	if err != nil {
		return err
	}
	mark := filepath.Join(d.Instance.Dir, "deployed", "key")
	last, err := os.ReadFile(mark)
	if err == nil && string(last) == key {
		return steps.ErrReused
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	from := append(d.app(), Context(d.Instance)...)
	if err == nil { // deployed before in this life of the emulator
		if err := d.clearOldAPI(ctx, log); err != nil {
			return err
		}
		from = []string{"--app", d.assembly()}
	}
	err = d.cdk(ctx, log, append([]string{"deploy", "--all", "--require-approval", "never", "--method", "direct",
		"--outputs-file", d.Instance.Outputs(), "--progress", "events", "--concurrency", "4"}, from...)...)
	if err != nil {
		return err
	}
	err = errors.Join(d.settle(ctx), verifySender(ctx, d.Instance))
	if err != nil {
		return err
	}
	return errors.Join(d.noteGateway(), d.note("key", key))
}

func (d Deployer) app() []string {
	return []string{"--app", d.Builder.InfraProgram(), "--output", d.assembly()}
}

// Bootstrap makes cdk's own bucket and roles, once in a life of the emulator.
func (d Deployer) Bootstrap(ctx context.Context, log io.Writer) error {
	_, err := os.Stat(filepath.Join(d.Instance.Dir, "deployed", "bootstrapped"))
	if err == nil {
		return steps.ErrReused
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	err = d.cdk(ctx, log, "bootstrap", "aws://000000000000/"+instance.Region)
	if err != nil {
		return err
	}
	return d.note("bootstrapped", "")
}

func (d Deployer) note(name, text string) error {
	folder := filepath.Join(d.Instance.Dir, "deployed")
	err := os.MkdirAll(folder, 0o755)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, name), []byte(text), 0o644)
}

func (d Deployer) cdk(ctx context.Context, log io.Writer, args ...string) error {
	cmd := steps.Command(ctx, log, filepath.Join(d.Tools.Bin(), "cdk"), append(args, "--no-notices", "--no-color")...)
	cmd.Dir = d.Builder.Root
	cmd.Env = append(os.Environ(), append(d.Instance.Env(), d.Tools.Path(), "CDK_DEFAULT_REGION="+instance.Region,
		"CDK_DISABLE_CLI_TELEMETRY=true", "CI=true")...)
	return cmd.Run()
}

// settle waits for the Lambdas: for a moment after an update the first call can fail.
func (d Deployer) settle(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, settleTime)
	defer cancel()
	var last error
	err := supervisor.Await(ctx, func() bool {
		last = functionsReady(ctx, d.Instance)
		return last == nil
	})
	if err != nil {
		return fmt.Errorf("the Lambdas are not ready after %s: %w", settleTime, last)
	}
	return nil
}

// key identifies all that a deployment consists of.
func (d Deployer) key() (string, error) {
	sum := sha256.New()
	fmt.Fprintln(sum, strings.Join(Context(d.Instance), " "))
	files := []string{d.Builder.InfraProgram(), filepath.Join(d.Builder.Root, "docs", "openapi.yaml")}
	for _, f := range contract.Functions {
		files = append(files, filepath.Join(d.Builder.FunctionDir(f.Name), "bootstrap"))
	}
	for _, name := range files {
		file, err := os.Open(name)
		if err != nil {
			return "", err
		}
		_, err = io.Copy(sum, file)
		err = errors.Join(err, file.Close())
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
