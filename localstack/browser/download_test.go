package browser

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

func TestADownloadIsAFileAndThePageStays(t *testing.T) {
	t.Parallel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/certificate" {
			w.Header().Set("Content-Type", "application/pdf")
			w.Header().Set("Content-Disposition", `attachment; filename="certificate.pdf"`)
			_, err := w.Write([]byte("%PDF-"))
			if err != nil {
				t.Error(err)
			}
			return
		}
		w.Header().Set("Content-Type", "text/html")
		_, err := w.Write([]byte(`<!doctype html><title>Decision</title><link rel="icon" href="data:,"><h1>Decision</h1><a href="/certificate">Certificate</a>`))
		if err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	p := Start(t, At(Site{URL: server.URL}))
	p.Open("/")
	for range 2 {
		file, content := p.Download("Certificate")
		if file != "certificate.pdf" || string(content) != "%PDF-" {
			t.Errorf("want the certificate, got %s with %q", file, content)
		}
	}
	p.IsAt("/")
}

func TestWordsComeFromTheLocales(t *testing.T) {
	t.Parallel()
	root := t.TempDir()
	for file, text := range map[string]string{"kit.az.json": `{"kit.continue": "Davam et"}`, "home.az.json": `{"home.hello": "Salam, {name}"}`, "kit.en.json": `{"kit.continue": "Continue"}`} {
		err := put(root+"/web/locales/"+file, []byte(text))
		if err != nil {
			t.Fatal(err)
		}
	}
	site := served(t, nil)
	site.Root = root
	az, en := &Page{t: t, set: settings{site: site, language: "az"}}, &Page{t: t, set: settings{site: site}}
	if got := az.Say("kit.continue") + az.Say("home.hello", "name", "Aynur") + en.Say("kit.continue"); got != "Davam etSalam, AynurContinue" {
		t.Errorf("want the texts of each language, got %q", got)
	}
	wants(t, judged(t, site, func(p *Page) { p.Say("home.bye") }), `no text "home.bye" in en`)
}
