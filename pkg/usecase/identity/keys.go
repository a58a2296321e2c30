package identity

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// A token signed with a key we have not seen makes go-oidc ask the issuer again. Whoever forges tokens could so make us
// hammer it; within this time the last answer is given once more. A rotated key is known after it at the latest.
const calm = 10 * time.Second

// The issuer's key set is a few kilobytes; more is not a key set.
const largestKeySet = 256 << 10

type fetchKey struct{}

// fetchOutcome carries a failed fetch past go-oidc's verifier, which keeps only the words of an error.
type fetchOutcome struct{ failed error }

type watchedKeys struct{ keys *oidc.RemoteKeySet }

// VerifySignature notes whether the keys could not be fetched. RemoteKeySet wraps an error in that case and in no other.
func (w watchedKeys) VerifySignature(ctx context.Context, token string) ([]byte, error) {
	payload, err := w.keys.VerifySignature(ctx, token)
	if outcome, ok := ctx.Value(fetchKey{}).(*fetchOutcome); ok && err != nil {
		outcome.failed = errors.Unwrap(err)
	}
	return payload, err
}

// calmTransport repeats the last good answer for a while.
type calmTransport struct {
	next http.RoundTripper
	now  func() time.Time

	mu     sync.Mutex
	at     time.Time
	header http.Header
	body   []byte
}

func newCalmTransport(next http.RoundTripper, now func() time.Time) *calmTransport {
	if next == nil {
		next = http.DefaultTransport
	}
	return &calmTransport{next: next, now: now}
}

// RoundTrip implements http.RoundTripper for the one URL of the key set.
func (t *calmTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.body == nil || t.now().Sub(t.at) >= calm {
		answer, err := t.next.RoundTrip(r)
		if err != nil {
			return nil, err
		}
		if answer.StatusCode != http.StatusOK {
			return answer, nil
		}
		defer answer.Body.Close()
		body, err := io.ReadAll(io.LimitReader(answer.Body, largestKeySet))
		if err != nil {
			return nil, err
		}
		t.at, t.header, t.body = t.now(), answer.Header, body
	}
	return &http.Response{
		Status: "200 OK", StatusCode: http.StatusOK,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: t.header.Clone(), Body: io.NopCloser(bytes.NewReader(t.body)), Request: r,
	}, nil
}
