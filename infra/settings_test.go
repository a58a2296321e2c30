package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func fromMap(context map[string]string) func(string) string {
	return func(key string) string { return context[key] }
}

// with returns a good context, of the local stage or of another, with changes; an empty value takes a key away.
func with(base map[string]string, changes ...string) map[string]string {
	changed := map[string]string{}
	for key, value := range base {
		changed[key] = value
	}
	for i := 0; i < len(changes); i += 2 {
		changed[changes[i]] = changes[i+1]
	}
	return changed
}

var (
	goodLocal = map[string]string{"stage": "local", "issuer": "http://127.0.0.1:1", "issuerKeys": "http://127.0.0.1:1/jwks", "audience": "hsmp", "client": "portal"}
	goodAWS   = map[string]string{"stage": "prod", "publicUrl": "https://hsmp.example", "sender": "a@hsmp.example"}
)

func TestSettingsAreRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		context map[string]string
		want    string
	}{
		{"a stage is always asked for", with(goodAWS, "stage", ""), "stage is missing"},
		{"a stage's name must fit into other names", with(goodAWS, "stage", "Prod_1"), "small letter"},
		{"a stage's name of 17 letters is too long", with(goodAWS, "stage", strings.Repeat("a", 17)), "at most 15"},
		{"a shorter working day is refused on any stage but local", with(goodAWS, "daySeconds", "3"), "daySeconds is refused"},
		{"even a working day of 0 seconds is only for local", with(goodAWS, "daySeconds", "0"), "daySeconds is refused"},
		{"a stage called local-2 is not local", with(goodAWS, "stage", "local-2", "daySeconds", "3"), "daySeconds is refused"},
		{"seconds are a whole number", with(goodLocal, "daySeconds", "1.5"), "whole number"},
		{"seconds are not negative", with(goodLocal, "daySeconds", "-1"), "whole number"},
		{"a day has at most 86400 seconds", with(goodLocal, "daySeconds", "86401"), "86400"},
		{"the local stage has no Cognito", with(goodLocal, "issuer", "", "issuerKeys", "", "audience", "", "client", ""), "no Cognito"},
		{"an issuer without its keys is half an issuer", with(goodAWS, "issuer", "https://login.example"), "belong together"},
		{"an issuer without a client lets nobody into the portal", with(goodLocal, "client", ""), "belong together"},
		{"an issuer on AWS is reached by https", with(goodAWS, "issuer", "http://login.example", "issuerKeys", "https://a/k", "audience", "c", "client", "p"), "https://"},
		{"sign-in pages on AWS are reached by https", with(goodAWS, "issuer", "https://a", "issuerKeys", "https://a/k", "audience", "c", "client", "p", "signInUrl", "http://b"), "signInUrl"},
		{"a user pool has its own sign-in pages", with(goodAWS, "signInUrl", "https://login.example"), "signInUrl is refused"},
		{"documents on AWS are where their bucket is", with(goodAWS, "documentsUrl", "https://docs.example"), "documentsUrl is refused"},
		{"documents on the emulator have an absolute address", with(goodLocal, "documentsUrl", "localhost"), "not an absolute address"},
		{"a portal on AWS is reached by https", with(goodAWS, "publicUrl", "http://hsmp.example"), "https://"},
		{"a portal has an absolute address", with(goodLocal, "publicUrl", "hsmp.example"), "not an absolute address"},
		{"a portal's address is asked for on AWS", with(goodAWS, "publicUrl", ""), "publicUrl is missing"},
		{"a sender is asked for on AWS", with(goodAWS, "sender", ""), "sender is missing"},
		{"a sender is an e-mail address", with(goodAWS, "sender", "programme"), "not an e-mail address"},
		{"who hears of alarms has an e-mail address", with(goodAWS, "alarmEmail", "duty"), "not an e-mail address"},
		{"signatures alone do not protect a stage on AWS", with(goodAWS, "scanner", "signatures"), "refused outside"},
		{"the local stage has no GuardDuty", with(goodLocal, "scanner", "guardduty"), "has no GuardDuty"},
		{"a time-stamp authority has an address", with(goodAWS, "timestamps", "digicert"), "not an absolute address"},
		{"a scanner must be known", with(goodAWS, "scanner", "magic"), "must be guardduty"},
		{"an architecture must be known", with(goodAWS, "architecture", "mips"), "arm64, x86_64"},
		{"a firewall is on or off", with(goodAWS, "firewall", "yes"), "on, off"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := readSettings(fromMap(c.context))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("want an error with %q, got %v", c.want, err)
			}
		})
	}
}

func TestSettingsNameEveryFaultAtOnce(t *testing.T) {
	t.Parallel()
	_, err := readSettings(fromMap(map[string]string{"stage": "prod", "daySeconds": "3", "scanner": "magic"}))
	for _, want := range []string{"daySeconds", "publicUrl", "sender", "scanner"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %s among the faults, got %v", want, err)
		}
	}
}

func TestSettingsHaveTheseDefaults(t *testing.T) {
	t.Parallel()
	got, err := readSettings(fromMap(with(goodLocal, "daySeconds", "86400", "architecture", "arm64", "firewall", "on", "timestamps", "http://stamps.example/tsr")))
	want := Settings{Stage: "local", DaySeconds: 86400, Issuer: "http://127.0.0.1:1", IssuerKeys: "http://127.0.0.1:1/jwks", Audience: "hsmp", Client: "portal",
		SignIn: "http://127.0.0.1:1", Documents: "http://127.0.0.1:4566", PublicURL: "http://localhost:8080", Sender: "notices@hsmp.example", Scanner: "signatures", Timestamps: "http://stamps.example/tsr", Architecture: "arm64"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("local: %v (-want +got):\n%s", err, diff)
	}
	got, err = readSettings(fromMap(with(goodAWS, "publicUrl", "https://hsmp.example/")))
	want = Settings{Stage: "prod", PublicURL: "https://hsmp.example", Sender: "a@hsmp.example", Scanner: "guardduty", Timestamps: "none", Architecture: "arm64", Firewall: true}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("AWS: %v (-want +got):\n%s", err, diff)
	}
}

func TestPeopleSignInAtTheIssuerUnlessSettingsSayWhere(t *testing.T) {
	t.Parallel()
	own := with(goodAWS, "issuer", "https://login.example/realms/hsmp", "issuerKeys", "https://login.example/keys", "audience", "c", "client", "p")
	for given, want := range map[string]string{"": "https://login.example", "https://pages.example:8443/start?x=1": "https://pages.example:8443"} {
		got, err := readSettings(fromMap(with(own, "signInUrl", given)))
		if err != nil || got.SignIn != want {
			t.Errorf("%q: want %s, got %s, %v", given, want, got.SignIn, err)
		}
	}
}

func TestTheLocalStageIsBoundToTheEmulatorsAccountAndKeepsNothing(t *testing.T) {
	t.Parallel()
	if got, want := (Settings{Stage: "local"}).platform(), (Platform{Account: emulatorAccount, GatewayTag: true}); got != want {
		t.Errorf("want %+v, got %+v", want, got)
	}
	if got := (Settings{Stage: "prod", Scanner: "guardduty", Firewall: true}).platform(); got.Account != "" || !got.Keep || !got.UserPool || got.GatewayTag {
		t.Errorf("AWS: got %+v", got)
	}
}
