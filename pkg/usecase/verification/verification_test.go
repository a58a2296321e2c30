package verification_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/verification"
)

// A certificate of these tests holds from the first to the last day; lastDay counts.
const (
	firstDay = "2026-11-21"
	lastDay  = "2031-11-20"
)

func TestANumberIsLookedUp(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		on       string
		standing credential.Standing
		want     verification.Verdict
	}{
		{firstDay, credential.InForce, "valid"},
		{lastDay, credential.InForce, "valid"},
		{"2031-11-21", credential.InForce, "expired"},
		{firstDay, credential.Annulled, "annulled"},
		{firstDay, credential.Superseded, "superseded"},
		{"2031-11-21", credential.Annulled, "annulled"}, // taken back says more than expired
	} {
		t.Run(c.on+" "+c.standing.String(), func(t *testing.T) {
			t.Parallel()
			d := open(t, c.on)
			d.register.give(c.standing)
			got, verdict, err := d.LookUp(t.Context(), string(d.number))
			if err != nil || verdict != c.want {
				t.Fatalf("want %s, got %s, %v", c.want, verdict, err)
			}
			if diff := cmp.Diff(d.register.known[d.number], got); diff != "" {
				t.Error("facts (-want +got):\n" + diff)
			}
		})
	}
}

func TestANumberIsTakenAsPeopleTypeIt(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	d.register.give(credential.InForce)
	for _, typed := range []string{
		strings.ToLower(string(d.number)), "  " + string(d.number) + "\n", strings.ReplaceAll(string(d.number), "-", " "),
	} {
		_, verdict, err := d.LookUp(t.Context(), typed)
		if err != nil || verdict != "valid" {
			t.Errorf("%q: want valid, got %s, %v", typed, verdict, err)
		}
	}
}

func TestAMistypedNumberIsRefusedBeforeAnythingIsAsked(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	for typed, code := range map[string]string{
		"":                                "certificate-number-malformed",
		"HSM-2026":                        "certificate-number-malformed",
		other(d.number, len("HSM-2026-")): "certificate-number-mistyped",
	} {
		_, _, err := d.LookUp(t.Context(), typed)
		if p := problem.From(err); p.Kind != problem.Invalid || p.Code != code {
			t.Errorf("%q: want %s, got %v", typed, code, err)
		}
	}
	if d.register.asked != 0 {
		t.Errorf("want the register left alone, it was asked %d times", d.register.asked)
	}
}

func TestANumberThatWasNeverGivenIsNotFound(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	_, _, err := d.LookUp(t.Context(), string(d.number))
	if !errors.Is(err, problem.NotFound) {
		t.Errorf("want not found, got %v", err)
	}
}

func TestACodeIsJudgedByItsSealItsDatesAndTheRegister(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		on       string
		standing credential.Standing
		want     verification.Verdict
	}{
		{"2026-11-20", credential.InForce, "not-yet"},
		{firstDay, credential.InForce, "valid"},
		{lastDay, credential.InForce, "valid"},
		{"2031-11-21", credential.InForce, "expired"},
		{firstDay, credential.Annulled, "annulled"},
		{firstDay, credential.Superseded, "superseded"},
		{"2031-11-21", credential.Superseded, "superseded"},
	} {
		t.Run(c.on+" "+c.standing.String(), func(t *testing.T) {
			t.Parallel()
			d := open(t, c.on)
			d.register.give(c.standing)
			got, err := d.Check(t.Context(), d.compact)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(verification.Checked{Verdict: c.want, Claims: d.claims}, got); diff != "" {
				t.Error("checked (-want +got):\n" + diff)
			}
		})
	}
}

func TestTheAddressInACodeIsNotFollowed(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	d.register.give(credential.InForce)
	for _, text := range []string{
		credential.QRText("https://cases.example", d.compact),
		credential.QRText("https://somebody-else.example", d.compact),
		" " + d.compact + "\n",
	} {
		got, err := d.Check(t.Context(), text)
		if err != nil || got.Verdict != "valid" {
			t.Errorf("%s: want valid, got %s, %v", text, got.Verdict, err)
		}
	}
}

func TestAGenuineCodeOfNoKnownNumberSaysSo(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	got, err := d.Check(t.Context(), d.compact)
	if err != nil || got.Verdict != verification.UnknownNumber || got.Claims.Number != d.number {
		t.Errorf("want %s with its claims, got %+v, %v", verification.UnknownNumber, got, err)
	}
}

func TestAForgedCodeLearnsNothingOfTheRegister(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	d.register.give(credential.InForce)
	stranger := newKey(t)
	for name, c := range map[string]struct{ text, code string }{
		"signed by another key":            {sign(t, d.claims, d.kid, stranger), "credential-signature-wrong"},
		"signed by a key nobody published": {sign(t, d.claims, kidOf(t, stranger), stranger), "credential-key-unknown"},
		"other claims under the seal":      {spliced(t, d, func(c *credential.Claims) { c.Field = "medicine" }), "credential-signature-wrong"},
		"a letter of the signature":        {other(d.compact, len(d.compact)-10), "credential-signature-wrong"},
	} {
		got, err := d.Check(t.Context(), c.text)
		if err != nil || got.Verdict != verification.NotGenuine || got.Fault == nil || got.Fault.Code != c.code {
			t.Errorf("%s: want %s for %s, got %+v, %v", name, verification.NotGenuine, c.code, got, err)
		}
		if got.Claims != (credential.Claims{}) {
			t.Errorf("%s: want nothing told of what it claims, got %+v", name, got.Claims)
		}
	}
	if d.register.asked != 0 {
		t.Errorf("want the register left alone, it was asked %d times", d.register.asked)
	}
}

