package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	bus "hsmp.example/cases/pkg/aws/events"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
)

const (
	id       application.ID = "app_01"
	document                = "doc_01"
	bucket                  = "documents"
)

// arrival is S3's event as EventBridge delivers it, shortened.
const arrival = `{"version":"0","source":"aws.s3","detail-type":"Object Created","detail":{"version":"0","bucket":{"name":%q},
"object":{"key":%q,"size":1024,"etag":"e","version-id":"1","sequencer":"00"},"reason":"PostObject"}}`

// verdict is GuardDuty's, shortened.
const verdict = `{"version":"0","source":"aws.guardduty","detail-type":"GuardDuty Malware Protection Object Scan Result",
"detail":{"s3ObjectDetails":{"bucketName":%q,"objectKey":%q,"versionId":"1"},"scanResultDetails":{"scanResultStatus":%q}}}`

var key = "documents/" + string(id) + "/" + document

// counts is what metrics were told.
type counts map[string]float64

func (c counts) Count(name string, value float64) { c[name] += value }

// world is a draft with one expected document, and the bytes that come for it.
type world struct {
	t       *testing.T
	store   *memory.Store
	objects *memory.Objects
	counts  counts
	handler handler
}

func newWorld(t *testing.T, scanner string) *world {
	t.Helper()
	rules, err := casework.LoadRules(0)
	must(t, err)
	by, err := scannerNamed(scanner)
	must(t, err)
	now := func() time.Time { return drafts.At }
	w := &world{t: t, store: memory.NewAt(now), objects: memory.NewObjects(now), counts: counts{}}
	inspection := casework.Inspection{Office: w.store.Office(rules, now), Contents: w.objects, Scanner: by, Uploads: w.objects}
	w.handler = handler{inspection: inspection, uploads: w.objects, bucket: bucket, metrics: w.counts}
	draft := application.Begin(application.Act{By: drafts.Applicant, At: drafts.At}, id, "prs_1", locale.English)
	draft.Documents = []evidence.Document{{ID: document, Kind: "diploma", FileName: "diploma.pdf", Language: "en",
		DeclaredType: "application/pdf", DeclaredSize: 1024, State: evidence.Expected}}
	must(t, w.store.Create(t.Context(), draft.ID, draft, record.Entry{At: drafts.At, Action: "begin-application"}))
	return w
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func diploma(t *testing.T) []byte {
	t.Helper()
	pdf, err := specimen.Certificate(specimen.Person{Surname: "YILMAZ", GivenNames: "EMRE"}, "Diploma", "Master of Science").PDF()
	must(t, err)
	return pdf
}

func (w *world) upload(content []byte) { w.objects.Upload(id, document, content) }

func (w *world) handle(format string, args ...any) error {
	return w.handler.handle(w.t.Context(), json.RawMessage(fmt.Sprintf(format, args...)))
}

func (w *world) state() evidence.State {
	w.t.Helper()
	c, err := w.store.Load(w.t.Context(), id)
	must(w.t, err)
	d, err := c.Document(document)
	must(w.t, err)
	return d.State
}

func TestAnUploadIsInspectedAndScanned(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		content  []byte
		want     evidence.State
		rejected float64
	}{
		"a clean diploma is accepted":       {diploma(t), evidence.Accepted, 0},
		"the test virus is rejected":        {specimen.WithVirus(), evidence.Rejected, 1},
		"what is no document is rejected":   {[]byte("#!/bin/sh\nrm -rf /\n"), evidence.Rejected, 1},
		"a hidden script is rejected":       {specimen.HiddenScript(), evidence.Rejected, 1},
		"a page that is no PDF is rejected": {specimen.PNGBomb(), evidence.Rejected, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "signatures")
			w.upload(c.content)
			must(t, w.handle(arrival, bucket, key))
			if got := w.state(); got != c.want || w.counts[contract.MetricRejectedDocuments] != c.rejected {
				t.Errorf("want %s and %v counted, got %s and %v", c.want, c.rejected, got, w.counts)
			}
		})
	}
}

func TestAnEventThatComesTwiceChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "signatures")
	w.upload(diploma(t))
	must(t, w.handle(arrival, bucket, key))
	before, err := w.store.Chain(t.Context(), id)
	must(t, err)
	must(t, w.handle(arrival, bucket, key))
	after, err := w.store.Chain(t.Context(), id)
	must(t, err)
	if len(before) != len(after) || w.state() != evidence.Accepted {
		t.Errorf("want nothing changed, got %d and %d entries", len(before), len(after))
	}
}

