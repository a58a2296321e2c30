package credential

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func TestACredentialSaysWhatWasSignedAndNoMore(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	want := goodFacts(locale.English).Claims()
	compact := key.sign(t, want)
	got, validity, err := Verify(compact, key.set, date("2026-12-01"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("claims (-want +got):\n%s", diff)
	}
	if validity != Valid {
		t.Errorf("want %s, got %s", Valid, validity)
	}
	body, err := b64.DecodeString(strings.Split(compact, ".")[1])
	if err != nil {
		t.Fatal(err)
	}
	if want, got := `[1,"smsaz","20267K3QXM90TZ4WVRQ","Şıxəliyeva-O'Brien","Günəş Zoë",1988,"ict",20261121,20311120,12345]`, string(body); want != got {
		t.Errorf("want the payload %s, got %s", want, got)
	}
}

func TestFirstAndLastDayCount(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	compact := key.sign(t, goodFacts(locale.English).Claims())
	for day, want := range map[string]Validity{
		"2026-11-20": NotYet, "2026-11-21": Valid, "2026-11-22": Valid,
		"2031-11-19": Valid, "2031-11-20": Valid, "2031-11-21": Expired,
	} {
		_, got, err := Verify(compact, key.set, date(day))
		if err != nil || want != got {
			t.Errorf("on %s: want %s, got %s and %v", day, want, got, err)
		}
	}
}

func TestAnyCredentialSurvivesTheRoundTrip(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	rapid.Check(t, func(t *rapid.T) {
		from := date("2025-01-01").AddDays(rapid.IntRange(0, 20000).Draw(t, "from"))
		want := Claims{
			Issuer: rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "issuer"), Number: numbers().Draw(t, "number"),
			FamilyName: rapid.String().Draw(t, "family"), GivenNames: rapid.String().Draw(t, "given"),
			BirthYear: rapid.IntRange(1900, 2010).Draw(t, "year"), Field: rapid.StringMatching(`[a-z-]{1,20}`).Draw(t, "field"),
			ValidFrom: from, ValidUntil: LastDay(from, rapid.IntRange(1, 5).Draw(t, "years")),
			StatusIndex: rapid.IntRange(0, 1<<22).Draw(t, "index"),
		}
		compact, err := SignCompact(want, key.kid, key.private)
		if err != nil {
			t.Fatal(err)
		}
		scanned, err := ParseQRText(QRText(publicURL, compact))
		if err != nil || scanned != compact {
			t.Fatalf("want the credential out of the QR text, got %q and %v", scanned, err)
		}
		got, validity, err := Verify(scanned, key.set, want.ValidUntil)
		if err != nil || want != got || validity != Valid {
			t.Fatalf("want %+v valid, got %+v %s %v", want, got, validity, err)
		}
	})
}

// forge signs any header and payload, as an attacker with some key would.
func forge(t *testing.T, key *ecdsa.PrivateKey, head, body string) string {
	t.Helper()
	signed := b64.EncodeToString([]byte(head)) + "." + b64.EncodeToString([]byte(body))
	digest := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	if err != nil {
		t.Fatal(err)
	}
	raw := make([]byte, 64)
	r.FillBytes(raw[:32])
	s.FillBytes(raw[32:])
	return signed + "." + b64.EncodeToString(raw)
}

