package api_test

import (
	"encoding/base64"
	"net/http"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/aws/apigw"
)

// event is how API Gateway hands a request on.
func event(method, path string, header map[string]string) events.APIGatewayProxyRequest {
	e := events.APIGatewayProxyRequest{HTTPMethod: method, Path: path, Headers: header}
	e.RequestContext.RequestID = "request-1"
	return e
}

func TestTheOfficialDocumentPassesTheGatewayAsBinary(t *testing.T) {
	t.Parallel()
	w := open(t)
	id := w.filed()
	w.scoreAll(id)
	w.cleared(id)
	w.confirmed(id)
	w.issue(id)
	lambda := apigw.Handler(w.rooms["intake"])
	got, err := lambda(t.Context(), event(http.MethodGet, "/v1/applications/"+id+"/certificate", map[string]string{"Authorization": "Bearer " + tokenOf(emre)}))
	if err != nil || !got.IsBase64Encoded {
		t.Fatalf("want base64, got %v %v", got.IsBase64Encoded, err)
	}
	pdf, err := base64.StdEncoding.DecodeString(got.Body)
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF-") {
		t.Fatalf("want the PDF, got %.20q %v", pdf, err)
	}
	if len(got.Body) > 1<<20 {
		t.Errorf("want a document far below Lambda's 6 MB, got %d bytes", len(got.Body))
	}
	if http.Header(got.MultiValueHeaders).Get("Cache-Control") != "private, no-store" {
		t.Errorf("want no cache to keep it, got %v", got.MultiValueHeaders)
	}
}

func TestAProblemPassesTheGatewayAsText(t *testing.T) {
	t.Parallel()
	w := open(t)
	got, err := apigw.Handler(w.rooms["scoring"])(t.Context(), event(http.MethodGet, "/v1/worklist", map[string]string{"Accept-Language": "ru"}))
	if err != nil || got.StatusCode != http.StatusUnauthorized || got.IsBase64Encoded {
		t.Fatalf("want 401 as text, got %d %v", got.StatusCode, err)
	}
	if !strings.Contains(got.Body, `"instance":"urn:hsm:request:request-1"`) || !strings.Contains(got.Body, "Войдите в систему") {
		t.Errorf("want the request named and Russian words, got %s", got.Body)
	}
}
