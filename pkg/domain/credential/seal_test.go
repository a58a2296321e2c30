package credential

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/asn1"
	"encoding/hex"
	"errors"
	"math/big"
	"regexp"
	"testing"
	"time"

	"github.com/digitorus/pdfsign/verify"
	"github.com/digitorus/pkcs7"
	"github.com/digitorus/timestamp"
	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

var sealSubject = pkix.Name{CommonName: "Dövlət Miqrasiya Xidməti", Country: []string{"AZ"}}

// certificateOf returns a seal certificate that is valid when the tests' documents are issued.
func certificateOf(t testing.TB, key *ecdsa.PrivateKey) *x509.Certificate {
	t.Helper()
	cert, err := SealCertificate(key, sealSubject, issuedAt.AddDate(0, 0, -1), issuedAt.AddDate(10, 0, 0), big.NewInt(1))
	if err != nil {
		t.Fatal(err)
	}
	return cert
}

func sealed(t testing.TB, key issuerKey) []byte {
	t.Helper()
	f := goodFacts(locale.English)
	unsigned, err := Certificate(f, publicURL, key.sign(t, f.Claims()))
	if err != nil {
		t.Fatal(err)
	}
	file, err := Sign(unsigned, key.private, certificateOf(t, key.private), f.IssuedAt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestASealedCertificateVerifiesHereAndByOthersCode(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	file := sealed(t, key)
	keep(t, "sealed", file)

	seal, err := VerifyPDF(file, &key.private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if want, got := sealSubject.CommonName, seal.Certificate.Subject.CommonName; want != got {
		t.Errorf("want sealed by %q, got %q", want, got)
	}
	options := verify.DefaultVerifyOptions()
	options.AllowUntrustedRoots = true
	other, err := verify.VerifyWithOptions(bytes.NewReader(file), int64(len(file)), options)
	if err != nil {
		t.Fatal(err)
	}
	if len(other.Signers) != 1 || !other.Signers[0].ValidSignature {
		t.Errorf("want one valid signature by pdfsign's own check, got %+v", other)
	}
	valid(t, file)
}

func TestEveryFlippedByteOutsideTheSignatureIsDetected(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	file := sealed(t, key)
	hole := bytes.LastIndex(file, []byte("/Contents<")) + len("/Contents")
	end := hole + bytes.IndexByte(file[hole:], '>')
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.IntRange(0, len(file)-1).Filter(func(i int) bool { return i <= hole || i >= end }).Draw(t, "byte")
		changed := bytes.Clone(file)
		changed[at] ^= 1 << rapid.IntRange(0, 7).Draw(t, "bit")
		if _, err := VerifyPDF(changed, &key.private.PublicKey); !errors.Is(err, problem.Invalid) {
			t.Fatalf("want a change at byte %d of %d detected, got %v", at, len(file), err)
		}
	})
}

func TestADocumentThatIsNotOursIsRefusedWithItsReason(t *testing.T) {
	t.Parallel()
	key, stranger := newIssuerKey(t), newIssuerKey(t)
	file := sealed(t, key)
	unsigned, err := Certificate(goodFacts(locale.English), publicURL, key.sign(t, goodFacts(locale.English).Claims()))
	if err != nil {
		t.Fatal(err)
	}
	hole := bytes.LastIndex(file, []byte("/Contents<")) + len("/Contents<")
	inHole := func(at int, to byte) []byte {
		changed := bytes.Clone(file)
		changed[at] = to
		return changed
	}
	narrower := regexp.MustCompile(`/ByteRange \[0 (\d+) (\d+) (\d+)\]`).
		ReplaceAllFunc(file, func(m []byte) []byte { return bytes.Replace(m, []byte("[0 "), []byte("[1 "), 1) })
	cases := map[string]struct {
		file    []byte
		trusted []*ecdsa.PublicKey
		code    string
	}{
		"empty":                            {nil, nil, "document-not-sealed"},
		"not a PDF":                        {[]byte("hello"), nil, "document-not-sealed"},
		"never sealed":                     {unsigned, nil, "document-not-sealed"},
		"sealed by a key nobody trusts":    {file, []*ecdsa.PublicKey{&stranger.private.PublicKey}, "document-seal-unknown"},
		"no key is trusted at all":         {file, []*ecdsa.PublicKey{}, "document-seal-unknown"},
		"something was appended":           {append(bytes.Clone(file), "\n%%EOF"...), nil, "document-not-sealed"},
		"the last byte was cut off":        {file[:len(file)-1], nil, "document-not-sealed"},
		"the range leaves out a byte":      {narrower, nil, "document-not-sealed"},
		"two signatures":                   {append(bytes.Clone(file), file...), nil, "document-not-sealed"},
		"a message in the signature's gap": {inHole(hole+signatureSpace, '7'), nil, "document-not-sealed"},
		"no hex in the signature":          {inHole(hole+20, 'x'), nil, "document-not-sealed"},
		"upper-case hex in the signature":  {upperHex(file, hole), nil, "document-not-sealed"},
	}
	for name, c := range cases {
		trusted := c.trusted
		if trusted == nil {
			trusted = []*ecdsa.PublicKey{&key.private.PublicKey}
		}
		_, err := VerifyPDF(c.file, trusted...)
		if got := problem.From(err).Code; err == nil || c.code != got {
			t.Errorf("%s: want %s, got %v", name, c.code, err)
		}
	}
	if _, err := VerifyPDF(file, &stranger.private.PublicKey, &key.private.PublicKey); err != nil {
		t.Errorf("want any of several trusted keys to do, got %v", err)
	}
}

// upperHex writes the first hex letter of the signature as a capital: the same number, in another form than ours.
func upperHex(file []byte, hole int) []byte {
	changed := bytes.Clone(file)
	at := hole + bytes.IndexAny(changed[hole:], "abcdef")
	changed[at] -= 'a' - 'A'
	return changed
}

func TestOnlyTheSignersOwnP256CertificateSeals(t *testing.T) {
	t.Parallel()
	key, stranger := newIssuerKey(t), newIssuerKey(t)
	f := goodFacts(locale.Turkish)
	unsigned, err := Certificate(f, publicURL, key.sign(t, f.Claims()))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Sign(unsigned, key.private, certificateOf(t, stranger.private), f.IssuedAt, nil); err == nil {
		t.Error("want another key's certificate refused, got a file")
	}
	long, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(2), Subject: sealSubject, NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &long.PublicKey, long)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Sign(unsigned, long, cert, f.IssuedAt, nil); err == nil {
		t.Error("want an RSA key refused, got a file")
	}
	if _, err := Sign([]byte("no PDF"), key.private, certificateOf(t, key.private), f.IssuedAt, nil); err == nil {
		t.Error("want a file that is no PDF refused, got one")
	}
	ended, err := SealCertificate(key.private, sealSubject, issuedAt.AddDate(-2, 0, 0), issuedAt.AddDate(-1, 0, 0), big.NewInt(3))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Sign(unsigned, key.private, ended, f.IssuedAt, nil); err == nil {
		t.Error("want a seal certificate that has ended refused, got a file")
	}
}

