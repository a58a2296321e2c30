package credential

import (
	"fmt"
	"strings"

	"rsc.io/qr"

	"hsmp.example/cases/pkg/problem"
)

// verifyPage is the page at which anybody checks a certificate; behind verifyPath follows the credential.
const (
	verifyPage = "/verify"
	verifyPath = verifyPage + "#"
)

// QRText returns what the QR code holds: an address that opens the verification page, with the credential behind the
// hash, which browsers never send to a server. A checker without a network reads the same text.
func QRText(publicURL, compact string) string {
	return strings.TrimSuffix(publicURL, "/") + verifyPath + compact
}

// ParseQRText returns the compact credential inside a scanned text, whichever host it names: the signature decides, not
// the address. A bare credential is taken too.
func ParseQRText(text string) (string, error) {
	compact := strings.TrimSpace(text)
	if _, behind, ok := strings.Cut(compact, verifyPath); ok {
		compact = behind
	}
	if strings.Count(compact, ".") != 2 || strings.ContainsAny(compact, "/:# \t\r\n") {
		return "", problem.New(problem.Invalid, "credential-malformed")
	}
	return compact, nil
}

// qrCode returns the code at level M: it stays readable with 15 % of it soiled or folded.
func qrCode(text string) (*qr.Code, error) {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return nil, fmt.Errorf("QR code of %d bytes: %w", len(text), err)
	}
	return code, nil
}

// QRPNG returns the QR code of the text as a PNG, for pages.
func QRPNG(text string) ([]byte, error) {
	code, err := qrCode(text)
	if err != nil {
		return nil, err
	}
	return code.PNG(), nil
}
