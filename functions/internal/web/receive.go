package web

import (
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/problem"
)

// receive reads the body whole and refuses what is no message at all, before huma compares it with the schema: too many
// bytes, another media type, broken JSON, text that is not Unicode. What else it finds, such as names that stand twice
// and numbers out of range, it hands on, to be told together with what the schema finds.
func (a *API) receive(route Route) middleware {
	return func(hc huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hc)
		body, err := read(r, route.Limit)
		found := examined{body: body}
		if err == nil && hc.Operation().RequestBody != nil {
			found, err = a.message(r, body, hc.Operation().RequestBody)
		}
		if err != nil {
			apigw.WriteProblemIn(w, r, Language(r.Context()), err)
			return
		}
		found.faults = append(found.faults, repeated(r.URL.Query())...)
		r = r.WithContext(context.WithValue(r.Context(), faultsKey{}, found.faults))
		r.Body = io.NopCloser(bytes.NewReader(found.body))
		next(humago.NewContext(hc.Operation(), r, w))
	}
}

// repeated finds parameters that stand more than once: huma reads the first, and the caller may have meant the other.
func repeated(query url.Values) []problem.Fault {
	var faults []problem.Fault
	for name, values := range query {
		if len(values) > 1 {
			faults = append(faults, problem.At("query:"+name, "repeated-parameter"))
		}
	}
	return faults
}

func read(r *http.Request, limit int64) ([]byte, error) {
	if r.Body == nil {
		return nil, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, limit))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return nil, problem.New(problem.TooLarge, "too-large", "max", strconv.FormatInt(limit, 10))
	case err != nil:
		return nil, problem.New(problem.Malformed, "malformed-request").Because(err)
	}
	return body, nil
}

func (a *API) message(r *http.Request, body []byte, expected *huma.RequestBody) (examined, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		if expected.Required {
			return examined{}, problem.New(problem.Malformed, "body-missing")
		}
		return examined{body: body}, nil
	}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != "application/json" || (charset != "" && !bytes.EqualFold([]byte(charset), []byte("utf-8"))) {
		return examined{}, problem.New(problem.Unsupported, "unsupported-media-type")
	}
	compared := schemas{all: a.OpenAPI().Components.Schemas}
	if media := expected.Content["application/json"]; media != nil {
		compared.whole = media.Schema
	}
	return examine(body, compared)
}
