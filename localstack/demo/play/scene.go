package play

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
)

const (
	glance   = 2 * time.Second // between two looks at a status
	patience = 3 * time.Minute // for anything but the clock
)

// scene is one case on its way.
type scene struct {
	site      *client.Site
	plot      Plot
	board     board
	row       int    // on the board
	folder    string // for what is issued
	applicant client.Person
	filed     *filing.Application
	news      watch

	mutex  sync.Mutex
	result Result
}

// expect notes what is not as it must be. The script goes on, so that all of it is found at once.
func (s *scene) expect(good bool, format string, args ...any) {
	if good {
		return
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	s.result.Failures = append(s.result.Failures, fmt.Sprintf(format, args...))
}

// play runs the case from the first form to what is known of it at the end.
func (s *scene) play(ctx context.Context) Result {
	err := s.run(ctx)
	if err != nil {
		s.expect(false, "%v", err)
	}
	return s.result
}

func (s *scene) run(ctx context.Context) (err error) {
	s.applicant, err = s.site.SignIn(ctx, s.plot.User)
	if err != nil {
		return err
	}
	err = s.file(ctx)
	if err != nil {
		return err
	}
	following, stop := context.WithCancel(ctx)
	followed := make(chan struct{})
	go func() {
		defer close(followed)
		s.follow(following)
	}()
	err = s.plot.script(ctx, s)
	stop()
	<-followed
	if err != nil {
		return err
	}
	return s.settle(ctx)
}

// settle notes how the case stands and compares its end with the one that it must have.
func (s *scene) settle(ctx context.Context) error {
	status, err := s.look(ctx)
	if err != nil {
		return err
	}
	r := &s.result
	if status.Due != nil {
		r.DueDate = status.Due.Date
	}
	r.Lateness = status.LateBy
	for _, lane := range status.Lanes {
		r.Reminders += lane.Reminders
		r.Escalated = r.Escalated || lane.Escalated
	}
	s.expect(r.Outcome == s.plot.Outcome, "want the outcome %s, got %s", s.plot.Outcome, r.Outcome)
	r.ExecutionStatus, err = s.execution(ctx)
	s.expect(r.ExecutionStatus == "SUCCEEDED", "want the execution SUCCEEDED, it is %s", r.ExecutionStatus)
	return err
}

// look reads the status once and shows it.
func (s *scene) look(ctx context.Context) (client.Status, error) {
	var status client.Status
	err := s.applicant.Get(ctx, s.filed.Path("/status"), &status)
	if err == nil {
		s.board.show(s.row, status)
	}
	return status, err
}

// follow looks at the status until it is told to stop, for the board and for those who wait.
func (s *scene) follow(ctx context.Context) {
	_ = client.Until(ctx, "the end", s.longest(), glance, func(ctx context.Context) (bool, error) {
		status, err := s.look(ctx)
		if err == nil {
			s.news.tell(status)
		}
		return false, nil // a look that failed is tried again; who waits has a deadline
	})
}

// await waits for a status, and fails when it does not come in time.
func (s *scene) await(ctx context.Context, what string, want func(client.Status) bool) (client.Status, error) {
	ctx, cancel := context.WithTimeout(ctx, s.longest())
	defer cancel()
	status, err := s.news.until(ctx, want)
	if err != nil {
		return status, fmt.Errorf("%s did not come within %s; the case is %s", what, s.longest(), status.State)
	}
	return status, nil
}

// longest is the patience with what the clock decides: two whole terms of 20 working days.
func (s *scene) longest() time.Duration {
	return patience + 40*time.Duration(s.site.Instance.DaySeconds)*time.Second
}

func in(states ...string) func(client.Status) bool {
	return func(status client.Status) bool { return slices.Contains(states, status.State) }
}

// watch keeps the latest status and wakes those who wait for another.
type watch struct {
	mutex sync.Mutex
	last  client.Status
	fresh chan struct{} // closed when there is a newer status
}

func (w *watch) tell(status client.Status) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.last = status
	if w.fresh != nil {
		close(w.fresh)
	}
	w.fresh = make(chan struct{})
}

func (w *watch) now() (client.Status, <-chan struct{}) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.fresh == nil {
		w.fresh = make(chan struct{})
	}
	return w.last, w.fresh
}

func (w *watch) until(ctx context.Context, want func(client.Status) bool) (client.Status, error) {
	for {
		status, fresh := w.now()
		if want(status) {
			return status, nil
		}
		select {
		case <-fresh:
		case <-ctx.Done():
			return status, ctx.Err()
		}
	}
}
