package dynamo_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"

	"hsmp.example/cases/pkg/testkit"
)

// engineURL is where the engine of this test binary listens; it is started at the first use.
var engineURL = sync.OnceValues(startEngine)

// engine returns the address of a DynamoDB engine: the one DYNAMODB_URL names, or DynamoDB Local out of .tools, started
// once per test binary. Without either the test is skipped, and fails where CI is set.
func engine(t testing.TB) string {
	t.Helper()
	if url := os.Getenv("DYNAMODB_URL"); url != "" {
		return url
	}
	url, err := engineURL()
	switch {
	case err == nil:
		return url
	case os.Getenv("CI") == "" && errors.Is(err, fs.ErrNotExist):
		t.Skipf("no DynamoDB engine: %v (make up fetches it)", err)
	default:
		t.Fatalf("no DynamoDB engine: %v", err)
	}
	return ""
}

// leash is held until the test binary ends; a pipe that nobody holds is closed when memory is tidied.
var leash io.WriteCloser

// watched ends the engine when its input is closed, which happens when the test binary ends, however it ends.
const watched = `"$@" & engine=$!; trap 'kill $engine' EXIT; cat >/dev/null`

// startLimit is for a machine with more to do than to start an engine.
const startLimit = 5 * time.Minute

func startEngine() (string, error) {
	jars, err := jarFolder()
	if err != nil {
		return "", err
	}
	port, err := freePort()
	if err != nil {
		return "", err
	}
	log, err := os.CreateTemp("", "dynamodb-*.log")
	if err != nil {
		return "", err
	}
	cmd := exec.Command("sh", "-c", watched, "sh", "java", "-Xmx512m", "-Djava.library.path="+jars,
		"-cp", filepath.Join(jars, "*"), "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
		"-inMemory", "-disableTelemetry", "-port", fmt.Sprint(port))
	cmd.Stdout, cmd.Stderr = log, log
	if leash, err = cmd.StdinPipe(); err != nil {
		return "", err
	}
	if err := cmd.Start(); err != nil {
		return "", err
	}
	url := fmt.Sprintf("http://127.0.0.1:%d", port)
	if err := answers(url, startLimit); err != nil {
		return "", fmt.Errorf("%w; its log is %s", err, log.Name())
	}
	return url, os.Remove(log.Name())
}

// jarFolder finds DynamoDB Local in the project's tool folder, above the package whose test runs, or where
// DYNAMODB_JARS says.
func jarFolder() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			break
		}
		above := filepath.Dir(folder)
		if above == folder {
			return "", fs.ErrNotExist
		}
		folder = above
	}
	jars := filepath.Join(folder, ".tools", "java", "dynamodb")
	if given := os.Getenv("DYNAMODB_JARS"); given != "" {
		jars = given
	}
	found, err := filepath.Glob(filepath.Join(jars, "DynamoDBLocal*.jar"))
	if err == nil && len(found) == 0 {
		err = &fs.PathError{Op: "find DynamoDB Local in", Path: strings.TrimPrefix(jars, folder+"/"), Err: fs.ErrNotExist}
	}
	return jars, err
}

func freePort() (int, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port, nil
}

// answers waits until something speaks HTTP there; the engine refuses an unsigned request, and that is answer enough.
func answers(url string, within time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), within)
	defer cancel()
	for {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
		if err != nil {
			return err
		}
		response, err := http.DefaultClient.Do(request)
		if err == nil {
			return response.Body.Close()
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the engine does not answer: %w", err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

var tables atomic.Int64

// ownTable gives the test an empty cases table of its own, with the keys and the stream that infra deploys, and
// removes it afterwards. Time to live is not switched on: tests live at other times than the engine does.
func ownTable(t testing.TB) (*dynamodb.Client, string) {
	t.Helper()
	client := dynamodb.New(dynamodb.Options{Region: "eu-central-1", BaseEndpoint: aws.String(engine(t)),
		Credentials: credentials.NewStaticCredentialsProvider("test", "test", "")})
	name := fmt.Sprintf("cases-%d-%d", os.Getpid(), tables.Add(1))
	if _, err := client.CreateTable(t.Context(), testkit.Schema(name)); err != nil {
		t.Fatalf("create table: %v", err)
	}
	t.Cleanup(func() {
		if _, err := client.DeleteTable(context.Background(), &dynamodb.DeleteTableInput{TableName: &name}); err != nil {
			t.Errorf("delete table: %v", err)
		}
	})
	return client, name
}
