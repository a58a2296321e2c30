package credential

import (
	"bytes"
	"crypto"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/cryptosigner"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/problem"
)

// Claims are the facts inside the QR code: what a checker needs beside the holder's passport, and no more. Of the birth
// date only the year is there: it tells namesakes apart, and is of no use to who finds the paper.
type Claims struct {
	Issuer      string
	Number      Number
	FamilyName  string
	GivenNames  string
	BirthYear   int
	Field       string // id of the recognised field
	ValidFrom   calendar.Date
	ValidUntil  calendar.Date // inclusive
	StatusIndex int
}

// Validity is what a credential's own dates say on a day. Whether it was taken back is asked of the StatusList.
type Validity string

// The validities.
const (
	Valid   Validity = "valid"
	NotYet  Validity = "not-yet"
	Expired Validity = "expired"
)

// On returns the validity on that day; first and last day count.
func (c Claims) On(day calendar.Date) Validity {
	switch {
	case day.Before(c.ValidFrom):
		return NotYet
	case c.ValidUntil.Before(day):
		return Expired
	}
	return Valid
}

// Claims returns what of the facts goes into the QR code.
func (f Facts) Claims() Claims {
	return Claims{
		Issuer: f.Issuer.ID, Number: f.Number,
		FamilyName: f.Holder.FamilyName, GivenNames: f.Holder.GivenNames, BirthYear: f.Holder.BirthDate.Year,
		Field: f.Field.ID, ValidFrom: f.ValidFrom, ValidUntil: f.ValidUntil, StatusIndex: f.StatusIndex,
	}
}

const (
	payloadVersion = 1
	payloadLength  = 10
	longestCompact = 4096
)

var algorithms = []jose.SignatureAlgorithm{jose.ES256}

// SignCompact returns the credential as a compact JWS (RFC 7515) of alg ES256 under that key id. The payload is a JSON
// array by position, since names of members would double the QR code. The signer's P-256 key is asked once.
func SignCompact(c Claims, kid string, signer crypto.Signer) (string, error) {
	var body bytes.Buffer
	lean := json.NewEncoder(&body)
	lean.SetEscapeHTML(false) // an ampersand in a name would take six characters
	if err := lean.Encode(c.payload()); err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	key := jose.JSONWebKey{Key: cryptosigner.Opaque(signer), KeyID: kid}
	jws, err := jose.NewSigner(jose.SigningKey{Algorithm: jose.ES256, Key: key}, nil)
	if err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	signed, err := jws.Sign(bytes.TrimSpace(body.Bytes()))
	if err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	return signed.CompactSerialize()
}

// Verify checks a compact credential against the issuer's published keys, without a network: algorithm, key id,
// signature, form. It returns the claims and their validity on the day. Every refusal is an Invalid problem that says
// which check failed.
func Verify(compact string, keys JWKS, on calendar.Date) (Claims, Validity, error) {
	signed, err := parse(compact)
	if err != nil {
		return Claims{}, "", err
	}
	key, ok := keys.find(signed.Signatures[0].Protected.KeyID)
	if !ok {
		return Claims{}, "", problem.New(problem.Invalid, "credential-key-unknown")
	}
	body, err := signed.Verify(key)
	if err != nil {
		return Claims{}, "", problem.New(problem.Invalid, "credential-signature-wrong").Because(err)
	}
	claims, err := readPayload(body)
	if err != nil {
		return Claims{}, "", problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	return claims, claims.On(on), nil
}

// parse takes the one form that SignCompact writes. The algorithm is compared, never obeyed: "none" and HMAC end here.
// So do a key or its address in the header, since keys come from the published set only, and a second spelling of the
// same bytes.
func parse(compact string) (*jose.JSONWebSignature, error) {
	parts := strings.Split(compact, ".")
	if len(parts) != 3 || len(compact) > longestCompact {
		return nil, problem.New(problem.Invalid, "credential-malformed")
	}
	signed, err := jose.ParseSignedCompact(compact, algorithms)
	if err != nil {
		_, withoutSeal := jose.ParseSignedCompact(parts[0]+"."+parts[1]+".", algorithms)
		if foreign := new(jose.ErrUnexpectedSignatureAlgorithm); withoutSeal == nil || errors.As(err, &foreign) {
			return nil, problem.New(problem.Invalid, "credential-signature-wrong").Because(err)
		}
		return nil, problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	if head := signed.Signatures[0].Protected; len(head.ExtraHeaders) > 0 || head.JSONWebKey != nil || head.Nonce != "" {
		return nil, problem.New(problem.Invalid, "credential-malformed")
	}
	if written, err := signed.CompactSerialize(); err != nil || written != compact {
		return nil, problem.New(problem.Invalid, "credential-signature-wrong").Because(err)
	}
	return signed, nil
}
