package evidence

import (
	"slices"
	"strconv"
	"time"

	"hsmp.example/cases/pkg/problem"
)

// State is how far a document has come. Expected and Uploaded are passing; Accepted and Rejected are settled.
type State string

// The states. Only an accepted document can be submitted; a rejected one is named with its reasons and can be replaced.
const (
	Expected State = "expected" // declared; its bytes have not arrived
	Uploaded State = "uploaded" // arrived; not yet inspected, or not yet scanned
	Accepted State = "accepted" // inspected and clean
	Rejected State = "rejected" // Report.Findings says why
)

// Document is one uploaded file as the case knows it. Its bytes are elsewhere; Version names which of them are meant.
type Document struct {
	ID            string
	Kind          string // what it is evidence of: a document kind of the programme file
	FileName      string // for display only, cleaned by DisplayName
	Language      string // ISO 639-1, of the text in it; empty only where its kind bears no words
	TranslationOf string // id of the document that this one translates
	DeclaredType  string // media type
	DeclaredSize  int64  // bytes; 0 where it was not known beforehand
	State         State
	Version       string // the store's version of the bytes that arrived
	UploadedAt    time.Time
	Report        Report
	Verdict       Verdict
	Request       string // names the request that added it, so that its repeat adds no second; may be empty
}

// Declaration is what a person says of a file before sending it.
type Declaration struct {
	Kind          string
	FileName      string
	Language      string
	TranslationOf string
	MediaType     string
	Size          int64 // bytes; 0 is unknown, which only Rules.Unsized allows
}

// Expect returns the record of a declared document, or every fault of the declaration. Whether the kind exists and
// whether the translated document does is for the case to say.
func Expect(id string, d Declaration, rules Rules) (Document, error) {
	var faults []problem.Fault
	if d.Kind == "" {
		faults = append(faults, problem.At("/kind", "required"))
	}
	if rules.Worded && d.Language == "" {
		faults = append(faults, problem.At("/language", "required"))
	}
	if d.Language != "" && !isLanguage(d.Language) {
		faults = append(faults, problem.At("/language", "bad-format", "wanted", "ISO 639-1 (az, en, de)"))
	}
	if !declarable(d.MediaType, rules) {
		faults = append(faults, problem.At("/media_type", "not-listed", "options", mediaTypes(rules)))
	}
	if unknown := d.Size == 0 && rules.Unsized; !unknown && (d.Size < 1 || d.Size > rules.MaxBytes) {
		faults = append(faults, problem.At("/size", "out-of-range", "min", "1", "max", strconv.FormatInt(rules.MaxBytes, 10)))
	}
	switch {
	case d.TranslationOf == "":
	case !rules.Original:
		faults = append(faults, problem.At("/translation_of", "document-no-translation"))
	case d.TranslationOf == id:
		faults = append(faults, problem.At("/translation_of", "document-translates-itself"))
	}
	return Document{
		ID: id, Kind: d.Kind, FileName: DisplayName(d.FileName), Language: d.Language, TranslationOf: d.TranslationOf,
		DeclaredType: d.MediaType, DeclaredSize: d.Size, State: Expected,
	}, problem.Of(faults)
}

// Size is how many bytes the document has: as declared, which the store holds everybody to, or else as they arrived; 0
// while nobody knows.
func (d Document) Size() int64 {
	if d.DeclaredSize != 0 {
		return d.DeclaredSize
	}
	return d.Report.Size
}

// Receive records that bytes arrived. The same version again changes nothing; other bytes for a document that is
// settled are a Conflict, so that nobody exchanges what was inspected.
func (d *Document) Receive(version string, size int64, at time.Time) error {
	if d.State != Expected && d.Version == version {
		return nil
	}
	if d.Settled() {
		return d.conflict()
	}
	d.State, d.Version, d.UploadedAt = Uploaded, version, at
	d.Report, d.Verdict = Report{Size: size}, ""
	return nil
}

// Inspected records the inspection of the bytes of that version. What differs from the declaration is one more finding.
// It may come before or after the verdict, and more than once.
func (d *Document) Inspected(version string, report Report) error {
	if err := d.about(version); err != nil {
		return err
	}
	if d.Report.SHA256 == report.SHA256 {
		return nil
	}
	if d.Report.SHA256 != "" {
		return d.conflict()
	}
	report.Findings = slices.Clone(report.Findings)
	if report.Kind != Unknown && report.Kind.MediaType() != d.DeclaredType {
		report.Findings = append(report.Findings, Finding{"document-type", map[string]string{
			"declared": d.DeclaredType, "found": report.Kind.MediaType()}})
	}
	d.Report = report.against(d.Verdict)
	d.settle()
	return nil
}

// Scanned records a scanner's verdict on the bytes of that version. An infected or unscannable document is rejected at
// once. A later verdict changes nothing, save that Infected always counts: signatures get better.
func (d *Document) Scanned(version string, verdict Verdict) error {
	if err := d.about(version); err != nil {
		return err
	}
	if d.Verdict != "" && verdict != Infected || d.Verdict == verdict {
		return nil
	}
	d.Verdict = verdict
	d.Report = d.Report.against(verdict)
	d.settle()
	return nil
}

// against returns the report with what a verdict adds to it.
func (r Report) against(v Verdict) Report {
	code := map[Verdict]string{Infected: "malware", Unscanned: "document-not-scanned"}[v]
	if code != "" && !r.Has(code) {
		r.Findings = append(slices.Clone(r.Findings), Finding{Code: code})
	}
	return r
}

// settle moves on when enough is known: one finding rejects, both answers without a finding accept.
func (d *Document) settle() {
	switch {
	case len(d.Report.Findings) > 0:
		d.State = Rejected
	case d.Report.SHA256 != "" && d.Verdict == Clean:
		d.State = Accepted
	}
}

// Settled reports whether the bytes that came were accepted or rejected, so that no others are taken.
func (d *Document) Settled() bool { return d.State == Accepted || d.State == Rejected }

// about refuses what is said of bytes that are not the document's.
func (d *Document) about(version string) error {
	if d.State == Expected || d.Version != version {
		return problem.New(problem.Stale, "document-version", "file", d.FileName)
	}
	return nil
}

func (d *Document) conflict() error {
	return problem.New(problem.Conflict, "document-settled", "file", d.FileName)
}

// Faults names a rejected document with each of its reasons; any other document has none.
func (d Document) Faults(pointer string) []problem.Fault {
	if d.State != Rejected {
		return nil
	}
	return d.Report.Faults(pointer, d.FileName)
}
