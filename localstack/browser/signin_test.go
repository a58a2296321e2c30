package browser

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/prerequisite"
)

// provider starts the local OpenID provider for a portal at the port, and returns its address.
func provider(t *testing.T, door int) string {
	t.Helper()
	root, err := projectRoot()
	if err != nil {
		t.Fatal(err)
	}
	modules := filepath.Join(root, ".tools", "node")
	node := filepath.Join(modules, "node_modules", ".bin", "node")
	if _, err := os.Stat(node); err != nil {
		lacking(t, fmt.Errorf("%w: the OpenID provider: make up fetches it", prerequisite.ErrMissing))
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := listener.Addr().(*net.TCPAddr).Port
	err = listener.Close()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cmd := exec.CommandContext(ctx, node, filepath.Join(root, "localstack", "identity", "provider", "main.mjs"),
		"--port", strconv.Itoa(port), "--door", strconv.Itoa(door), "--state", t.TempDir(), "--modules", modules)
	cmd.Stderr = os.Stderr
	err = cmd.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = cmd.Wait() // killed: it has nothing to tell
	})
	issuer := fmt.Sprintf("http://127.0.0.1:%d", port)
	ready(t, issuer+"/.well-known/openid-configuration")
	return issuer
}

func ready(t *testing.T, address string) {
	t.Helper()
	deadline := time.After(time.Minute)
	for {
		response, err := http.Get(address)
		if err == nil {
			response.Body.Close()
			return
		}
		select {
		case <-deadline:
			t.Fatal(err)
		case <-time.After(often):
		}
	}
}

// doorway is as much of a portal as a sign-in takes.
type doorway struct {
	config   oauth2.Config
	verifier string
}

func (d *doorway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/az/sign-in":
		// The language stands in the address, and the provider speaks it too.
		http.Redirect(w, r, d.config.AuthCodeURL("state", oauth2.S256ChallengeOption(d.verifier), oauth2.SetAuthURLParam("ui_locales", "az")), http.StatusFound)
	case "/signed-in":
		token, err := d.config.Exchange(r.Context(), r.URL.Query().Get("code"), oauth2.VerifierOption(d.verifier))
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadGateway)
			return
		}
		http.Redirect(w, r, "/az/home?name="+nameIn(token), http.StatusSeeOther)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, whole, "<p>"+r.URL.Query().Get("name")+"</p>")
	}
}

func nameIn(token *oauth2.Token) string {
	id, _ := token.Extra("id_token").(string)
	parts := strings.Split(id+"..", ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return err.Error()
	}
	var claims struct{ Name string }
	err = json.Unmarshal(raw, &claims)
	if err != nil {
		return err.Error()
	}
	return strings.ReplaceAll(claims.Name, " ", "+")
}

func TestAPersonSignsInThroughTheProvidersPages(t *testing.T) {
	t.Parallel()
	people, err := identity.Read()
	if err != nil {
		t.Fatal(err)
	}
	d := &doorway{verifier: oauth2.GenerateVerifier()}
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	port := server.Listener.Addr().(*net.TCPAddr).Port
	site := Site{URL: fmt.Sprintf("http://localhost:%d", port), Issuer: provider(t, port), Password: people.Password}
	d.config = oauth2.Config{ClientID: identity.PortalClient, RedirectURL: site.URL + "/signed-in", Scopes: []string{"openid", "profile"},
		Endpoint: oauth2.Endpoint{AuthURL: site.Issuer + "/auth", TokenURL: site.Issuer + "/token", AuthStyle: oauth2.AuthStyleInParams}}
	for name, options := range map[string][]Option{"with the mouse": nil, "by keyboard": {ByKeyboard()}, "without scripts": {WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			p := Start(t, append(options, At(site), In("az"))...)
			p.SignIn("aynur")
			p.IsAt("/home")
			p.See("Aynur Hasanova")
		})
	}
	t.Run("the provider's pages are sound", func(t *testing.T) {
		p := Start(t, At(site), In("az"))
		p.Open(signInPath)
		p.Inspect()
		p.Fill("İstifadəçi adı", "aynur")
		p.Fill("Parol", people.Password)
		p.Click("Davam et")
		p.See("Birdəfəlik kod")
		p.Inspect()
	})
}
