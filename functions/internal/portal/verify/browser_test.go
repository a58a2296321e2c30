package verify_test

import (
	"image"
	"image/color"
	"net/url"
	"strings"
	"testing"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/web/page"
)

// root is the project's folder, where the texts are.
const root = "../../../.."

func start(t testing.TB, v visitor.Visitor, options ...browser.Option) *browser.Page {
	t.Helper()
	return browser.Start(t, append([]browser.Option{browser.At(browser.Site{URL: v.URL, Root: root}), browser.In("en")}, options...)...)
}

// prepared opens the page and waits until it works without a network.
func prepared(p *browser.Page) {
	p.Open("/verify")
	p.See("This page now works without a network too")
}

// What axe looks for is the same in every language; what long words do is not.
func TestThePageStandsUpToInspection(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	text := code(t, v, claims(t, 1), credential.InForce)
	p := start(t, v)
	for n, l := range visitor.Languages {
		look := p.Fits
		if n == 0 {
			look = p.Inspect
		}
		words := page.Page{Language: locale.Language(l)}
		p.OpenAddress(v.URL + "/" + l + "/verify")
		look()
		p.Fill(words.Say("verify.code-text"), text)
		p.Click(words.Say("verify.check"))
		p.See(words.Say("verify.verdict.valid"), words.Say("verify.register"))
		look()
		p.InPrint(func() {
			p.See("Şıxəliyeva", words.Say("verify.at"))
			p.DoNotSee(words.Say("verify.code-text-hint"), words.Say("verify.another"))
		})
	}
}

func TestACertificateIsCheckedInEveryManner(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	text := code(t, v, claims(t, 1), credential.Annulled)
	for name, options := range map[string][]browser.Option{"with the mouse": nil, "by keyboard": {browser.ByKeyboard()}, "without scripts": {browser.WithoutJavaScript()}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := start(t, v, options...)
			p.Open("/verify")
			p.Fill("Certificate number", string(number(t, 1)))
			p.Click("Look the number up")
			p.See("The certificate was annulled", "A look-up by number shows no name")
			p.Fill("Text of the QR code", text)
			p.Click("Check the text")
			p.See("The certificate was annulled", "Şıxəliyeva-O'Brien", "Checked against the Service's register")
			p.Fill("Text of the QR code", "nothing to read")
			p.Click("Check the text")
			p.See("There is no readable certificate in the code")
		})
	}
}

// A telephone opens what stands in the code. Nothing of the credential stays in the address, and another language
// checks again.
func TestTheAddressOfTheCodeChecksIt(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	text := code(t, v, claims(t, 1), credential.InForce)
	p := start(t, v, browser.In("tr"))
	p.OpenAddress(text)
	p.See("Sertifika geçerlidir", "Şıxəliyeva-O'Brien")
	if at := p.Eval("location.href"); strings.Contains(at, "#") || !strings.HasSuffix(at, "/tr/verify") {
		t.Errorf("want the credential taken out of the address, got %s", at)
	}
	p.Click("Azərbaycanca")
	p.See("Sertifikat etibarlıdır", "Şıxəliyeva-O'Brien")
}

func TestAPhotoOfTheCodeIsRead(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := start(t, v)
	p.Open("/verify")
	p.Upload("Photo of the QR code", photo(t, code(t, v, claims(t, 1), credential.InForce)))
	p.See("The certificate is valid", "Şıxəliyeva-O'Brien", "Checked against the Service's register")
	empty := image.NewGray(image.Rect(0, 0, 400, 300))
	empty.SetGray(3, 3, color.Gray{Y: 200})
	p.Upload("Photo of the QR code", kept(t, empty, "empty.jpg"))
	p.See("There is no readable QR code in the photo")
}

// camera stands in for a camera that sees a picture: a stream of a canvas.
const camera = `(async () => {
	const picture = new Image();
	picture.src = %PICTURE%;
	await picture.decode();
	const canvas = document.createElement("canvas");
	canvas.width = 1280; canvas.height = 960;
	const paint = () => { canvas.getContext("2d").drawImage(picture, 0, 0, 1280, 960); setTimeout(paint, 50); };
	paint();
	const stream = canvas.captureStream(20);
	navigator.mediaDevices.getUserMedia = async () => stream;
	globalThis.camera = stream;
	return "ready";
})()`

func TestTheCameraReadsTheCodeAndIsSwitchedOff(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := start(t, v)
	p.Open("/verify")
	awaited(p, strings.Replace(camera, "%PICTURE%", dataAddress(t, photo(t, code(t, v, claims(t, 1), credential.Superseded))), 1))
	p.Click("Read with the camera")
	p.See("A newer certificate has replaced this one", "Şıxəliyeva-O'Brien")
	if got := p.Eval(`camera.getTracks().map((track) => track.readyState).join()`); got != "ended" {
		t.Errorf("want the camera switched off, got %s", got)
	}
}

