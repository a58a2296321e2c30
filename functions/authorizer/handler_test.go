package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/oidc/issuertest"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
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
		"a header":              `{"methodArn":"` + methodArn + `","headers":{"authorization":"bearer ` + token + `"}}`,
		"a header of many":      `{"methodArn":"` + methodArn + `","multiValueHeaders":{"Authorization":["Bearer ` + token + `"]}}`,
		"the first one of many": `{"methodArn":"` + methodArn + `","headers":{"Authorization":"last"},"multiValueHeaders":{"authorization":["Bearer ` + token + `","last"]}}`,
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

func TestAnIssuerThatIsDownIsNotABadToken(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	token := issuer.Token(officer)
	issuer.Fail(http.StatusBadGateway)
	got, err := ask(t, issuer, `{"methodArn":"`+methodArn+`","headers":{"Authorization":"Bearer `+token+`"}}`)
	if !errors.Is(err, problem.Unavailable) || got.Context != nil {
		t.Errorf("want %v and no answer, got %v %v", problem.Unavailable, err, got)
	}
}

func TestAnArnOfSomethingElseOpensNothing(t *testing.T) {
	t.Parallel()
	issuer := issuertest.New(t, issuertest.Now)
	for _, arn := range []string{"", "arn:aws:s3:::bucket", "hsmp/live/GET"} {
		if _, err := ask(t, issuer, `{"methodArn":"`+arn+`","headers":{"Authorization":"Bearer `+issuer.Token(officer)+`"}}`); err == nil {
			t.Errorf("%q: want an error", arn)
		}
	}
}