func TestTheSealCertificateSaysWhatItWasAskedTo(t *testing.T) {
	t.Parallel()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from, until := issuedAt, issuedAt.AddDate(10, 0, 0)
	cert, err := SealCertificate(private, sealSubject, from, until, big.NewInt(77))
	if err != nil {
		t.Fatal(err)
	}
	if err := cert.CheckSignature(cert.SignatureAlgorithm, cert.RawTBSCertificate, cert.Signature); err != nil {
		t.Errorf("want it signed by its own key, got %v", err)
	}
	if cert.SerialNumber.Int64() != 77 || !cert.NotBefore.Equal(from) || !cert.NotAfter.Equal(until) || cert.IsCA {
		t.Errorf("want serial 77 from %v to %v and no authority, got %v %v %v %v", from, until, cert.SerialNumber, cert.NotBefore, cert.NotAfter, cert.IsCA)
	}
	if _, err := SealCertificate(private, sealSubject, until, from, big.NewInt(1)); err == nil {
		t.Error("want a certificate that ends before it begins refused")
	}
}

// valid asks pdfcpu whether the file is a PDF by the book.
func valid(t testing.TB, file []byte) {
	t.Helper()
	if err := api.Validate(bytes.NewReader(file), model.NewDefaultConfiguration()); err != nil {
		t.Errorf("want a valid PDF, got %v", err)
	}
}

// A verifier of PAdES baseline signatures finds what ETSI EN 319 142-1 asks for: the kind of signature, the
// certificate's hash among what is signed, and no time but the document's own.
func TestTheSealIsAPAdESBaselineSignature(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	file := sealed(t, key)
	if bytes.Count(file, []byte("/SubFilter /ETSI.CAdES.detached")) != 1 || bytes.Contains(file, []byte("adbe.pkcs7")) {
		t.Error("want the signature to be called a CAdES one")
	}
	if !bytes.Contains(file, []byte("/M (D:20261121093000")) {
		t.Error("want the time of issue in the signature's dictionary")
	}
	space, err := signatureIn(file)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := space.signature(file)
	if err != nil {
		t.Fatal(err)
	}
	message, err := pkcs7.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	var at time.Time
	if err := message.UnmarshalSignedAttribute(pkcs7.OIDAttributeSigningTime, &at); err == nil {
		t.Errorf("want no time among what is signed, got %s", at)
	}
}

