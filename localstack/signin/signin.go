// Package signin signs a person in at the local OpenID provider as a browser would: authorization code with PKCE, the
// password form, the one-time code that the local page shows. The demo and the end-to-end tests get their tokens here.
// It knows the local provider's pages, so it is of no use against another issuer.
package signin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/oauth2"

	"hsmp.example/cases/localstack/identity"
)

var (
	formAction = regexp.MustCompile(`<form method="post" action="([^"]+)"`)
	shownCode  = regexp.MustCompile(`id="shown-code">(\d+)<`)
	alert      = regexp.MustCompile(`role="alert">([^<]+)<`)
)

const (
	callback = "http://127.0.0.1/callback" // never fetched: the code is read from the redirect to it
	hops     = 10                          // redirects before something is wrong
)

// Token signs the user in and returns the access token, a JWT for the API. The error says what the page said when name
// or password are wrong.
func Token(ctx context.Context, issuer, user, password string) (string, error) {
	config := oauth2.Config{
		ClientID: identity.CLIClient, RedirectURL: callback, Scopes: []string{"openid", "profile", "email"},
		Endpoint: oauth2.Endpoint{AuthURL: issuer + "/auth", TokenURL: issuer + "/token", AuthStyle: oauth2.AuthStyleInParams},
	}
	verifier, state := oauth2.GenerateVerifier(), oauth2.GenerateVerifier()
	answer, err := Answer(ctx, config.AuthCodeURL(state, oauth2.S256ChallengeOption(verifier)), user, password)
	if err != nil {
		return "", err
	}
	if answer.Get("state") != state {
		return "", errors.New("the callback carries another state")
	}
	token, err := config.Exchange(ctx, answer.Get("code"), oauth2.VerifierOption(verifier))
	if err != nil {
		return "", fmt.Errorf("exchange the code of %s: %w", user, err)
	}
	return token.AccessToken, nil
}

// Answer goes where a program that signs people in has sent the browser, signs the user in there, and returns what the
// provider would have the browser bring back: code and state.
func Answer(ctx context.Context, start, user, password string) (url.Values, error) {
	at, err := url.Parse(start)
	if err != nil {
		return nil, err
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	b := browser{back: at.Query().Get("redirect_uri"), client: &http.Client{Jar: jar, CheckRedirect: stay}}
	answer, err := b.authorize(ctx, start, user, password)
	if err != nil {
		return nil, fmt.Errorf("sign in %s: %w", user, err)
	}
	return answer, nil
}

type browser struct {
	back   string // the callback's address
	client *http.Client
}

func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

func (b browser) authorize(ctx context.Context, start, user, password string) (url.Values, error) {
	page, err := b.get(ctx, start)
	if err != nil {
		return nil, err
	}
	page, err = b.submit(ctx, page, url.Values{"user": {user}, "password": {password}})
	if err != nil {
		return nil, err
	}
	code := shownCode.FindStringSubmatch(page.body)
	if code == nil {
		return nil, errors.New("the page after the password shows no one-time code")
	}
	page, err = b.submit(ctx, page, url.Values{"code": {code[1]}})
	if err != nil {
		return nil, err
	}
	return b.answer(page)
}

// page is where the browser stands: a form, or the address of the callback.
type page struct {
	at   *url.URL
	body string
}

func (b browser) answer(p page) (url.Values, error) {
	query := p.at.Query()
	if !strings.HasPrefix(p.at.String(), b.back) || query.Get("code") == "" {
		return nil, fmt.Errorf("the sign-in ended at %s: %s", p.at.Path, query.Get("error_description"))
	}
	return query, nil
}

func (b browser) submit(ctx context.Context, from page, form url.Values) (page, error) {
	action := formAction.FindStringSubmatch(from.body)
	if action == nil {
		return page{}, fmt.Errorf("no form at %s", from.at)
	}
	to, err := from.at.Parse(action[1])
	if err != nil {
		return page{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return page{}, err
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.follow(ctx, request)
}

func (b browser) get(ctx context.Context, address string) (page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return page{}, err
	}
	return b.follow(ctx, request)
}

// follow goes along redirects until there is a page, or until the next step would leave for the callback.
func (b browser) follow(ctx context.Context, request *http.Request) (page, error) {
	for range hops {
		response, err := b.client.Do(request)
		if err != nil {
			return page{}, err
		}
		raw, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil {
			return page{}, err
		}
		next, err := response.Location()
		if errors.Is(err, http.ErrNoLocation) {
			return landed(response, string(raw))
		}
		if err != nil {
			return page{}, err
		}
		if strings.HasPrefix(next.String(), b.back) {
			return page{at: next}, nil
		}
		request, err = http.NewRequestWithContext(ctx, http.MethodGet, next.String(), nil)
		if err != nil {
			return page{}, err
		}
	}
	return page{}, fmt.Errorf("more than %d redirects", hops)
}

func landed(response *http.Response, body string) (page, error) {
	if said := alert.FindStringSubmatch(body); said != nil {
		return page{}, errors.New(said[1])
	}
	if response.StatusCode != http.StatusOK {
		return page{}, fmt.Errorf("%s answered %s", response.Request.URL.Path, response.Status)
	}
	return page{at: response.Request.URL, body: body}, nil
}
