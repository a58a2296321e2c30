package session_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"hsmp.example/cases/functions/internal/portal/session"
)

func newSecret(t testing.TB) session.Secret {
	t.Helper()
	s, err := session.NewSecret(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func boxOf(t testing.TB, s session.Secret, purpose string) session.Box {
	t.Helper()
	box, err := s.Box(purpose)
	if err != nil {
		t.Fatal(err)
	}
	return box
}

func TestASecretReadsBackAsItself(t *testing.T) {
	t.Parallel()
	want := newSecret(t)
	got, ok := session.ParseSecret(want.Text())
	if !ok || got != want || len(want.Text()) != 43 {
		t.Errorf("want the secret back from 43 characters, got %v from %d", ok, len(want.Text()))
	}
}

func TestWhatIsNoSecretIsRefused(t *testing.T) {
	t.Parallel()
	good := newSecret(t).Text()
	for name, text := range map[string]string{
		"nothing": "", "one character less": good[1:], "one more": good + "A", "padding": good + "=", "spaces": " " + good[1:],
		"the other base64": strings.Repeat("+", 43), "another last bit of the same bytes": strings.Repeat("A", 42) + "B",
	} {
		if _, ok := session.ParseSecret(text); ok {
			t.Errorf("%s: want %q refused", name, text)
		}
	}
}

func TestASecretNeverPrints(t *testing.T) {
	t.Parallel()
	s := newSecret(t)
	for _, verb := range []string{"%v", "%s", "%+v", "%q"} {
		if got := fmt.Sprintf(verb, s); strings.Trim(got, `"`) != "[secret]" {
			t.Errorf("%s: want it hidden, got %q", verb, got)
		}
	}
}

func TestASourceThatEndsGivesNoSecret(t *testing.T) {
	t.Parallel()
	if _, err := session.NewSecret(bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("want 31 bytes to be too few")
	}
}

func TestABoxGivesBackWhatWasSealed(t *testing.T) {
	t.Parallel()
	box := boxOf(t, newSecret(t), "session")
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.String().Filter(func(s string) bool { return strings.ToValidUTF8(s, "") == s }).Draw(t, "text")
		sealed, err := box.Seal(rand.Reader, want)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		if err := box.Open(sealed, &got); err != nil || got != want {
			t.Errorf("want %q, got %q, %v", want, got, err)
		}
	})
}

func TestABoxOpensNothingElse(t *testing.T) {
	t.Parallel()
	secret := newSecret(t)
	box := boxOf(t, secret, "session")
	sealed, err := box.Seal(rand.Reader, "content")
	if err != nil {
		t.Fatal(err)
	}
	changed := bytes.Clone(sealed)
	changed[len(changed)-1] ^= 1
	moved := box
	moved.ID = strings.Repeat("0", 64)
	for name, try := range map[string]struct {
		box    session.Box
		sealed []byte
	}{
		"another secret":             {boxOf(t, newSecret(t), "session"), sealed},
		"another purpose":            {boxOf(t, secret, "sign-in"), sealed},
		"content that was changed":   {box, changed},
		"content cut short":          {box, sealed[:11]},
		"content in another row":     {moved, sealed},
		"no content":                 {box, nil},
		"a row that only has a mark": {box, sealed[:12]},
	} {
		var got string
		if err := try.box.Open(try.sealed, &got); err == nil {
			t.Errorf("%s: want it refused, got %q", name, got)
		}
	}
}

func TestPurposesShareNothing(t *testing.T) {
	t.Parallel()
	secret := newSecret(t)
	one, other, again := boxOf(t, secret, "session"), boxOf(t, secret, "sign-in"), boxOf(t, secret, "session")
	if one.ID == other.ID || one.ID != again.ID || len(one.ID) != 64 {
		t.Errorf("want one id for each purpose, got %s, %s, %s", one.ID, other.ID, again.ID)
	}
}