func payloadText(t *testing.T, c Claims) string {
	t.Helper()
	text, err := json.Marshal(c.payload())
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestForgeriesAreRefusedWithTheirReason(t *testing.T) {
	t.Parallel()
	key, stranger := newIssuerKey(t), newIssuerKey(t)
	good := key.sign(t, goodFacts(locale.English).Claims())
	parts := strings.Split(good, ".")
	body := payloadText(t, goodFacts(locale.English).Claims())
	own := `{"alg":"ES256","kid":"` + key.kid + `"}`
	b := func(text string) string { return b64.EncodeToString([]byte(text)) }
	public, err := x509.MarshalPKIXPublicKey(&key.private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	hs256 := b(`{"alg":"HS256","kid":"`+key.kid+`"}`) + "." + b(body)
	mac := hmac.New(sha256.New, public)
	mac.Write([]byte(hs256))
	none := b(`{"alg":"none","kid":"`+key.kid+`"}`) + "." + b(body) + "."
	cases := map[string]struct{ compact, code string }{
		"alg none, no signature":            {none, "credential-signature-wrong"},
		"alg none, the old signature":       {none + parts[2], "credential-signature-wrong"},
		"alg HS256 under the public key":    {hs256 + "." + b64.EncodeToString(mac.Sum(nil)), "credential-signature-wrong"},
		"alg in lower case":                 {forge(t, key.private, `{"alg":"es256","kid":"`+key.kid+`"}`, body), "credential-signature-wrong"},
		"a stranger's key under our kid":    {forge(t, stranger.private, own, body), "credential-signature-wrong"},
		"a stranger's key under its kid":    {stranger.sign(t, goodFacts(locale.English).Claims()), "credential-key-unknown"},
		"no kid":                            {forge(t, key.private, `{"alg":"ES256"}`, body), "credential-key-unknown"},
		"a key's address in the header":     {forge(t, key.private, `{"alg":"ES256","jku":"https://keys.example","kid":"`+key.kid+`"}`, body), "credential-malformed"},
		"two key ids":                       {forge(t, key.private, `{"alg":"ES256","kid":"x","kid":"`+key.kid+`"}`, body), "credential-malformed"},
		"a key of its own in the header":    {forge(t, key.private, `{"alg":"ES256","kid":"`+key.kid+`","jwk":{}}`, body), "credential-malformed"},
		"something behind the header":       {forge(t, key.private, own+`{}`, body), "credential-malformed"},
		"another payload":                   {parts[0] + "." + b(strings.Replace(body, "1988", "1989", 1)) + "." + parts[2], "credential-signature-wrong"},
		"another header":                    {b(own+" ") + "." + parts[1] + "." + parts[2], "credential-signature-wrong"},
		"a signature cut short":             {good[:len(good)-4], "credential-signature-wrong"},
		"padding":                           {good + "=", "credential-signature-wrong"},
		"two parts":                         {parts[0] + "." + parts[1], "credential-malformed"},
		"four parts":                        {good + ".x", "credential-malformed"},
		"nothing":                           {"", "credential-malformed"},
		"no base64 in the header":           {"*." + parts[1] + "." + parts[2], "credential-malformed"},
		"no JSON in the header":             {b("alg") + "." + parts[1] + "." + parts[2], "credential-malformed"},
		"too long":                          {good + strings.Repeat("A", longestCompact), "credential-malformed"},
		"signed, but no array":              {forge(t, key.private, own, `{}`), "credential-malformed"},
		"signed, but another version":       {forge(t, key.private, own, strings.Replace(body, "[1,", "[2,", 1)), "credential-malformed"},
		"signed, but one item short":        {forge(t, key.private, own, strings.Replace(body, ",12345]", "]", 1)), "credential-malformed"},
		"signed, but a day that is none":    {forge(t, key.private, own, strings.Replace(body, "20311120", "20310230", 1)), "credential-malformed"},
		"signed, but a first day of words":  {forge(t, key.private, own, strings.Replace(body, "20261121", `"x"`, 1)), "credential-malformed"},
		"signed, but a negative day":        {forge(t, key.private, own, strings.Replace(body, "20261121", "-1", 1)), "credential-malformed"},
		"signed, but a number with a typo":  {forge(t, key.private, own, strings.Replace(body, "7K3QX", "7K3QY", 1)), "credential-malformed"},
		"signed over text that is no array": {forge(t, key.private, own, "hello"), "credential-malformed"},
	}
	for name, c := range cases {
		claims, validity, err := Verify(c.compact, key.set, date("2026-12-01"))
		if !errors.Is(err, problem.Invalid) || problem.From(err).Code != c.code {
			t.Errorf("%s: want %s, got %v", name, c.code, err)
		}
		if claims != (Claims{}) || validity != "" {
			t.Errorf("%s: want no claims, got %+v %s", name, claims, validity)
		}
	}
}

func TestEveryChangedCharacterIsRefused(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	good := key.sign(t, goodFacts(locale.English).Claims())
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."
	for at := range good {
		changed := []byte(good)
		changed[at] = letters[(strings.IndexByte(letters, good[at])+1)%len(letters)]
		if _, _, err := Verify(string(changed), key.set, date("2026-12-01")); !errors.Is(err, problem.Invalid) {
			t.Fatalf("want the change of character %d refused, got %v", at, err)
		}
	}
}

func TestNothingThatIsScannedBreaksTheVerifier(t *testing.T) {
	t.Parallel()
	key := newIssuerKey(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[\w-]{0,40}\.[\w-]{0,40}\.[\w-]{0,90}`)).Draw(t, "text")
		if _, _, err := Verify(text, key.set, date("2026-12-01")); !errors.Is(err, problem.Invalid) {
			t.Fatalf("want %q refused, got %v", text, err)
		}
	})
}

func TestASignerThatIsNotP256IsRefused(t *testing.T) {
	t.Parallel()
	long, err := ecdsa.GenerateKey(elliptic.P384(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	if compact, err := SignCompact(goodFacts(locale.English).Claims(), "k", long); err == nil {
		t.Errorf("want a P-384 key refused, got %s", compact)
	}
	if _, err := PublicJWK("k", &long.PublicKey); err == nil {
		t.Error("want a P-384 key not published")
	}
	if _, err := KeyID(nil); err == nil {
		t.Error("want no id for no key")
	}
}

func TestAQRTextIsReadWhateverItsHost(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"https://hsm.example.gov.az/verify#a.b.c":     "a.b.c",
		"https://elsewhere.example/en/verify#a.b.c\n": "a.b.c",
		"a.b.c": "a.b.c",
	} {
		if got, err := ParseQRText(text); err != nil || want != got {
			t.Errorf("%q: want %s, got %s and %v", text, want, got, err)
		}
	}
	for _, text := range []string{"", "https://hsm.example.gov.az/", "https://hsm.example.gov.az/verify#", "https://a.b.c", "WIFI:S:x;;", "a.b", "a b.c.d"} {
		if got, err := ParseQRText(text); !errors.Is(err, problem.Invalid) {
			t.Errorf("%q: want it refused, got %s", text, got)
		}
	}
}
