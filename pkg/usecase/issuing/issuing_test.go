package issuing_test

import (
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/rand"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/testkit/memory"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/issuing"
)

const why = "The evidence supports this finding in full."

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatalf("want no problem, got %v", err)
	}
}

// archive keeps the first document of each name, as Object Lock does, and can be told to fail.
type archive struct {
	mu     sync.Mutex
	papers map[string][]byte
	index  int
	fail   error // returned after the document was stored, as when the answer is lost
}

func (a *archive) Put(_ context.Context, object string, pdf []byte, _ time.Time) ([]byte, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, there := a.papers[object]; !there {
		a.papers[object] = pdf
	}
	return a.papers[object], a.fail
}

func (a *archive) NextStatusIndex(context.Context) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.index++
	return a.index, nil
}

type desk struct {
	issuing.Issuing
	store   *memory.Store
	archive *archive
	key     *ecdsa.PublicKey
}

func newDesk(t testing.TB) desk {
	t.Helper()
	rules, err := casework.LoadRules(60)
	must(t, err)
	store, papers := memory.New(), &archive{papers: map[string][]byte{}}
	seal, err := issuing.OpenSeal(t.Context(), store, memory.SealKey, rand.Reader, drafts.At)
	must(t, err)
	return desk{store: store, archive: papers, key: seal.Certificate.PublicKey.(*ecdsa.PublicKey), Issuing: issuing.Issuing{
		Office: store.Office(rules, func() time.Time { return drafts.At.Add(9 * time.Minute) }), Kept: store,
		Archive: papers, Numbering: papers, Seal: seal, Random: rand.Reader, PublicURL: "https://pass.example"}}
}

// decided stores a case that was decided with these points, the objection upheld when there is one.
func (d desk) decided(t testing.TB, objected bool, given ...programme.Points) application.ID {
	t.Helper()
	table := application.Timetable{Programme: d.Rules.Programme, Clock: d.Rules.Clock}
	act := func(who string) application.Act {
		return application.Act{By: drafts.Officer(who, ""), At: drafts.At.Add(time.Minute)}
	}
	c := drafts.Draft("app_1")
	must(t, c.Submit(application.Act{By: drafts.Applicant, At: drafts.At}, table))
	for i, l := range c.Lanes {
		switch {
		case l.Kind == programme.CriterionLane:
			must(t, c.ScoreLane(act("scorer"), l.ID, application.Finding{Points: given[i], Justification: why, Evidence: []string{drafts.Evidence[l.ID]}, Shown: []string{drafts.Evidence[l.ID]}}))
		case objected:
			must(t, c.Object(act("objector"), table, l.ID, why, "Migration Code, article 16"))
			must(t, c.ResolveObjection(act("reviewer"), 1, application.Upheld, why))
		default:
			must(t, c.ClearLane(act("clearer"), l.ID, why))
		}
	}
	c.BeginReview()
	must(t, c.Propose(application.Act{By: record.Workflow, At: drafts.At.Add(2 * time.Minute)}, table))
	must(t, c.Confirm(act("decider"), time.Time{}))
	must(t, d.store.Create(t.Context(), c.ID, c, record.Entry{At: drafts.At, Action: "prepare"}))
	return c.ID
}

func TestARecognitionIsIssuedAndVerifies(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.decided(t, false, 32, 17, 13, 10, 7, 3)
	issued, err := d.Issue(t.Context(), id)
	must(t, err)
	again, err := d.Issue(t.Context(), id)
	must(t, err)
	if issued.State != "recognised" || issued != again {
		t.Errorf("want one recognition, got %+v then %+v", issued, again)
	}
	c, err := d.store.Load(t.Context(), id)
	must(t, err)
	key, err := credential.PublicJWK(d.Seal.KeyID, d.key)
	must(t, err)
	claims, validity, err := credential.Verify(c.Certificate.Credential, credential.JWKS{Keys: []credential.JWK{key}}, drafts.Day)
	must(t, err)
	if string(claims.Number) != c.Certificate.Number || validity != credential.Valid || claims.Field != "it" || claims.StatusIndex != c.ReservedIndex {
		t.Errorf("want a valid credential of the number, got %+v %v", claims, validity)
	}
	if years := credential.LastDay(drafts.Day, 5); c.Certificate.ValidUntil != years {
		t.Errorf("want five years, until %s, got %s", years, c.Certificate.ValidUntil)
	}
	if _, err := credential.VerifyPDF(d.archive.papers[c.Certificate.Object], d.key); err != nil {
		t.Errorf("want a sealed certificate, got %v", err)
	}
}

func TestARefusalIsIssuedWithItsReasons(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		objected bool
		given    []programme.Points
	}{
		"69 points":               {false, []programme.Points{30, 15, 10, 8, 4, 2}},
		"88 and an objection":     {true, []programme.Points{31, 18, 13, 13, 9, 4}},
		"nothing at all, and one": {true, []programme.Points{0, 0, 0, 0, 0, 0}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			issued, err := d.Issue(t.Context(), d.decided(t, c.objected, c.given...))
			must(t, err)
			if issued.State != "refused" || issued.Number != "" || len(d.archive.papers) != 1 || d.archive.index != 0 {
				t.Errorf("want one statement and no number, got %+v", issued)
			}
			for _, pdf := range d.archive.papers {
				if _, err := credential.VerifyPDF(pdf, d.key); err != nil {
					t.Errorf("want a sealed statement, got %v", err)
				}
			}
		})
	}
}

