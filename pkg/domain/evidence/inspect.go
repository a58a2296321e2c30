package evidence

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/problem"
)

// Rules are the limits of uploads, as the programme file sets them. A limit of 0 lets nothing through.
type Rules struct {
	Formats   []Kind
	MaxBytes  int64
	MaxPages  int   // of a PDF
	MaxPixels int64 // width times height, of an image or of a picture inside a PDF
	Worded    bool  // a declaration says the language of the text, since it may have to be translated
	Original  bool  // a declaration may say which document this one translates
	Unsized   bool  // a declaration may leave the size out: a form without JavaScript cannot know it
}

// Finding is one reason not to accept a file. Its words stand under Code; they name the file as {file}.
type Finding struct {
	Code string
	Args map[string]string
}

// Report is what an inspection found. A file with no finding may stand as evidence, once it is also known to be clean.
type Report struct {
	Kind     Kind
	Size     int64
	Pages    int // 1 for an image
	Width    int // in pixels; 0 for a PDF
	Height   int
	SHA256   string // hex, of all bytes
	Findings []Finding
}

// Accepted reports whether nothing speaks against the file.
func (r Report) Accepted() bool { return len(r.Findings) == 0 }

// Has reports whether a finding of that code was made.
func (r Report) Has(code string) bool {
	return slices.ContainsFunc(r.Findings, func(f Finding) bool { return f.Code == code })
}

// Faults names the file in every finding, so that "{file}: …" can be said of it.
func (r Report) Faults(pointer, file string) []problem.Fault {
	faults := make([]problem.Fault, 0, len(r.Findings))
	for _, f := range r.Findings {
		args := map[string]string{"file": file}
		for name, arg := range f.Args {
			args[name] = arg
		}
		faults = append(faults, problem.Fault{Pointer: pointer, Code: f.Code, Args: args})
	}
	return faults
}

// inspection is a report being written. PDFs spend from the two budgets, which a bomb exhausts and an honest file does
// not.
type inspection struct {
	Report
	rules  Rules
	data   []byte
	active map[string]bool
}

func (x *inspection) find(code string, args ...string) {
	f := Finding{Code: code}
	if !x.Has(code) {
		if len(args) > 0 {
			f.Args = problem.New("", "", args...).Args
		}
		x.Findings = append(x.Findings, f)
	}
}

// Inspect says what the bytes are, by their content and never by a name, and everything that speaks against them. An
// error means that the bytes could not be read; whatever is wrong with the bytes themselves is a finding. A file within
// the limits is held in memory whole, and an image is decoded, so memory follows Rules (about 12 bytes a pixel at
// worst).
func Inspect(r io.ReaderAt, size int64, rules Rules) (Report, error) {
	x := &inspection{Report: Report{Kind: Unknown, Size: size}, rules: rules, active: map[string]bool{}}
	if err := x.read(r); err != nil {
		return Report{}, fmt.Errorf("read upload: %w", err)
	}
	switch {
	case size == 0:
		x.find("document-empty")
	case size > rules.MaxBytes:
		x.find("document-too-large", "size", megabytes(size, math.Ceil), "max", megabytes(rules.MaxBytes, math.Floor))
	case !slices.Contains(rules.Formats, x.Kind):
		x.find("document-format", "formats", formatList(rules.Formats))
	case x.Kind == PDF:
		x.pdf()
	case x.Kind == JPEG:
		x.jpeg()
	case x.Kind == PNG:
		x.png()
	}
	return x.Report, nil
}

// read hashes all bytes and looks for the test virus in them, and keeps them if they are within the limit.
func (x *inspection) read(r io.ReaderAt) error {
	all := io.NewSectionReader(r, 0, x.Size)
	sum, virus := sha256.New(), &virusFinder{}
	var kept bytes.Buffer
	sinks := []io.Writer{sum, virus}
	if x.Size <= x.rules.MaxBytes {
		kept.Grow(int(x.Size))
		sinks = append(sinks, &kept)
	}
	n, err := io.Copy(io.MultiWriter(sinks...), all)
	if err != nil {
		return err
	}
	if n != x.Size {
		return io.ErrUnexpectedEOF
	}
	head := make([]byte, min(x.Size, headerWithin))
	if _, err := r.ReadAt(head, 0); err != nil && err != io.EOF {
		return err
	}
	x.data, x.Kind, x.SHA256 = kept.Bytes(), sniff(head), hex.EncodeToString(sum.Sum(nil))
	if virus.found {
		x.find("malware")
	}
	return nil
}

// megabytes writes a size as people read it: "10.4".
func megabytes(size int64, round func(float64) float64) string {
	return strconv.FormatFloat(round(float64(size)/1e5)/10, 'f', -1, 64)
}

func formatList(kinds []Kind) string {
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = strings.ToUpper(string(k))
	}
	return strings.Join(names, ", ")
}
