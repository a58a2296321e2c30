package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"fmt"
	"io"
	"math/big"
	"slices"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
	"github.com/digitorus/pkcs7"
)

// signatureSpace is what is kept free in the file for the signature, in hex digits. Where it is too small, pdfsign
// v0.9.0 writes the file twice into its output without an error; this is five times what a P-256 signature takes, and
// has room for a time-stamp with its certificates.
const signatureSpace = 16384

// Stamp asks a time-stamp authority about a signature and returns its token (RFC 3161).
type Stamp func(signature []byte) (token []byte, err error)

// Sign seals a PDF with the signer's P-256 key, so that no byte can change afterwards, and verifies the result before
// returning it: PAdES baseline B, or T with a stamp; a nil stamp leaves it out. at is the time that the document names,
// at which the certificate must be valid. KMS gives another signature of the same input each time.
func Sign(unsigned []byte, signer crypto.Signer, cert *x509.Certificate, at time.Time, stamp Stamp) ([]byte, error) {
	key, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok || !isP256(key) || !key.Equal(signer.Public()) {
		return nil, fmt.Errorf("seal the PDF: the certificate is not of the signer's P-256 key")
	}
	if at.Before(cert.NotBefore) || at.After(cert.NotAfter) {
		return nil, fmt.Errorf("seal the PDF: the certificate is not valid at %s", at)
	}
	sealed, err := prepared(unsigned, signer, cert, at)
	if err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	space, err := signatureIn(sealed)
	if err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	signature, err := signatureOf(space.covered(sealed), signer, cert, stamp)
	if err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	if err := space.fill(sealed, signature); err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	if _, err := VerifyPDF(sealed, key); err != nil {
		return nil, fmt.Errorf("seal the PDF: the result does not verify: %w", err)
	}
	return sealed, nil
}

// What kind of signature a PDF says it holds; both names are of one length.
const (
	plainCMS = "/SubFilter /adbe.pkcs7.detached"
	pades    = "/SubFilter /ETSI.CAdES.detached"
)

// prepared returns the PDF with room for a signature, as pdfsign lays it out. pdfsign writes no PAdES, so what it puts
// into the room is no signature, and the real one comes after it.
func prepared(unsigned []byte, signer crypto.Signer, cert *x509.Certificate, at time.Time) ([]byte, error) {
	reader, err := pdf.NewReader(bytes.NewReader(unsigned), int64(len(unsigned)))
	if err != nil {
		return nil, err
	}
	var file bytes.Buffer
	act := sign.SignContext{
		PDFReader:  reader,
		InputFile:  bytes.NewReader(unsigned),
		OutputFile: &file,
		SignData: sign.SignData{
			Signature: sign.SignDataSignature{
				Info:       sign.SignDataSignatureInfo{Name: cert.Subject.CommonName, Date: at.UTC()},
				CertType:   sign.CertificationSignature,
				DocMDPPerm: sign.DoNotAllowAnyChangesPerms,
			},
			Signer:          placeholder{signer},
			DigestAlgorithm: crypto.SHA256,
			Certificate:     cert,
		},
		SignatureMaxLengthBase: signatureSpace,
	}
	if err := act.SignPDF(); err != nil {
		return nil, err
	}
	if bytes.Count(file.Bytes(), []byte(plainCMS)) != 1 {
		return nil, fmt.Errorf("no single place for a signature")
	}
	return bytes.Replace(file.Bytes(), []byte(plainCMS), []byte(pades), 1), nil
}

// placeholder has the signer's public key and signs nothing.
type placeholder struct{ crypto.Signer }

// Sign implements crypto.Signer.
func (placeholder) Sign(io.Reader, []byte, crypto.SignerOpts) ([]byte, error) { return []byte{0}, nil }

// signatureOf returns the detached CMS signature of the bytes: the content's digest and the certificate's are signed. A
// PAdES signature states no time of its own (ETSI EN 319 142-1, 6.3), so the one that pkcs7 puts in is taken out before
// the signer is asked.
func signatureOf(covered []byte, signer crypto.Signer, cert *x509.Certificate, stamp Stamp) ([]byte, error) {
	message, err := pkcs7.NewSignedData(covered)
	if err != nil {
		return nil, err
	}
	message.SetDigestAlgorithm(pkcs7.OIDDigestAlgorithmSHA256)
	sum := sha256.Sum256(cert.Raw)
	named := pkcs7.Attribute{Type: oidSigningCertificate, Value: namedCertificates{[]namedCertificate{{sum[:]}}}}
	if err := message.AddSigner(cert, placeholder{signer}, pkcs7.SignerInfoConfig{ExtraSignedAttributes: []pkcs7.Attribute{named}}); err != nil {
		return nil, err
	}
	info := &message.GetSignedData().SignerInfos[0]
	for i, attribute := range info.AuthenticatedAttributes {
		if attribute.Type.Equal(pkcs7.OIDAttributeSigningTime) {
			info.AuthenticatedAttributes = slices.Delete(info.AuthenticatedAttributes, i, i+1)
			break
		}
	}
	attributes, err := asn1.MarshalWithParams(info.AuthenticatedAttributes, "set")
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256(attributes)
	if info.EncryptedDigest, err = signer.Sign(nil, digest[:], crypto.SHA256); err != nil {
		return nil, err
	}
	if stamp != nil {
		token, err := stamp(info.EncryptedDigest)
		if err != nil {
			return nil, fmt.Errorf("time-stamp: %w", err)
		}
		stamped := pkcs7.Attribute{Type: oidTimeStamp, Value: asn1.RawValue{FullBytes: token}}
		if err := info.SetUnauthenticatedAttributes([]pkcs7.Attribute{stamped}); err != nil {
			return nil, err
		}
	}
	message.Detach()
	return message.Finish()
}

// SealCertificate self-issues the X.509 certificate that PDF readers show for the seal, from the signer itself: no
// certification authority is behind it, trust comes from the published key set. Both times are inclusive.
func SealCertificate(signer crypto.Signer, subject pkix.Name, notBefore, notAfter time.Time, serial *big.Int) (*x509.Certificate, error) {
	if !notBefore.Before(notAfter) {
		return nil, fmt.Errorf("seal certificate: it would end before it begins")
	}
	template := &x509.Certificate{
		SerialNumber:          serial,
		Subject:               subject,
		NotBefore:             notBefore.UTC(),
		NotAfter:              notAfter.UTC(),
		KeyUsage:              x509.KeyUsageDigitalSignature | x509.KeyUsageContentCommitment,
		UnknownExtKeyUsage:    documentSigning,
		BasicConstraintsValid: true,
		SignatureAlgorithm:    x509.ECDSAWithSHA256,
	}
	der, err := x509.CreateCertificate(nil, template, template, signer.Public(), signer)
	if err != nil {
		return nil, fmt.Errorf("seal certificate: %w", err)
	}
	return x509.ParseCertificate(der)
}

// ReadSealCertificate reads the certificate of a seal, DER, and its P-256 key.
func ReadSealCertificate(der []byte) (*x509.Certificate, *ecdsa.PublicKey, error) {
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, nil, fmt.Errorf("seal certificate: %w", err)
	}
	key, ok := certificate.PublicKey.(*ecdsa.PublicKey)
	if !ok || !isP256(key) {
		return nil, nil, errNotP256
	}
	return certificate, key, nil
}
