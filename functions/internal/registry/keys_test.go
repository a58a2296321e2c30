package registry_test

import (
	"crypto/rand"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/registry"
	"hsmp.example/cases/pkg/aws/seal/sealtest"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/issuing"
)

// A key is published before it seals anything, and stays published when another has taken its place.
func TestKeysArePublishedFromBeforeTheirFirstSealToForever(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 12, 18, 9, 0, 0, 0, time.UTC)
	store, kms := memory.New(), sealtest.New()
	keys := &registry.Keys{Client: kms, Key: "alias/seal", Seals: store, Now: func() time.Time { return now }}
	ids := func() []string {
		t.Helper()
		set, err := keys.Keys(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		for _, one := range set.Keys {
			all = append(all, one.ID)
		}
		return all
	}
	if got := ids(); len(got) != 1 {
		t.Errorf("want the key that will seal, got %v", got)
	}
	earlier, err := issuing.OpenSeal(t.Context(), store, memory.SealKey, rand.Reader, now)
	if err != nil {
		t.Fatal(err)
	}
	now = now.Add(time.Minute)
	if got := ids(); len(got) != 2 || (got[0] != earlier.KeyID && got[1] != earlier.KeyID) {
		t.Errorf("want %s too, got %v", earlier.KeyID, got)
	}
	if kms.Calls() != 1 {
		t.Errorf("want KMS asked once, got %d times", kms.Calls())
	}
}

func TestAKeySetThatCannotBeReadWholeIsNotPublished(t *testing.T) {
	t.Parallel()
	store := memory.New()
	keys := &registry.Keys{Client: sealtest.New(), Key: "alias/seal", Seals: store, Now: time.Now}
	store.Down(true)
	if set, err := keys.Keys(t.Context()); err == nil {
		t.Errorf("want an outage, got %v", set)
	}
	store.Down(false)
	if set, err := keys.Keys(t.Context()); err != nil || len(set.Keys) != 1 {
		t.Errorf("want the key, got %v, %v", set, err)
	}
}
