//go:build e2e

package e2e

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"
)

func contextFor(t *testing.T) (context.Context, context.CancelFunc) { return withPatience(t, patience) }

func withPatience(t *testing.T, d time.Duration) (context.Context, context.CancelFunc) {
	return context.WithTimeout(t.Context(), d)
}

// unique returns a name that no other test and no other run has.
func unique(prefix string) string { return prefix + "-" + strings.ToLower(ulid.Make().String()) }

const role = "arn:aws:iam::000000000000:role/probe"

// probe builds the probe Lambda at a version and returns it as a zip.
func probe(t *testing.T, version string) []byte {
	t.Helper()
	program := filepath.Join(t.TempDir(), "bootstrap")
	build := exec.CommandContext(t.Context(), "go", "build", "-trimpath", "-tags", "lambda.norpc",
		"-ldflags=-s -w -X main.version="+version, "-o", program, "./probe")
	build.Env = append(os.Environ(), "CGO_ENABLED=0", "GOOS=linux", "GOARCH="+runtime.GOARCH)
	printed, err := build.CombinedOutput()
	if err != nil {
		t.Fatalf("build the probe: %v\n%s", err, printed)
	}
	raw, err := os.ReadFile(program)
	if err != nil {
		t.Fatal(err)
	}
	var archive bytes.Buffer
	writer := zip.NewWriter(&archive)
	file, err := writer.Create("bootstrap")
	if err != nil {
		t.Fatal(err)
	}
	_, err = file.Write(raw)
	if err != nil {
		t.Fatal(err)
	}
	err = writer.Close()
	if err != nil {
		t.Fatal(err)
	}
	return archive.Bytes()
}

// function deploys the probe under a name of its own and returns the name. It is deleted after the test.
func (a aws) function(timeoutSeconds int, env map[string]string) string {
	a.t.Helper()
	name := unique("probe")
	a.rest(http.MethodPost, "/2015-03-31/functions", map[string]any{
		"FunctionName": name, "Runtime": "provided.al2023", "Handler": "bootstrap", "Role": role, "Timeout": timeoutSeconds,
		"Code": map[string]any{"ZipFile": probe(a.t, "1")}, "Environment": map[string]any{"Variables": env}})
	a.t.Cleanup(func() { a.delete("/2015-03-31/functions/" + name) })
	a.awaitActive(name)
	return name
}

// delete is for the end of a test, when the test's context is over.
func (a aws) delete(path string) {
	request, err := http.NewRequest(http.MethodDelete, a.instance.AWSURL+path, nil)
	if err != nil {
		a.t.Error(err)
		return
	}
	request.Header.Set("Authorization", credential("lambda"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		a.t.Error(err)
		return
	}
	response.Body.Close()
}

func (a aws) rest(method, path string, body any) map[string]any {
	a.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		a.t.Fatal(err)
	}
	answer, _ := a.do("lambda", method, path, raw, http.Header{"Content-Type": {"application/json"}})
	return answer
}

func (a aws) awaitActive(name string) {
	a.t.Helper()
	await(a.t, "the function "+name, func() bool {
		answer, _ := a.do("lambda", http.MethodGet, "/2015-03-31/functions/"+name+"/configuration", nil, nil)
		return answer["State"] == "Active" && answer["LastUpdateStatus"] == "Successful"
	})
}

// result is the answer of an invocation.
type result struct {
	fault string // empty, or the kind of failure that Lambda names in a header
	body  map[string]any
	logs  string
}

func (a aws) invoke(name string, event map[string]any) result {
	a.t.Helper()
	raw, err := json.Marshal(event)
	if err != nil {
		a.t.Fatal(err)
	}
	body, header := a.do("lambda", http.MethodPost, "/2015-03-31/functions/"+name+"/invocations", raw,
		http.Header{"X-Amz-Log-Type": {"Tail"}})
	logs, err := base64.StdEncoding.DecodeString(header.Get("X-Amz-Log-Result"))
	if err != nil {
		a.t.Fatal(err)
	}
	return result{fault: header.Get("X-Amz-Function-Error"), body: body, logs: string(logs)}
}
