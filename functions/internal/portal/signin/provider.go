package signin

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

// scopes are what every issuer gives. None asks for offline_access: Cognito refuses the word and gives a refresh token
// without it, as the local provider and Keycloak do.
var scopes = []string{oidc.ScopeOpenID, "profile", "email"}

// algorithms are those of oidc.Verifier.
var algorithms = []string{oidc.RS256, oidc.ES256}

// Verifier says whose access token it is; *oidc.Verifier does. The API trusts the same one, so roles mean the same.
type Verifier interface {
	Verify(ctx context.Context, token string) (identity.Principal, error)
}

// Issuer says at which provider people sign in. Every field is required.
type Issuer struct {
	URL       string // the iss claim, letter for letter
	ClientID  string // the portal's, public: it has no secret, only proof keys
	PublicURL string // where people reach the portal, without a slash at the end
	Verifier  Verifier
	Client    *http.Client // with a timeout: a provider that does not answer is down
	Now       func() time.Time
}

// Provider speaks to the OpenID provider. It reads where everything is at the first sign-in and keeps it while the
// process lives; it is safe for concurrent use.
type Provider struct {
	Issuer
	mu    sync.Mutex
	known *oidc.Provider
}

// NewProvider returns a provider, or says that something is missing. It reads no network.
func NewProvider(i Issuer) (*Provider, error) {
	if i.URL == "" || i.ClientID == "" || i.PublicURL == "" || i.Verifier == nil || i.Client == nil || i.Now == nil {
		return nil, errors.New("signin: url, client id, public url, verifier, client and now are required")
	}
	return &Provider{Issuer: i}, nil
}

// discover fails with Unavailable; a failure is not kept.
func (p *Provider) discover(ctx context.Context) (*oidc.Provider, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.known != nil {
		return p.known, nil
	}
	known, err := oidc.NewProvider(oidc.ClientContext(ctx, p.Client), p.URL)
	if err != nil {
		return nil, unavailable(err)
	}
	p.known = known
	return known, nil
}

func (p *Provider) config(ctx context.Context) (oauth2.Config, error) {
	known, err := p.discover(ctx)
	if err != nil {
		return oauth2.Config{}, err
	}
	endpoint := known.Endpoint()
	endpoint.AuthStyle = oauth2.AuthStyleInParams // a public client has nothing to put into a header
	return oauth2.Config{ClientID: p.ClientID, Endpoint: endpoint, RedirectURL: p.PublicURL + CallbackPath, Scopes: scopes}, nil
}

// entrance is where the browser goes to sign in. prompt=login: a session that has ended must not come back by a click
// of whoever sits down at the same desk, so password and second factor are asked for each time.
func (p *Provider) entrance(ctx context.Context, a attempt) (string, error) {
	config, err := p.config(ctx)
	if err != nil {
		return "", err
	}
	return config.AuthCodeURL(a.State, oauth2.S256ChallengeOption(a.Proof), oidc.Nonce(a.Nonce),
		oauth2.SetAuthURLParam("prompt", "login"), oauth2.SetAuthURLParam("ui_locales", string(a.Language))), nil
}

// exit is where the browser goes to sign out at the provider too; false when there is no such place, or it cannot be
// learnt. Cognito reads logout_uri where the standard says post_logout_redirect_uri, and takes it with the slash only.
func (p *Provider) exit(ctx context.Context, l locale.Language) (string, bool) {
	known, err := p.discover(ctx)
	if err != nil {
		return "", false
	}
	var found struct {
		EndSession string `json:"end_session_endpoint"`
	}
	if err := known.Claims(&found); err != nil || found.EndSession == "" {
		return "", false
	}
	separator := "?"
	if strings.Contains(found.EndSession, separator) {
		separator = "&"
	}
	back := p.PublicURL + "/"
	return found.EndSession + separator + url.Values{"client_id": {p.ClientID}, "post_logout_redirect_uri": {back},
		"logout_uri": {back}, "ui_locales": {string(l)}}.Encode(), true
}

func unavailable(cause error) *problem.Error {
	return problem.New(problem.Unavailable, "sign-in-unavailable").Because(cause)
}

func failed(cause error) *problem.Error {
	return problem.New(problem.Unauthenticated, "sign-in-failed").Because(cause)
}

// over is said when a sign-in cannot be ended: it took too long, was ended already, or began in another browser.
func over(cause error) *problem.Error {
	return problem.New(problem.Unauthenticated, "sign-in-over").Because(cause)
}
