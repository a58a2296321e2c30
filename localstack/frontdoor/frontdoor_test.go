package frontdoor

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// client is the tests' own: a test server that closes ends the idle connections of the default one under others.
var client = &http.Client{Transport: &http.Transport{DisableCompression: true},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// door returns the address of a door to an API that lives below a path, as on the emulator.
func door(t *testing.T, api http.HandlerFunc) string {
	t.Helper()
	back := httptest.NewServer(api)
	t.Cleanup(back.Close)
	target, err := url.Parse(back.URL + "/_aws/execute-api/hsmp/live")
	if err != nil {
		t.Fatal(err)
	}
	front := httptest.NewServer(New(target))
	t.Cleanup(front.Close)
	return front.URL
}

func TestPathsQueriesAndBodiesArriveBelowTheStage(t *testing.T) {
	t.Parallel()
	var got []string
	at := door(t, func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got = []string{r.Method, r.URL.EscapedPath(), r.URL.RawQuery, string(body), r.Header.Get("X-Forwarded-Proto")}
	})
	response, err := client.Post(at+"/v1/cases/a%2Fb?x=1&x=2", "text/plain", strings.NewReader("hello"))
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	want := []string{"POST", "/_aws/execute-api/hsmp/live/v1/cases/a%2Fb", "x=1&x=2", "hello", "http"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("request (-want +got):\n" + diff)
	}
}

func TestSeveralCookiesComeBack(t *testing.T) {
	t.Parallel()
	at := door(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Add("Set-Cookie", "session=1; Path=/")
		w.Header().Add("Set-Cookie", "language=az; Path=/")
		w.WriteHeader(http.StatusCreated)
	})
	response, err := client.Get(at + "/")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusCreated || len(response.Cookies()) != 2 {
		t.Errorf("want 201 and two cookies, got %d and %v", response.StatusCode, response.Cookies())
	}
}

func TestADeadEmulatorIsAProblemDocument(t *testing.T) {
	t.Parallel()
	target, err := url.Parse("http://127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	recorder := httptest.NewRecorder()
	New(target).ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/v1/health", nil))
	if recorder.Code != http.StatusBadGateway || recorder.Header().Get("Content-Type") != "application/problem+json" {
		t.Errorf("want 502 as a problem document, got %d as %s", recorder.Code, recorder.Header().Get("Content-Type"))
	}
}

func TestABodyAboveTheGatewaysLimitIsRefused(t *testing.T) {
	t.Parallel()
	at := door(t, func(http.ResponseWriter, *http.Request) {})
	for _, c := range []struct {
		name   string
		length int
		want   int
	}{{"10 MB", bodyLimit, http.StatusOK}, {"a byte more", bodyLimit + 1, http.StatusRequestEntityTooLarge}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			response, err := client.Post(at+"/v1/x", "text/plain", strings.NewReader(strings.Repeat("a", c.length)))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode != c.want {
				t.Errorf("want %d, got %d", c.want, response.StatusCode)
			}
		})
	}
}

func TestTheDoorAnswersForItself(t *testing.T) {
	t.Parallel()
	at := door(t, func(http.ResponseWriter, *http.Request) { t.Error("the health of the door was asked of the API") })
	response, err := client.Get(at + HealthPath)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("want 200, got %d", response.StatusCode)
	}
}
