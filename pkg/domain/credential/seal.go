package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"time"

	"github.com/digitorus/pdf"
	"github.com/digitorus/pdfsign/sign"
)

// signatureSpace is what is kept free in the file for the signature, in hex digits. Where it is too small, pdfsign v0.9.0
// writes the file twice into its output without an error; this is five times what a P-256 signature takes.
const signatureSpace = 16384

// Sign seals a PDF with the signer's P-256 key, so that no byte can change afterwards, and verifies the result before
// returning it. at is the time the signature dictionary names; the signed attributes inside carry the wall clock, which
// pkcs7 insists on, so the certificate must be valid at both. The same input gives another signature each time.
func Sign(unsigned []byte, signer crypto.Signer, cert *x509.Certificate, at time.Time) ([]byte, error) {
	key, ok := cert.PublicKey.(*ecdsa.PublicKey)
	if !ok || key.Curve != elliptic.P256() || !key.Equal(signer.Public()) {
		return nil, fmt.Errorf("seal the PDF: the certificate is not of the signer's P-256 key")
	}
	reader, err := pdf.NewReader(bytes.NewReader(unsigned), int64(len(unsigned)))
	if err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	var sealed bytes.Buffer
	act := sign.SignContext{
		PDFReader:  reader,
		InputFile:  bytes.NewReader(unsigned),
		OutputFile: &sealed,
		SignData: sign.SignData{
			Signature: sign.SignDataSignature{
				Info:       sign.SignDataSignatureInfo{Name: cert.Subject.CommonName, Date: at.UTC()},
				CertType:   sign.CertificationSignature,
				DocMDPPerm: sign.DoNotAllowAnyChangesPerms,
			},
			Signer:          signer,
			DigestAlgorithm: crypto.SHA256,
			Certificate:     cert,
		},
		SignatureMaxLengthBase: signatureSpace,
	}
	if err := act.SignPDF(); err != nil {
		return nil, fmt.Errorf("seal the PDF: %w", err)
	}
	if _, err := VerifyPDF(sealed.Bytes(), key); err != nil {
		return nil, fmt.Errorf("seal the PDF: the result does not verify: %w", err)
	}
	return sealed.Bytes(), nil
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