// The verdict of GuardDuty and our own inspection come in either order.
func TestAVerdictThatComesByItselfIsHeard(t *testing.T) {
	t.Parallel()
	const inspect, scan = "inspect", "scan"
	for name, c := range map[string]struct {
		steps    []string
		status   string
		want     evidence.State
		rejected float64
	}{
		"inspected only":            {[]string{inspect}, "", evidence.Uploaded, 0},
		"scanned only":              {[]string{scan}, "NO_THREATS_FOUND", evidence.Uploaded, 0},
		"inspected, then clean":     {[]string{inspect, scan}, "NO_THREATS_FOUND", evidence.Accepted, 0},
		"clean, then inspected":     {[]string{scan, inspect}, "NO_THREATS_FOUND", evidence.Accepted, 0},
		"inspected, then infected":  {[]string{inspect, scan}, "THREATS_FOUND", evidence.Rejected, 1},
		"infected alone":            {[]string{scan}, "THREATS_FOUND", evidence.Rejected, 1},
		"what could not be scanned": {[]string{inspect, scan}, "UNSUPPORTED", evidence.Rejected, 1},
		"the verdict twice":         {[]string{inspect, scan, scan}, "NO_THREATS_FOUND", evidence.Accepted, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "guardduty")
			w.upload(diploma(t))
			for _, step := range c.steps {
				if step == inspect {
					must(t, w.handle(arrival, bucket, key))
				} else {
					must(t, w.handle(verdict, bucket, key, c.status))
				}
			}
			if got := w.state(); got != c.want || w.counts[contract.MetricRejectedDocuments] != c.rejected {
				t.Errorf("want %s and %v counted, got %s and %v", c.want, c.rejected, got, w.counts)
			}
		})
	}
}

// A form outlives what it was made for: bytes that come by it later belong to nobody.
func TestBytesThatNoDocumentWaitsForAreDeleted(t *testing.T) {
	t.Parallel()
	for name, event := range map[string]string{
		"a document taken out, arrived": fmt.Sprintf(arrival, bucket, "documents/app_01/doc_02"),
		"a document taken out, scanned": fmt.Sprintf(verdict, bucket, "documents/app_01/doc_02", "NO_THREATS_FOUND"),
		"a case discarded, arrived":     fmt.Sprintf(arrival, bucket, "documents/app_02/doc_02"),
		"a case discarded, scanned":     fmt.Sprintf(verdict, bucket, "documents/app_02/doc_02", "THREATS_FOUND"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "signatures")
			w.upload(diploma(t))
			w.objects.Upload("app_01", "doc_02", diploma(t))
			w.objects.Upload("app_02", "doc_02", diploma(t))
			must(t, w.handle("%s", event))
			gone, other := "documents/app_01/doc_02", "documents/app_02/doc_02"
			if strings.Contains(event, other) {
				gone, other = other, gone
			}
			if _, err := w.objects.Get(t.Context(), gone); !errors.Is(err, problem.NotFound) {
				t.Errorf("want %s gone, got %v", gone, err)
			}
			for _, kept := range []string{other, key} {
				if _, err := w.objects.Get(t.Context(), kept); err != nil {
					t.Errorf("want %s kept, got %v", kept, err)
				}
			}
		})
	}
}

// news is the system's own event of a case, as EventBridge delivers it.
func news(t *testing.T, action, subject string) string {
	t.Helper()
	detail, err := json.Marshal(bus.Of(record.Entry{Kind: application.RecordKind, Record: id, Sequence: 3, At: drafts.At, Actor: drafts.Applicant,
		Action: record.Action(action), Subject: subject}))
	must(t, err)
	return fmt.Sprintf(`{"version":"0","source":%q,"detail-type":%q,"detail":%s}`, contract.Source, action, detail)
}

func (w *world) kept(keys ...string) {
	w.t.Helper()
	for _, one := range []string{key, "documents/app_01/doc_02", "documents/app_010/doc_01"} {
		_, err := w.objects.Get(w.t.Context(), one)
		if want := slices.Contains(keys, one); want != (err == nil) {
			w.t.Errorf("%s: want it kept %v, got %v", one, want, err)
		}
	}
}

// The news comes from the bus as often as it takes; the second time there is nothing left to do.
func TestTheUploadsOfWhatWasTakenOutAreDeleted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		action, subject string
		kept            []string
	}{
		"a document": {"remove-document", document, []string{"documents/app_01/doc_02", "documents/app_010/doc_01"}},
		"a draft":    {"discard-application", "", []string{"documents/app_010/doc_01"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "signatures")
			w.upload(diploma(t))
			w.objects.Upload(id, "doc_02", diploma(t))
			w.objects.Upload("app_010", document, diploma(t))
			for range 2 {
				must(t, w.handle("%s", news(t, c.action, c.subject)))
				w.kept(c.kept...)
			}
		})
	}
}

// down is a bucket that lets go of nothing.
type down struct{ casework.UploadStore }

func (down) Remove(context.Context, application.ID, string) error {
	return problem.New(problem.Unavailable, "unavailable")
}

func (down) Clear(context.Context, application.ID) error {
	return problem.New(problem.Unavailable, "unavailable")
}

