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

	"hsmp.example/cases/pkg/problem"
)

// documentSigning is the extended key usage of RFC 9336, id-kp-documentSigning.
var documentSigning = []asn1.ObjectIdentifier{{1, 3, 6, 1, 5, 5, 7, 3, 36}}

// signingCertificate is the signed attribute id-aa-signingCertificateV2.
var signingCertificate = asn1.ObjectIdentifier{1, 2, 840, 113549, 1, 9, 16, 2, 47}

// Seal is who sealed a document, and when by the signer's clock.
type Seal struct {
	Certificate *x509.Certificate
	SignedAt    time.Time
}

// byteRange finds the one statement of what a signature covers.
var byteRange = regexp.MustCompile(`/ByteRange ?\[ ?(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10}) ?\]`)

// VerifyPDF checks a document sealed by Sign: one ECDSA signature that covers the whole file but itself, made with one of the
// trusted keys. Our own check, stricter than pdfsign's: that one takes ranges which leave out part of the file. The refusals
// are Invalid problems: not sealed, changed, or sealed by somebody else.
func VerifyPDF(signed []byte, trusted ...*ecdsa.PublicKey) (Seal, error) {
	covered, signature, err := dissect(signed)
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
	if err := agrees(message, covered); err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-changed").Because(err)
	}
	seal := Seal{Certificate: cert}
	if err := message.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &seal.SignedAt); err != nil {
		return Seal{}, problem.New(problem.Invalid, "document-not-sealed").Because(err)
	}
	return seal, nil
}

// agrees checks the digest and the signature over it. The time of check does not matter: pkcs7 compares the signing time
// with the certificate's validity, and trust was settled by the key.
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

// sameCertificate compares the certificate with its hash in the signed attributes (RFC 5035): the certificate itself lies
// outside what is signed, and another one of the same key could say another name.
func sameCertificate(message *pkcs7.PKCS7) error {
	var named struct {
		Certificates []struct{ Hash []byte }
	}
	if err := message.UnmarshalSignedAttribute(signingCertificate, &named); err != nil {
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

// dissect returns the bytes a signature covers and the signature, and insists that these are the whole file: from the first
// byte to the hole, from the hole to the last byte, the hole being one hex string and nothing else.
func dissect(file []byte) (covered, signature []byte, err error) {
	found := byteRange.FindAllSubmatch(file, -1)
	if len(found) != 1 {
		return nil, nil, fmt.Errorf("%d signatures", len(found))
	}
	var r [4]int
	for i := range r {
		if r[i], err = strconv.Atoi(string(found[0][i+1])); err != nil {
			return nil, nil, err
		}
	}
	hole, tail := r[1], r[2]
	if r[0] != 0 || hole < 1 || tail < hole+2 || tail > len(file) || tail+r[3] != len(file) {
		return nil, nil, fmt.Errorf("the signature does not cover the whole file")
	}
	if !bytes.HasSuffix(file[:hole], []byte("/Contents")) || file[hole] != '<' || file[tail-1] != '>' {
		return nil, nil, fmt.Errorf("the signature does not stand where it says")
	}
	signature, err = unhex(file[hole+1 : tail-1])
	if err != nil {
		return nil, nil, err
	}
	return append(bytes.Clone(file[:hole]), file[tail:]...), signature, nil
}

// unhex reads the hole as Sign writes it, lower-case hex filled with zeros, so that the hole has no room for a message.
func unhex(digits []byte) ([]byte, error) {
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
