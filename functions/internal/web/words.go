package web

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"hsmp.example/cases/pkg/aws/apigw"
	"hsmp.example/cases/pkg/problem"
)

// huma says what is wrong in English, through package variables. We have it say codes instead: a code and the names and
// values of its arguments, separated by a byte that no message has. faultOf reads them back.
const sep = "\x1f"

// The argument that no text names: it takes up what huma insists on formatting.
const unused = sep + "_" + sep + "%v"

// installCodes sets huma's variables once a process, before the first route is registered.
var installCodes = sync.OnceFunc(func() {
	huma.ValidateStrictCasing = true
	huma.NewError = func(status int, _ string, _ ...error) huma.StatusError { return &apigw.Problem{Status: status} }
	huma.NewErrorWithContext = describe
	for variable, code := range map[*string]string{
		&validation.MsgUnexpectedProperty:                 "unknown-field",
		&validation.MsgExpectedRequiredProperty:           "required" + sep + "member" + sep + "%s",
		&validation.MsgExpectedDependentRequiredProperty:  "required" + sep + "member" + sep + "%s" + sep + "_" + sep + "%s",
		&validation.MsgExpectedPropertyNameInObject:       "required",
		&validation.MsgExpectedBoolean:                    "not-boolean",
		&validation.MsgExpectedNumber:                     "not-number",
		&validation.MsgExpectedInteger:                    "not-whole-number",
		&validation.MsgExpectedString:                     "not-text",
		&validation.MsgExpectedArray:                      "not-list",
		&validation.MsgExpectedObject:                     "not-object",
		&validation.MsgExpectedOneOf:                      "not-listed" + sep + "options" + sep + "%s",
		&validation.MsgExpectedConst:                      "not-listed" + sep + "options" + sep + "%v",
		&validation.MsgExpectedMinimumNumber:              "below-minimum" + sep + "min" + sep + "%v",
		&validation.MsgExpectedExclusiveMinimumNumber:     "not-above" + sep + "min" + sep + "%v",
		&validation.MsgExpectedMaximumNumber:              "above-maximum" + sep + "max" + sep + "%v",
		&validation.MsgExpectedExclusiveMaximumNumber:     "not-below" + sep + "max" + sep + "%v",
		&validation.MsgExpectedNumberBeMultipleOf:         "bad-value" + unused,
		&validation.MsgExpectedMinLength:                  "too-short" + sep + "min" + sep + "%d",
		&validation.MsgExpectedMaxLength:                  "too-long" + sep + "max" + sep + "%d",
		&validation.MsgExpectedMinItems:                   "too-few" + sep + "min" + sep + "%d",
		&validation.MsgExpectedMaxItems:                   "too-many-items" + sep + "max" + sep + "%d",
		&validation.MsgExpectedMinProperties:              "too-few" + sep + "min" + sep + "%d",
		&validation.MsgExpectedMaxProperties:              "too-many-items" + sep + "max" + sep + "%d",
		&validation.MsgExpectedArrayItemsUnique:           "repeated-item",
		&validation.MsgExpectedBePattern:                  "%s", // patternDescription is itself a code
		&validation.MsgExpectedMatchPattern:               "bad-pattern" + unused,
		&validation.MsgExpectedRFC3339Date:                "not-date",
		&validation.MsgExpectedRFC3339DateTime:            "not-instant",
		&validation.MsgExpectedRFC1123DateTime:            "not-instant",
		&validation.MsgExpectedRFC3339Time:                "bad-value",
		&validation.MsgExpectedDuration:                   "bad-value" + unused,
		&validation.MsgExpectedRFC5322Email:               "not-email" + unused,
		&validation.MsgExpectedRFC3986URI:                 "not-address" + unused,
		&validation.MsgExpectedRFC5890Hostname:            "not-address",
		&validation.MsgExpectedRFC6570URITemplate:         "not-address",
		&validation.MsgExpectedRFC2673IPv4:                "bad-value",
		&validation.MsgExpectedRFC2373IPv6:                "bad-value",
		&validation.MsgExpectedRFCIPAddr:                  "bad-value",
		&validation.MsgExpectedRFC4122UUID:                "bad-value" + unused,
		&validation.MsgExpectedRFC6901JSONPointer:         "bad-value",
		&validation.MsgExpectedRFC6901RelativeJSONPointer: "bad-value",
		&validation.MsgExpectedRegexp:                     "bad-value" + unused,
		&validation.MsgExpectedBase64String:               "not-base64",
		&validation.MsgExpectedMatchAtLeastOneSchema:      "bad-value",
		&validation.MsgExpectedMatchExactlyOneSchema:      "bad-value",
		&validation.MsgExpectedNotMatchSchema:             "bad-value",
	} {
		*variable = code
	}
})

// What huma says in English all the same, about parameters.
var english = []struct{ begins, code string }{
	{"required ", "required"},
	{"unknown query parameter", "unknown-parameter"},
	{"invalid integer", "not-whole-number"},
	{"invalid float", "not-number"},
	{"invalid boolean", "not-boolean"},
	{"invalid date/time", "not-instant"},
}

// describe makes the document of an error that leaves through huma: a handler's problem, or huma's own findings.
func describe(hc huma.Context, status int, _ string, errs ...error) huma.StatusError {
	ctx := hc.Context()
	document := apigw.Describe(ctx, Language(ctx), understand(status, errs, faultsIn(ctx)))
	for name, values := range document.Headers() {
		hc.SetHeader(name, values[0])
	}
	return document
}

// understand makes our own error of what huma found. Of a server's error nothing but the cause counts; a body that
// could not be taken in is one problem whatever huma lists; anything else is faults, ours and huma's in one list, each
// once and in the order of the fields, so that the same body is always answered the same.
func understand(status int, errs []error, examined []problem.Fault) error {
	switch status {
	case http.StatusInternalServerError:
		return expired(errors.Join(errs...))
	case http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusBadRequest, http.StatusRequestTimeout:
		return problem.New(problem.Malformed, "malformed-request").Because(errors.Join(errs...))
	}
	var faults []problem.Fault
	for _, err := range errs {
		faults = append(faults, faultsOf(err)...)
	}
	faults = joined(faults, examined)
	slices.SortStableFunc(faults, func(a, b problem.Fault) int {
		return cmp.Or(strings.Compare(a.Pointer, b.Pointer), strings.Compare(a.Code, b.Code))
	})
	faults = slices.CompactFunc(faults, func(a, b problem.Fault) bool { return a.Pointer == b.Pointer && a.Code == b.Code })
	return problem.Of(faults)
}

// expired lets a request that ran out of its time be tried again; everything else stays what it is.
func expired(err error) error {
	if problem.From(err).Kind == problem.Internal && errors.Is(err, context.DeadlineExceeded) {
		return problem.New(problem.Unavailable, "unavailable").Because(err)
	}
	return err
}
