// Package parts knows the programs that an instance consists of: how each is called, what it listens on and when it is
// ready. It starts nothing itself.
package parts

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"hsmp.example/cases/localstack/frontdoor"
	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/supervisor"
	"hsmp.example/cases/localstack/tools"
)

// The parts' names, which are also the names of their logs.
const (
	DynamoDB   = "dynamodb"
	LocalStack = "localstack"
	Identity   = "identity"
	FrontDoor  = "frontdoor"
)

// Names lists all parts as they are shown: what people meet first.
var Names = []string{FrontDoor, Identity, LocalStack, DynamoDB}

const patience = 60 * time.Second

// dynamoDB keeps the tables, in memory, for LocalStack.
func dynamoDB(i instance.Instance, t tools.Tools) supervisor.Part {
	return supervisor.Part{
		Name:  DynamoDB,
		Args:  []string{t.Python(), "-m", "hsmp_hostmode.dynamodb", t.Jars("dynamodb"), fmt.Sprint(i.Ports.DynamoDB)},
		Env:   []string{"JAVA_HOME=" + t.Found.JavaHome},
		Dir:   i.Dir,
		Ports: []int{i.Ports.DynamoDB}, Within: patience,
		// It refuses an unsigned request; that it says so is enough.
		Ready:   answers(fmt.Sprintf("http://127.0.0.1:%d/", i.Ports.DynamoDB), http.StatusBadRequest),
		Sources: []string{hostMode(i, "dynamodb.py")},
	}
}

// localStack is the emulated AWS in host mode: every folder of its own, nothing fetched, no news sent home.
func localStack(i instance.Instance, t tools.Tools) supervisor.Part {
	return supervisor.Part{
		Name: LocalStack,
		Args: []string{t.Python(), "-m", "localstack.runtime.main"},
		Env: append(commonEnv(i),
			// Not in a container, even if this machine is one: LocalStack would write to folders of the system.
			"OVERRIDE_IN_DOCKER=0",
			"FILESYSTEM_ROOT="+filepath.Join(i.Dir, "localstack"),
			"TMPDIR="+filepath.Join(i.Dir, "tmp"),
			"JAVA_HOME="+t.Found.JavaHome,
			"HSMP_DYNAMODB=running",
			"HSMP_JSONATA_JARS="+t.Jars("jsonata"),
			"HSMP_FUNCTION_LOGS="+FunctionLogs(i),
		),
		Dir:   i.Dir,
		Ports: []int{i.Ports.Gateway}, Within: patience,
		Ready:   answers(i.AWSURL+"/_localstack/health", http.StatusOK),
		Sources: []string{hostMode(i, "*.py"), os.Getenv("SFN_MOCK_CONFIG")},
	}
}

// hostMode is a file of our LocalStack plugin.
func hostMode(i instance.Instance, name string) string {
	return filepath.Join(i.Root, "localstack", "hostmode", "hsmp_hostmode", name)
}

// commonEnv is LocalStack's settings with or without Docker.
func commonEnv(i instance.Instance) []string {
	return []string{
		fmt.Sprintf("GATEWAY_LISTEN=127.0.0.1:%d", i.Ports.Gateway),
		fmt.Sprintf("LOCALSTACK_HOST=127.0.0.1:%d", i.Ports.Gateway),
		fmt.Sprintf("EXTERNAL_SERVICE_PORTS_START=%d", i.Ports.External),
		fmt.Sprintf("EXTERNAL_SERVICE_PORTS_END=%d", i.Ports.External+50),
		fmt.Sprintf("DYNAMODB_LOCAL_PORT=%d", i.Ports.DynamoDB),
		"LAMBDA_RUNTIME_EXECUTOR=process",
		"LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT=30",
		"AWS_EC2_METADATA_DISABLED=true", // nothing here is a machine of Amazon's, and asking one may take long
		"SKIP_SSL_CERT_DOWNLOAD=1", "DISABLE_EVENTS=1", "DNS_ADDRESS=0",
		// The second DynamoDB provider takes the streams of DynamoDB Local; the first needs a Kinesis that is fetched.
		"PROVIDER_OVERRIDE_DYNAMODB=v2", "PROVIDER_OVERRIDE_DYNAMODBSTREAMS=v2",
	}
}

// identityProvider is the OpenID provider with our people.
func identityProvider(i instance.Instance, t tools.Tools) supervisor.Part {
	source := filepath.Join(i.Root, "localstack", "identity")
	return supervisor.Part{
		Name: Identity,
		Args: []string{filepath.Join(t.Bin(), "node"), filepath.Join(source, "provider", "main.mjs"),
			"--port", fmt.Sprint(i.Ports.Issuer), "--door", fmt.Sprint(i.Ports.Door),
			"--state", filepath.Join(i.Dir, "identity"), "--modules", t.Node()},
		Dir:   i.Dir,
		Ports: []int{i.Ports.Issuer}, Within: patience,
		Ready:   answers(i.Issuer+"/.well-known/openid-configuration", http.StatusOK),
		Sources: []string{filepath.Join(source, "people.json"), filepath.Join(source, "provider", "*")},
	}
}

// frontDoor is this very program, from a copy: the one that runs may be deleted when it ends (go run does).
func frontDoor(i instance.Instance) (supervisor.Part, error) {
	program, err := copySelf(i)
	return supervisor.Part{
		Name:  FrontDoor,
		Args:  []string{program, "frontdoor", i.File()},
		Dir:   i.Dir,
		Ports: []int{i.Ports.Door}, Within: patience,
		Ready:   answers(fmt.Sprintf("http://127.0.0.1:%d%s", i.Ports.Door, frontdoor.HealthPath), http.StatusOK),
		Sources: []string{filepath.Join(i.Root, "localstack", "frontdoor", "*.go")},
	}, err
}

func copySelf(i instance.Instance) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	raw, err := os.ReadFile(self)
	if err != nil {
		return "", err
	}
	target := filepath.Join(i.Dir, "bin", "frontdoor")
	err = os.MkdirAll(filepath.Dir(target), 0o755)
	if err != nil {
		return "", err
	}
	err = os.RemoveAll(target) // a program that still runs cannot be written to
	if err != nil {
		return "", err
	}
	return target, os.WriteFile(target, raw, 0o755)
}

// FunctionLogs is the folder with a log of every Lambda.
func FunctionLogs(i instance.Instance) string { return filepath.Join(i.Logs(), "functions") }

// answers returns a question that is content when the address answers with the status.
func answers(address string, status int) func(context.Context) error {
	return func(ctx context.Context) error {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return err
		}
		defer response.Body.Close()
		if response.StatusCode != status {
			return fmt.Errorf("%s answers %s", address, response.Status)
		}
		return nil
	}
}
