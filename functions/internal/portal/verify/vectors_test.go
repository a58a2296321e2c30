package verify_test

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/portal/rehearsal/visitor"
	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/web/assets"
)

// vector is a code with the day on which it is checked.
type vector struct{ Text, Day string }

// vectors are codes of every kind that one meets, made by package credential and by people who would like to be it.
func vectors(t testing.TB) (credential.JWKS, map[string]vector) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	kid, err := credential.KeyID(&key.PublicKey)
	must(t, err)
	published, err := credential.PublicJWK(kid, &key.PublicKey)
	must(t, err)
	c := claims(t, 12345%26)
	c.StatusIndex, c.ValidFrom, c.ValidUntil = 12345, day(t, "2026-02-28"), day(t, "2028-02-29")
	good, err := credential.SignCompact(c, kid, key)
	must(t, err)
	parts := strings.Split(good, ".")
	nobody := c
	nobody.FamilyName, nobody.BirthYear = "", 0
	oneName, err := credential.SignCompact(nobody, kid, key)
	must(t, err)
	seal := func(head, body string) string { return sealed(t, key, head, body) }
	head := fmt.Sprintf(`{"alg":"ES256","kid":%q}`, kid)
	const body = `[1,"smsaz","%s","A","B",1988,"it",%d,%d,7]`
	bare := strings.ReplaceAll(strings.TrimPrefix(string(c.Number), "HSM"), "-", "")
	return credential.JWKS{Keys: []credential.JWK{{ID: kid, KeyType: "OKP", Curve: "Ed25519", Algorithm: "EdDSA"}, published}}, map[string]vector{
		"in the middle":                  {credential.QRText("https://p.example", good), "2027-01-01"},
		"bare":                           {good, "2027-01-01"},
		"with white space around":        {"\n " + good + "\t", "2027-01-01"},
		"one name and no year":           {oneName, "2027-01-01"},
		"the first day":                  {good, "2026-02-28"},
		"the day before":                 {good, "2026-02-27"},
		"the last day":                   {good, "2028-02-29"},
		"the day after":                  {good, "2028-03-01"},
		"another's key under our id":     {others(t, c, kid), "2027-01-01"},
		"another's key":                  {others(t, c, ""), "2027-01-01"},
		"a changed payload":              {changed(good), "2027-01-01"},
		"another's seal":                 {strings.Join([]string{parts[0], parts[1], strings.Split(oneName, ".")[2]}, "."), "2027-01-01"},
		"a short seal":                   {good[:len(good)-4], "2027-01-01"},
		"no seal":                        {parts[0] + "." + parts[1] + ".", "2027-01-01"},
		"padding in the seal":            {good + "==", "2027-01-01"},
		"a DER seal":                     {derSealed(t, key, parts[0]+"."+parts[1]), "2027-01-01"},
		"the algorithm none":             {seal(fmt.Sprintf(`{"alg":"none","kid":%q}`, kid), fmt.Sprintf(body, bare, 20260101, 20270101)), "2026-06-01"},
		"HMAC":                           {seal(fmt.Sprintf(`{"alg":"HS256","kid":%q}`, kid), fmt.Sprintf(body, bare, 20260101, 20270101)), "2026-06-01"},
		"a key of its own in the header": {seal(fmt.Sprintf(`{"alg":"ES256","kid":%q,"jwk":{}}`, kid), fmt.Sprintf(body, bare, 20260101, 20270101)), "2026-06-01"},
		"more behind the header":         {seal(head+"{}", fmt.Sprintf(body, bare, 20260101, 20270101)), "2026-06-01"},
		"sealed by hand":                 {seal(head, fmt.Sprintf(body, bare, 20260101, 20270101)), "2026-06-01"},
		"a day that is none":             {seal(head, fmt.Sprintf(body, bare, 20260230, 20270101)), "2026-06-01"},
		"a date of seven digits":         {seal(head, fmt.Sprintf(body, bare, 2026010, 20270101)), "2026-06-01"},
		"a number that is none":          {seal(head, fmt.Sprintf(body, "2026", 20260101, 20270101)), "2026-06-01"},
		"a mistyped number":              {seal(head, fmt.Sprintf(body, bare[:18]+"0", 20260101, 20270101)), "2026-06-01"},
		"another version":                {seal(head, strings.Replace(fmt.Sprintf(body, bare, 20260101, 20270101), "[1,", "[2,", 1)), "2026-06-01"},
		"an item more":                   {seal(head, strings.Replace(fmt.Sprintf(body, bare, 20260101, 20270101), ",7]", ",7,8]", 1)), "2026-06-01"},
		"half a year of birth":           {seal(head, strings.Replace(fmt.Sprintf(body, bare, 20260101, 20270101), "1988", "19.5", 1)), "2026-06-01"},
		"an object":                      {seal(head, `{"number":"x"}`), "2026-06-01"},
		"no JSON":                        {seal(head, `[1,`), "2026-06-01"},
		"broken UTF-8 in the seal's way": {seal(head, "[1,\"\xff\"]"), "2026-06-01"},
		"two parts":                      {parts[0] + "." + parts[1], "2027-01-01"},
		"an address of something else":   {"https://p.example/other#" + good, "2027-01-01"},
		"too long":                       {good + strings.Repeat("A", 5000), "2027-01-01"},
		"nothing":                        {"", "2027-01-01"},
	}
}

func sealed(t testing.TB, key *ecdsa.PrivateKey, head, body string) string {
	t.Helper()
	b64 := base64.RawURLEncoding
	signed := b64.EncodeToString([]byte(head)) + "." + b64.EncodeToString([]byte(body))
	digest := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, key, digest[:])
	must(t, err)
	raw := make([]byte, 64)
	r.FillBytes(raw[:32])
	s.FillBytes(raw[32:])
	return signed + "." + b64.EncodeToString(raw)
}

