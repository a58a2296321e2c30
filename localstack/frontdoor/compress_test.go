package frontdoor

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"testing"
)

var page = strings.Repeat("<p>Yüksəkixtisaslı miqrant</p>\n", 100)

func fetch(t *testing.T, method, address, encodings string) (*http.Response, []byte) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	if encodings != "" {
		request.Header.Set("Accept-Encoding", encodings)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, body
}

func unpacked(t *testing.T, body []byte) string {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(plain)
}

func TestTextIsCompressedForThoseWhoTakeIt(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, media, content, takes string
		packed                      bool
	}{
		{"a page", "text/html; charset=utf-8", page, "gzip, deflate, br, zstd", true},
		{"a style sheet", "text/css; charset=utf-8", page, "gzip", true},
		{"a script", "text/javascript", page, "GZIP;q=0.5", true},
		{"a drawing", "image/svg+xml", page, "*", true},
		{"an answer of the API", "application/json", page, "gzip", true},
		{"a problem", "application/problem+json", page, "gzip", true},
		{"1024 bytes", "text/html", page[:1024], "gzip", true},
		{"one byte less", "text/html", page[:1023], "gzip", false},
		{"for nobody", "text/html", page, "", false},
		{"for who takes other ways", "text/html", page, "br, deflate", false},
		{"for who refuses it", "text/html", page, "gzip;q=0, *", false},
		{"for who refuses everything", "text/html", page, "*;q=0", false},
		{"a weight that is none", "text/html", page, "gzip;q=much", false},
		{"a font", "font/woff2", page, "gzip", false},
		{"a PDF", "application/pdf", page, "gzip", false},
		{"a picture", "image/png", page, "gzip", false},
		{"bytes of no type", "", page, "gzip", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			at := door(t, func(w http.ResponseWriter, _ *http.Request) {
				w.Header()["Content-Type"] = []string{c.media}
				io.WriteString(w, c.content)
			})
			response, body := fetch(t, http.MethodGet, at+"/", c.takes)
			if got := response.Header.Get("Content-Encoding") == "gzip"; got != c.packed {
				t.Fatalf("want it compressed = %v, got %v", c.packed, response.Header)
			}
			if want, got := strconv.Itoa(len(body)), response.Header.Get("Content-Length"); c.packed && want != got {
				t.Errorf("content length: want %s, got %s", want, got)
			}
			text := string(body)
			if c.packed {
				text = unpacked(t, body)
			}
			if text != c.content {
				t.Errorf("want the same %d bytes back, got %d", len(c.content), len(text))
			}
			if want, got := isText(mediaType(response.Header)), response.Header.Get("Vary") == "Accept-Encoding"; want != got {
				t.Errorf("want Vary = %v, got %v", want, response.Header.Values("Vary"))
			}
		})
	}
}

func TestATagOfBytesBecomesWeakAndATagOfAVersionStays(t *testing.T) {
	t.Parallel()
	for media, want := range map[string]string{"text/css": `W/"7"`, "application/json": `"7"`, "font/woff2": `"7"`} {
		at := door(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", media)
			w.Header().Set("ETag", `"7"`)
			io.WriteString(w, page)
		})
		if response, _ := fetch(t, http.MethodGet, at+"/", "gzip"); response.Header.Get("ETag") != want {
			t.Errorf("%s: want %s, got %s", media, want, response.Header.Get("ETag"))
		}
	}
}

func TestWhatIsCompressedAlreadyOrHasNoBodyPassesAsItIs(t *testing.T) {
	t.Parallel()
	at := door(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path[strings.LastIndex(r.URL.Path, "/"):] {
		case "/packed":
			w.Header().Set("Content-Encoding", "br")
			io.WriteString(w, page)
		case "/unchanged":
			w.WriteHeader(http.StatusNotModified)
		}
	})
	response, body := fetch(t, http.MethodGet, at+"/packed", "gzip")
	if response.Header.Get("Content-Encoding") != "br" || string(body) != page {
		t.Errorf("want what was compressed left alone, got %v", response.Header)
	}
	if response, _ = fetch(t, http.MethodGet, at+"/unchanged", "gzip"); response.StatusCode != http.StatusNotModified || response.Header.Get("Content-Encoding") != "" {
		t.Errorf("want a bare 304, got %d %v", response.StatusCode, response.Header)
	}
}

func TestALocationAndSeveralCookiesPassAsTheyAre(t *testing.T) {
	t.Parallel()
	cookies := []string{"__Host-session=1; Path=/; Secure", "__Host-signin=; Path=/; Secure; Max-Age=0"}
	at := door(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", "/az/applications?x=1#top")
		w.Header()["Set-Cookie"] = cookies
		w.WriteHeader(http.StatusSeeOther)
	})
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at+"/az/sign-out", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusSeeOther || response.Header.Get("Location") != "/az/applications?x=1#top" || len(response.Header.Values("Set-Cookie")) != 2 {
		t.Errorf("want 303, the location and both cookies, got %d %v", response.StatusCode, response.Header)
	}
}

func TestHeadHasTheHeadersOfItsGetAndNoBody(t *testing.T) {
	t.Parallel()
	at := door(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		w.Header().Set("Content-Length", strconv.Itoa(len(page)))
	})
	response, body := fetch(t, http.MethodHead, at+"/az", "gzip")
	if len(body) != 0 || response.Header.Get("Vary") != "Accept-Encoding" || response.Header.Get("Content-Length") != "" {
		t.Errorf("want no length that its GET would not have, got %d bytes, %v", len(body), response.Header)
	}
}

// TestWhatTellsWhereAFormCameFromArrives: the portal refuses other sites' forms by these (http.CrossOriginProtection).
func TestWhatTellsWhereAFormCameFromArrives(t *testing.T) {
	t.Parallel()
	var got http.Header
	var host string
	at := door(t, func(_ http.ResponseWriter, r *http.Request) { got, host = r.Header.Clone(), r.Host })
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at+"/az/applications", strings.NewReader("a=1"))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"Origin": at, "Sec-Fetch-Site": "same-origin", "Cookie": "__Host-session=1", "Referer": at + "/az"}
	for name, value := range want {
		request.Header.Set(name, value)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	for name, value := range want {
		if got.Get(name) != value {
			t.Errorf("%s: want %s, got %s", name, value, got.Get(name))
		}
	}
	if public := strings.TrimPrefix(at, "http://"); host != public || got.Get("X-Forwarded-Host") != public {
		t.Errorf("want the host %s as behind a custom domain, got %s and %s", public, host, got.Get("X-Forwarded-Host"))
	}
}
