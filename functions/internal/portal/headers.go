package portal

import (
	"net/http"
	"strings"
)

// headers puts what every answer carries. Pages may hold personal data, so nothing is stored but assets, which say so
// themselves.
func (s *Site) headers(next http.Handler) http.Handler {
	policy := s.contentPolicy()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("Cache-Control", "no-store")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(self), microphone=(), geolocation=(), payment=()")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		next.ServeHTTP(w, r)
	})
}

// contentPolicy lets a page load its own scripts, styles and fonts, send uploads to the documents' store and show a
// document from there in a frame; nothing else. A form may lead on to the issuer, where people sign in and out.
func (s *Site) contentPolicy() string {
	documents, issuer := s.config.Documents, s.config.Issuer
	return strings.Join([]string{
		"default-src 'none'",
		"script-src 'self'", "style-src 'self'", "font-src 'self'", "manifest-src 'self'", "worker-src 'self'",
		"img-src 'self' data: blob: " + documents,
		"media-src 'self' blob:",
		"connect-src 'self' " + documents,
		"frame-src " + documents,
		"form-action 'self' " + documents + " " + issuer,
		"base-uri 'none'", "frame-ancestors 'none'",
	}, "; ")
}
