package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"

	"github.com/aws/aws-lambda-go/events"

	"hsmp.example/cases/pkg/identity"
	"hsmp.example/cases/pkg/problem"
)

type verifier interface {
	Verify(ctx context.Context, token string) (identity.Principal, error)
}

type authorizer struct{ tokens verifier }

// errUnauthorized is the one text that API Gateway answers with 401; any other error of an authorizer is a 500.
var errUnauthorized = errors.New("Unauthorized") //nolint:revive // the gateway compares the text

// event is both kinds of authorizer event: TOKEN carries the header's value, REQUEST all headers.
type event struct {
	MethodArn          string              `json:"methodArn"`
	AuthorizationToken string              `json:"authorizationToken"`
	Headers            map[string]string   `json:"headers"`
	MultiValueHeaders  map[string][]string `json:"multiValueHeaders"`
}

type response = events.APIGatewayCustomAuthorizerResponse

// Handle answers for the whole API and not for the one method asked about, because the gateway keeps the answer for all
// requests with the same token. Who may do what is for the room to decide.
func (a authorizer) Handle(ctx context.Context, e event) (response, error) {
	scheme, token, _ := strings.Cut(strings.TrimSpace(e.authorization()), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return response{}, errUnauthorized
	}
	principal, err := a.tokens.Verify(ctx, strings.TrimSpace(token))
	if errors.Is(err, problem.Unavailable) {
		return response{}, fmt.Errorf("verify token: %w", err)
	}
	if err != nil {
		slog.InfoContext(ctx, "token refused", "code", problem.From(err).Code)
		return response{}, errUnauthorized
	}
	api, err := wholeAPI(e.MethodArn)
	if err != nil {
		return response{}, err
	}
	return response{
		PrincipalID: principal.Person(),
		PolicyDocument: events.APIGatewayCustomAuthorizerPolicy{
			Version: "2012-10-17",
			Statement: []events.IAMPolicyStatement{
				{Action: []string{"execute-api:Invoke"}, Effect: "Allow", Resource: []string{api}},
			},
		},
	}, nil
}

// wholeAPI widens arn:aws:execute-api:region:account:api/stage/GET/v1/… to every method and path of the same stage.
func wholeAPI(methodArn string) (string, error) {
	parts := strings.SplitN(methodArn, "/", 3)
	if len(parts) < 3 || !strings.HasPrefix(methodArn, "arn:") {
		return "", fmt.Errorf("method ARN %q is not one of an API", methodArn)
	}
	return parts[0] + "/" + parts[1] + "/*", nil
}

// authorization returns the Authorization header, whatever its capitals.
func (e event) authorization() string {
	if e.AuthorizationToken != "" {
		return e.AuthorizationToken
	}
	for name, value := range e.Headers {
		if strings.EqualFold(name, "Authorization") {
			return value
		}
	}
	for name, values := range e.MultiValueHeaders {
		if strings.EqualFold(name, "Authorization") && len(values) > 0 {
			return values[0]
		}
	}
	return ""
}
