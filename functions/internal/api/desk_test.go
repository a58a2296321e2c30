package api_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"net/http"
	"testing"
	"time"

	"hsmp.example/cases/functions/internal/api/intake"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/flow"
	"hsmp.example/cases/pkg/usecase/issuing"
	"hsmp.example/cases/pkg/usecase/verification"
)

// desk does what happens behind the API: it inspects uploads and runs the workflow's tasks.
type desk struct {
	inspection casework.Inspection
	workflow   casework.Workflow
	issuing    issuing.Issuing
}

func newDesk(office casework.Office, w *world) *desk {
	seal, err := issuing.OpenSeal(w.t.Context(), w.store, memory.SealKey, bytes.NewReader(bytes.Repeat([]byte{7}, 16)), w.now)
	if err != nil {
		w.t.Fatal(err)
	}
	return &desk{
		inspection: casework.Inspection{Office: office, Contents: w.objects, Scanner: memory.Clean{}, Uploads: w.objects},
		workflow:   casework.Workflow{Office: office, Flow: flow.Flow{Tokens: w.store, Machine: memory.NewMachine(), Starts: casework.Starts}},
		issuing: issuing.Issuing{Office: office, Kept: w.store, Archive: archive{w.objects}, Numbering: w, Seal: seal,
			Random: bytes.NewReader(bytes.Repeat([]byte{1, 7, 19, 4, 30}, 100)), PublicURL: "https://hsm.example"},
	}
}

// NextStatusIndex counts up.
func (w *world) NextStatusIndex(context.Context) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.count["status"]++
	return w.count["status"], nil
}

type archive struct{ objects *memory.Objects }

func (a archive) Put(ctx context.Context, object string, pdf []byte, _ time.Time) ([]byte, error) {
	if earlier, err := a.objects.Get(ctx, object); err == nil {
		return earlier, nil
	}
	a.objects.Put(object, pdf)
	return pdf, nil
}

// keyring publishes the keys whose certificates are kept.
type keyring struct{ w *world }

func (k keyring) Keys(ctx context.Context) (credential.JWKS, error) {
	kept, err := k.w.store.Seals(ctx)
	if err != nil {
		return credential.JWKS{}, err
	}
	return credential.KeySet(memory.SealKey(ctx).Public().(*ecdsa.PublicKey), kept)
}

// register finds certificates in the cases themselves; the world's standing is what becomes of them.
type register struct{ w *world }

func (r register) Certificate(ctx context.Context, number credential.Number) (verification.Certificate, error) {
	for n := 1; n <= r.w.count["app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1"]; n++ {
		c, err := r.w.store.Load(ctx, application.ID("app_01KBXQ8ZJ4N5V6W7X8Y9Z0A1"+pad(n)))
		if err == nil && c.Certificate != nil && c.Certificate.Number == string(number) {
			return verification.Certificate{Number: number, Field: c.Form.Expertise.Field, IssuedOn: c.Certificate.IssuedOn,
				ValidUntil: c.Certificate.ValidUntil, Standing: credential.Standing(r.w.count["standing"])}, nil
		}
	}
	return verification.Certificate{}, problem.New(problem.NotFound, "not-found")
}

func (r register) StatusList(context.Context) (*credential.StatusList, error) {
	list := credential.NewStatusList(0)
	return list, list.Set(1, credential.Standing(r.w.count["standing"]))
}

func pad(n int) string { return string([]byte{'0' + byte(n/10), '0' + byte(n%10)}) }

// kinds are the documents that the example's application needs, in an order in which the diploma is the second.
var kinds = []string{"passport", "diploma", "reference", "bank-statement", "income-proof", "language-certificate", "achievement"}

var holder = specimen.Person{Surname: "Yılmaz", GivenNames: "Emre", Number: "U12345678", Issuer: "TUR", Nationality: "TUR"}

// upload announces a document, sends its bytes and has them inspected.
func (w *world) upload(id, kind, announcement string) string {
	w.t.Helper()
	announced := must[intake.Announced](w, http.StatusCreated, call{who: emre, method: http.MethodPost, path: "/v1/applications/" + id + "/documents", body: announcement})
	pdf, err := specimen.Certificate(holder, kind, "Specimen of a "+kind+".").PDF()
	if err != nil {
		w.t.Fatal(err)
	}
	document := announced.Document.ID
	if _, err := w.desk.inspection.Inspect(w.t.Context(), w.objects.Upload(application.ID(id), document, pdf)); err != nil {
		w.t.Fatal(err)
	}
	return document
}

// settle runs the workflow from the closed lanes to the proposal.
func (w *world) settle(id string) {
	w.t.Helper()
	if err := w.desk.workflow.Open(w.t.Context(), application.ID(id), application.ReviewWait, record.Token{Token: "token", Entered: w.clock()}); err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.desk.workflow.Decide(w.t.Context(), application.ID(id)); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) issue(id string) issuing.Issued {
	w.t.Helper()
	issued, err := w.desk.issuing.Issue(w.t.Context(), application.ID(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return issued
}

func civil(t *testing.T, text string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}
