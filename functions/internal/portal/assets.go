package portal

import (
	"net/http"

	"hsmp.example/cases/web/assets"
)

// Assets serves styles, scripts, fonts and images. Their addresses name their content, so they never change and are
// kept for good.
func Assets() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		content, mediaType, ok := assets.Open(r.URL.Path)
		if !ok || r.Method != http.MethodGet && r.Method != http.MethodHead {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		w.Header().Set("Content-Type", mediaType)
		// The status is sent; a failure to write the rest can only be the reader's leaving.
		_, _ = w.Write(content)
	})
}