func derSealed(t testing.TB, key *ecdsa.PrivateKey, signed string) string {
	t.Helper()
	digest := sha256.Sum256([]byte(signed))
	der, err := key.Sign(rand.Reader, digest[:], crypto.SHA256)
	must(t, err)
	return signed + "." + base64.RawURLEncoding.EncodeToString(der)
}

// judged is what came of a vector, as far as Go and JavaScript can say the same.
type judged struct {
	Verdict    string `json:"verdict"`
	Number     string `json:"number"`
	FamilyName string `json:"familyName"`
	GivenNames string `json:"givenNames"`
	BirthYear  int    `json:"birthYear"`
	Field      string `json:"field"`
	From       string `json:"from"`
	Until      string `json:"until"`
	Index      int    `json:"index"`
}

// inGo checks a vector with package credential, which is what the server does.
func inGo(t testing.TB, keys credential.JWKS, v vector) judged {
	t.Helper()
	compact, err := credential.ParseQRText(v.Text)
	if err == nil {
		var c credential.Claims
		var validity credential.Validity
		c, validity, err = credential.Verify(compact, keys, day(t, v.Day))
		if err == nil {
			return judged{string(validity), string(c.Number), c.FamilyName, c.GivenNames, c.BirthYear, c.Field, c.ValidFrom.String(), c.ValidUntil.String(), c.StatusIndex}
		}
	}
	return judged{Verdict: map[string]string{"credential-malformed": "malformed", "credential-key-unknown": "unknown-key",
		"credential-signature-wrong": "not-genuine"}[problem.From(err).Code]}
}

func TestTheDeviceJudgesAsTheServerDoes(t *testing.T) {
	t.Parallel()
	keys, all := vectors(t)
	asked, err := json.Marshal(map[string]any{"keys": keys.Keys, "vectors": all})
	must(t, err)
	p := browser.Start(t, browser.At(browser.Site{URL: visitor.New(t).URL}), browser.In("en"))
	p.Open("/verify")
	answer := awaited(p, fmt.Sprintf(`import(%q).then(async ({ check }) => {
		const { keys, vectors } = %s, results = {};
		for (const [name, { Text, Day }] of Object.entries(vectors)) {
			const { verdict, claims } = await check(Text, keys, null, Day);
			results[name] = { verdict, ...claims };
		}
		return JSON.stringify(results);
	})`, assets.URL("credential.js"), asked))
	got := map[string]judged{}
	must(t, json.Unmarshal([]byte(answer), &got))
	want := map[string]judged{}
	verdicts := map[string]bool{}
	for name, v := range all {
		want[name] = inGo(t, keys, v)
		verdicts[want[name].Verdict] = true
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-in Go +on the device):\n%s", diff)
	}
	if len(verdicts) != 6 {
		t.Errorf("want valid, not-yet, expired, not-genuine, unknown-key and malformed among them, got %v", verdicts)
	}
}

func TestTheDeviceReadsTheStatusListAsTheServerDoes(t *testing.T) {
	t.Parallel()
	v := visitor.New(t)
	good, err := v.Sign(claims(t, 1))
	must(t, err)
	p := browser.Start(t, browser.At(browser.Site{URL: v.URL}), browser.In("en"))
	p.Open("/verify")
	for _, index := range []int{0, 1, 2, 3, 4, 131071} {
		list := credential.NewStatusList(0)
		must(t, list.Set(index, credential.Annulled))
		if index > 0 {
			must(t, list.Set(index-1, credential.Superseded))
		}
		encoded, err := list.Encode()
		must(t, err)
		for _, at := range []int{max(index-1, 0), index, min(index+1, 131071), 131072} {
			c := claims(t, 1)
			c.StatusIndex = at
			text, err := v.Sign(c)
			must(t, err)
			want := "valid" // also outside of the list: it says nothing then
			if standing, err := list.At(at); err == nil && standing != credential.InForce {
				want = standing.String()
			}
			got := awaited(p, fmt.Sprintf(`import(%q).then(async ({ check, unpack }) => (await check(%q, %s, await unpack(%q), "2027-01-01")).verdict)`,
				assets.URL("credential.js"), text, written(t, published(t, v).Keys), encoded))
			if got != want {
				t.Errorf("at %d of a list with %d annulled: want %s, got %s", at, index, want, got)
			}
		}
	}
	for name, encoded := range map[string]string{"nothing": "", "another base": "z1234", "no gzip": "uAAAA", "cut short": "uH4sIAAAAAAAA"} {
		got := awaited(p, fmt.Sprintf(`import(%q).then(async ({ check, unpack }) => (await check(%q, %s, await unpack(%q), "2027-01-01")).verdict)`,
			assets.URL("credential.js"), good, written(t, published(t, v).Keys), encoded))
		if got != "valid" {
			t.Errorf("%s: want a list that says nothing, got %s", name, got)
		}
	}
}

func written(t testing.TB, value any) []byte {
	t.Helper()
	var out bytes.Buffer
	must(t, json.NewEncoder(&out).Encode(value))
	return bytes.TrimSpace(out.Bytes())
}

var awaits atomic.Int32

// awaited is what a promise of the page comes to, once it has.
func awaited(p *browser.Page, promise string) string {
	name := fmt.Sprintf("awaited%d", awaits.Add(1))
	p.Eval(fmt.Sprintf(`(globalThis.%[1]s = {}, %[2]s.then((value) => globalThis.%[1]s.value = value), "")`, name, promise))
	return p.Eval(fmt.Sprintf(`globalThis.%s.value ?? (() => { throw new Error("not yet") })()`, name))
}
