package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"hsmp.example/cases/pkg/casework"
	"hsmp.example/cases/pkg/evidence"
	"hsmp.example/cases/pkg/scanner"
)

// scannerOf returns the scanner that the setting names: "guardduty", "clamd:<address>" or "signatures".
func scannerOf(setting string) (casework.Scanner, error) {
	address, daemon := strings.CutPrefix(setting, "clamd:")
	switch {
	case daemon && address != "":
		return stream{scanner.NewClamd(address)}, nil
	case setting == "signatures":
		return stream{scanner.Signatures{}}, nil
	case setting == "guardduty":
		return later{}, nil
	}
	return nil, fmt.Errorf("SCANNER is %q: want guardduty, clamd:<address> or signatures", setting)
}

// stream is a scanner that reads the bytes and answers at once.
type stream struct {
	scanner interface {
		Scan(ctx context.Context, r io.Reader) (evidence.Verdict, error)
	}
}

// Scan implements casework.Scanner.
func (s stream) Scan(ctx context.Context, u casework.Upload, content io.ReaderAt) (evidence.Verdict, error) {
	return s.scanner.Scan(ctx, io.NewSectionReader(content, 0, u.Size))
}

// later is GuardDuty: it looks at the bucket by itself, and its verdict comes as an event.
type later struct{}

// Scan implements casework.Scanner.
func (later) Scan(context.Context, casework.Upload, io.ReaderAt) (evidence.Verdict, error) {
	return "", nil
}
