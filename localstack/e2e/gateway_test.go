//go:build e2e

package e2e

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
)

// asked is what the gateway and the portal answered, as the bytes that came.
type asked struct {
	status int
	header http.Header
	body   []byte
}

// ask sends a request to the front door and follows no redirect. Headers come in pairs.
func ask(t *testing.T, method, path, body string, headers ...string) asked {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, running(t).APIURL+path, strings.NewReader(body))
	must(t, err)
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := (&http.Transport{DisableCompression: true, DisableKeepAlives: true}).RoundTrip(request)
	must(t, err)
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	must(t, err)
	return asked{response.StatusCode, response.Header, raw}
}

func TestPagesAreThePortalsAndTheRestOfTheAPIIsNot(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/az/no-such-page": "text/html; charset=utf-8", "/ru/a/b/c": "text/html; charset=utf-8", "/v2/applications": "text/html; charset=utf-8",
		"/v1": "application/problem+json", "/v1/": "application/problem+json", "/v1/no/such/route": "application/problem+json",
	} {
		got := ask(t, http.MethodGet, path, "")
		if got.status != http.StatusNotFound || got.header.Get("Content-Type") != want {
			t.Errorf("%s: want 404 as %s, got %d as %s", path, want, got.status, got.header.Get("Content-Type"))
		}
	}
}

var assetAddress = regexp.MustCompile(`/assets/[0-9a-f]+/[a-z0-9-]+\.(css|woff2)`)

func TestStylesAreCompressedAndFontsArriveAsTheyAre(t *testing.T) {
	t.Parallel()
	page := ask(t, http.MethodGet, "/az/no-such-page", "")
	addresses := assetAddress.FindAllString(string(page.body), -1)
	if len(addresses) < 2 {
		t.Fatalf("want a style sheet and a font on the page, got %v", addresses)
	}
	for _, address := range addresses {
		plain := ask(t, http.MethodGet, address, "")
		packed := ask(t, http.MethodGet, address, "", "Accept-Encoding", "gzip, br")
		if font := strings.HasSuffix(address, ".woff2"); font {
			if !bytes.HasPrefix(plain.body, []byte("wOF2")) || !bytes.Equal(plain.body, packed.body) || packed.header.Get("Content-Encoding") != "" {
				t.Errorf("%s: want the font's own bytes, got %.8q and %v", address, plain.body, packed.header)
			}
			continue
		}
		if packed.header.Get("Content-Encoding") != "gzip" || !strings.Contains(packed.header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%s: want it compressed, got %v", address, packed.header)
			continue
		}
		r, err := gzip.NewReader(bytes.NewReader(packed.body))
		must(t, err)
		got, err := io.ReadAll(r)
		must(t, err)
		if !bytes.Equal(plain.body, got) {
			t.Errorf("%s: want %d bytes unpacked, got %d", address, len(plain.body), len(got))
		}
	}
}

func TestHeadAnswersAsGetDoesWithoutABody(t *testing.T) {
	t.Parallel()
	get, head := ask(t, http.MethodGet, "/az/no-such-page", ""), ask(t, http.MethodHead, "/az/no-such-page", "")
	if head.status != get.status || len(head.body) != 0 || head.header.Get("Content-Type") != get.header.Get("Content-Type") {
		t.Errorf("want %d and no body, got %d and %d bytes as %s", get.status, head.status, len(head.body), head.header.Get("Content-Type"))
	}
}

func TestFormsOfOtherSitesAreRefusedAndOursAreNot(t *testing.T) {
	t.Parallel()
	own := running(t).APIURL
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	for _, c := range []struct {
		name    string
		headers []string
		refused bool
	}{
		{"from a page of ours", []string{"Origin", own, "Sec-Fetch-Site", "same-origin"}, false},
		{"from a page of ours in an old browser", []string{"Origin", own}, false},
		{"from another site", []string{"Origin", "https://evil.example", "Sec-Fetch-Site", "cross-site"}, true},
		{"from another site in an old browser", []string{"Origin", "https://evil.example"}, true},
		{"from another port of this machine", []string{"Origin", "http://localhost:1", "Sec-Fetch-Site", "same-site"}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, http.MethodPost, "/az/no-such-page", "a=1", append(form, c.headers...)...)
			if refused := got.status == http.StatusForbidden; refused != c.refused {
				t.Errorf("want it refused = %v, got %d", c.refused, got.status)
			}
			if allowed := got.header.Get("Access-Control-Allow-Origin"); allowed != "" {
				t.Errorf("want no other site allowed to read, got %s", allowed)
			}
		})
	}
}
