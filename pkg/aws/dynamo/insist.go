package dynamo

import (
	"context"
	"errors"
	"time"

	"hsmp.example/cases/pkg/problem"
)

// How often and how long a change is tried again. Of those who try at once one always gets through, so twenty officers on
// one case are done within a few seconds.
const (
	tries     = 15
	shortWait = 10 * time.Millisecond
	longWait  = time.Second
)

// insist runs try again for as long as it is overtaken, each time after a longer wait of random length, so that those who
// met do not meet again. It gives up with Unavailable.
func (s *Store) insist(ctx context.Context, try func() error) error {
	wait := shortWait
	for range tries {
		err := try()
		if !errors.Is(err, errOvertaken) {
			return err
		}
		if err := s.Pause(ctx, time.Duration(float64(wait)*(0.5+s.Jitter())/1.5)); err != nil {
			return fault("wait for another change", err)
		}
		wait = min(2*wait, longWait)
	}
	return problem.New(problem.Unavailable, "unavailable").Because(errOvertaken)
}
