package oidc

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/MicahParks/jwkset"
	"github.com/MicahParks/keyfunc/v3"
	"github.com/golang-jwt/jwt/v5"
	"golang.org/x/time/rate"

	"hsmp.example/cases/pkg/problem"
)

// refreshEvery limits how often a token with an unknown key makes us ask the issuer again: whoever forges tokens could
// have us flood it otherwise. A rotated key is known after this time at the latest.
const refreshEvery = 10 * time.Second

// keySet is the issuer's keys, fetched when the first token comes and then whenever a token names a key that is not
// there.
type keySet struct {
	url    string
	client *http.Client

	mu      sync.Mutex
	fetched keyfunc.Keyfunc
}

type failureKey struct{}

// find returns the key that a token names; Unavailable when it could not be fetched.
func (k *keySet) find(ctx context.Context, token *jwt.Token) (any, error) {
	keys, err := k.open()
	if err != nil {
		return nil, unavailable(err)
	}
	var failure error
	key, err := keys.KeyfuncCtx(context.WithValue(ctx, failureKey{}, &failure))(token)
	if failure != nil {
		return nil, unavailable(failure)
	}
	return key, err
}

func unavailable(err error) error {
	return problem.New(problem.Unavailable, "sign-in-unavailable").Because(err)
}

func (k *keySet) open() (keyfunc.Keyfunc, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.fetched != nil {
		return k.fetched, nil
	}
	published, err := jwkset.NewStorageFromHTTP(k.url, jwkset.HTTPClientStorageOptions{Client: k.client, RefreshErrorHandler: note})
	if err != nil {
		return nil, err
	}
	limit := rate.NewLimiter(rate.Every(refreshEvery), 1)
	limit.Allow() // what was fetched just now counts
	set, err := jwkset.NewHTTPClient(jwkset.HTTPClientOptions{HTTPURLs: map[string]jwkset.Storage{k.url: published},
		RefreshUnknownKID: limit, RateLimitWaitMax: k.client.Timeout})
	if err != nil {
		return nil, err
	}
	k.fetched, err = keyfunc.New(keyfunc.Options{Storage: set})
	return k.fetched, err
}

// note hands a failed fetch to the one who asked: jwkset only says that it has no such key.
func note(ctx context.Context, err error) {
	if failure, ok := ctx.Value(failureKey{}).(*error); ok {
		*failure = err
	}
}
