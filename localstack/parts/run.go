package parts

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"hsmp.example/cases/localstack/instance"
	"hsmp.example/cases/localstack/steps"
	"hsmp.example/cases/localstack/supervisor"
	"hsmp.example/cases/localstack/tools"
)

// Crew starts and ends the parts of one instance.
type Crew struct {
	Instance instance.Instance
	Tools    tools.Tools

	mutex   sync.Mutex
	started []string
}

// grace is short: everything of an instance lives in memory, so there is nothing to put away.
const grace = 3 * time.Second

func (c *Crew) supervisor() supervisor.Supervisor {
	return supervisor.Supervisor{Dir: c.Instance.Dir, Logs: c.Instance.Logs(), Grace: grace}
}

// Running tells whether the part runs.
func (c *Crew) Running(name string) bool { return c.supervisor().Running(name) }

// Steps returns the steps that start what does not run yet.
func (c *Crew) Steps() []steps.Step {
	aws := steps.Step{Name: "start " + LocalStack, Do: c.startAWS}
	if !c.Instance.Docker {
		aws.After = []string{tools.HostMode, tools.JavaParts}
	}
	return []steps.Step{
		aws,
		{Name: "start " + Identity, After: []string{tools.NodeParts}, Do: func(ctx context.Context, _ io.Writer) error {
			return c.start(ctx, identityProvider(c.Instance, c.Tools))
		}},
		{Name: "start " + FrontDoor, Do: func(ctx context.Context, _ io.Writer) error {
			door, err := frontDoor(c.Instance)
			if err != nil {
				return err
			}
			return c.start(ctx, door)
		}},
	}
}

// startAWS starts LocalStack and its DynamoDB, which live and die together: neither knows what the other has forgotten.
func (c *Crew) startAWS(ctx context.Context, _ io.Writer) error {
	all, err := c.awsParts()
	if err != nil {
		return err
	}
	current := true
	for _, part := range all {
		is, err := c.supervisor().Current(part)
		if err != nil {
			return err
		}
		current = current && is
	}
	if current {
		return steps.ErrReused
	}
	err = c.clear(ctx)
	if err != nil {
		return err
	}
	for _, part := range all {
		err = c.start(ctx, part)
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *Crew) awsParts() ([]supervisor.Part, error) {
	if c.Instance.Docker {
		part, err := dockerLocalStack(c.Instance)
		return []supervisor.Part{part}, err
	}
	return []supervisor.Part{dynamoDB(c.Instance, c.Tools), localStack(c.Instance, c.Tools)}, nil
}

// clear ends what is left of an emulated AWS and deletes what it kept, the record of what was deployed to it as well.
func (c *Crew) clear(ctx context.Context) error {
	err := errors.Join(c.supervisor().Stop(ctx, LocalStack), c.supervisor().Stop(ctx, DynamoDB))
	removeContainer(ctx, c.Instance)
	for _, name := range []string{"localstack", "tmp", "deployed", "outputs.json"} {
		err = errors.Join(err, os.RemoveAll(filepath.Join(c.Instance.Dir, name)))
	}
	return errors.Join(err, os.MkdirAll(filepath.Join(c.Instance.Dir, "tmp"), 0o755), os.MkdirAll(FunctionLogs(c.Instance), 0o755))
}

func (c *Crew) start(ctx context.Context, part supervisor.Part) error {
	current, err := c.supervisor().Current(part)
	if err != nil {
		return err
	}
	if current {
		return steps.ErrReused
	}
	err = c.supervisor().Stop(ctx, part.Name)
	if err != nil {
		return err
	}
	c.mutex.Lock()
	c.started = append(c.started, part.Name)
	c.mutex.Unlock()
	return c.supervisor().Start(ctx, part)
}

// StopStarted ends what this crew has started, for a set-up that failed or was interrupted.
func (c *Crew) StopStarted(ctx context.Context) error { return c.stop(ctx, c.started) }

// Stop ends every part that was started for this instance, by whichever command.
func (c *Crew) Stop(ctx context.Context) error { return c.stop(ctx, Names) }

func (c *Crew) stop(ctx context.Context, names []string) error {
	faults := make([]error, len(names))
	var group sync.WaitGroup
	for n, name := range names {
		group.Go(func() { faults[n] = c.supervisor().Stop(ctx, name) })
	}
	group.Wait()
	removeContainer(ctx, c.Instance)
	return errors.Join(faults...)
}
