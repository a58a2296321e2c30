//go:build e2e

package e2e

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"golang.org/x/oauth2"

	"hsmp.example/cases/localstack/frontdoor"
	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/signin"
)

// claims reads a token without checking it: the Lambdas' own tests do that.
func claims(t *testing.T, token string) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("want a JWT, got %q", token)
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var c map[string]any
	err = json.Unmarshal(raw, &c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEverySeededPersonCanSignIn(t *testing.T) {
	t.Parallel()
	i := running(t)
	directory, err := identity.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, person := range directory.People {
		token, err := signin.Token(t.Context(), i.Issuer, person.User, directory.Password)
		if err != nil {
			t.Error(err)
			continue
		}
		got := claims(t, token)
		if got["sub"] != person.Sub || got["aud"] != identity.Audience || got["iss"] != i.Issuer || got["locale"] != person.Locale {
			t.Errorf("%s: wrong subject, audience, issuer or locale in %v", person.User, got)
		}
		if authority, _ := got["authority"].(string); authority != person.Authority {
			t.Errorf("%s: want the authority %q, got %q", person.User, person.Authority, authority)
		}
		if amr, _ := got["amr"].([]any); !slices.Contains(amr, any("otp")) {
			t.Errorf("%s: want a second factor in amr, got %v", person.User, got["amr"])
		}
	}
}

func TestAWrongPasswordIsRefused(t *testing.T) {
	t.Parallel()
	_, err := signin.Token(t.Context(), running(t).Issuer, "aynur", "a wrong one")
	if err == nil || !strings.Contains(err.Error(), "wrong") {
		t.Errorf("want it to be refused in words, got %v", err)
	}
}

// The portal's client as the portal uses it: a code for a proof, an identity token for the nonce, and tokens renewed by
// a refresh token that is good once.
func TestThePortalsClientGetsTokensAndRenewsThemOnce(t *testing.T) {
	t.Parallel()
	i := running(t)
	portal := oauth2.Config{ClientID: identity.PortalClient, RedirectURL: i.APIURL + "/signed-in", Scopes: []string{"openid", "profile", "email"},
		Endpoint: oauth2.Endpoint{AuthURL: i.Issuer + "/auth", TokenURL: i.Issuer + "/token", AuthStyle: oauth2.AuthStyleInParams}}
	proof := oauth2.GenerateVerifier()
	start := portal.AuthCodeURL("the-state", oauth2.S256ChallengeOption(proof), oauth2.SetAuthURLParam("nonce", "the-nonce"),
		oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("ui_locales", "az"))
	answer, err := signin.Answer(t.Context(), start, "officer-labour", i.Password)
	if err != nil {
		t.Fatal(err)
	}
	if answer.Get("state") != "the-state" || answer.Get("iss") != i.Issuer {
		t.Errorf("want state and issuer back, got %v", answer)
	}
	token, err := portal.Exchange(t.Context(), answer.Get("code"), oauth2.VerifierOption(proof))
	if err != nil {
		t.Fatal(err)
	}
	id, _ := token.Extra("id_token").(string)
	if got := claims(t, id); got["nonce"] != "the-nonce" || got["aud"] != identity.PortalClient || got["name"] == "" {
		t.Errorf("want an identity token of this sign-in for the portal, got %v", got)
	}
	if got := claims(t, token.AccessToken); got["aud"] != identity.Audience || got["authority"] != "labour" {
		t.Errorf("want an access token for the API with the office in it, got %v", got)
	}
	spent := &oauth2.Token{RefreshToken: token.RefreshToken}
	renewed, err := portal.TokenSource(t.Context(), spent).Token()
	if err != nil || renewed.RefreshToken == token.RefreshToken {
		t.Fatalf("want new tokens and another refresh token, got %v", err)
	}
	if _, err := portal.TokenSource(t.Context(), spent).Token(); err == nil {
		t.Error("want a spent refresh token refused")
	}
}

func TestTheProviderSpeaksTheFourLanguages(t *testing.T) {
	t.Parallel()
	i := running(t)
	for language, want := range map[string]string{"az": "Daxil ol", "tr": "Giriş yap", "en": "Sign in", "ru": "Войти"} {
		for _, path := range []string{"/auth?client_id=nobody&ui_locales=" + language, "/auth?client_id=portal&response_type=code&scope=openid" +
			"&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256&ui_locales=" + language +
			"&redirect_uri=" + url.QueryEscape(i.APIURL+"/signed-in")} {
			page := read(t, i.Issuer+path)
			if !strings.Contains(page, `<html lang="`+language+`">`) || !strings.Contains(page, "<h1>"+want+"</h1>") {
				t.Errorf("%s: want %q in %s, got %.300s", path, want, language, page)
			}
		}
	}
}

func read(t *testing.T, address string) string {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := (&http.Client{Jar: jar}).Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestTheFrontDoorIsOpen(t *testing.T) {
	t.Parallel()
	response, err := http.Get(running(t).APIURL + frontdoor.HealthPath)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("want 200, got %s", response.Status)
	}
}

func TestNothingListensBeyondLoopback(t *testing.T) {
	t.Parallel()
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	ports := running(t).Ports
	for _, address := range addresses {
		network, ok := address.(*net.IPNet)
		if !ok || network.IP.IsLoopback() || network.IP.IsLinkLocalUnicast() {
			continue
		}
		for _, port := range []int{ports.Gateway, ports.DynamoDB, ports.Issuer, ports.Door} {
			connection, err := net.DialTimeout("tcp", net.JoinHostPort(network.IP.String(), strconv.Itoa(port)), time.Second)
			if err == nil {
				connection.Close()
				t.Errorf("port %d answers at %s", port, network.IP)
			}
		}
	}
}
