package deploy

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// clearOldAPI takes the stacks of the API down when its gateway has changed in this life of the emulator: LocalStack
// 4.9.2 cannot update one in place ("Stage already exists") and leaves none at all. What changed is asked of the
// template, since contract, infrastructure and settings all have a part in it. It leaves the synthesised stacks to be
// deployed.
func (d Deployer) clearOldAPI(ctx context.Context, log io.Writer) error {
	err := d.cdk(ctx, log, append(append([]string{"synth", "--quiet"}, d.app()...), Context(d.Instance)...)...)
	if err != nil {
		return err
	}
	now, err := d.gateway()
	if err != nil {
		return err
	}
	deployed, err := os.ReadFile(d.gatewayMark())
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if bytes.Equal(deployed, now) {
		return nil
	}
	return d.cdk(ctx, log, "destroy", "Watch", "Api", "--exclusively", "--force", "--app", d.assembly())
}

// gateway is the part of the API's template of which the emulator makes its gateway, with sorted keys.
func (d Deployer) gateway() ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(d.assembly(), "Api.template.json"))
	if err != nil {
		return nil, err
	}
	var template struct {
		Resources map[string]struct {
			Type       string
			Properties map[string]any
		}
	}
	if err := json.Unmarshal(raw, &template); err != nil {
		return nil, fmt.Errorf("read the API's template: %w", err)
	}
	for id, resource := range template.Resources {
		if !strings.HasPrefix(resource.Type, "AWS::ApiGateway::") {
			delete(template.Resources, id)
		}
	}
	return json.Marshal(template.Resources)
}

// noteGateway remembers of what the deployed gateway was made.
func (d Deployer) noteGateway() error {
	now, err := d.gateway()
	if err != nil {
		return err
	}
	return os.WriteFile(d.gatewayMark(), now, 0o600)
}

func (d Deployer) assembly() string { return filepath.Join(d.Instance.Dir, "cdk.out") }

func (d Deployer) gatewayMark() string {
	return filepath.Join(d.Instance.Dir, "deployed", "gateway.json")
}
