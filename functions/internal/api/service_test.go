package api_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
)

// answering is a table that answers, or fails with err.
type answering struct{ err error }

func (a answering) Answer(ctx context.Context) error {
	if _, hurried := ctx.Deadline(); !hurried {
		return errors.New("asked without an end")
	}
	return a.err
}

// health asks a public room that is given no tokens and no memory: it must stand without them.
func health(table public.Records) *httptest.ResponseRecorder {
	a, handler := web.New("public", web.Deps{Now: issuertest.Now})
	public.Room{Now: issuertest.Now, Records: table}.Routes(a)
	page := httptest.NewRecorder()
	handler.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/v1/health", nil))
	return page
}

func TestThePublicRoomNeedsNobody(t *testing.T) {
	t.Parallel()
	page := health(answering{})
	if page.Code != http.StatusOK || page.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("want a healthy service, got %d %s", page.Code, page.Body)
	}
}

func TestAServiceWhoseTableIsDeadIsNotWell(t *testing.T) {
	t.Parallel()
	page := health(answering{errors.New("dial tcp 10.0.0.7:443: table arn:aws:dynamodb:x of account 1234 refused")})
	if page.Code != http.StatusServiceUnavailable || !strings.Contains(page.Body.String(), "records-down") {
		t.Errorf("want to be told what is down, got %d %s", page.Code, page.Body)
	}
	if leak := page.Body.String(); strings.Contains(leak, "10.0.0.7") || strings.Contains(leak, "1234") || strings.Contains(leak, "arn:") {
		t.Errorf("want nothing told of the inside, got %s", leak)
	}
}
