// Package instance describes one running emulator: its addresses, ports and folders. `up` writes the description, and
// the demo and the tests read it, so that several emulators can live beside one another. It starts and stops nothing.
package instance

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"hsmp.example/cases/pkg/contract"
)

// Variable is the environment variable that names the description's file.
const Variable = "INSTANCE"

// The names of the two instances that the Makefile uses.
const (
	Default = "local"
	Test    = "test"
)

// Region is the AWS region of every instance.
const Region = "eu-central-1"

// Ports are the loopback ports of the parts. External is the first of fifty that LocalStack may take for its services.
type Ports struct {
	Gateway  int `json:"gateway"`
	DynamoDB int `json:"dynamodb"`
	Issuer   int `json:"issuer"`
	Door     int `json:"door"`
	External int `json:"external"`
}

// DefaultPorts are the ports that people know: LocalStack's, and 8080 for the portal.
var DefaultPorts = Ports{Gateway: 4566, DynamoDB: 4567, Issuer: 9400, Door: 8080, External: 4510}

// PortsFrom returns a block of ports that begins at base.
func PortsFrom(base int) Ports {
	return Ports{Gateway: base, DynamoDB: base + 1, Issuer: base + 2, Door: base + 3, External: base + 10}
}

// Instance is one emulator. Root is the project's folder, Dir the instance's own below build/.
type Instance struct {
	Name       string `json:"name"`
	Root       string `json:"root"`
	Dir        string `json:"dir"`
	Ports      Ports  `json:"ports"`
	DaySeconds int    `json:"daySeconds"`
	Docker     bool   `json:"docker"`
	APIURL     string `json:"apiUrl"`   // the deployed API at a root, without a slash at the end
	Issuer     string `json:"issuer"`   // the OpenID provider, without a slash at the end
	AWSURL     string `json:"awsUrl"`   // AWS_ENDPOINT_URL
	Password   string `json:"password"` // of every seeded person
}

// New describes an instance of that name. Nothing is written yet.
func New(root, name string, ports Ports, daySeconds int) Instance {
	return Instance{
		Name: name, Root: root, Dir: filepath.Join(root, "build", name), Ports: ports, DaySeconds: daySeconds,
		APIURL: fmt.Sprintf("http://localhost:%d", ports.Door),
		Issuer: fmt.Sprintf("http://127.0.0.1:%d", ports.Issuer),
		// An IP address, so that S3 clients use the path style.
		AWSURL: fmt.Sprintf("http://127.0.0.1:%d", ports.Gateway),
	}
}

// Logs is the folder with a log of every part.
func (i Instance) Logs() string { return filepath.Join(i.Dir, "logs") }

// Outputs is the file to which cdk writes the stacks' outputs: stack name → output name → value.
func (i Instance) Outputs() string { return filepath.Join(i.Dir, "outputs.json") }

// Tools is the folder of fetched tools, common to all instances of the project.
func (i Instance) Tools() string { return filepath.Join(i.Root, ".tools") }

// File is where the description is kept.
func (i Instance) File() string { return filepath.Join(i.Dir, "instance.json") }

// GatewayURL is the deployed API as the emulator serves it: under its fixed id and stage.
func (i Instance) GatewayURL() string {
	return i.AWSURL + "/_aws/execute-api/" + contract.GatewayID + "/" + contract.GatewayStage
}

// Env is what a client of the emulated AWS needs in its environment. The credentials are fake.
func (i Instance) Env() []string {
	return []string{
		"AWS_ENDPOINT_URL=" + i.AWSURL, "AWS_REGION=" + Region, "AWS_DEFAULT_REGION=" + Region,
		"AWS_ACCESS_KEY_ID=test", "AWS_SECRET_ACCESS_KEY=test", "AWS_EC2_METADATA_DISABLED=true",
		Variable + "=" + i.File(),
	}
}

// Save writes the description.
func (i Instance) Save() error {
	raw, err := json.MarshalIndent(i, "", "  ")
	if err != nil {
		return err
	}
	err = os.MkdirAll(i.Dir, 0o755)
	if err != nil {
		return err
	}
	return os.WriteFile(i.File(), append(raw, '\n'), 0o644)
}

// Load reads a description. The error of a missing file satisfies errors.Is(err, fs.ErrNotExist).
func Load(file string) (Instance, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return Instance{}, err
	}
	var i Instance
	err = json.Unmarshal(raw, &i)
	if err != nil {
		return Instance{}, fmt.Errorf("read %s: %w", file, err)
	}
	return i, nil
}

// FromEnv reads the description that the variable INSTANCE names, or the default instance's of the project at root.
func FromEnv(root string) (Instance, error) {
	file := os.Getenv(Variable)
	if file == "" {
		file = New(root, Default, DefaultPorts, 0).File()
	}
	return Load(file)
}

// DeployedOutputs returns what the stacks gave out: stack name → output name → value.
func (i Instance) DeployedOutputs() (map[string]map[string]string, error) {
	raw, err := os.ReadFile(i.Outputs())
	if err != nil {
		return nil, err
	}
	var outputs map[string]map[string]string
	err = json.Unmarshal(raw, &outputs)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", i.Outputs(), err)
	}
	return outputs, nil
}

// Output returns the output of that name, whichever stack gave it out.
func (i Instance) Output(name string) (string, error) {
	stacks, err := i.DeployedOutputs()
	if err != nil {
		return "", err
	}
	for _, outputs := range stacks {
		if value, ok := outputs[name]; ok {
			return value, nil
		}
	}
	return "", fmt.Errorf("no stack of %s has the output %s", i.Name, name)
}

// FindRoot returns the project's folder: the nearest one upwards from dir that holds go.mod.
func FindRoot(dir string) (string, error) {
	for at := dir; ; at = filepath.Dir(at) {
		_, err := os.Stat(filepath.Join(at, "go.mod"))
		if err == nil {
			return at, nil
		}
		if at == filepath.Dir(at) {
			return "", fmt.Errorf("no go.mod above %s", dir)
		}
	}
}
