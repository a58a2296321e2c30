package apigw_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/aws/apigw"
)

type (
	request  = events.APIGatewayProxyRequest
	response = events.APIGatewayProxyResponse
)

func get(path string) request {
	return request{HTTPMethod: "GET", Path: path, RequestContext: events.APIGatewayProxyRequestContext{RequestID: "req-1", Stage: "live"}}
}

func call(t *testing.T, h http.HandlerFunc, event request) response {
	t.Helper()
	answer, err := apigw.Handler(h)(context.Background(), event)
	if err != nil {
		t.Fatalf("want no error to reach the gateway, got %v", err)
	}
	return answer
}

func header(r response, name string) string { return http.Header(r.MultiValueHeaders).Get(name) }

func TestEveryCookieLeaves(t *testing.T) {
	t.Parallel()
	got := call(t, func(w http.ResponseWriter, _ *http.Request) {
		http.SetCookie(w, &http.Cookie{Name: "a", Value: "1"})
		http.SetCookie(w, &http.Cookie{Name: "b", Value: "2"})
		w.WriteHeader(http.StatusNoContent)
	}, get("/"))
	want := response{StatusCode: 204, MultiValueHeaders: map[string][]string{"Set-Cookie": {"a=1", "b=2"}}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("response (-want +got):\n%s", diff)
	}
}

func TestEveryValueOfAQueryArrives(t *testing.T) {
	t.Parallel()
	event := get("/")
	event.MultiValueQueryStringParameters = map[string][]string{"lane": {"goals", "təhsil & co"}, "q": {"a=b"}}
	var got map[string][]string
	call(t, func(_ http.ResponseWriter, r *http.Request) { got = r.URL.Query() }, event)
	if diff := cmp.Diff(event.MultiValueQueryStringParameters, got); diff != "" {
		t.Errorf("query (-want +got):\n%s", diff)
	}
}

func TestHeadersAddressAndIDOfTheRequestArrive(t *testing.T) {
	t.Parallel()
	event := get("/v1/health")
	event.MultiValueHeaders = map[string][]string{"x-many": {"1", "2"}}
	event.RequestContext.Identity.SourceIP = "192.0.2.7"
	call(t, func(_ http.ResponseWriter, r *http.Request) {
		got := fmt.Sprint(r.Method, r.URL.Path, r.Header.Values("X-Many"), r.RemoteAddr, apigw.RequestID(r.Context()))
		if want := "GET/v1/health[1 2]192.0.2.7req-1"; got != want {
			t.Errorf("want %s, got %s", want, got)
		}
	}, event)
}

func TestABodyComesAndGoesByItsContentType(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, contentType, body string
		encoded                 bool
	}{
		{"JSON stays text", "application/json", `{"ad":"Əli"}`, false},
		{"a problem stays text", "application/problem+json; charset=utf-8", `{}`, false},
		{"a page stays text", "text/html; charset=utf-8", "<p>ğ</p>", false},
		{"a PDF is encoded though its bytes are valid UTF-8", "application/pdf", "%PDF-1.7", true},
		{"an image is encoded", "image/png", "\x89PNG\xff\x00", true},
		{"text that is none is encoded", "text/plain", "\xff\xfe", true},
		{"a type that is none is encoded", "?", "x", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := call(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", tt.contentType)
				fmt.Fprint(w, tt.body)
			}, get("/"))
			want := tt.body
			if tt.encoded {
				want = base64.StdEncoding.EncodeToString([]byte(tt.body))
			}
			if got.Body != want || got.IsBase64Encoded != tt.encoded {
				t.Errorf("want %q (encoded %t), got %q (encoded %t)", want, tt.encoded, got.Body, got.IsBase64Encoded)
			}
		})
	}
}

func TestAnyBodyComesBackAsItWas(t *testing.T) {
	t.Parallel()
	echo := apigw.Handler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", r.Header.Get("Content-Type"))
		if _, err := io.Copy(w, r.Body); err != nil {
			t.Errorf("copy: %v", err)
		}
	}))
	rapid.Check(t, func(t *rapid.T) {
		body := rapid.SliceOfN(rapid.Byte(), 1, 200).Draw(t, "body")
		event := get("/")
		event.HTTPMethod = "POST"
		event.MultiValueHeaders = map[string][]string{"Content-Type": {rapid.SampledFrom([]string{"application/json", "application/pdf"}).Draw(t, "type")}}
		event.Body, event.IsBase64Encoded = base64.StdEncoding.EncodeToString(body), true
		answer, err := echo(context.Background(), event)
		if err != nil {
			t.Fatal(err)
		}
		got := []byte(answer.Body)
		if answer.IsBase64Encoded {
			if got, err = base64.StdEncoding.DecodeString(answer.Body); err != nil {
				t.Fatal(err)
			}
		}
		if string(got) != string(body) {
			t.Errorf("want %q, got %q", body, got)
		}
	})
}

