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
