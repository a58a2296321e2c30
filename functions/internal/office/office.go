// Package office opens what every function that handles cases works with: the store, the vault and the rules. Clients
// that only some functions need are opened in their own mains, so that no zip holds what it does not use.
package office

import (
	"context"
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
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/employment"
)

// Office is what functions work with that open records: the table, and the records of each kind.
type Office struct {
	casework.Office
	Table     *dynamo.Table
	Cases     dynamo.Records[application.Case]
	Employers dynamo.Records[employer.Employer]
}

// Open returns the office of a function that reads and changes records. It ends the process when the built-in programme
// or calendar cannot be read: no request could be answered rightly.
func Open(env boot.Environment) Office {
	vault := seal.NewVault(kms.NewFromConfig(env.AWS), env.Settings.Get(contract.DataKey))
	table := Table(env, dynamo.VaultOf(vault))
	o := Office{Table: table, Cases: dynamo.RecordsOf(table, casework.CaseType), Employers: dynamo.RecordsOf(table, employment.EmployerType)}
	o.Office = casework.Office{Cases: o.Cases, Readings: table, Rules: Rules(env, builtIn(env), table), Now: env.Now}
	return o
}

// Registry works with the registrations of employers.
func (o Office) Registry(fresh func() employer.ID) employment.Registry {
	return employment.Registry{Employers: o.Employers, Lists: o.Table, Readings: o.Table, Programme: o.Rules.Programme, Now: o.Now, NewEmployer: fresh}
}

// Rules are those that are built in, with what is published in the table over them. A rule that cannot be taken is an
// error in the log and one of the metric that an alarm watches, at each reading until somebody mends it.
func Rules(env boot.Environment, built casework.Rules, table casework.Publications) casework.Rules {
	r := built
	r.Live = &casework.Live{Source: table, BuiltIn: built, Now: env.Now, Refused: func(rule string, err error) {
		slog.Error("published rule refused", "rule", rule, "error", err.Error())
		env.Metrics.Count(contract.MetricRefusedRules, 1)
	}}
	return r
}

// Table opens the table; for a function that opens no record vault is nil.
func Table(env boot.Environment, vault dynamo.Vault) *dynamo.Table {
	table, err := dynamo.Open(dynamo.Config{Client: dynamodb.NewFromConfig(env.AWS), Table: env.Settings.Get(contract.Table), Vault: vault,
		Now: env.Now, Pause: dynamo.Pause, Jitter: rand.Float64, Alarm: func(ctx context.Context, err error) {
			env.Metrics.Count(contract.MetricAlteredRecords, 1)
			slog.ErrorContext(ctx, "integrity alarm", "error", err.Error())
		}})
	Must(err)
	return table
}

// Machines are the state machines of the kinds that have a workflow.
func Machines(env boot.Environment) map[record.Kind]string {
	return map[record.Kind]string{application.RecordKind: env.Settings.Get(contract.Machine)}
}

func builtIn(env boot.Environment) casework.Rules {
	seconds := 0
	if env.Settings.Has(contract.DaySeconds) {
		var err error
		seconds, err = strconv.Atoi(env.Settings.Get(contract.DaySeconds))
		Must(err)
	}
	r, err := casework.LoadRules(seconds)
	Must(err)
	return r
}

// Must ends a env start that cannot go on, with the reason in the log.
func Must(err error) {
	if err != nil {
		slog.Error("env start failed", "error", err.Error())
		os.Exit(1)
	}
}
