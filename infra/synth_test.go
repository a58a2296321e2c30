package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/cxapi"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdklabs/cdk-nag-go/cdknag/v2"

	"hsmp.example/cases/infra/gateway"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/statemachines"
)

// variant is one way to deploy. Synthesis takes seconds, so every variant is made once and shared by all tests.
type variant struct {
	name    string
	context map[string]string
	made    func() (synthesised, error)
}

// synthesised is what came out: templates by stack, and what CDK and cdk-nag said.
type synthesised struct {
	templates map[string]template // by stack: data, identity, workflow, api, watch
	files     []string            // the templates as files
	messages  []message
}

type message struct{ level, path, text string }

// template is a CloudFormation template as it will be sent.
type template struct {
	Resources map[string]resource       `json:"Resources"`
	Outputs   map[string]map[string]any `json:"Outputs"`
	Metadata  map[string]any            `json:"Metadata"`
}

type resource struct {
	Type           string         `json:"Type"`
	Properties     map[string]any `json:"Properties"`
	DeletionPolicy string         `json:"DeletionPolicy"`
	Metadata       map[string]any `json:"Metadata"`
}

var (
	local = newVariant("local", map[string]string{
		"stage": "local", "daySeconds": "3", "issuer": "http://127.0.0.1:4570", "issuerKeys": "http://127.0.0.1:4570/jwks",
		"audience": "hsmp", "client": "portal", "documentsUrl": "http://127.0.0.1:4566", "architecture": "x86_64",
	})
	onAWS = newVariant("aws", map[string]string{
		"stage": "prod", "publicUrl": "https://hsmp.example", "sender": "notices@hsmp.example", "alarmEmail": "duty@hsmp.example",
	})
	onAWSWithIssuer = newVariant("aws-with-issuer", map[string]string{
		"stage": "test", "publicUrl": "https://test.hsmp.example", "sender": "notices@hsmp.example", "scanner": "clamd:scan.hsmp.example:3310",
		"issuer": "https://login.example", "issuerKeys": "https://login.example/keys", "audience": "cases", "client": "pages",
		"signInUrl": "https://pages.login.example/start", "firewall": "off",
	})
	variants = []*variant{local, onAWS, onAWSWithIssuer}
)

// one synthesis at a time: all of them talk to one Node process.
var synthesising sync.Mutex

var scratch string

func TestMain(m *testing.M) {
	os.Exit(inScratch(m))
}

func inScratch(m *testing.M) int {
	folder, err := os.MkdirTemp("", "infra")
	if err != nil {
		panic(err)
	}
	scratch = folder
	defer func() { _ = os.RemoveAll(folder) }() // what is left in the temporary folder does no harm
	defer jsii.Close()
	return m.Run()
}

func newVariant(name string, context map[string]string) *variant {
	v := &variant{name: name, context: context}
	v.made = sync.OnceValues(func() (synthesised, error) {
		synthesising.Lock()
		defer synthesising.Unlock()
		return synthesiseVariant(name, context)
	})
	return v
}

// of returns the variant's synthesis and fails the test when there is none.
func (v *variant) of(t *testing.T) synthesised {
	t.Helper()
	made, err := v.made()
	if err != nil {
		t.Fatalf("synthesise %s: %v", v.name, err)
	}
	return made
}

func synthesiseVariant(name string, context map[string]string) (synthesised, error) {
	settings, err := readSettings(func(key string) string { return context[key] })
	if err != nil {
		return synthesised{}, err
	}
	text, err := os.ReadFile("../docs/openapi.yaml")
	if err != nil {
		return synthesised{}, err
	}
	routes, err := gateway.Read(text, rooms, openRooms)
	if err != nil {
		return synthesised{}, err
	}
	code, err := pretendBuilt(filepath.Join(scratch, name, "lambda"))
	if err != nil {
		return synthesised{}, err
	}
	app := awscdk.NewApp(&awscdk.AppProps{
		Context: flags(), AnalyticsReporting: jsii.Bool(false), Outdir: jsii.String(filepath.Join(scratch, name, "out")),
	})
	newStacks(app, settings, Inputs{Code: code, Region: "eu-central-1", Definition: statemachines.Recognition, Contract: routes})
	awscdk.Aspects_Of(app).Add(cdknag.NewAwsSolutionsChecks(&cdknag.NagPackProps{Verbose: jsii.Bool(true)}), nil)
	return read(app.Synth(nil), settings.Stage)
}

// pretendBuilt makes a folder as `make build` leaves it, so that templates can be tested without building.
func pretendBuilt(code string) (string, error) {
	for _, function := range contract.Functions {
		folder := filepath.Join(code, function.Name)
		if err := os.MkdirAll(folder, 0o755); err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(folder, "bootstrap"), []byte(function.Name), 0o755); err != nil {
			return "", err
		}
	}
	return code, nil
}

// read takes the templates as they will be sent, from the files that the cdk command would read.
func read(assembly cxapi.CloudAssembly, stage string) (synthesised, error) {
	s := synthesised{templates: map[string]template{}}
	for _, stack := range *assembly.Stacks() {
		file := *stack.TemplateFullPath()
		text, err := os.ReadFile(file)
		if err != nil {
			return s, err
		}
		var t template
		if err := json.Unmarshal(text, &t); err != nil {
			return s, err
		}
		s.templates[strings.TrimPrefix(*stack.StackName(), "hsmp-"+stage+"-")] = t
		s.files = append(s.files, file)
		for _, m := range *stack.Messages() {
			s.messages = append(s.messages, message{string(m.Level), *m.Id, fmt.Sprint(m.Entry.Data)})
		}
	}
	return s, nil
}

// each calls f for every resource of that type in every stack, in a steady order.
func (s synthesised) each(kind string, f func(stack, id string, r resource)) {
	for _, stack := range inOrder(s.templates) {
		for _, id := range inOrder(s.templates[stack].Resources) {
			if r := s.templates[stack].Resources[id]; r.Type == kind {
				f(stack, id, r)
			}
		}
	}
}

// all returns every resource of that type.
func (s synthesised) all(kind string) []resource {
	var found []resource
	s.each(kind, func(_, _ string, r resource) { found = append(found, r) })
	return found
}