// act marks a context, to find it again where a signature is asked for.
type act struct{}

// signed is a key that notes under which act it signs.
type signed struct {
	crypto.Signer
	ctx  context.Context
	acts *[]any
}

func (s signed) Sign(random io.Reader, digest []byte, opts crypto.SignerOpts) ([]byte, error) {
	*s.acts = append(*s.acts, s.ctx.Value(act{}))
	return s.Signer.Sign(random, digest, opts)
}

func TestEverySignatureIsAskedForUnderTheActItBelongsTo(t *testing.T) {
	t.Parallel()
	for name, given := range map[string][]programme.Points{
		"certificate": {32, 17, 13, 10, 7, 3},
		"statement":   {30, 15, 10, 8, 4, 2},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d, acts := newDesk(t), []any{}
			key := d.Seal.Signer(t.Context())
			d.Seal.Signer = func(ctx context.Context) crypto.Signer { return signed{key, ctx, &acts} }
			_, err := d.Issue(context.WithValue(t.Context(), act{}, name), d.decided(t, false, given...))
			must(t, err)
			if len(acts) == 0 {
				t.Error("want a signature, got none")
			}
			for _, under := range acts {
				if under != any(name) {
					t.Errorf("want every signature under the act %q, got %v", name, under)
				}
			}
		})
	}
}

// The answer of the archive is lost after it stored the document: the next try finds number and document and goes on.
func TestAnIssueThatDiedGoesOnWhereItWas(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.decided(t, false, 32, 17, 13, 10, 7, 3)
	d.archive.fail = errors.New("connection lost")
	if _, err := d.Issue(t.Context(), id); err == nil {
		t.Fatal("want the lost answer to fail the task")
	}
	died, err := d.store.Load(t.Context(), id)
	must(t, err)
	d.archive.fail = nil
	issued, err := d.Issue(t.Context(), id)
	must(t, err)
	if issued.Number != died.ReservedNumber || len(d.archive.papers) != 1 || d.archive.index != 1 {
		t.Errorf("want the same number and one document, got %s after %s and %d", issued.Number, died.ReservedNumber, len(d.archive.papers))
	}
}

func TestAForeignDocumentInTheArchiveIsNotTakenForOurs(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	id := d.decided(t, false, 32, 17, 13, 10, 7, 3)
	d.archive.fail = errors.New("connection lost")
	_, _ = d.Issue(t.Context(), id) // reserves the number and stores the document
	d.archive.fail = nil
	for name, pdf := range d.archive.papers {
		d.archive.papers[name] = bytes.Replace(pdf, []byte("HSM-"), []byte("XSM-"), 1)
		d.archive.papers[name][len(pdf)/2] ^= 1
	}
	if _, err := d.Issue(t.Context(), id); err == nil {
		t.Error("want a changed document refused")
	}
	c, err := d.store.Load(t.Context(), id)
	must(t, err)
	if c.State != application.Issuing {
		t.Errorf("want the case still to be issued, got %s", c.State)
	}
}

func TestOnlyADecidedCaseIsIssued(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	must(t, d.store.Create(t.Context(), "app_1", drafts.Draft("app_1"), record.Entry{At: drafts.At, Action: "prepare"}))
	if _, err := d.Issue(t.Context(), "app_1"); !errors.Is(err, problem.Conflict) {
		t.Errorf("want a conflict, got %v", err)
	}
}

func TestABrokenSourceOfRandomnessFailsTheTask(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.Random = bytes.NewReader(nil)
	if _, err := d.Issue(t.Context(), d.decided(t, false, 32, 17, 13, 10, 7, 3)); !errors.Is(err, io.EOF) && err == nil {
		t.Errorf("want an error, got %v", err)
	}
}

// A name longer than a document prints, and with a sign that no typeface has, was once taken: its case is closed all
// the same.
func TestACaseWithANameThatNoDocumentCanPrintIsIssued(t *testing.T) {
	t.Parallel()
	for state, given := range map[application.State][]programme.Points{application.Recognised: {32, 17, 13, 10, 7, 3}, application.Refused: {30, 15, 10, 8, 4, 2}} {
		t.Run(string(state), func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			id := d.decided(t, false, given...)
			_, _, err := d.store.Change(t.Context(), id, func(c *application.Case) (record.Entry, error) {
				c.Form.Identity.GivenNames = strings.Repeat("Anna😀 ", 16)
				return record.Entry{At: drafts.At, Action: "prepare"}, nil
			})
			must(t, err)
			issued, err := d.Issue(t.Context(), id)
			must(t, err)
			if issued.State != string(state) {
				t.Errorf("want it %s, got %+v", state, issued)
			}
		})
	}
}
