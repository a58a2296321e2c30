package scanner

import (
	"context"
	"io"

	"hsmp.example/cases/pkg/domain/evidence"
)

// Signatures is the scanner of a stage without a scanner: it knows the EICAR test file and nothing else. It is for a
// laptop and for tests; it says Clean of everything else, so it must never be the only lock of a real stage.
type Signatures struct{}

// Scan reads all bytes. The error is of reading them.
func (Signatures) Scan(_ context.Context, r io.Reader) (evidence.Verdict, error) {
	found, err := evidence.HasTestVirus(r)
	switch {
	case err != nil:
		return "", err
	case found:
		return evidence.Infected, nil
	}
	return evidence.Clean, nil
}
