package api_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/web"
)

var update = flag.Bool("update", false, "write docs/openapi.yaml and the recorded answers anew")

const documentFile = "../../../docs/openapi.yaml"

// illustrate puts the examples of docs/examples into the documents: messages, and answers as they were recorded.
func illustrate(t *testing.T, apis []*web.API) {
	t.Helper()
	for id, o := range operations(apis) {
		if o.RequestBody != nil {
			o.RequestBody.Content["application/json"].Example = readJSON(t, filepath.Join(examplesFolder, id+".json"))
		}
		media := success(o).Content["application/json"]
		if media != nil {
			media.Example = readJSON(t, filepath.Join(examplesFolder, "answers", id+".json"))
		}
	}
}

// success is the answer of an operation that is no problem.
func success(o *huma.Operation) *huma.Response {
	for _, status := range slices.Sorted(maps.Keys(o.Responses)) {
		if strings.HasPrefix(status, "2") {
			return o.Responses[status]
		}
	}
	return &huma.Response{}
}

func readJSON(t *testing.T, file string) any {
	t.Helper()
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("an operation without an example: %v", err)
	}
	var value any
	if err := json.Unmarshal(raw, &value); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return value
}

// The committed document is what the code says. After a change of the API: make openapi.
func TestOpenAPI(t *testing.T) {
	w := open(t)
	recorded(t)
	illustrate(t, w.apis)
	documents := make([]*huma.OpenAPI, len(w.apis))
	for i, a := range w.apis {
		documents[i] = a.OpenAPI()
	}
	got, err := web.Merge(documents...)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		write(t, documentFile, got)
	}
	want, err := os.ReadFile(documentFile)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("docs/openapi.yaml is not what the code says; run make openapi.\nwant -, got +\n%.4000s", diff)
	}
}

func write(t *testing.T, file string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestEveryOperationIsDescribed(t *testing.T) {
	t.Parallel()
	for id, o := range operations(open(t).apis) {
		function, _ := o.Extensions["x-function"].(string)
		if o.Summary == "" || o.Description == "" || len(o.Tags) == 0 || function == "" {
			t.Errorf("%s lacks a summary, a description, a tag or its function", id)
		}
		for _, status := range []int{http.StatusBadRequest, http.StatusInternalServerError, http.StatusServiceUnavailable} {
			if o.Responses[strconv.Itoa(status)] == nil {
				t.Errorf("%s does not say what %d means", id, status)
			}
		}
	}
}

// Each example passes its operation's schema, and what was recorded passes the schema of the answer.
func TestExamplesKeepToTheirSchemas(t *testing.T) {
	t.Parallel()
	apis := open(t).apis
	for _, a := range apis {
		registry := a.OpenAPI().Components.Schemas
		for id, o := range operations([]*web.API{a}) {
			if o.RequestBody != nil {
				keeps(t, registry, id, o.RequestBody.Content["application/json"].Schema, filepath.Join(examplesFolder, id+".json"))
			}
			if media := success(o).Content["application/json"]; media != nil {
				keeps(t, registry, id, media.Schema, filepath.Join(examplesFolder, "answers", id+".json"))
			}
		}
	}
}

func keeps(t *testing.T, registry huma.Registry, id string, schema *huma.Schema, file string) {
	t.Helper()
	result := &huma.ValidateResult{}
	huma.Validate(registry, schema, huma.NewPathBuffer([]byte{}, 0), huma.ModeReadFromServer, readJSON(t, file), result)
	for _, fault := range result.Errors {
		t.Errorf("%s: %s: %v", id, filepath.Base(file), fault)
	}
}

// Nobody keeps an example of an operation that is gone.
func TestNoExampleIsLeftOver(t *testing.T) {
	t.Parallel()
	known := operations(open(t).apis)
	for _, pattern := range []string{"*.json", "answers/*.json"} {
		files, err := filepath.Glob(filepath.Join(examplesFolder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if _, ok := known[strings.TrimSuffix(filepath.Base(file), ".json")]; !ok {
				t.Errorf("%s belongs to no operation", file)
			}
		}
	}
}

// pretty writes an answer for people, with its strings as they are.
func pretty(t *testing.T, raw []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := json.Indent(&out, bytes.TrimSpace(raw), "", "  "); err != nil {
		t.Fatal(err)
	}
	return append(out.Bytes(), '\n')
}

// What an address may hold at most: API Gateway takes 10,240 bytes of request line and headers together.
const longestAddress = 4096

// Every parameter at its longest, with every character escaped where no pattern forbids it, still fits an address.
func TestEveryAddressThatTheDocumentAllowsCanBeSent(t *testing.T) {
	t.Parallel()
	for id, o := range operations(open(t).apis) {
		length := len(o.Path)
		for _, p := range o.Parameters {
			if p.In == "query" && p.Schema.MaxLength != nil {
				length += len(p.Name) + 2 + *p.Schema.MaxLength*escapedLength(p.Schema)
			}
		}
		if length > longestAddress {
			t.Errorf("%s: an address of %d bytes", id, length)
		}
	}
}

// escapedLength is how many bytes of an address one character takes at most.
func escapedLength(s *huma.Schema) int {
	if strings.HasPrefix(s.Pattern, "^[!-~]") {
		return len("%23")
	}
	return len("%F0%9F%98%80")
}
