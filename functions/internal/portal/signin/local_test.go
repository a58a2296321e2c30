package signin

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestPagesOfThePortalAreLedBackTo(t *testing.T) {
	t.Parallel()
	for _, to := range []string{"/az", "/az/", "/ru/applications", "/en/applications/app_01J-x/step.2/", "/tr/compare?a=1&b=%C3%BC+x",
		"/az/verify?number=HSM-2026-000001", "/az/sign-in-help", "/az/applications?to=sign-in"} {
		if got, ok := local(to); !ok || got != to {
			t.Errorf("want %q taken, got %q, %v", to, got, ok)
		}
	}
}

func TestWhatLeadsElsewhereIsForgotten(t *testing.T) {
	t.Parallel()
	for name, to := range map[string]string{
		"nothing": "", "the root": "/", "another site": "https://evil.example/az", "without scheme": "//evil.example",
		"three slashes": "///evil.example", "a backslash": `/\evil.example`, "two backslashes": `\\evil.example`,
		"a backslash later": `/az\..\evil`, "an encoded slash": "/az/%2f%2fevil.example", "an encoded backslash": "/%5cevil.example",
		"a tab": "/\t/evil.example", "a tab before": "\t//evil.example", "a line": "/az\r\nSet-Cookie: a=b", "a line at the end": "/az\n",
		"a zero byte": "/az\x00", "a script": "javascript:alert(1)", "data": "data:text/html,x", "a space before": " //evil.example",
		"dots": "/az/../..//evil.example", "hidden dots": "/az/..;/x", "one dot": "/az/./x", "an at sign": "/az@evil.example",
		"a host in the path": "/az//evil.example", "no language": "/applications", "another language": "/de/applications",
		"a language as a host": "az.evil.example", "a longer word": "/azx", "capital letters": "/AZ/applications",
		"a fragment": "/az#//evil.example", "an address in the query with slashes": "/az?to=//evil.example", "other letters": "/az/ə",
		"a full-width slash": "/az／／evil.example", "a right-to-left mark": "/az/\u202ex", "signing in again": "/az/sign-in?to=/az",
		"signing in with a slash": "/az/sign-in/", "signing out": "/az/sign-out", "signing out everywhere": "/az/sign-out/everywhere", "too long": "/az/" + strings.Repeat("a", 2000),
	} {
		if got, ok := local(to); ok || got != "" {
			t.Errorf("%s: want %q forgotten, got %q", name, to, got)
		}
	}
}

func TestTheLongestAddressIsTaken(t *testing.T) {
	t.Parallel()
	for length, want := range map[int]bool{longestLocal: true, longestLocal + 1: false} {
		if _, ok := local("/az/" + strings.Repeat("a", length-len("/az/"))); ok != want {
			t.Errorf("%d characters: want %v, got %v", length, want, ok)
		}
	}
}

// Whatever is taken stays on the portal, as browsers and the standard library resolve it.
func TestNothingThatIsTakenLeavesThePortal(t *testing.T) {
	t.Parallel()
	base, err := url.Parse("https://pass.example/az/sign-in")
	if err != nil {
		t.Fatal(err)
	}
	pieces := rapid.SampledFrom([]string{"/", "//", `\`, "az", "ru", "..", ".", "evil.example", "@", ":", "?", "#", "%2f", "%5c", "\t", "\n", "https:", "a", "&", "="})
	rapid.Check(t, func(t *rapid.T) {
		begin := rapid.SampledFrom([]string{"", "/az", "/az/"}).Draw(t, "begin")
		to, ok := local(begin + strings.Join(rapid.SliceOfN(pieces, 0, 10).Draw(t, "pieces"), ""))
		if !ok {
			return
		}
		at, err := base.Parse(to)
		if err != nil || at.Host != base.Host || at.Scheme != base.Scheme || at.User != nil || strings.ContainsAny(to, "\\\r\n\t#") {
			t.Errorf("%q leads to %v, %v", to, at, err)
		}
	})
}
