package main

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/aws/aws-lambda-go/events"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/functions/internal/web"
	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/locale"
)

// room is a route that needs a token, as the rooms behind the gateway have them.
func room(issuer *issuertest.Issuer) apigw.Proxy {
	api, handler := web.New("scoring", web.Deps{Tokens: issuer.Verifier(), Now: issuertest.Now})
	web.Get(api.Group("cases"), web.Route{ID: "one", Summary: "One", Path: "/v1/cases/c-1"}, func(context.Context, *struct{}) (*struct{}, error) {
		return &struct{}{}, nil
	})
	return apigw.Handler(handler)
}

// refusals are tokens that are not good, with the code that says why.
func refusals(issuer *issuertest.Issuer) map[string]struct{ authorization, code string } {
	bearer := func(options ...issuertest.Option) string { return "Bearer " + issuer.Token(officer, options...) }
	return map[string]struct{ authorization, code string }{
		"none":             {"", "token-missing"},
		"another scheme":   {"Basic dTpw", "token-missing"},
		"an empty one":     {"Bearer ", "token-missing"},
		"words":            {"Bearer let-me-in", "token-invalid"},
		"expired":          {bearer(issuertest.Expired), "token-expired"},
		"forged":           {bearer(issuertest.Forged), "token-invalid"},
		"forged by RSA":    {bearer(issuertest.RSA(jwt.SigningMethodRS256)), "token-invalid"},
		"algorithm none":   {bearer(issuertest.Unsigned), "token-invalid"},
		"our public key":   {bearer(issuertest.Symmetric(issuer.PublicKey())), "token-invalid"},
		"another audience": {bearer(issuertest.OtherAudience), "token-not-ours"},
		"another issuer":   {bearer(issuertest.OtherIssuer), "token-not-ours"},
		"of another use":   {bearer(issuertest.With("token_use", "id")), "token-wrong-use"},
	}
}

// A caller on AWS reads the authorizer's word by way of the gateway, a caller of the emulator reads the room's: it is
// the same document, in the same language.
func TestABadTokenIsAnsweredAsTheRoomWouldInTheCallersLanguage(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	for name, c := range refusals(issuer) {
		for _, language := range locale.All {
			got := refused(t, issuer, c.authorization, string(language))
			want := answered(t, issuer, c.authorization, string(language))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-room +authorizer):\n%s", name, language, diff)
			}
			if got.document["code"] != c.code || got.document["status"] != 401.0 || got.language != string(language) {
				t.Errorf("%s: want %s in %s, got %+v", name, c.code, language, got)
			}
		}
	}
}

func TestWithoutALanguageARefusalIsInTheOneOfTheRooms(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	got, want := refused(t, issuer, "", ""), answered(t, issuer, "", "")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-room +authorizer):\n%s", diff)
	}
}

// said is a problem document with its language.
type said struct {
	document map[string]any
	language string
}

// Equal lets cmp compare both halves.
func (s said) Equal(other said) bool {
	return s.language == other.language && cmp.Equal(s.document, other.document)
}

// refused is what the gateway prints out of the authorizer's answer, which must deny the whole stage.
func refused(t *testing.T, issuer *issuertest.Issuer, authorization, language string) said {
	t.Helper()
	headers := map[string]string{"Authorization": authorization, "accept-language": language}
	raw, err := json.Marshal(map[string]any{"methodArn": methodArn, "headers": headers, "requestContext": map[string]string{"requestId": "request-1"}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := ask(t, issuer, string(raw))
	if err != nil {
		t.Fatalf("want an answer that denies, got %v", err)
	}
	if got.PrincipalID == "" || len(got.Context) != 2 {
		t.Errorf("want somebody denied with two values, got %q %v", got.PrincipalID, got.Context)
	}
	want := policy("Deny", strings.Replace(methodArn, "GET/v1/cases/c-1", "*", 1))
	if diff := cmp.Diff(want, got.PolicyDocument); diff != "" {
		t.Errorf("policy (-want +got):\n%s", diff)
	}
	document, _ := got.Context[contract.RefusalProblem].(string) // the gateway takes words only
	spoken, _ := got.Context[contract.RefusalLanguage].(string)
	if strings.ContainsFunc(document, func(r rune) bool { return r < ' ' || r > '~' }) {
		t.Errorf("want one line of ASCII, got %q", document)
	}
	return read(t, document, spoken)
}

// answered is what a room answers to the same call.
func answered(t *testing.T, issuer *issuertest.Issuer, authorization, language string) said {
	t.Helper()
	call := events.APIGatewayProxyRequest{HTTPMethod: "GET", Path: "/v1/cases/c-1", RequestContext: events.APIGatewayProxyRequestContext{RequestID: "request-1"},
		Headers: map[string]string{"Authorization": authorization, "Accept-Language": language}}
	got, err := room(issuer)(t.Context(), call)
	if err != nil {
		t.Fatal(err)
	}
	return read(t, got.Body, got.MultiValueHeaders["Content-Language"][0])
}

func read(t *testing.T, document, language string) said {
	t.Helper()
	s := said{language: language}
	if err := json.Unmarshal([]byte(document), &s.document); err != nil {
		t.Fatalf("want a problem document, got %q: %v", document, err)
	}
	return s
}
