package main

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/contract"
)

// Settings is what the deployer says with -c key=value. It is read once; no stack looks anything up by itself.
type Settings struct {
	Stage        string // name of the stage; contract.LocalStage is the emulator
	DaySeconds   int    // length of a working day in seconds, 0 for real days; local stage only
	Issuer       string // OpenID issuer; empty when the identity stack makes a user pool
	IssuerKeys   string // address of the issuer's key set; empty with Issuer
	Audience     string // what a token must be meant for; empty with Issuer
	Client       string // the portal's client id at the issuer; empty with Issuer
	SignIn       string // origin of the issuer's sign-in pages; empty with Issuer
	PublicURL    string // where people reach the portal, without a slash at the end
	Documents    string // origin of the emulator's documents; empty on AWS, where it is the bucket's own
	Sender       string // e-mail address that notices come from
	AlarmEmail   string // who hears of alarms; empty for nobody
	Scanner      string // guardduty, clamd:<host:port> or signatures
	Timestamps   string // address of the time-stamp authority for the seal, or contract.NoTimestamps
	Architecture string // arm64 or x86_64
	Firewall     bool   // a web application firewall before the gateway
}

const (
	scannerGuardDuty  = "guardduty"
	scannerSignatures = "signatures"
	scannerClamd      = "clamd:"
	onValue           = "on"
	offValue          = "off"
)

// stageName keeps every name that is made out of it (stacks, sign-in domain) inside AWS's limits.
var stageName = regexp.MustCompile(`^[a-z][a-z0-9-]{0,15}$`)

// mailAddress asks only for what a mistake would lack; the mail system is the judge of the rest.
var mailAddress = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)

// readSettings reads every context key through value ("" when absent) and returns all faults at once.
func readSettings(value func(key string) string) (Settings, error) {
	r := reader{value: value}
	s := Settings{Stage: r.stage()}
	local := s.Stage == contract.LocalStage
	s.DaySeconds = r.daySeconds(local)
	r.issuer(&s, local)
	s.PublicURL = r.publicURL(local)
	s.Documents = r.documents(local)
	s.Sender = r.mail("sender", local)
	s.AlarmEmail = r.mail("alarmEmail", true)
	s.Scanner = r.scanner(local)
	s.Timestamps = r.timestamps()
	s.Architecture = r.oneOf("architecture", defaultArchitecture(local), "arm64", "x86_64")
	s.Firewall = !local && r.oneOf("firewall", onValue, onValue, offValue) == onValue
	if s.Sender == "" {
		s.Sender = "notices@hsmp.example"
	}
	return s, errors.Join(r.faults...)
}

// reader collects faults, so that a deployer mends all of them in one go.
type reader struct {
	value  func(string) string
	faults []error
}

func (r *reader) fault(format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(format, args...))
}

// stage has no default: a forgotten stage must not fall back to the one whose data may be thrown away.
func (r *reader) stage() string {
	stage := r.value("stage")
	if stage == "" {
		r.fault("stage is missing: give -c stage=%s for the emulator, or the name of your stage", contract.LocalStage)
		return ""
	}
	if !stageName.MatchString(stage) {
		r.fault("stage %q must be a small letter followed by at most 15 small letters, digits or dashes", stage)
	}
	return stage
}

func (r *reader) daySeconds(local bool) int {
	text := r.value("daySeconds")
	if text == "" {
		return 0
	}
	seconds, err := strconv.Atoi(text)
	if err != nil || seconds < 0 || seconds > 86400 {
		r.fault("daySeconds %q must be a whole number of seconds from 0 to 86400", text)
		return 0
	}
	if !local {
		r.fault("daySeconds is refused: only stage %q may shorten the statutory working day", contract.LocalStage)
	}
	return seconds
}

