package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"hsmp.example/cases/pkg/aws/scanner"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/usecase/casework"
)

// reading scans bytes that are read once, from the first to the last.
type reading interface {
	Scan(ctx context.Context, r io.Reader) (evidence.Verdict, error)
}

// here scans while the upload is inspected.
type here struct{ by reading }

// Scan implements casework.Scanner.
func (s here) Scan(ctx context.Context, u casework.Upload, content io.ReaderAt) (evidence.Verdict, error) {
	return s.by.Scan(ctx, io.NewSectionReader(content, 0, u.Size))
}

// later leaves the verdict to an event of its own, as GuardDuty sends one.
type later struct{}

// Scan implements casework.Scanner.
func (later) Scan(context.Context, casework.Upload, io.ReaderAt) (evidence.Verdict, error) {
	return "", nil
}

// scannerNamed returns the scanner that the variable SCANNER names. It fails on a name that it does not know: a slip
// there must not let everything pass as clean.
func scannerNamed(name string) (casework.Scanner, error) {
	if address, ok := strings.CutPrefix(name, "clamd:"); ok && address != "" {
		return here{scanner.NewClamd(address)}, nil
	}
	switch name {
	case "guardduty":
		return later{}, nil
	case "signatures":
		return here{scanner.Signatures{}}, nil
	}
	return nil, fmt.Errorf("SCANNER is %q; it may be guardduty, clamd:<address> or signatures", name)
}