func TestACameraThatIsRefusedLeavesThePhoto(t *testing.T) {
	t.Parallel()
	p := start(t, visitor.New(t))
	p.Open("/verify")
	p.Eval(`(navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("no", "NotAllowedError") }, "")`)
	p.Click("Read with the camera")
	p.See("The camera could not be opened. Allow it, or choose a photo.")
}

func TestWithoutANetworkTheDeviceChecks(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	expired := claims(t, 3)
	expired.ValidUntil = day(t, "2025-12-31")
	annulled := code(t, v, claims(t, 2), credential.Annulled)
	unlisted, err := v.Sign(claims(t, 5))
	must(t, err)
	codes := map[string]string{ // in the order of the map: each check stands for itself
		code(t, v, claims(t, 1), credential.InForce): "The certificate is valid",
		annulled: "The certificate was annulled",
		code(t, v, claims(t, 4), credential.Superseded):        "A newer certificate has replaced this one",
		code(t, v, expired, credential.InForce):                "The certificate has expired",
		unlisted:                                               "The certificate is valid", // the register is not there to deny it
		others(t, claims(t, 1), published(t, v).Keys[0].ID):    "The certificate is not genuine",
		others(t, claims(t, 1), ""):                            "It cannot be checked without a network",
		changed(code(t, v, claims(t, 6), credential.InForce)):  "The certificate is not genuine",
		strings.SplitN(annulled, "#", 2)[1]:                    "The certificate was annulled",
		"https://elsewhere.example/" + annulled[len(v.URL)+1:]: "The certificate was annulled",
		annulled + ".x":                                        "There is no readable certificate in the code",
	}
	p := start(t, v)
	prepared(p)
	p.Offline(true)
	p.Open("/verify") // the page itself comes from the device
	for text, want := range codes {
		p.Fill("Text of the QR code", text)
		p.Click("Check the text")
		p.See(want)
		if strings.HasPrefix(want, "There") {
			continue
		}
		p.See("Checked on this device without network, with the keys of")
		if strings.Contains(want, "valid") {
			p.See("Whether it was annulled after", "Information technology", "1988", "30 April 2125")
		}
	}
	p.Upload("Photo of the QR code", photo(t, annulled))
	p.See("The certificate was annulled", "Günəş <Zoë>")
	p.Fill("Certificate number", string(number(t, 1)))
	p.Click("Look the number up")
	p.See("A look-up by number needs a network")
	p.Inspect()
}

func TestTheCodesAddressOpensWithoutANetwork(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	text := code(t, v, claims(t, 1), credential.InForce)
	p := start(t, v, browser.In("ru"))
	p.Open("/verify")
	p.See(strings.SplitN(p.Say("verify.ready"), "{", 2)[0])
	p.Offline(true)
	p.OpenAddress(text)
	p.See(p.Say("verify.verdict.valid"), "Şıxəliyeva-O'Brien", "Информационные технологии", "30 апреля 2125 года")
}

func TestADeviceWithoutKeysSaysSo(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := start(t, v)
	prepared(p)
	awaited(p, `caches.delete("verify").then(() => "gone")`)
	p.Offline(true)
	p.Fill("Text of the QR code", code(t, v, claims(t, 1), credential.InForce))
	p.Click("Check the text")
	p.See("this device has no keys yet")
}

// What a stranger may see is kept, and nothing of whoever is signed in.
func TestNoNameIsKeptOnTheDevice(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	p := start(t, v)
	p.OpenAddress(v.URL + "/rehearsal/as/leyla?to=" + url.QueryEscape("/en/verify"))
	p.See("Leyla", "This page now works without a network too")
	p.Fill("Text of the QR code", code(t, v, claims(t, 1), credential.InForce))
	p.Click("Check the text")
	p.See("Şıxəliyeva-O'Brien")
	all := awaited(p, `caches.open("verify").then(async (cache) => {
		let all = "";
		for (const one of await cache.keys()) if (!one.url.includes("/assets/")) all += one.url + await (await cache.match(one)).text();
		return all;
	})`)
	for _, secret := range []string{"Leyla", "Şıxəliyeva"} {
		if strings.Contains(all, secret) {
			t.Errorf("want no %s on the device", secret)
		}
	}
	for _, want := range []string{"/en/verify", "/verify/kept", "Text of the QR code"} {
		if !strings.Contains(all, want) {
			t.Errorf("want %s on the device", want)
		}
	}
}
