package gateway

import (
	"encoding/json"
	"maps"

	"hsmp.example/cases/pkg/contract"
)

// refusal is what the gateway says by itself, before any function is asked. Codes and words are those of the functions'
// own problem documents, in English: a gateway response cannot read the caller's language, the code can be translated.
// What it says of a bad token is not here: the authorizer writes that, in the caller's language.
type refusal struct {
	Status  string
	Code    string
	Title   string
	Detail  string
	Headers map[string]string
}

var (
	unauthenticated = refusal{"401", "unauthenticated", "Not signed in",
		"Please sign in: the access token is missing, has expired or is not valid.",
		map[string]string{"WWW-Authenticate": `Bearer realm="hsm"`}}
	notFound = refusal{"404", "not-found", "Not found", "There is nothing here, or nothing that you may see.", nil}
	tooLarge = refusal{"413", "too-large", "Too large", "The message is too large. At most 10485760 bytes are taken.", nil}
	tooMany  = refusal{"429", "too-many", "Too many requests", "Too many requests. Please wait a moment and try again.",
		map[string]string{"Retry-After": "5"}}
	tooManyFromAddress = refusal{"429", "too-many-from-address", "Too many requests",
		"Too many requests have come from your address. Please wait five minutes and try again.",
		map[string]string{"Retry-After": "300"}}
	malformed = refusal{"400", "malformed-request", "Not readable", "The request cannot be read. Please check it and send it again.", nil}
	internal  = refusal{"500", "internal", "Internal error",
		"Something went wrong on our side. Nothing you sent was lost. Please try again in a minute.", nil}
	unavailable = refusal{"503", "unavailable", "Not available",
		"A part of the service is not answering. Nothing was lost. Please try again in a minute.",
		map[string]string{"Retry-After": "30"}}
)

// refusals by the gateway's own names for them. What it has no name for falls to the two defaults; those keep the
// status that the gateway chose only in the answer's status line, so every status that clients can meet is named here.
var refusals = map[string]refusal{
	"UNAUTHORIZED":                   unauthenticated,
	"EXPIRED_TOKEN":                  unauthenticated,
	"INVALID_SIGNATURE":              unauthenticated,
	"WAF_FILTERED":                   malformed, // by the managed rules, which know attacks; the one for too many calls answers itself
	"MISSING_AUTHENTICATION_TOKEN":   notFound,  // the gateway's name for a route that does not exist
	"RESOURCE_NOT_FOUND":             notFound,
	"REQUEST_TOO_LARGE":              tooLarge,
	"THROTTLED":                      tooMany,
	"QUOTA_EXCEEDED":                 tooMany,
	"BAD_REQUEST_BODY":               malformed,
	"BAD_REQUEST_PARAMETERS":         malformed,
	"DEFAULT_4XX":                    malformed,
	"AUTHORIZER_FAILURE":             unavailable,
	"AUTHORIZER_CONFIGURATION_ERROR": internal,
	"INTEGRATION_FAILURE":            unavailable,
	"INTEGRATION_TIMEOUT":            unavailable,
	"API_CONFIGURATION_ERROR":        internal,
	"DEFAULT_5XX":                    internal,
}

func responses() map[string]any {
	all := make(map[string]any, len(refusals))
	for name, refusal := range refusals {
		all[name] = refusal.response(refusal.document("urn:hsm:request:$context.requestId"), "'en'")
	}
	// Only the authorizer denies access here, and when it does it says everything itself. The gateway would call it a 403.
	all["ACCESS_DENIED"] = unauthenticated.response("$context.authorizer."+contract.RefusalProblem, "context.authorizer."+contract.RefusalLanguage)
	return all
}

// response hands out a document in a language; both may be what the gateway fills in.
func (r refusal) response(document, language string) map[string]any {
	parameters := map[string]any{
		"gatewayresponse.header.Content-Type":     "'application/problem+json'",
		"gatewayresponse.header.Content-Language": language,
		"gatewayresponse.header.Vary":             "'Accept-Language'",
		"gatewayresponse.header.Cache-Control":    "'no-store'",
	}
	for name, value := range r.Headers {
		parameters["gatewayresponse.header."+name] = "'" + value + "'"
	}
	return map[string]any{
		"statusCode":         r.Status,
		"responseParameters": parameters,
		"responseTemplates":  map[string]any{"application/json": document},
	}
}

// Blocked is what the firewall answers by itself. Its content type is application/json: a firewall can set no other.
type Blocked struct {
	Status  int
	Headers map[string]string
	Body    string // a problem document, without the id of the request, which the firewall does not know
}

// TooManyFromAddress is the answer to an address that calls more often than it may.
func TooManyFromAddress() Blocked {
	headers := map[string]string{"Content-Language": "en", "Cache-Control": "no-store"}
	maps.Copy(headers, tooManyFromAddress.Headers)
	return Blocked{Status: 429, Headers: headers, Body: tooManyFromAddress.document("")}
}

// document is the problem document; the gateway fills in what the instance names.
func (r refusal) document(instance string) string {
	problem := struct {
		Type     string          `json:"type"`
		Title    string          `json:"title"`
		Status   json.RawMessage `json:"status"`
		Detail   string          `json:"detail"`
		Code     string          `json:"code"`
		Instance string          `json:"instance,omitempty"`
	}{"urn:hsm:problem:" + r.Code, r.Title, json.RawMessage(r.Status), r.Detail, r.Code, instance}
	text, err := json.Marshal(problem)
	if err != nil {
		return "{}" // a struct of words and one number always has JSON
	}
	return string(text)
}
