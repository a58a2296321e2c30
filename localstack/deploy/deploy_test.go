package deploy

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hsmp.example/cases/localstack/instance"
)

func TestALambdaAboveTheLimitIsRefused(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		size int
		good bool
	}{{"just below", ZipLimit - 5000, true}, {"just above", ZipLimit + 1, false}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := Builder{Root: t.TempDir(), Arch: "amd64"}
			program := make([]byte, c.size)
			_, _ = rand.Read(program) // random bytes do not shrink; it never fails
			path := filepath.Join(b.Root, "intake")
			err := os.WriteFile(path, program, 0o600)
			if err != nil {
				t.Fatal(err)
			}
			err = b.place(io.Discard, "intake", path)
			if c.good != (err == nil) {
				t.Errorf("want good = %v, got %v", c.good, err)
			}
			_, err = os.Stat(filepath.Join(b.FunctionDir("intake"), "bootstrap"))
			if c.good != (err == nil) {
				t.Errorf("want it placed = %v, got %v", c.good, err)
			}
		})
	}
}

func TestAnUnchangedLambdaIsNotWrittenAgain(t *testing.T) {
	t.Parallel()
	b := Builder{Root: t.TempDir(), Arch: "amd64"}
	path := filepath.Join(b.Root, "intake")
	err := os.WriteFile(path, []byte("program"), 0o600)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	for range 2 {
		err = b.place(&log, "intake", path)
		if err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Count(log.String(), "zipped"); got != 1 {
		t.Errorf("want it weighed once, got %d times", got)
	}
}

func TestLambdasAreReadyWhenEveryUpdateHasEnded(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, state, update string
		ready               bool
	}{
		{"active and updated", "Active", "Successful", true},
		{"still pending", "Pending", "Successful", false},
		{"still updating", "Active", "InProgress", false},
		{"an emulator that tells no state", "", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			aws := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				fmt.Fprintf(w, `{"Functions":[{"FunctionName":"intake","State":%q,"LastUpdateStatus":%q}]}`, c.state, c.update)
			}))
			defer aws.Close()
			err := functionsReady(t.Context(), instance.Instance{AWSURL: aws.URL})
			if c.ready != (err == nil) {
				t.Errorf("want ready = %v, got %v", c.ready, err)
			}
		})
	}
}

func TestTheGatewayIsKnownByItsTemplateAndByNothingElse(t *testing.T) {
	t.Parallel()
	template := func(paths, code string) string {
		return `{"Resources":{"Gateway":{"Type":"AWS::ApiGateway::RestApi","Properties":{"Body":{"paths":` + paths + `}}},` +
			`"Portal":{"Type":"AWS::Lambda::Function","Properties":{"Code":"` + code + `"}}}}`
	}
	of := func(text string) string {
		d := Deployer{Instance: instance.Instance{Dir: t.TempDir()}}
		if err := os.MkdirAll(d.assembly(), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(d.assembly(), "Api.template.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := d.gateway()
		if err != nil {
			t.Fatal(err)
		}
		return string(got)
	}
	first := of(template(`{"/":1,"/v1":2}`, "a"))
	if got := of(template(`{"/v1":2,"/":1}`, "b")); got != first {
		t.Errorf("want new code and another order to be the same gateway, got %s and %s", first, got)
	}
	if got := of(template(`{"/v1":2}`, "a")); got == first {
		t.Errorf("want a path less to be another gateway, got %s", got)
	}
}
