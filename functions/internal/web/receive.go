package web

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"hsmp.example/cases/pkg/apigw"
	"hsmp.example/cases/pkg/problem"
)

// receive reads the body whole and refuses what is no message at all, before huma compares it with the schema: too many
// bytes, another media type, broken JSON, text that is not Unicode, names that stand twice.
func (a *API) receive(route Route) middleware {
	return func(hc huma.Context, next func(huma.Context)) {
		r, w := humago.Unwrap(hc)
		body, err := read(r, route.Limit)
		if err == nil && hc.Operation().RequestBody != nil {
			err = message(r, body, hc.Operation().RequestBody.Required)
		}
		if err != nil {
			apigw.WriteProblemIn(w, r, Language(r.Context()), err)
			return
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		next(humago.NewContext(hc.Operation(), r, w))
	}
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

func message(r *http.Request, body []byte, required bool) error {
	if len(bytes.TrimSpace(body)) == 0 {
		if required {
			return problem.New(problem.Malformed, "body-missing")
		}
		return nil
	}
	media, parameters, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	charset := parameters["charset"]
	if err != nil || media != "application/json" || (charset != "" && !bytes.EqualFold([]byte(charset), []byte("utf-8"))) {
		return problem.New(problem.Unsupported, "unsupported-media-type")
	}
	return examine(body)
}
