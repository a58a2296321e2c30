package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

type verifier interface {
	Verify(ctx context.Context, token string) (identity.Principal, error)
}

type authorizer struct{ tokens verifier }

// event is the part of an authorizer event of type REQUEST that matters here.
type event struct {
	MethodArn         string              `json:"methodArn"`
	Headers           map[string]string   `json:"headers"`
	MultiValueHeaders map[string][]string `json:"multiValueHeaders"`
	RequestContext    struct {
		RequestID string `json:"requestId"`
	} `json:"requestContext"`
}

type response = events.APIGatewayCustomAuthorizerResponse

// Handle answers for the whole API and not for the one method asked about: who may do what is for the room to decide. A
// token that is not good is denied with the problem document that the room would answer; anything else that goes wrong
// is an error, which the gateway makes a 5xx of.
func (a authorizer) Handle(ctx context.Context, e event) (response, error) {
	ctx = apigw.WithRequestID(ctx, e.RequestContext.RequestID)
	api, err := wholeAPI(e.MethodArn)
	if err != nil {
		return response{}, err
	}
	principal, err := a.tokens.Verify(ctx, e.token())
	if errors.Is(err, problem.Unauthenticated) {
		return refuse(ctx, e, api, err)
	}
	if err != nil {
		return response{}, fmt.Errorf("verify token: %w", err)
	}
	return response{PrincipalID: principal.Person(), PolicyDocument: policy("Allow", api)}, nil
}

// nobody stands where the gateway wants to know whom it turned away.
const nobody = "nobody"

// refuse denies, and says why in the caller's language: the gateway prints the two values as they are (infra/gateway).
func refuse(ctx context.Context, e event, api string, err error) (response, error) {
	slog.InfoContext(ctx, "token refused", "code", problem.From(err).Code)
	language := locale.Negotiate(e.header("Accept-Language"))
	document, err := written(apigw.Describe(ctx, language, err))
	if err != nil {
		return response{}, fmt.Errorf("write problem document: %w", err)
	}
	return response{PrincipalID: nobody, PolicyDocument: policy("Deny", api), Context: map[string]any{
		contract.RefusalProblem: document, contract.RefusalLanguage: string(language),
	}}, nil
}

// written is the document as JSON in one line and in ASCII: what the gateway does to other letters on their way is not
// said anywhere.
func written(document *apigw.Problem) (string, error) {
	raw, err := json.Marshal(document)
	if err != nil {
		return "", err
	}
	var text strings.Builder
	for _, unit := range utf16.Encode([]rune(string(raw))) {
		if unit < utf8.RuneSelf {
			text.WriteByte(byte(unit))
		} else {
			fmt.Fprintf(&text, `\u%04x`, unit)
		}
	}
	return text.String(), nil
}

func policy(effect, api string) events.APIGatewayCustomAuthorizerPolicy {
	return events.APIGatewayCustomAuthorizerPolicy{
		Version: "2012-10-17",
		Statement: []events.IAMPolicyStatement{
			{Action: []string{"execute-api:Invoke"}, Effect: effect, Resource: []string{api}},
		},
	}
}

// wholeAPI widens arn:aws:execute-api:region:account:api/stage/GET/v1/… to every method and path of the same stage.
func wholeAPI(methodArn string) (string, error) {
	parts := strings.SplitN(methodArn, "/", 3)
	if len(parts) < 3 || !strings.HasPrefix(methodArn, "arn:") {
		return "", fmt.Errorf("method ARN %q is not one of an API", methodArn)
	}
	return parts[0] + "/" + parts[1] + "/*", nil
}

// token returns the bearer token, or "" when there is none; the verifier says so then.
func (e event) token() string {
	scheme, token, _ := strings.Cut(strings.TrimSpace(e.header("Authorization")), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// header returns a header, whatever its capitals: the first of several, as the rooms read it.
func (e event) header(wanted string) string {
	for name, values := range e.MultiValueHeaders {
		if strings.EqualFold(name, wanted) && len(values) > 0 {
			return values[0]
		}
	}
	for name, value := range e.Headers {
		if strings.EqualFold(name, wanted) {
			return value
		}
	}
	return ""
}
