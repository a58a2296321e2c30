package apigw

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/awslabs/aws-lambda-go-api-proxy/httpadapter"

	"hsmp.example/cases/pkg/problem"
)

// Proxy is a Lambda handler of API Gateway's proxy events.
type Proxy func(context.Context, events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error)

// Start serves h as a Lambda; it does not return.
func Start(h http.Handler) { lambda.Start(Handler(h)) }

// Handler returns h as a handler of proxy events. It never returns an error: API Gateway would turn one into a 502
// without a problem document. A panic becomes a 500 document and is logged with its stack.
func Handler(h http.Handler) Proxy {
	adapter := httpadapter.New(guarded{h})
	return func(ctx context.Context, event events.APIGatewayProxyRequest) (events.APIGatewayProxyResponse, error) {
		ctx = WithRequestID(ctx, event.RequestContext.RequestID)
		event, err := readable(event)
		if err != nil {
			return answer(ctx, event, err)
		}
		response, err := adapter.ProxyWithContext(ctx, event)
		if err != nil {
			return answer(ctx, event, problem.New(problem.Malformed, "malformed-request").Because(err))
		}
		return binary(response), nil
	}
}

// readable mends what the adapter would fail on or misread: the stage before the path, characters in the path that
// cannot stand in a URL, and a body that is not the base64 it is said to be.
func readable(event events.APIGatewayProxyRequest) (events.APIGatewayProxyRequest, error) {
	event.Path = withoutStage(event)
	if !urlPath(event.Path) {
		event.Path = (&url.URL{Path: event.Path}).EscapedPath()
	}
	if event.IsBase64Encoded {
		body, err := base64.StdEncoding.DecodeString(event.Body)
		if err != nil {
			return event, problem.New(problem.Malformed, "malformed-request").Because(err)
		}
		event.Body, event.IsBase64Encoded = string(body), false
	}
	return event, nil
}

// withoutStage drops a leading stage that the matched resource does not begin with, as some gateways' addresses have
// it.
func withoutStage(event events.APIGatewayProxyRequest) string {
	prefix := "/" + event.RequestContext.Stage
	rest, ok := strings.CutPrefix(event.Path, prefix)
	known := strings.HasPrefix(event.Resource+"/", prefix+"/")
	if prefix == "/" || !ok || known || (rest != "" && rest[0] != '/') {
		return event.Path
	}
	return rest
}

// urlPath reports whether path stands in a URL as it is.
func urlPath(path string) bool {
	u, err := url.ParseRequestURI(path)
	return err == nil && u.RawQuery == "" && !u.ForceQuery && !strings.Contains(path, "#") && u.Host == "" && u.Scheme == ""
}

// binary puts a body that is no text into base64, by its content type: bytes of a PDF may happen to be valid UTF-8.
func binary(r events.APIGatewayProxyResponse) events.APIGatewayProxyResponse {
	if r.IsBase64Encoded || r.Body == "" || text(http.Header(r.MultiValueHeaders).Get("Content-Type")) {
		return r
	}
	r.Body, r.IsBase64Encoded = base64.StdEncoding.EncodeToString([]byte(r.Body)), true
	return r
}

func text(contentType string) bool {
	media, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return false
	}
	switch media {
	case "application/json", "application/javascript", "application/xml", "application/yaml", "image/svg+xml":
		return true
	}
	return strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "+json") || strings.HasSuffix(media, "+xml")
}

// answer writes a problem for an event that never became a request.
func answer(ctx context.Context, event events.APIGatewayProxyRequest, err error) (events.APIGatewayProxyResponse, error) {
	header := http.Header{}
	for name, value := range event.Headers {
		header.Set(name, value)
	}
	for name, values := range event.MultiValueHeaders {
		header[http.CanonicalHeaderKey(name)] = values
	}
	page := newPage()
	WriteProblem(page, (&http.Request{Header: header}).WithContext(ctx), err)
	return events.APIGatewayProxyResponse{StatusCode: page.status, MultiValueHeaders: page.header, Body: page.body.String()}, nil
}

// guarded keeps an answer back until it is complete, so that a panic in its midst still ends in a clean document.
type guarded struct{ next http.Handler }

func (g guarded) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	page := newPage()
	if err := attempt(g.next, page, r); err != nil {
		page = newPage()
		WriteProblem(page, r, err)
	}
	for name, values := range page.header {
		w.Header()[name] = values
	}
	w.WriteHeader(page.status)
	if page.body.Len() == 0 {
		return // the adapter would guess a content type for nothing
	}
	if _, err := w.Write(page.body.Bytes()); err != nil {
		slog.WarnContext(r.Context(), "answer not written", "error", err.Error())
	}
}

func attempt(h http.Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		if thrown := recover(); thrown != nil {
			err = fmt.Errorf("panic: %v\n%s", thrown, debug.Stack())
		}
	}()
	h.ServeHTTP(w, r)
	return nil
}

// page is an answer in memory.
type page struct {
	header http.Header
	status int
	sent   bool
	body   bytes.Buffer
}

func newPage() *page { return &page{header: http.Header{}, status: http.StatusOK} }

func (p *page) Header() http.Header { return p.header }

// WriteHeader takes the first final status, as net/http does; the adapter would take the last.
func (p *page) WriteHeader(status int) {
	if !p.sent && status >= http.StatusOK {
		p.status, p.sent = status, true
	}
}

func (p *page) Write(b []byte) (int, error) {
	p.sent = true
	return p.body.Write(b)
}
