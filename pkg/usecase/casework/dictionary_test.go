package casework_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"

	"hsmp.example/cases/pkg/usecase/casework"
)

// Sections that are stored cannot be read with another dictionary: a new one takes the next format, and this one stays
// for the records of format 1.
func TestTheDictionaryOfStoredCasesIsFrozen(t *testing.T) {
	t.Parallel()
	const frozen = "f5f0bd08973eb78a1736c5b33616888fbaccadc300acbe662c45206329657abb"
	sum := sha256.Sum256(casework.CaseType.Dictionary)
	if got := hex.EncodeToString(sum[:]); got != frozen || casework.CaseType.Format != 1 {
		t.Errorf("want the dictionary %s of format 1, got %s of format %d", frozen, got, casework.CaseType.Format)
	}
}
