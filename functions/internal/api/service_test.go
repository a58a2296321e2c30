package api_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"hsmp.example/cases/functions/internal/api/public"
	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/usecase/identity/issuertest"
)

// The public room is given no tokens and no memory: it must stand without them, and answer before anything behind it does.
func TestThePublicRoomNeedsNobody(t *testing.T) {
	t.Parallel()
	a, handler := web.New("public", web.Deps{Now: issuertest.Now})
	public.Room{Now: issuertest.Now}.Routes(a)
	page := httptest.NewRecorder()
	handler.ServeHTTP(page, httptest.NewRequest(http.MethodGet, "/v1/health", nil))
	if page.Code != http.StatusOK || page.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("want a healthy service, got %d %s", page.Code, page.Body)
	}
}
