package frontdoor

import (
	"bytes"
	"compress/gzip"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// compressedFrom is the gateway's own limit on AWS, in bytes (infra's compressedFrom); the emulator's gateway never
// compresses.
const compressedFrom = 1024

// compress does what API Gateway does on AWS for whoever takes gzip: text is compressed, and what is compressed already
// (fonts, pictures, PDFs) passes as it is.
func compress(r *http.Response) error {
	media := mediaType(r.Header)
	if !isText(media) || r.Header.Get("Content-Encoding") != "" {
		return nil
	}
	if !strings.Contains(strings.ToLower(strings.Join(r.Header.Values("Vary"), ",")), "accept-encoding") {
		r.Header.Add("Vary", "Accept-Encoding")
	}
	if !takesGzip(r.Request.Header) || !hasBody(r.StatusCode) {
		return nil
	}
	if r.Request.Method == http.MethodHead { // its GET would be compressed, and how far is not known without a body
		forgetLength(r)
		return nil
	}
	return replaceBody(r, media)
}

func replaceBody(r *http.Response, media string) error {
	plain, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	if err := r.Body.Close(); err != nil {
		return err
	}
	if len(plain) < compressedFrom {
		setBody(r, plain)
		return nil
	}
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	if _, err := w.Write(plain); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	r.Header.Set("Content-Encoding", "gzip")
	weaken(r.Header, media)
	setBody(r, packed.Bytes())
	return nil
}

func setBody(r *http.Response, body []byte) {
	r.Body = io.NopCloser(bytes.NewReader(body))
	r.ContentLength = int64(len(body))
	r.Header.Set("Content-Length", strconv.Itoa(len(body)))
}

func forgetLength(r *http.Response) {
	r.ContentLength = -1
	r.Header.Del("Content-Length")
}

// weaken marks a tag that stood for other bytes. The API's tags stand for the version of a case and not for bytes: they
// come back in If-Match, where a weak one would never match.
func weaken(h http.Header, media string) {
	if tag := h.Get("ETag"); strings.HasPrefix(tag, `"`) && !isJSON(media) {
		h.Set("ETag", "W/"+tag)
	}
}

func mediaType(h http.Header) string {
	media, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		return ""
	}
	return media
}

func isJSON(media string) bool {
	return media == "application/json" || strings.HasSuffix(media, "+json")
}

func isText(media string) bool {
	return isJSON(media) || strings.HasPrefix(media, "text/") || strings.HasSuffix(media, "+xml") ||
		media == "application/javascript" || media == "application/xml"
}

func hasBody(status int) bool {
	return status >= http.StatusOK && status != http.StatusNoContent && status != http.StatusPartialContent && status != http.StatusNotModified
}

// takesGzip reads Accept-Encoding (RFC 9110, 12.5.3): gzip by name counts before the star, and a weight of nought
// refuses.
func takesGzip(h http.Header) bool {
	named, star := -1.0, 0.0
	for choice := range strings.SplitSeq(strings.Join(h.Values("Accept-Encoding"), ","), ",") {
		name, parameters, _ := strings.Cut(choice, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			named = max(named, weight(parameters))
		case "*":
			star = weight(parameters)
		}
	}
	return named > 0 || named < 0 && star > 0
}

func weight(parameters string) float64 {
	text, ok := strings.CutPrefix(strings.ReplaceAll(strings.ToLower(parameters), " ", ""), "q=")
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return q
}
