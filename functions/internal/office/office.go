// Package office opens what every function that handles cases works with: the store, the vault and the rules. Clients that
// only some functions need are opened in their own mains, so that no zip holds what it does not use.
package office

import (
	"log/slog"
	"math/rand/v2"
	"os"
	"strconv"

	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/kms"

	"hsmp.example/cases/functions/internal/boot"
	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/aws/seal"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/usecase/casework"
)

// Open returns the office of a function that reads and changes cases, with its store. It ends the process when the
// built-in programme or calendar cannot be read: no request could be answered rightly.
func Open(cold boot.Cold) (casework.Office, *dynamo.Store) {
	vault := seal.NewVault(kms.NewFromConfig(cold.AWS), cold.Settings.Get(contract.DataKey), cold.Random)
	r := rules(cold)
	table := config(cold)
	table.Vault = dynamo.VaultOf(vault)
	table.Fact = func(c *application.Case) (statistics.Fact, bool) { return statistics.FactOf(c, r.Clock) }
	store, err := dynamo.New(table)
	Must(err)
	return casework.Office{Cases: store, Rules: r, Now: cold.Now}, store
}

// Store opens the table for a function that opens no case: vault must be nil.
func Store(cold boot.Cold, vault dynamo.Vault) *dynamo.Store {
	table := config(cold)
	table.Vault = vault
	store, err := dynamo.New(table)
	Must(err)
	return store
}

func config(cold boot.Cold) dynamo.Config {
	return dynamo.Config{Client: dynamodb.NewFromConfig(cold.AWS), Table: cold.Settings.Get(contract.Table), Now: cold.Now,
		Pause: dynamo.Pause, Jitter: rand.Float64}
}

func rules(cold boot.Cold) casework.Rules {
	seconds := 0
	if cold.Settings.Has(contract.DaySeconds) {
		var err error
		seconds, err = strconv.Atoi(cold.Settings.Get(contract.DaySeconds))
		Must(err)
	}
	r, err := casework.LoadRules(seconds)
	Must(err)
	return r
}

// Must ends a cold start that cannot go on, with the reason in the log.
func Must(err error) {
	if err != nil {
		slog.Error("cold start failed", "error", err.Error())
		os.Exit(1)
	}
}
