//go:build e2e

// Package e2e tests the running emulator over HTTP only, on the instance that the variable INSTANCE describes.
package e2e

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/supervisor"
)

// patience is how long a test waits for what the emulator does by itself.
const patience = 30 * time.Second

// running returns the instance under test.
func running(t *testing.T) instance.Instance {
	t.Helper()
	file := os.Getenv(instance.Variable)
	if file == "" {
		t.Fatalf("%s is not set: make test starts an instance and sets it", instance.Variable)
	}
	i, err := instance.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// aws speaks AWS's protocols to the emulator, which takes service and region from the credential.
type aws struct {
	t        *testing.T
	instance instance.Instance
}

func emulated(t *testing.T) aws {
	t.Helper()
	return aws{t: t, instance: running(t)}
}

// call makes a call of the JSON protocol, such as DynamoDB_20120810.PutItem, and fails the test unless it succeeds.
func (a aws) call(service, target string, body any) map[string]any {
	a.t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		a.t.Fatal(err)
	}
	answer, _ := a.do(service, http.MethodPost, "/", raw, http.Header{
		"X-Amz-Target": {target}, "Content-Type": {"application/x-amz-json-1.0"}})
	return answer
}

// do makes any request and fails the test unless it succeeds.
func (a aws) do(service, method, path string, body []byte, header http.Header) (map[string]any, http.Header) {
	a.t.Helper()
	request, err := http.NewRequestWithContext(a.t.Context(), method, a.instance.AWSURL+path, bytes.NewReader(body))
	if err != nil {
		a.t.Fatal(err)
	}
	for name, values := range header {
		request.Header[name] = values
	}
	request.Header.Set("Authorization", credential(service))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		a.t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		a.t.Fatal(err)
	}
	if response.StatusCode >= http.StatusBadRequest {
		a.t.Fatalf("%s %s: %s\n%s", method, path+" "+header.Get("X-Amz-Target"), response.Status, raw)
	}
	var answer map[string]any
	if len(raw) > 0 && strings.HasPrefix(strings.TrimSpace(string(raw)), "{") {
		err = json.Unmarshal(raw, &answer)
		if err != nil {
			a.t.Fatalf("%s: %v", raw, err)
		}
	}
	return answer, response.Header
}

// credential tells the emulator which service and region are meant; it checks no signature.
func credential(service string) string {
	return "AWS4-HMAC-SHA256 Credential=test/20260101/" + instance.Region + "/" + service +
		"/aws4_request, SignedHeaders=host, Signature=0"
}

// await polls until done says yes, and fails the test after the patience.
func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	ctx, cancel := contextFor(t)
	defer cancel()
	err := supervisor.Await(ctx, done)
	if err != nil {
		t.Fatalf("%s did not come within %s", what, patience)
	}
}
