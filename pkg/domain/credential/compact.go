package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/asn1"
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"strings"

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

// header is a fixed JWS header: no algorithm but ES256 can be written or read.
type header struct {
	Algorithm string `json:"alg"`
	KeyID     string `json:"kid"`
}

const (
	algorithm      = "ES256"
	payloadVersion = 1
	payloadLength  = 10
	longestCompact = 4096
	signatureBytes = 2 * coordinateBytes
)

// SignCompact returns the credential as a compact JWS (RFC 7515) of alg ES256 under that key id. The payload is a JSON array
// by position, since names of members would double the QR code. The signer's P-256 key is asked once.
func SignCompact(c Claims, kid string, signer crypto.Signer) (string, error) {
	head, err := json.Marshal(header{Algorithm: algorithm, KeyID: kid})
	if err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	var body bytes.Buffer
	lean := json.NewEncoder(&body)
	lean.SetEscapeHTML(false) // an ampersand in a name would take six characters
	if err := lean.Encode(c.payload()); err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	signed := b64.EncodeToString(head) + "." + b64.EncodeToString(bytes.TrimSpace(body.Bytes()))
	digest := sha256.Sum256([]byte(signed))
	der, err := signer.Sign(nil, digest[:], crypto.SHA256)
	if err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	raw, err := rawSignature(der)
	if err != nil {
		return "", fmt.Errorf("compact credential: %w", err)
	}
	return signed + "." + b64.EncodeToString(raw), nil
}

// Verify checks a compact credential against the issuer's published keys, without a network: algorithm, key id, signature,
// form. It returns the claims and their validity on the day. Every refusal is an Invalid problem that says which check failed.
func Verify(compact string, keys JWKS, on calendar.Date) (Claims, Validity, error) {
	parts := strings.Split(compact, ".")
	if len(parts) != 3 || len(compact) > longestCompact {
		return Claims{}, "", problem.New(problem.Invalid, "credential-malformed")
	}
	key, err := keyOf(parts[0], keys)
	if err != nil {
		return Claims{}, "", err
	}
	raw, err := b64.Strict().DecodeString(parts[2])
	if err != nil || !genuine(key, parts[0]+"."+parts[1], raw) {
		return Claims{}, "", problem.New(problem.Invalid, "credential-signature-wrong")
	}
	body, err := b64.Strict().DecodeString(parts[1])
	if err != nil {
		return Claims{}, "", problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	claims, err := readPayload(body)
	if err != nil {
		return Claims{}, "", problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	return claims, claims.On(on), nil
}

// keyOf reads the header and finds its key. The algorithm is compared, never obeyed: "none" and HMAC end here.
func keyOf(encoded string, keys JWKS) (*ecdsa.PublicKey, error) {
	text, err := b64.Strict().DecodeString(encoded)
	if err != nil {
		return nil, problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	var head header
	strict := json.NewDecoder(bytes.NewReader(text))
	strict.DisallowUnknownFields() // no jwk, jku, crit or b64: the key comes from the published set only
	if err := strict.Decode(&head); err != nil {
		return nil, problem.New(problem.Invalid, "credential-malformed").Because(err)
	}
	if _, err := strict.Token(); err != io.EOF {
		return nil, problem.New(problem.Invalid, "credential-malformed")
	}
	if head.Algorithm != algorithm {
		return nil, problem.New(problem.Invalid, "credential-signature-wrong")
	}
	key, ok := keys.find(head.KeyID)
	if !ok {
		return nil, problem.New(problem.Invalid, "credential-key-unknown")
	}
	return key, nil
}

func genuine(key *ecdsa.PublicKey, signed string, raw []byte) bool {
	if len(raw) != signatureBytes {
		return false
	}
	r := new(big.Int).SetBytes(raw[:coordinateBytes])
	s := new(big.Int).SetBytes(raw[coordinateBytes:])
	digest := sha256.Sum256([]byte(signed))
	return ecdsa.Verify(key, digest[:], r, s)
}

// rawSignature turns the DER that KMS gives into the r‖s that JWS wants.
func rawSignature(der []byte) ([]byte, error) {
	var pair struct{ R, S *big.Int }
	if rest, err := asn1.Unmarshal(der, &pair); err != nil || len(rest) > 0 {
		return nil, fmt.Errorf("the signer gave no ECDSA signature: %w", err)
	}
	if pair.R.Sign() <= 0 || pair.S.Sign() <= 0 || pair.R.BitLen() > 256 || pair.S.BitLen() > 256 {
		return nil, fmt.Errorf("the signer's key is not P-256")
	}
	raw := make([]byte, signatureBytes)
	pair.R.FillBytes(raw[:coordinateBytes])
	pair.S.FillBytes(raw[coordinateBytes:])
	return raw, nil
}