// authority is a time-stamp authority of the test.
func authority(t testing.TB, at time.Time) Stamp {
	t.Helper()
	key := newIssuerKey(t)
	template := &x509.Certificate{SerialNumber: big.NewInt(9), Subject: pkix.Name{CommonName: "TSA"}, NotBefore: at.AddDate(-1, 0, 0),
		NotAfter: at.AddDate(1, 0, 0), ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageTimeStamping}}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.private.PublicKey, key.private)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return func(signature []byte) ([]byte, error) {
		sum := sha256.Sum256(signature)
		answer := timestamp.Timestamp{HashAlgorithm: crypto.SHA256, HashedMessage: sum[:], Time: at, SerialNumber: big.NewInt(1),
			Policy: asn1.ObjectIdentifier{1, 2, 3}, AddTSACertificate: true}
		raw, err := answer.CreateResponseWithOpts(cert, key.private, crypto.SHA256)
		if err != nil {
			return nil, err
		}
		read, err := timestamp.ParseResponse(raw)
		if err != nil {
			return nil, err
		}
		return read.RawToken, nil
	}
}

func TestATimeStampTellsWhenAndMustBeOfThisSignature(t *testing.T) {
	t.Parallel()
	key, at := newIssuerKey(t), issuedAt.Add(time.Second)
	unsigned, err := Certificate(goodFacts(locale.English), publicURL, "a.b.c")
	if err != nil {
		t.Fatal(err)
	}
	cert, stamp := certificateOf(t, key.private), authority(t, at)
	file, err := Sign(unsigned, key.private, cert, issuedAt, stamp)
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "stamped", file)
	if seal, err := VerifyPDF(file, &key.private.PublicKey); err != nil || !seal.StampedAt.Equal(at) {
		t.Errorf("want it stamped at %s, got %s, %v", at, seal.StampedAt, err)
	}
	valid(t, file)
	elsewhere := func([]byte) ([]byte, error) { return stamp([]byte("another signature")) }
	if _, err := Sign(unsigned, key.private, cert, issuedAt, elsewhere); problem.From(err).Code != "document-changed" {
		t.Errorf("want the stamp of another signature refused, got %v", err)
	}
	down := errors.New("the authority does not answer")
	if _, err := Sign(unsigned, key.private, cert, issuedAt, func([]byte) ([]byte, error) { return nil, down }); !errors.Is(err, down) {
		t.Errorf("want the authority's fault, got %v", err)
	}
}

// The certificate inside a signature is not itself signed; its hash is. Another certificate of the same key, saying
// other things, must not pass.
func TestAnotherCertificateOfTheSameKeyCannotBePutIn(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	unsigned, err := Certificate(goodFacts(locale.English), publicURL, "a.b.c")
	if err != nil {
		t.Fatal(err)
	}
	from := issuedAt.AddDate(0, 0, -1)
	issue := func(days int) *x509.Certificate {
		cert, err := SealCertificate(key.private, sealSubject, from, from.AddDate(0, 0, days), big.NewInt(1))
		if err != nil {
			t.Fatal(err)
		}
		return cert
	}
	first, other := issue(1000), issue(1001)
	for days := 1002; len(other.Raw) != len(first.Raw); days++ { // signatures differ in length by a byte or two
		other = issue(days)
	}
	file, err := Sign(unsigned, key.private, first, issuedAt, nil)
	if err != nil {
		t.Fatal(err)
	}
	swapped := bytes.Replace(file, []byte(hex.EncodeToString(first.Raw)), []byte(hex.EncodeToString(other.Raw)), 1)
	if bytes.Equal(file, swapped) {
		t.Fatal("want the certificate found in the file")
	}
	if _, err := VerifyPDF(swapped, &key.private.PublicKey); problem.From(err).Code != "document-changed" {
		t.Errorf("want document-changed, got %v", err)
	}
}

func TestTheFingerprintIsTheFilesSHA256(t *testing.T) {
	t.Parallel()
	if want, got := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Fingerprint(nil); want != got {
		t.Errorf("want %s, got %s", want, got)
	}
}
