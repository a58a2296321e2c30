package employment_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/dynamo"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/audit"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/domain/statistics"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit"
	"hsmp.example/cases/pkg/usecase/employment"
)

// The use cases over the real table: what the store in memory promises, DynamoDB keeps.
func TestTheWholeWayOverTheRealTable(t *testing.T) {
	t.Parallel()
	w := open(t)
	client, table := testkit.Table(t)
	store, err := dynamo.New(dynamo.Config{Client: client, Table: table, Vault: dynamo.VaultOf(testkit.NewVault()), Now: w.Now,
		Pause: dynamo.Pause, Jitter: rand.Float64,
		Fact: func(*application.Case) (statistics.Fact, bool) { return statistics.Fact{}, false }}) // no case is kept here
	if err != nil {
		t.Fatal(err)
	}
	w.Employers, w.Lists = store.Employers(), store.Employers()
	e := w.filed(aysel, specimen.Form())
	if again := w.filed(aysel, specimen.Form()); again.ID != e.ID {
		t.Errorf("want %s again, got %s", e.ID, again.ID)
	}
	_, err = w.Register(t.Context(), rival, specimen.Form())
	wantKind(t, err, problem.Conflict, "voen-registered")
	_, err = w.Read(t.Context(), rival, e.ID)
	wantKind(t, err, problem.NotFound, "not-found")
	page, _, err := w.Waiting(t.Context(), officer, "", 10)
	if err != nil || len(page) != 1 || page[0].ID != e.ID {
		t.Errorf("want it waiting, got %+v %v", page, err)
	}
	w.decided(e.ID, employment.Deciding{Version: 1, Outcome: employer.Returned, Reason: why})
	mended := specimen.Form()
	mended.Name = "Caspian Software ASC"
	if _, err := w.Correct(t.Context(), aysel, e.ID, 1, mended); err != nil {
		t.Fatal(err)
	}
	w.decided(e.ID, employment.Deciding{Version: 2, Outcome: employer.Registered})
	got, err := w.Read(t.Context(), aysel, e.ID)
	if err != nil || got.State != employer.Registered || got.Form.Name != mended.Name {
		t.Errorf("want it registered under the mended name, got %+v %v", got, err)
	}
	mine, err := w.List(t.Context(), aysel)
	if err != nil || len(mine) != 1 || mine[0].ID != e.ID {
		t.Errorf("want one registration of Aysel's, got %+v %v", mine, err)
	}
	chain, err := store.Chain(t.Context(), application.ID(e.ID))
	if err != nil || audit.Verify(chain) != nil {
		t.Fatalf("chain: %v, %v", err, audit.Verify(chain))
	}
	var told []string
	for _, entry := range chain {
		told = append(told, fmt.Sprintf("%s %s %v", entry.Action, entry.Details["state"], entry.Read))
	}
	want := []string{"register-employer submitted false", "decide-employer returned false", "correct-employer submitted false",
		"decide-employer registered false", "read-employer registered true"}
	if diff := cmp.Diff(want, told); diff != "" {
		t.Errorf("chain (-want +got):\n%s", diff)
	}
}
