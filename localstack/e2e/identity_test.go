//go:build e2e

package e2e

import (
	"encoding/base64"
	"encoding/json"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/frontdoor"
	"hsmp.example/cases/localstack/identity"
	"hsmp.example/cases/localstack/signin"
)

// claims reads a token without checking it: the Lambdas' own tests do that.
func claims(t *testing.T, token string) map[string]any {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("want a JWT, got %q", token)
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	var c map[string]any
	err = json.Unmarshal(raw, &c)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestEverySeededPersonCanSignIn(t *testing.T) {
	t.Parallel()
	i := running(t)
	directory, err := identity.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, person := range directory.People {
		token, err := signin.Token(t.Context(), i.Issuer, person.User, directory.Password)
		if err != nil {
			t.Error(err)
			continue
		}
		got := claims(t, token)
		if got["sub"] != person.Sub || got["aud"] != identity.Audience || got["iss"] != i.Issuer || got["locale"] != person.Locale {
			t.Errorf("%s: wrong subject, audience, issuer or locale in %v", person.User, got)
		}
		if authority, _ := got["authority"].(string); authority != person.Authority {
			t.Errorf("%s: want the authority %q, got %q", person.User, person.Authority, authority)
		}
		if amr, _ := got["amr"].([]any); !slices.Contains(amr, any("otp")) {
			t.Errorf("%s: want a second factor in amr, got %v", person.User, got["amr"])
		}
	}
}

func TestAWrongPasswordIsRefused(t *testing.T) {
	t.Parallel()
	_, err := signin.Token(t.Context(), running(t).Issuer, "aynur", "a wrong one")
	if err == nil || !strings.Contains(err.Error(), "wrong") {
		t.Errorf("want it to be refused in words, got %v", err)
	}
}

func TestTheFrontDoorIsOpen(t *testing.T) {
	t.Parallel()
	response, err := http.Get(running(t).APIURL + frontdoor.HealthPath)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("want 200, got %s", response.Status)
	}
}

func TestNothingListensBeyondLoopback(t *testing.T) {
	t.Parallel()
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	ports := running(t).Ports
	for _, address := range addresses {
		network, ok := address.(*net.IPNet)
		if !ok || network.IP.IsLoopback() || network.IP.IsLinkLocalUnicast() {
			continue
		}
		for _, port := range []int{ports.Gateway, ports.DynamoDB, ports.Issuer, ports.Door} {
			connection, err := net.DialTimeout("tcp", net.JoinHostPort(network.IP.String(), strconv.Itoa(port)), time.Second)
			if err == nil {
				connection.Close()
				t.Errorf("port %d answers at %s", port, network.IP)
			}
		}
	}
}
