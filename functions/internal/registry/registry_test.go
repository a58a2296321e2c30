package registry

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/verification"
)

// table has one number.
type table struct{ facts casework.PublicFacts }

func (t table) Reserved(_ context.Context, space, name string, facts any) (record.ID, error) {
	if space != casework.CertificateSpace || name != number {
		return "", problem.New(problem.NotFound, "not-found")
	}
	*facts.(*casework.PublicFacts) = t.facts
	return "app_1", nil
}

const number = "HSM-2026-7K2QX-0M4TZ-9D3RC"

func TestOnlyIssuedCertificatesAreKnown(t *testing.T) {
	t.Parallel()
	row := casework.PublicFacts{Issued: true, Field: "it",
		IssuedOn: calendar.Date{Year: 2026, Month: 2, Day: 3}, ValidUntil: calendar.Date{Year: 2031, Month: 2, Day: 2}}
	got, err := Register{table{row}}.Certificate(t.Context(), number)
	if err != nil {
		t.Fatal(err)
	}
	want := verification.Certificate{Number: number, Field: "it", IssuedOn: row.IssuedOn, ValidUntil: row.ValidUntil}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("want -, got +\n" + diff)
	}
	if _, err := (Register{table{row}}).Certificate(t.Context(), "HSM-2026-00000-00000-00000"); !errors.Is(err, problem.NotFound) {
		t.Errorf("an unknown number: want not found, got %v", err)
	}
	row.Issued = false
	if _, err := (Register{table{row}}).Certificate(t.Context(), number); !errors.Is(err, problem.NotFound) {
		t.Errorf("a number that is only reserved: want not found, got %v", err)
	}
}

func TestTheStatusListHasRoomAndNothingTakenBack(t *testing.T) {
	t.Parallel()
	list, err := Register{}.StatusList(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, index := range []int{0, 1, list.Len() - 1} {
		if standing, err := list.At(index); err != nil || standing != credential.InForce {
			t.Errorf("place %d: want in force, got %v, %v", index, standing, err)
		}
	}
}

func TestKeysAreAskedForOnceAndAgainAfterAFault(t *testing.T) {
	t.Parallel()
	kms := sealtest.New()
	k := &Keys{Client: kms, Key: "seal", Seals: memory.New(), Now: time.Now}
	kms.Down(true)
	if _, err := k.Keys(t.Context()); !errors.Is(err, problem.Unavailable) {
		t.Fatalf("want unavailable while KMS is down, got %v", err)
	}
	kms.Down(false)
	first, err := k.Keys(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	calls := kms.Calls()
	again, err := k.Keys(t.Context())
	if err != nil || len(again.Keys) != 1 || again.Keys[0] != first.Keys[0] || kms.Calls() != calls {
		t.Errorf("want the same key without asking again, got %v, %v after %d calls", again, err, kms.Calls()-calls)
	}
	if first.Keys[0].Algorithm != "ES256" || first.Keys[0].ID == "" {
		t.Errorf("want an ES256 key with an id, got %+v", first.Keys[0])
	}
}
