package web

import (
	"context"
	"regexp"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/identity"
)

type (
	principalKey struct{}
	languageKey  struct{}
	versionKey   struct{}
	faultsKey    struct{}
)

// Principal returns who is calling. On a public route it is nobody: the zero Principal.
func Principal(ctx context.Context) identity.Principal {
	p, _ := ctx.Value(principalKey{}).(identity.Principal)
	return p
}

// Language returns the language to answer in: one of ours that Accept-Language asks for, else the token's, else
// English.
func Language(ctx context.Context) locale.Language {
	if l, ok := ctx.Value(languageKey{}).(locale.Language); ok {
		return l
	}
	return locale.English
}

// IfMatch returns the version that a change is based on; every Conditional route has one.
func IfMatch(ctx context.Context) int {
	version, _ := ctx.Value(versionKey{}).(int)
	return version
}

// faultsIn returns the faults of the message that only examine finds.
func faultsIn(ctx context.Context) []problem.Fault {
	faults, _ := ctx.Value(faultsKey{}).([]problem.Fault)
	return faults
}

// ETag writes a version as an entity tag, for the ETag header of an answer.
func ETag(version int) string { return strconv.Quote(strconv.Itoa(version)) }

var entityTag = regexp.MustCompile(`^"[0-9]+"$`)

// parseETag reads the version out of If-Match. A tag in our form that we never gave is as stale as an old one; "*"
// would change whatever is there, which no caller of ours should want.
func parseETag(header string) (int, error) {
	tag := strings.TrimSpace(header)
	if tag == "" || tag == "*" {
		return 0, problem.New(problem.Unconditional, "unconditional")
	}
	if !entityTag.MatchString(tag) {
		return 0, problem.Of([]problem.Fault{problem.At("header:If-Match", "bad-pattern")})
	}
	version, err := strconv.Atoi(tag[1 : len(tag)-1])
	if err != nil || ETag(version) != tag {
		return 0, problem.New(problem.Stale, "stale")
	}
	return version, nil
}