// issuer is all four keys or none; none asks for a user pool, which the emulator does not have. People sign in where
// the issuer is, unless signInUrl says where else.
func (r *reader) issuer(s *Settings, local bool) {
	s.Issuer, s.IssuerKeys = strings.TrimSuffix(r.value("issuer"), "/"), r.value("issuerKeys")
	s.Audience, s.Client = r.value("audience"), r.value("client")
	given := []string{s.Issuer, s.IssuerKeys, s.Audience, s.Client}
	switch missing := slices.Contains(given, ""); {
	case missing && strings.Join(given, "") != "":
		r.fault("issuer, issuerKeys, audience and client belong together: give all four, or none for a Cognito user pool")
	case missing && local:
		r.fault("issuer, issuerKeys, audience and client are missing: stage %q has no Cognito to make them from", contract.LocalStage)
	case !missing:
		r.address("issuer", s.Issuer, local)
		r.address("issuerKeys", s.IssuerKeys, local)
		s.SignIn = r.origin("signInUrl", cmp.Or(r.value("signInUrl"), s.Issuer), local)
	case r.value("signInUrl") != "":
		r.fault("signInUrl is refused without issuer: a Cognito user pool has its own")
	}
}

// documents is where browsers find the emulator's buckets. On AWS each bucket has an origin of its own, and another one
// in the pages' content policy would only break uploads.
func (r *reader) documents(local bool) string {
	text := r.value("documentsUrl")
	if text == "" && local {
		text = "http://127.0.0.1:4566"
	}
	if text != "" && !local {
		r.fault("documentsUrl is refused outside stage %q: a bucket has an address of its own", contract.LocalStage)
	}
	if text == "" || !local {
		return ""
	}
	return r.origin("documentsUrl", text, local)
}

// origin is an address without its path.
func (r *reader) origin(key, text string, local bool) string {
	r.address(key, text, local)
	parsed, err := url.Parse(text)
	if err != nil {
		return "" // address has said so
	}
	return parsed.Scheme + "://" + parsed.Host
}

func (r *reader) publicURL(local bool) string {
	text := strings.TrimSuffix(r.value("publicUrl"), "/")
	if text == "" && local {
		text = "http://localhost:8080"
	}
	if text == "" {
		r.fault("publicUrl is missing: give the https address where people reach the portal")
		return ""
	}
	r.address("publicUrl", text, local)
	return text
}

// address takes https everywhere and plain http on the emulator only.
func (r *reader) address(key, text string, local bool) {
	parsed, err := url.Parse(text)
	if err != nil || parsed.Host == "" {
		r.fault("%s %q is not an absolute address", key, text)
		return
	}
	if parsed.Scheme != "https" && (parsed.Scheme != "http" || !local) {
		r.fault("%s %q must begin with https://", key, text)
	}
}

func (r *reader) mail(key string, optional bool) string {
	text := r.value(key)
	if text == "" && !optional {
		r.fault("%s is missing: give an e-mail address", key)
	}
	if text != "" && !mailAddress.MatchString(text) {
		r.fault("%s %q is not an e-mail address", key, text)
	}
	return text
}

// scanner refuses the pairs that would scan nothing: the emulator has no GuardDuty, and the built-in signatures know
// little more than the test file.
func (r *reader) scanner(local bool) string {
	text := r.value("scanner")
	switch {
	case text == "" && local:
		return scannerSignatures
	case text == "":
		return scannerGuardDuty
	case text == scannerGuardDuty && local:
		r.fault("scanner %q is refused: stage %q has no GuardDuty", text, contract.LocalStage)
	case text == scannerSignatures && !local:
		r.fault("scanner %q is refused outside stage %q: it finds little but the test file", text, contract.LocalStage)
	case text != scannerGuardDuty && text != scannerSignatures && !strings.HasPrefix(text, scannerClamd):
		r.fault("scanner %q must be guardduty, clamd:<host:port> or signatures", text)
	}
	return text
}

// timestamps may be plain http, as many authorities are: a token is signed, and is of one signature only.
func (r *reader) timestamps() string {
	text := r.value("timestamps")
	if text == "" {
		return contract.NoTimestamps
	}
	r.address("timestamps", text, true)
	return text
}

func (r *reader) oneOf(key, otherwise string, allowed ...string) string {
	text := r.value(key)
	if text == "" {
		return otherwise
	}
	for _, a := range allowed {
		if text == a {
			return text
		}
	}
	r.fault("%s %q must be one of %s", key, text, strings.Join(allowed, ", "))
	return otherwise
}

// defaultArchitecture is Graviton on AWS. The emulator without Docker starts the binaries on the host itself, so there
// it is the host's.
func defaultArchitecture(local bool) string {
	if local && runtime.GOARCH == "amd64" {
		return "x86_64"
	}
	return "arm64"
}
