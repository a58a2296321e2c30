//go:build e2e

package e2e

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"maps"
	"math/big"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/demo/client"
)

// mint writes a token with claims and header changed, and signs it.
type mint struct {
	t      *testing.T
	header map[string]any
	claims map[string]any
}

// like reads a good token, to change one thing of it.
func like(t *testing.T, token string) mint {
	t.Helper()
	m := mint{t: t, claims: claims(t, token)}
	must(t, json.Unmarshal(unpack(t, strings.Split(token, ".")[0]), &m.header))
	return m
}

func (m mint) with(name string, value any) mint {
	m.claims = maps.Clone(m.claims)
	m.claims[name] = value
	return m
}

func (m mint) algorithm(name string) mint {
	m.header = maps.Clone(m.header)
	m.header["alg"] = name
	return m
}

func (m mint) signed(sign func(text string) []byte) string {
	text := base64.RawURLEncoding.EncodeToString(marshalled(m.header)) + "." + base64.RawURLEncoding.EncodeToString(marshalled(m.claims))
	return text + "." + base64.RawURLEncoding.EncodeToString(sign(text))
}

// by signs as ES256 with a key.
func by(t *testing.T, key *ecdsa.PrivateKey) func(string) []byte {
	return func(text string) []byte {
		t.Helper()
		digest := sha256.Sum256([]byte(text))
		r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
		must(t, err)
		signature := make([]byte, 64)
		r.FillBytes(signature[:32])
		s.FillBytes(signature[32:])
		return signature
	}
}

// issuerKey is the local provider's own signing key, out of the instance's folder: what it signs is genuine in all but
// claims.
func issuerKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(running(t).Dir, "identity", "keys.json"))
	must(t, err)
	var kept struct {
		JWKS struct {
			Keys []struct{ Kty, D string }
		}
	}
	must(t, json.Unmarshal(raw, &kept))
	for _, key := range kept.JWKS.Keys {
		if key.Kty == "EC" {
			private, err := ecdsa.ParseRawPrivateKey(elliptic.P256(), new(big.Int).SetBytes(unpack(t, key.D)).FillBytes(make([]byte, 32)))
			must(t, err)
			return private
		}
	}
	t.Fatal("the provider keeps no EC key")
	return nil
}

func TestOnlyAGoodTokenOpensADoor(t *testing.T) {
	t.Parallel()
	owner := applicant(t, filesForTokens)
	good := like(t, owner.Token)
	own := by(t, issuerKey(t))
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	now := time.Now().Unix()
	call := get("/v1/applications")
	if answer := send(t, owner.Bearing(good.signed(own)), call); answer.Status != http.StatusOK {
		t.Fatalf("want a token that we signed with the issuer's key taken, or the tests below prove nothing: %d %s", answer.Status, answer.Body)
	}
	for _, c := range []struct{ name, token, code string }{
		{"expired", good.with("exp", now-600).with("iat", now-4200).signed(own), "token-expired"},
		{"of another audience", good.with("aud", "another-api").signed(own), "token-not-ours"},
		{"of another issuer", good.with("iss", "http://127.0.0.1:1").signed(own), "token-not-ours"},
		{"forged with a key of one's own", good.signed(by(t, stranger)), "token-invalid"},
		{"changed after it was signed", tampered(owner.Token), "token-invalid"},
		{"of algorithm none", good.algorithm("none").signed(func(string) []byte { return nil }), "token-invalid"},
		{"of a shared secret", good.algorithm("HS256").signed(func(text string) []byte {
			sum := hmac.New(sha256.New, marshalled(good.header))
			sum.Write([]byte(text))
			return sum.Sum(nil)
		}), "token-invalid"},
		{"nonsense", "nonsense", "token-invalid"},
		{"absent", "", "token-missing"},
	} {
		t.Run(c.name, func(t *testing.T) {
			refused(t, owner.Bearing(c.token), call, http.StatusUnauthorized, c.code)
			refused(t, owner.Bearing(c.token), get("/v1/worklist"), http.StatusUnauthorized, c.code)
		})
	}
}

// tampered makes the owner of a token an officer without signing it again.
func tampered(token string) string {
	parts := strings.Split(token, ".")
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return token
	}
	text := strings.Replace(string(raw), `"applicant"`, `"officer"`, 1)
	return parts[0] + "." + base64.RawURLEncoding.EncodeToString([]byte(text)) + "." + parts[2]
}

func TestARoleOpensItsOwnRoutesOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		user string
		call client.Call
	}{
		{"applicant01", get("/v1/worklist")},
		{"officer-labour", post("/v1/applications", map[string]string{"language": "en"})},
		{"auditor", get("/v1/worklist")},
		{"employer", get("/v1/applications")},
	} {
		refused(t, signed(t, c.user), c.call, http.StatusForbidden, "forbidden")
	}
	refused(t, signed(t, "officer-labour"), get("/v1/worklist?authority=economy"), http.StatusForbidden, "forbidden")
}
