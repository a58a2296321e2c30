// Package boot is the one cold start of every Lambda: its settings, the AWS configuration, the log, the clock, the
// source of randomness and the metrics. A main.go calls Start, builds its clients from what it gets, and serves.
//
// It must not know any client, table or rule: a Lambda links only what its own main names, which keeps each zip small.
package boot

import (
	"crypto/rand"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"

	"hsmp.example/cases/pkg/aws/oidc"
	"hsmp.example/cases/pkg/contract"
)

// Environment is what a Lambda starts with.
type Environment struct {
	Settings  Settings
	AWS       aws.Config
	PathStyle bool // S3 buckets stand in the path, as emulators at an IP address need it
	Now       func() time.Time
	Random    io.Reader // cryptographically secure
	Metrics   *Metrics
}

// Start prepares the named function. It ends the process, naming every missing variable, when the function was not
// given what contract lists for it: a Lambda that cannot work should fail its deployment and not its first user.
func Start(function string) Environment {
	slog.SetDefault(slog.New(NewLogHandler(os.Stdout)).With("function", function))
	env, err := prepare(function, os.LookupEnv)
	if err != nil {
		slog.Error("cold start failed", "error", err.Error())
		os.Exit(1)
	}
	return env
}

func prepare(function string, lookup Lookup) (Environment, error) {
	settings, err := ReadSettings(function, lookup)
	if err != nil {
		return Environment{}, err
	}
	config, err := awsConfig(lookup)
	if err != nil {
		return Environment{}, fmt.Errorf("function %s: %w", function, err)
	}
	return Environment{
		Settings:  settings,
		AWS:       config,
		PathStyle: config.BaseEndpoint != nil,
		Now:       time.Now,
		Random:    rand.Reader,
		Metrics:   NewMetrics(os.Stdout, function, time.Now),
	}, nil
}

// A key set that does not answer within this time is down.
const keysTimeout = 3 * time.Second

// Verifier returns the verifier of the configured issuer's tokens; the function must have the variables for it.
func (c Environment) Verifier() *oidc.Verifier {
	return oidc.NewVerifier(oidc.Config{
		Issuer:   c.Settings.Get(contract.Issuer),
		KeysURL:  c.Settings.Get(contract.IssuerKeys),
		Audience: c.Settings.Get(contract.Audience),
	}, &http.Client{Timeout: keysTimeout}, c.Now)
}
