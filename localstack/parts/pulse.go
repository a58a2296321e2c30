package parts

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"syscall"
	"time"

	"hsmp.example/cases/localstack/steps"
	"hsmp.example/cases/localstack/supervisor"
)

// ErrHung says that LocalStack lives but answers nothing any more. Nothing that runs on it can go on.
var ErrHung = errors.New("LocalStack runs but answers nothing any more")

// pulse is how the health of LocalStack is felt: asked every so often, and given up after a silence that no load
// explains.
type pulse struct {
	every, silence time.Duration
	answers        func(context.Context) error
}

// AwaitHang returns ErrHung with what LocalStack's threads were at, or nil when ctx ended first.
func (c *Crew) AwaitHang(ctx context.Context) error {
	p := pulse{every: 5 * time.Second, silence: 2 * time.Minute, answers: answers(c.Instance.AWSURL+"/_localstack/health", http.StatusOK)}
	if !p.stops(ctx) {
		return nil
	}
	err := c.supervisor().Signal(LocalStack, syscall.SIGUSR1) // the plugin has it write every thread's stack to its log
	if err != nil {
		return errors.Join(ErrHung, err)
	}
	log := c.supervisor().Log(LocalStack)
	written, cancel := context.WithTimeout(ctx, pulseEnd)
	defer cancel()
	stacks := ""
	_ = supervisor.Await(written, func() bool {
		stacks = threads(log)
		return stacks != ""
	}) // without them the end of the log must do
	return fmt.Errorf("%w\n%s", ErrHung, cmp.Or(stacks, steps.Tail(log)))
}

const pulseEnd = 10 * time.Second

// stops asks until nothing has answered for the time of the silence; false when ctx ended first.
func (p pulse) stops(ctx context.Context) bool {
	answered := time.Now()
	for ctx.Err() == nil {
		once, cancel := context.WithTimeout(ctx, p.silence/4)
		err := p.answers(once)
		cancel()
		switch {
		case err == nil:
			answered = time.Now()
		case ctx.Err() == nil && time.Since(answered) > p.silence:
			return true
		}
		select {
		case <-ctx.Done():
		case <-time.After(p.every):
		}
	}
	return false
}
