package boot

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-lambda-go/lambdacontext"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
)

// given is the environment of a function that was given all it needs.
func given(t *testing.T, function string, change map[string]string) Lookup {
	t.Helper()
	known, ok := contract.Lookup(function)
	if !ok {
		t.Fatalf("no function %s", function)
	}
	all := map[string]string{"AWS_REGION": "eu-central-1", "AWS_ACCESS_KEY_ID": "id", "AWS_SECRET_ACCESS_KEY": "secret"}
	for _, v := range known.Variables {
		all[string(v)] = "value of " + string(v)
	}
	maps.Copy(all, change)
	return func(name string) (string, bool) {
		value, ok := all[name]
		return value, ok
	}
}

func TestEveryFunctionStartsWithWhatItsContractLists(t *testing.T) {
	t.Parallel()
	for _, f := range contract.Functions {
		env, err := prepare(f.Name, given(t, f.Name, nil))
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		for _, v := range f.Variables {
			if want, got := "value of "+string(v), env.Settings.Get(v); got != want {
				t.Errorf("%s: want %q, got %q", f.Name, want, got)
			}
		}
	}
}

func TestAMissingVariableIsNamed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change map[string]string
		want   string
	}{
		{"one", map[string]string{"TABLE": ""}, "function issue: missing variable TABLE"},
		{"two at once", map[string]string{"TABLE": "", "SEAL_KEY": ""}, "function issue: missing variable TABLE, SEAL_KEY"},
		{"of Lambda's own", map[string]string{"AWS_REGION": ""}, "function issue: missing variable AWS_REGION, AWS_ACCESS_KEY_ID or AWS_SECRET_ACCESS_KEY"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, err := prepare("issue", given(t, "issue", tt.change))
			if err == nil || err.Error() != tt.want {
				t.Errorf("want %q, got %v", tt.want, err)
			}
		})
	}
}

func TestAFunctionOutsideTheContractDoesNotStart(t *testing.T) {
	t.Parallel()
	if _, err := prepare("burn", given(t, "issue", nil)); err == nil {
		t.Error("want an error")
	}
}

func TestReadingAVariableOfAnotherFunctionIsAFaultOfTheProgram(t *testing.T) {
	t.Parallel()
	env, err := prepare("nudge", given(t, "nudge", nil))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if thrown := recover(); thrown != "function nudge reads SEAL_KEY, which contract does not give it" {
			t.Errorf("want it named, got %v", thrown)
		}
	}()
	env.Settings.Get(contract.SealKey)
}

// The emulator is reached through AWS_ENDPOINT_URL, with buckets in the path; AWS itself is not.
func TestAnEndpointIsUsedWithBucketsInThePath(t *testing.T) {
	t.Parallel()
	var asked string
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { asked = r.Method + " " + r.URL.Path }))
	defer server.Close()
	env, err := prepare("inspect", given(t, "inspect", map[string]string{"AWS_ENDPOINT_URL": server.URL}))
	if err != nil {
		t.Fatal(err)
	}
	bucket, key := "documents", "c/d"
	client := s3.NewFromConfig(env.AWS, func(o *s3.Options) { o.UsePathStyle = env.PathStyle })
	if _, err := client.HeadObject(context.Background(), &s3.HeadObjectInput{Bucket: &bucket, Key: &key}); err != nil {
		t.Fatalf("HeadObject: %v", err)
	}
	if want := "HEAD /documents/c/d"; asked != want {
		t.Errorf("want %s, got %s", want, asked)
	}
	onAWS, err := prepare("inspect", given(t, "inspect", nil))
	if err != nil || onAWS.PathStyle || onAWS.AWS.BaseEndpoint != nil {
		t.Errorf("want AWS's own addresses without an endpoint, got %+v, %v", onAWS.AWS.BaseEndpoint, err)
	}
}

func TestALogLineHasTheRequestAndNothingPersonal(t *testing.T) {
	t.Parallel()
	var line bytes.Buffer
	log := slog.New(NewLogHandler(&line)).With("function", "intake", "email", "a@example.com")
	ctx := lambdacontext.NewContext(context.Background(), &lambdacontext.LambdaContext{AwsRequestID: "r-1"})
	log.InfoContext(ctx, "saved", "case", "c-1", "Passport", "C0123", slog.Group("person", "birth_date", "1990-01-02", "lanes", 6))
	var got map[string]any
	if err := json.Unmarshal(line.Bytes(), &got); err != nil {
		t.Fatalf("read the line: %v", err)
	}
	delete(got, "time")
	want := map[string]any{
		"level": "INFO", "msg": "saved", "function": "intake", "email": "[redacted]", "case": "c-1", "Passport": "[redacted]",
		"person": map[string]any{"birth_date": "[redacted]", "lanes": 6.0}, "request_id": "r-1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
}

func TestACountIsOneLineInTheEmbeddedMetricFormat(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	metrics := NewMetrics(&out, "nudge", func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 5e6, time.UTC) })
	metrics.Count("LateLanes", 2)
	want := `{"Function":"nudge","LateLanes":2,"_aws":{"Timestamp":1772452800005,"CloudWatchMetrics":[{"Namespace":"HSM/Recognition",` +
		`"Dimensions":[[],["Function"]],"Metrics":[{"Name":"LateLanes","Unit":"Count"}]}]}}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("line (-want +got):\n%s", diff)
	}
}

func TestAGroupedLoggerKeepsTheRequest(t *testing.T) {
	t.Parallel()
	var line bytes.Buffer
	ctx := lambdacontext.NewContext(context.Background(), &lambdacontext.LambdaContext{AwsRequestID: "r-1"})
	slog.New(NewLogHandler(&line)).WithGroup("g").InfoContext(ctx, "m")
	if !strings.Contains(line.String(), `"request_id":"r-1"`) {
		t.Errorf("want the request id, got %s", line.String())
	}
}