func TestWhatIsNoCodeIsABadMessage(t *testing.T) {
	t.Parallel()
	d := open(t, firstDay)
	for _, text := range []string{"", "https://cases.example/", "a.b", "a.b.c", strings.Repeat("x", 5000), d.compact + ".more", "ə.ü.ğ"} {
		_, err := d.Check(t.Context(), text)
		if p := problem.From(err); p.Kind != problem.Invalid || p.Code != "credential-malformed" {
			t.Errorf("%.20q: want credential-malformed, got %v", text, err)
		}
	}
}

func TestWhatIsDownIsNoVerdict(t *testing.T) {
	t.Parallel()
	down := problem.New(problem.Unavailable, "unavailable")
	for name, fail := range map[string]func(*desk){
		"the register": func(d *desk) { d.register.fails = down },
		"the keys":     func(d *desk) { d.keys.fails = down },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := open(t, firstDay)
			d.register.give(credential.InForce)
			fail(d)
			got, err := d.Check(t.Context(), d.compact)
			if !errors.Is(err, problem.Unavailable) || got.Verdict != "" {
				t.Errorf("want it said, and no verdict, got %+v, %v", got, err)
			}
		})
	}
	d := open(t, firstDay)
	d.register.fails = down
	_, verdict, err := d.LookUp(t.Context(), string(d.number))
	if !errors.Is(err, problem.Unavailable) || verdict != "" {
		t.Errorf("want it said, and no verdict, got %s, %v", verdict, err)
	}
}

func TestEveryVerdictIsListed(t *testing.T) {
	t.Parallel()
	want := []verification.Verdict{verification.UnknownNumber, verification.NotGenuine}
	for _, v := range []credential.Validity{credential.Valid, credential.NotYet, credential.Expired} {
		want = append(want, verification.Verdict(v))
	}
	for _, s := range []credential.Standing{credential.Annulled, credential.Superseded} {
		want = append(want, verification.Verdict(s.String()))
	}
	got := slices.Sorted(slices.Values(verification.Verdicts))
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("verdicts (-want +got):\n" + diff)
	}
}

// desk is a verification.Desk on a day, with a certificate that the register does not know until it is given.
type desk struct {
	verification.Desk
	register *register
	keys     *keys
	private  *ecdsa.PrivateKey
	kid      string
	number   credential.Number
	claims   credential.Claims
	compact  string
}

func open(t *testing.T, on string) *desk {
	t.Helper()
	d := &desk{register: &register{}, private: newKey(t)}
	d.kid = kidOf(t, d.private)
	public, err := credential.PublicJWK(d.kid, &d.private.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	d.keys = &keys{set: credential.JWKS{Keys: []credential.JWK{public}}}
	d.number, err = credential.NewNumber(2026, rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	d.claims = credential.Claims{
		Issuer: "smsaz", Number: d.number, FamilyName: "Yılmaz", GivenNames: "Emre", BirthYear: 1988, Field: "ict",
		ValidFrom: date(t, firstDay), ValidUntil: date(t, lastDay), StatusIndex: 7,
	}
	d.compact = sign(t, d.claims, d.kid, d.private)
	d.register.number = d.number
	d.register.until = date(t, lastDay)
	noon := date(t, on).Start().Add(12 * time.Hour)
	d.Desk = verification.Desk{Certificates: d.register, Keys: d.keys, Now: func() time.Time { return noon }}
	return d
}

// register knows at most one certificate, and counts how often it is asked.
type register struct {
	number credential.Number
	until  calendar.Date
	known  map[credential.Number]verification.Certificate
	fails  error
	asked  int
}

func (r *register) give(s credential.Standing) {
	r.known = map[credential.Number]verification.Certificate{
		r.number: {Number: r.number, Field: "ict", ValidUntil: r.until, Standing: s},
	}
}

func (r *register) Certificate(_ context.Context, number credential.Number) (verification.Certificate, error) {
	r.asked++
	if r.fails != nil {
		return verification.Certificate{}, r.fails
	}
	c, ok := r.known[number]
	if !ok {
		return c, problem.New(problem.NotFound, "not-found")
	}
	return c, nil
}

func (r *register) StatusList(context.Context) (*credential.StatusList, error) {
	return credential.NewStatusList(8), r.fails
}

type keys struct {
	set   credential.JWKS
	fails error
}

func (k *keys) Keys(context.Context) (credential.JWKS, error) { return k.set, k.fails }

func newKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return key
}

func kidOf(t *testing.T, key *ecdsa.PrivateKey) string {
	t.Helper()
	kid, err := credential.KeyID(&key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	return kid
}

func sign(t *testing.T, c credential.Claims, kid string, key *ecdsa.PrivateKey) string {
	t.Helper()
	compact, err := credential.SignCompact(c, kid, key)
	if err != nil {
		t.Fatal(err)
	}
	return compact
}

// spliced is the code with other claims under the seal of the true ones.
func spliced(t *testing.T, d *desk, change func(*credential.Claims)) string {
	t.Helper()
	claims := d.claims
	change(&claims)
	parts, changed := strings.Split(d.compact, "."), strings.Split(sign(t, claims, d.kid, d.private), ".")
	return strings.Join([]string{parts[0], changed[1], parts[2]}, ".")
}

// other is the text with another letter in one place.
func other[T ~string](text T, place int) string {
	raw := []byte(text)
	if raw[place] == 'A' {
		raw[place] = 'B'
	} else {
		raw[place] = 'A'
	}
	return string(raw)
}

func date(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
