package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/asn1"
	"encoding/hex"
	"fmt"
	"regexp"
	"strconv"
	"time"

	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"

	"hsmp.example/cases/pkg/problem"
)

// documentSigning is the extended key usage of RFC 9336, id-kp-documentSigning.
var documentSigning = []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 36}}

// The attributes of a signature beside its digest: id-aa-signingCertificateV2 and id-aa-timeStampToken.
var (
	oidSigningCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}
	oidTimeStamp          = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 14}
)

// namedCertificates says by its hash which certificate a signature was made with (RFC 5035).
type namedCertificates struct{ Certificates []namedCertificate }

type namedCertificate struct{ Hash []byte }

// Seal is who sealed a document, and when: by a time-stamp authority's word, whom the caller may trust or not.
// StampedAt is zero where none was asked.
type Seal struct {
	Certificate *x509.Certificate
	StampedAt   time.Time
}

// byteRange finds the one statement of what a signature covers.
var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10}) ?\]`)

// VerifyPDF checks a document sealed by Sign: one ECDSA signature that covers the whole file but itself, made with one
// of the trusted keys. Our own check, stricter than pdfsign's: that one takes ranges which leave out part of the file.
// The refusals are Invalid problems: not sealed, changed, or sealed by somebody else.
func VerifyPDF(signed []byte, trusted ...*ecdsa.PublicKey) (Seal, error) {
	space, err := signatureIn(signed)
	if err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-not-sealed").Because(err)
	}
	signature, err := space.signature(signed)
	if err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-not-sealed").Because(err)
	}
	message, err := pkcs7.Parse(signature)
	if err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-not-sealed").Because(err)
	}
	cert := message.GetOnlySigner()
	if cert == nil {
		return Seal{}, problem.New(problem.Invalid, "document-not-sealed").Because(fmt.Errorf("not exactly one signer"))
	}
	if !amongst(cert.PublicKey, trusted) {
		return Seal{}, problem.New(problem.Invalid, "document-seal-unknown")
	}
	if err := agrees(message, space.covered(signed)); err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-changed").Because(err)
	}
	at, err := stampedAt(message)
	if err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-changed").Because(err)
	}
	return Seal{Certificate: cert, StampedAt: at}, nil
}

// stampedAt returns the time of the time-stamp, which must be of this very signature.
func stampedAt(message *pkcs7.PKCS7) (time.Time, error) {
	signer := message.Signers[0]
	for _, attribute := range signer.UnauthenticatedAttributes {
		if !attribute.Type.Equal(oidTimeStamp) {
			continue
		}
		stamp, err := timestamp.Parse(attribute.Value.Bytes)
		if err != nil {
			return time.Time{}, fmt.Errorf("time-stamp: %w", err)
		}
		of := stamp.HashAlgorithm.New()
		of.Write(signer.EncryptedDigest)
		if !bytes.Equal(of.Sum(nil), stamp.HashedMessage) {
			return time.Time{}, fmt.Errorf("the time-stamp is of another signature")
		}
		return stamp.Time, nil
	}
	return time.Time{}, nil
}

// agrees checks the digest and the signature over it. When the check is made does not matter, and trust was settled by
// the key.
func agrees(message *pkcs7.PKCS7, covered []byte) error {
	for _, s := range message.Signers {
		if !s.DigestAlgorithm.Algorithm.Equal(pkcs7.OIDDigestAlgorithmSHA256) {
			return fmt.Errorf("digest %s is not SHA-256", s.DigestAlgorithm.Algorithm)
		}
		// Without signed attributes the signature would be over the bytes themselves, which is another form than ours.
		if len(s.AuthenticatedAttributes) == 0 {
			return fmt.Errorf("no signed attributes")
		}
	}
	message.Content = covered
	if err := message.Verify(); err != nil {
		return err
	}
	return sameCertificate(message)
}

// sameCertificate compares the certificate with its hash in the signed attributes (RFC 5035): the certificate itself
// lies outside what is signed, and another one of the same key could say another name.
func sameCertificate(message *pkcs7.PKCS7) error {
	var named namedCertificates
	if err := message.UnmarshalSignedAttribute(oidSigningCertificate, &named); err != nil {
		return fmt.Errorf("signing certificate: %w", err)
	}
	sum := sha256.Sum256(message.GetOnlySigner().Raw)
	if len(named.Certificates) != 1 || !bytes.Equal(named.Certificates[0].Hash, sum[:]) {
		return fmt.Errorf("the certificate is not the one that was signed with")
	}
	return nil
}

func amongst(key crypto.PublicKey, trusted []*ecdsa.PublicKey) bool {
	for _, one := range trusted {
		if one.Equal(key) {
			return true
		}
	}
	return false
}

// space is where in a file its signature stands: from the opening bracket of its hex string to past the closing one.
type space struct{ from, to int }

// signatureIn finds the one signature of a file, and insists that it covers the whole file but itself: from the first
// byte to the hole, from the hole to the last byte, the hole being one hex string and nothing else.
func signatureIn(file []byte) (space, error) {
	found := byteRange.FindAllSubmatch(file, -1)
	if len(found) != 1 {
		return space{}, fmt.Errorf("%d signatures", len(found))
	}
	var r [4]int
	for i := range r {
		var err error
		if r[i], err = strconv.Atoi(string(found[0][i+1])); err != nil {
			return space{}, err
		}
	}
	hole, tail := r[1], r[2]
	if r[0] != 0 || hole < 1 || tail < hole+2 || tail > len(file) || tail+r[3] != len(file) {
		return space{}, fmt.Errorf("the signature does not cover the whole file")
	}
	if !bytes.HasSuffix(file[:hole], []byte("/Contents")) || file[hole] != '<' || file[tail-1] != '>' {
		return space{}, fmt.Errorf("the signature does not stand where it says")
	}
	return space{hole, tail}, nil
}

// covered is what the signature is of.
func (s space) covered(file []byte) []byte {
	return append(bytes.Clone(file[:s.from]), file[s.to:]...)
}

// fill puts a signature into its place, with zeros after it.
func (s space) fill(file, signature []byte) error {
	digits := hex.AppendEncode(nil, signature)
	place := file[s.from+1 : s.to-1]
	if len(digits) > len(place) {
		return fmt.Errorf("a signature of %d hex digits, and room for %d", len(digits), len(place))
	}
	copy(place, digits)
	copy(place[len(digits):], bytes.Repeat([]byte{'0'}, len(place)-len(digits)))
	return nil
}

// signature reads what fill has written: lower-case hex filled with zeros, so that the hole has no room for a message.
func (s space) signature(file []byte) ([]byte, error) {
	digits := file[s.from+1 : s.to-1]
	raw := make([]byte, hex.DecodedLen(len(digits)))
	if _, err := hex.Decode(raw, digits); err != nil {
		return nil, fmt.Errorf("the signature: %w", err)
	}
	var value asn1.RawValue
	rest, err := asn1.Unmarshal(raw, &value)
	if err != nil {
		return nil, fmt.Errorf("the signature: %w", err)
	}
	if len(bytes.Trim(rest, "\x00")) > 0 || !bytes.Equal(hex.AppendEncode(nil, raw), digits) {
		return nil, fmt.Errorf("the signature stands among other bytes")
	}
	return raw[:len(raw)-len(rest)], nil
}

// Fingerprint returns the SHA-256 of a document as issued, for records and for comparing copies.
func Fingerprint(file []byte) string {
	sum := sha256.Sum256(file)
	return hex.EncodeToString(sum[:])
}
