// Package frontdoor is the local stand-in for a custom domain: it serves the deployed API at a root, where on the
// emulator it lives under an id and a stage, so that pages, cookies and links are as they will be. It compresses as the
// gateway does on AWS. It knows HTTP only.
package frontdoor

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httputil"
	"net/url"
	"time"
)

// HealthPath is answered by the door itself; everything else goes to the API.
const HealthPath = "/_door/health"

// bodyLimit is API Gateway's own, in bytes; the emulator does not enforce it.
const bodyLimit = 10 << 20

// New returns the door to the API at target, which may have a path.
func New(target *url.URL) http.Handler {
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(target)
			r.SetXForwarded()
			r.Out.Host = r.In.Host // a custom domain's gateway is told the public name, by which forms of other sites are refused
			// The emulator hands bytes on, such as a PDF's, only where the first accepted type is one that the API names.
			r.Out.Header.Set("Accept", "application/json")
		},
		ModifyResponse: compress,
		ErrorHandler:   unavailable,
		// One connection a request would cost a handshake each; the emulator is one host. The door compresses by itself.
		Transport: &http.Transport{MaxIdleConnsPerHost: 64, IdleConnTimeout: time.Minute, DisableCompression: true},
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+HealthPath, health(target))
	mux.Handle("/", limited(proxy))
	return mux
}

func limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength > bodyLimit {
			answer(w, http.StatusRequestEntityTooLarge, "The body is larger than 10 MB.")
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, bodyLimit)
		next.ServeHTTP(w, r)
	})
}

func unavailable(w http.ResponseWriter, _ *http.Request, err error) {
	answer(w, http.StatusBadGateway, "The emulator does not answer: "+err.Error()+". Run `make up`.")
}

func answer(w http.ResponseWriter, status int, detail string) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	// The status is sent, so a failure to write the rest can only be the client's leaving.
	_ = json.NewEncoder(w).Encode(map[string]any{"title": http.StatusText(status), "status": status, "detail": detail})
}

func health(target *url.URL) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]string{"door": "open", "api": target.String()})
	}
}

// Serve opens the door on a loopback port until the context ends.
func Serve(ctx context.Context, port int, target string) error {
	parsed, err := url.Parse(target)
	if err != nil {
		return fmt.Errorf("front door: %w", err)
	}
	server := &http.Server{
		Addr: fmt.Sprintf("127.0.0.1:%d", port), Handler: New(parsed), ReadHeaderTimeout: 10 * time.Second,
	}
	stop := context.AfterFunc(ctx, func() { _ = server.Close() })
	defer stop()
	err = server.ListenAndServe()
	if err == http.ErrServerClosed {
		return nil
	}
	return err
}
