package rehearsal

import (
	"context"
	"crypto/ecdsa"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/credential"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/testkit/memory"
)

// register notes which cases there are, so that the workflow finds them.
type register struct {
	*memory.Store
	stage *Stage
}

// Create implements casework.Register.
func (r register) Create(ctx context.Context, id application.ID, c application.Case, first record.Entry) error {
	err := r.Store.Create(ctx, id, c, first)
	if err == nil {
		r.stage.mu.Lock()
		defer r.stage.mu.Unlock()
		r.stage.cases = append(r.stage.cases, c.ID)
	}
	return err
}

// Cases lists every case of the stage, the oldest first.
func (s *Stage) Cases() []application.ID {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]application.ID(nil), s.cases...)
}

// Work does for every case what the machine would do by now: for tests that act on use cases without a page.
func (s *Stage) Work(ctx context.Context) { s.work(ctx) }

// work does for every case what the machine would do by now. A step that the case does not allow is simply not due.
func (s *Stage) work(ctx context.Context) {
	for _, id := range s.Cases() {
		c, err := s.Store.Load(ctx, id)
		if err != nil {
			continue // a draft that was thrown away
		}
		if err := s.advance(ctx, c); err != nil && !errors.Is(err, problem.Conflict) {
			slog.Error("rehearsal: the workflow stands still", "case", string(id), "error", err.Error())
		}
	}
}

func (s *Stage) advance(ctx context.Context, c application.Case) error {
	switch c.State {
	case application.Assessing:
		if !c.AllLanesClosed() {
			_, _, err := s.workflow.Nudge(ctx, c.ID, application.ClockWait)
			return err
		}
		if err := s.workflow.Open(ctx, c.ID, application.ReviewWait, record.Token{Token: "token", Entered: s.Now()}); err != nil {
			return err
		}
		_, err := s.workflow.Decide(ctx, c.ID)
		return err
	case application.Reviewing:
		_, err := s.workflow.Decide(ctx, c.ID)
		return err
	case application.Issuing:
		_, err := s.issuing.Issue(ctx, c.ID)
		return err
	}
	return nil
}

// pass moves the clock by days, as the address says: /rehearsal/pass/3.
func (s *Stage) pass(w http.ResponseWriter, r *http.Request) {
	days, err := strconv.Atoi(r.PathValue("days"))
	if err != nil || days < 0 {
		http.Error(w, "say how many days", http.StatusBadRequest)
		return
	}
	s.Pass(time.Duration(days) * 24 * time.Hour)
	s.work(r.Context())
	w.WriteHeader(http.StatusNoContent)
}

// NextStatusIndex implements issuing's numbering: it counts up.
func (s *Stage) NextStatusIndex(context.Context) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count["status"]++
	return s.count["status"], nil
}

type archive struct{ objects *memory.Objects }

// Put implements issuing's archive: what is there stays.
func (a archive) Put(ctx context.Context, object string, pdf []byte, _ time.Time) ([]byte, error) {
	if earlier, err := a.objects.Get(ctx, object); err == nil {
		return earlier, nil
	}
	a.objects.Put(object, pdf)
	return pdf, nil
}

// noise is steady, so that a rehearsal goes the same way each time but for certificate numbers, which count.
type noise struct{}

// Read implements io.Reader.
func (noise) Read(p []byte) (int, error) {
	now := time.Now().UnixNano()
	for i := range p {
		now = now*6364136223846793005 + 1442695040888963407
		p[i] = byte(now >> 33)
	}
	return len(p), nil
}

// Keys publishes the stage's seal.
func (s *Stage) Keys(ctx context.Context) (credential.JWKS, error) {
	kept, err := s.Store.Seals(ctx)
	if err != nil {
		return credential.JWKS{}, err
	}
	return credential.KeySet(memory.SealKey(ctx).Public().(*ecdsa.PublicKey), kept)
}
