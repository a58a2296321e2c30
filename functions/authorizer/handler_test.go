package main

import (
	"context"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/identity/issuertest"
)

const methodArn = "arn:aws:execute-api:eu-central-1:123456789012:hsmp/live/GET/v1/cases/c-1"

var officer = identity.Principal{Subject: "u-1", Roles: []identity.Role{identity.Officer}, Authority: "economy"}

// ask sends an event as the gateway would, as JSON.
func ask(t *testing.T, issuer *issuertest.Issuer, raw string) (response, error) {
	t.Helper()
	var e event
	if err := json.Unmarshal([]byte(raw), &e); err != nil {
		t.Fatalf("read the event: %v", err)
	}
	return authorizer{tokens: issuer.Verifier()}.Handle(context.Background(), e)
}

func TestAGoodTokenOpensTheWholeStage(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	token := issuer.Token(officer)
	known := officer
	known.Issuer = issuer.URL
	for name, raw := range map[string]string{
		"a TOKEN event":                    `{"methodArn":"` + methodArn + `","authorizationToken":"Bearer ` + token + `"}`,
		"a REQUEST event":                  `{"methodArn":"` + methodArn + `","headers":{"authorization":"bearer ` + token + `"}}`,
		"a REQUEST event with many values": `{"methodArn":"` + methodArn + `","multiValueHeaders":{"Authorization":["Bearer ` + token + `"]}}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ask(t, issuer, raw)
			if err != nil {
				t.Fatalf("Handle: %v", err)
			}
			written, err := json.Marshal(got)
			if err != nil {
				t.Fatalf("write the answer: %v", err)
			}
			want := `{"principalId":"` + known.Person() + `","policyDocument":{"Version":"2012-10-17","Statement":[{"Action":["execute-api:Invoke"],` +
				`"Effect":"Allow","Resource":["arn:aws:execute-api:eu-central-1:123456789012:hsmp/live/*"]}]}}`
			if diff := cmp.Diff(want, string(written)); diff != "" {
				t.Errorf("answer (-want +got):\n%s", diff)
			}
		})
	}
}

func TestABadTokenIsAnsweredWithTheTextThatTheGatewayKnows(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	for name, authorization := range map[string]string{
		"nothing":        "",
		"another scheme": "Basic dTpw",
		"no token":       "Bearer ",
		"words":          "Bearer let-me-in",
		"expired":        "Bearer " + issuer.Token(officer, issuertest.Expired),
		"forged":         "Bearer " + issuer.Token(officer, issuertest.Forged),
		"none":           "Bearer " + issuer.Token(officer, issuertest.Unsigned),
		"audience":       "Bearer " + issuer.Token(officer, issuertest.OtherAudience),
	} {
		_, err := ask(t, issuer, `{"methodArn":"`+methodArn+`","authorizationToken":"`+authorization+`"}`)
		if err == nil || err.Error() != "Unauthorized" {
			t.Errorf("%s: want Unauthorized, got %v", name, err)
		}
	}
}

func TestAnIssuerThatIsDownIsNotABadToken(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	token := issuer.Token(officer)
	issuer.Fail(http.StatusBadGateway)
	_, err := ask(t, issuer, `{"methodArn":"`+methodArn+`","authorizationToken":"Bearer `+token+`"}`)
	if err == nil || err.Error() == "Unauthorized" {
		t.Errorf("want another error than Unauthorized, got %v", err)
	}
}

func TestAnArnOfSomethingElseOpensNothing(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	for _, arn := range []string{"", "arn:aws:s3:::bucket", "hsmp/live/GET"} {
		if _, err := ask(t, issuer, `{"methodArn":"`+arn+`","authorizationToken":"Bearer `+issuer.Token(officer)+`"}`); err == nil {
			t.Errorf("%q: want an error", arn)
		}
	}
}