// The record is the truth: bytes that could not be deleted bring the news again.
func TestBytesThatCannotBeDeletedBringTheNewsAgain(t *testing.T) {
	t.Parallel()
	for action, subject := range map[string]string{"remove-document": document, "discard-application": ""} {
		w := newWorld(t, "signatures")
		w.upload(diploma(t))
		w.handler.uploads = down{}
		if err := w.handle("%s", news(t, action, subject)); !errors.Is(err, problem.Unavailable) {
			t.Errorf("%s: want unavailable, got %v", action, err)
		}
		w.handler.uploads = w.objects
		must(t, w.handle("%s", news(t, action, subject)))
		w.kept()
	}
}

func TestWhatIsGoneMeanwhileEndsQuietly(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "signatures")
	for name, gone := range map[string]string{
		"a document taken out": "documents/app_01/doc_02", "a case discarded": "documents/app_02/doc_01", "bytes that are gone": key,
	} {
		if err := w.handle(arrival, bucket, gone); err != nil {
			t.Errorf("%s: want no error, got %v", name, err)
		}
	}
	if err := w.handle(verdict, bucket, "documents/app_02/doc_01", "NO_THREATS_FOUND"); err != nil {
		t.Errorf("want no error, got %v", err)
	}
}

// failing is an inspection that ends with an error.
type failing struct{ err error }

func (f failing) Inspect(context.Context, casework.Upload) (evidence.Document, error) {
	return evidence.Document{}, f.err
}

func (f failing) RecordVerdict(context.Context, casework.Upload, evidence.Verdict) (evidence.Document, error) {
	return evidence.Document{}, f.err
}

func TestWhatMayHelpToTryAgainFails(t *testing.T) {
	t.Parallel()
	for kind, again := range map[problem.Kind]bool{
		problem.Unavailable: true, problem.Internal: true, problem.NotFound: false, problem.Stale: false, problem.Conflict: false,
	} {
		h := handler{inspection: failing{problem.New(kind, "x")}, bucket: bucket, metrics: counts{}}
		for _, event := range []string{fmt.Sprintf(arrival, bucket, key), fmt.Sprintf(verdict, bucket, key, "THREATS_FOUND")} {
			err := h.handle(t.Context(), json.RawMessage(event))
			if again != (err != nil) || again && !errors.Is(err, kind) {
				t.Errorf("%s: want it again %v, got %v", kind, again, err)
			}
		}
	}
}

func TestWhatIsNoEventOfUploadsIsAnError(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "signatures")
	for name, event := range map[string]string{
		"no JSON":                  `{`,
		"another event":            `{"detail-type":"Object Deleted"}`,
		"a broken detail":          `{"detail-type":"Object Created","detail":[]}`,
		"another bucket":           fmt.Sprintf(arrival, "others", key),
		"an object elsewhere":      fmt.Sprintf(arrival, bucket, "certificates/app_01/doc_01"),
		"an object of no case":     fmt.Sprintf(arrival, bucket, "documents//doc_01"),
		"an object of no document": fmt.Sprintf(arrival, bucket, "documents/app_01"),
		"an object too deep":       fmt.Sprintf(arrival, bucket, key+"/page"),
		"a verdict nobody knows":   fmt.Sprintf(verdict, bucket, key, "PROBABLY_FINE"),
		"other news of a case":     news(t, "submit", ""),
		"news of no document":      news(t, "remove-document", ""),
		"news of no record":        `{"detail-type":"discard-application","detail":{"type":"discard-application"}}`,
		"broken news":              `{"detail-type":"discard-application","detail":[]}`,
		"a verdict elsewhere":      fmt.Sprintf(verdict, "others", key, "NO_THREATS_FOUND"),
	} {
		if err := w.handle("%s", event); err == nil {
			t.Errorf("%s: want an error", name)
		}
	}
}

func TestTheScannerIsChosenByName(t *testing.T) {
	t.Parallel()
	for name, known := range map[string]bool{
		"guardduty": true, "signatures": true, "clamd:127.0.0.1:3310": true, "clamd:/run/clamd.ctl": true,
		"": false, "clamd": false, "clamd:": false, "nobody": false, "Signatures": false,
	} {
		if by, err := scannerNamed(name); known != (err == nil && by != nil) {
			t.Errorf("%q: want it known %v, got %v, %v", name, known, by, err)
		}
	}
}

func TestAScannerReadsTheWholeUpload(t *testing.T) {
	t.Parallel()
	by, err := scannerNamed("signatures")
	must(t, err)
	long := append(make([]byte, 300_000), specimen.EICAR()...)
	for _, c := range []struct {
		content []byte
		want    evidence.Verdict
	}{{long, evidence.Infected}, {long[:300_000], evidence.Clean}} {
		got, err := by.Scan(t.Context(), casework.Upload{Size: int64(len(c.content))}, bytes.NewReader(c.content))
		if err != nil || got != c.want {
			t.Errorf("want %s, got %s, %v", c.want, got, err)
		}
	}
	later, err := scannerNamed("guardduty")
	must(t, err)
	if got, err := later.Scan(t.Context(), casework.Upload{}, bytes.NewReader(nil)); got != "" || err != nil {
		t.Errorf("want no verdict yet, got %q, %v", got, err)
	}
}
