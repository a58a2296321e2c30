//go:build e2e

package pages

import (
	"encoding/base64"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"rsc.io/qr"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/play"
	"hsmp.example/cases/localstack/instance"
)

// forged is a credential that looks like ours and is sealed with nothing: {"alg":"ES256","kid":"AAAAAAAAAAAA"},
// [1,"smsaz","…","Nobody", …].
var forged = "https://elsewhere.example/verify#" + unsealed(`{"alg":"ES256","kid":"AAAAAAAAAAAA"}`) + "." +
	unsealed(`[1,"smsaz","202611111111111111T","Nobody","",1990,"it",20260101,20301231,7]`) + "." + unsealed(strings.Repeat("\x01", 64))

func unsealed(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }

// Numbers with a right and with a wrong check character; nobody was ever given either.
const (
	neverGiven = "HSM-2026-11111-11111-1111T"
	mistyped   = "HSM-2026-11111-11111-1111V"
)

func TestANumberAndATextAreChecked(t *testing.T) {
	t.Parallel()
	for _, way := range []way{withMouse, byKeyboard} {
		t.Run(way.language, func(t *testing.T) {
			t.Parallel()
			p := browser.Start(t, way.options...)
			p.Open("/verify")
			inspect(p)
			p.Fill(p.Say("verify.number"), mistyped)
			p.Click(p.Say("verify.look-up"))
			p.See(p.Say("kit.error-summary"))
			p.Fill(p.Say("verify.number"), neverGiven)
			p.Click(p.Say("verify.look-up"))
			p.See(p.Say("verify.verdict.unknown-number"), p.Say("verify.number-unknown"))
			inspect(p)
			p.Fill(p.Say("verify.code-text"), forged)
			p.Click(p.Say("verify.check"))
			p.See(p.Say("verify.verdict.not-genuine"))
			p.DoNotSee("Nobody")
		})
	}
}

var certified = struct {
	sync.Mutex
	text string
}{}

// issued is the text of the code of a certificate that this instance has issued, and the family name that it seals. One
// case is played for all tests.
func issued(t *testing.T) (text, family string) {
	t.Helper()
	certified.Lock()
	defer certified.Unlock()
	if certified.text == "" {
		certified.text = certificate(t)
	}
	return certified.text, sealed(t, certified.text)
}

func certificate(t *testing.T) string {
	t.Helper()
	i, err := instance.FromEnv("../../..")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	err = play.Run(t.Context(), play.Stage{Site: client.Open(i, "verify-"+strconv.FormatInt(time.Now().UnixNano(), 36)), Folder: folder, Out: io.Discard,
		Only: play.Plots()[0].Name})
	if err != nil {
		t.Fatal(err)
	}
	papers, err := filepath.Glob(filepath.Join(folder, "demo", "*.pdf"))
	if err != nil || len(papers) == 0 {
		t.Fatalf("want a certificate, got none: %v", err)
	}
	pdf, err := os.ReadFile(papers[0])
	if err != nil {
		t.Fatal(err)
	}
	text, err := play.ReadQR(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// sealed is the family name that a code says.
func sealed(t *testing.T, text string) string {
	t.Helper()
	payload, err := base64.RawURLEncoding.DecodeString(strings.Split(text, ".")[len(strings.Split(text, "."))-2])
	if err != nil {
		t.Fatal(err)
	}
	var items []any
	if err := json.Unmarshal(payload, &items); err != nil || len(items) < 4 {
		t.Fatalf("want the sealed claims, got %s", payload)
	}
	return items[3].(string)
}

// picture is the code as a photo of the page would show it.
func picture(t *testing.T, text string) string {
	t.Helper()
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "code.png")
	if err := os.WriteFile(file, code.PNG(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// A certificate of the deployed stack, sealed by its key: by telephone, by photo, by text, by number and without a
// network.
func TestACertificateIsVerifiedInEveryWay(t *testing.T) {
	t.Parallel()
	text, family := issued(t)
	p := browser.Start(t, browser.In("en"))
	p.OpenAddress(text)
	p.See("The certificate is valid", family, "Checked against the Service's register")
	p.Inspect()
	p.See("This page now works without a network too")
	number := strings.Fields(p.Row("Certificate number").Text())
	p.Fill("Certificate number", number[len(number)-1])
	p.Click("Look the number up")
	p.See("The certificate is valid", "A look-up by number shows no name")
	p.DoNotSee(family)
	p.Upload("Photo of the QR code", picture(t, text))
	p.See("The certificate is valid", family)
	p.Offline(true)
	p.OpenAddress(text)
	p.See("The certificate is valid", family, "Checked on this device without network")
	p.Offline(false)
	scriptless := browser.Start(t, browser.In("az"), browser.WithoutJavaScript())
	scriptless.Open("/verify")
	scriptless.Fill(scriptless.Say("verify.code-text"), text)
	scriptless.Click(scriptless.Say("verify.check"))
	scriptless.See(scriptless.Say("verify.verdict.valid"), family)
}