func TestTheStageIsNoPartOfThePath(t *testing.T) {
	t.Parallel()
	tests := []struct{ path, resource, want string }{
		{"/v1/cases", "/v1/cases", "/v1/cases"},
		{"/live/v1/cases", "/v1/cases", "/v1/cases"},
		{"/live", "/", "/"},
		{"/lively", "/{proxy+}", "/lively"},
		{"/live/x", "/live/{id}", "/live/x"},
	}
	for _, tt := range tests {
		event := get(tt.path)
		event.Resource = tt.resource
		call(t, func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path != tt.want {
				t.Errorf("%s: want %s, got %s", tt.path, tt.want, r.URL.Path)
			}
		}, event)
	}
}

func TestAPathThatCannotStandInAURLIsTakenAsItIs(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"/a b", "/50%", "/a?b", "/a#b", "/ə", "/a\nb", "/%zz"} {
		call(t, func(_ http.ResponseWriter, r *http.Request) {
			if r.URL.Path != path || r.URL.RawQuery != "" {
				t.Errorf("want path %q, got %q and query %q", path, r.URL.Path, r.URL.RawQuery)
			}
		}, get(path))
	}
}

func TestAHandlerThatSaysNothingAnswers200(t *testing.T) {
	t.Parallel()
	if got := call(t, func(http.ResponseWriter, *http.Request) {}, get("/")); got.StatusCode != 200 {
		t.Errorf("want 200, got %d", got.StatusCode)
	}
}

func TestTheFirstStatusCounts(t *testing.T) {
	t.Parallel()
	got := call(t, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusEarlyHints)
		w.WriteHeader(http.StatusCreated)
		w.WriteHeader(http.StatusTeapot)
	}, get("/"))
	if got.StatusCode != 201 {
		t.Errorf("want 201, got %d", got.StatusCode)
	}
}

func TestAPanicIsAProblemWithoutInnerText(t *testing.T) {
	t.Parallel()
	event := get("/")
	event.Headers = map[string]string{"accept-language": "tr"}
	got := call(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Half", "done")
		fmt.Fprint(w, "half an answer")
		panic("passport number C01234567 broke it")
	}, event)
	var document apigw.Problem
	if err := json.Unmarshal([]byte(got.Body), &document); err != nil {
		t.Fatalf("want a problem document, got %s", got.Body)
	}
	if got.StatusCode != 500 || document.Code != "internal" || document.Instance != "urn:hsm:request:req-1" {
		t.Errorf("want an internal problem of this request, got %d %+v", got.StatusCode, document)
	}
	if strings.Contains(got.Body, "C0123") || strings.Contains(got.Body, "half") || header(got, "X-Half") != "" {
		t.Errorf("want nothing of the inside, got %s %v", got.Body, got.MultiValueHeaders)
	}
	if header(got, "Content-Language") != "tr" {
		t.Errorf("want Turkish, got %q", header(got, "Content-Language"))
	}
}

func TestABodyThatIsNotTheBase64ItIsSaidToBeIsMalformed(t *testing.T) {
	t.Parallel()
	event := get("/")
	event.Body, event.IsBase64Encoded = "***", true
	event.MultiValueHeaders = map[string][]string{"accept-language": {"az"}}
	got := call(t, func(http.ResponseWriter, *http.Request) { t.Error("want the handler not called") }, event)
	if got.StatusCode != 400 || header(got, "Content-Language") != "az" || header(got, "Content-Type") != apigw.ProblemType {
		t.Errorf("want a 400 problem in Azerbaijani, got %d %v", got.StatusCode, got.MultiValueHeaders)
	}
}

func TestAMethodThatIsNoneIsMalformed(t *testing.T) {
	t.Parallel()
	event := get("/")
	event.HTTPMethod = "G T"
	if got := call(t, func(http.ResponseWriter, *http.Request) {}, event); got.StatusCode != 400 {
		t.Errorf("want 400, got %d", got.StatusCode)
	}
}
