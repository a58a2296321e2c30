package deploy

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// clearOldAPI takes the stacks of the API down when its contract has changed in this life of the emulator: LocalStack 4.9.2
// cannot update an API in place ("Stage already exists") and leaves none at all.
func (d Deployer) clearOldAPI(ctx context.Context, log io.Writer) error {
	deployed, err := os.ReadFile(d.contractMark())
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	now, err := os.ReadFile(d.contractFile())
	if err != nil || bytes.Equal(deployed, now) {
		return err
	}
	args := append([]string{"destroy", "Watch", "Api", "--exclusively", "--force"}, d.app()...)
	return d.cdk(ctx, log, append(args, Context(d.Instance)...)...)
}

// noteContract remembers which contract the deployed API was made of.
func (d Deployer) noteContract() error {
	now, err := os.ReadFile(d.contractFile())
	if err != nil {
		return err
	}
	return os.WriteFile(d.contractMark(), now, 0o600)
}

func (d Deployer) contractFile() string { return filepath.Join(d.Builder.Root, "docs", "openapi.yaml") }

func (d Deployer) contractMark() string {
	return filepath.Join(d.Instance.Dir, "deployed", "openapi.yaml")
}
