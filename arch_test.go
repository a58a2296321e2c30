package cases

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "hsmp.example/cases/"

// The rooms and whom each may import, from the bottom up; a room may always import below itself ("pkg/calendar" reads
// "pkg/calendar/datafile"). Arrows point one way: functions, adapters, use cases, domain, problem. A folder with Go files
// that stands nowhere here fails the test: place it, or think again.
var (
	words  = []string{"pkg/locale", "pkg/problem", "pkg/contract"}
	domain = append([]string{"pkg/audit", "pkg/calendar", "pkg/programme", "pkg/points", "pkg/evidence", "pkg/application", "pkg/employer", "pkg/credential",
		"pkg/comparison", "pkg/notice", "pkg/statistics"}, words...)
	useCases = append([]string{"pkg/identity", "pkg/trial", "pkg/casework", "pkg/issuing", "pkg/verification", "pkg/employment"}, domain...)
	adapters = []string{"pkg/apigw", "pkg/dynamo", "pkg/events", "pkg/machine", "pkg/notify", "pkg/objects", "pkg/scanner", "pkg/seal", "pkg/sfntask"}

	rooms = map[string][]string{
		"pkg/locale":       nil,
		"pkg/problem":      {"pkg/locale"},
		"pkg/contract":     nil,
		"pkg/audit":        nil,
		"pkg/calendar":     {"pkg/locale", "pkg/problem"},
		"pkg/programme":    {"pkg/locale", "pkg/problem", "pkg/calendar"},
		"pkg/points":       {"pkg/locale", "pkg/problem", "pkg/programme"},
		"pkg/evidence":     {"pkg/locale", "pkg/problem", "pkg/calendar"},
		"pkg/credential":   {"pkg/locale", "pkg/problem", "pkg/calendar"},
		"pkg/application":  domain,
		"pkg/comparison":   {"pkg/locale", "pkg/problem", "pkg/evidence"},
		"pkg/notice":       {"pkg/locale", "pkg/problem", "pkg/calendar"},
		"pkg/statistics":   domain,
		"pkg/employer":     {"pkg/locale", "pkg/problem", "pkg/audit", "pkg/calendar", "pkg/programme", "pkg/evidence"},
		"pkg/identity":     {"pkg/locale", "pkg/problem"},
		"pkg/trial":        {"pkg/problem"},
		"pkg/casework":     append([]string{"pkg/identity", "pkg/trial"}, domain...),
		"pkg/employment":   append([]string{"pkg/identity", "pkg/trial"}, domain...),
		"pkg/issuing":      append([]string{"pkg/casework"}, domain...),
		"pkg/verification": domain,
		"pkg/apigw":        useCases,
		"pkg/outage":       {"pkg/problem"},
		"pkg/dynamo":       append([]string{"pkg/outage"}, useCases...),
		"pkg/events":       append([]string{"pkg/outage"}, useCases...),
		"pkg/machine":      useCases,
		"pkg/notify":       append([]string{"pkg/outage"}, useCases...),
		"pkg/objects":      append([]string{"pkg/outage"}, useCases...),
		"pkg/scanner":      useCases,
		"pkg/seal":         useCases,
		"pkg/sfntask":      useCases,
		"pkg/testkit":      slices.Concat(useCases, adapters),
		"statemachines":    nil,
		"web":              domain,
		"functions":        append(slices.Concat(useCases, adapters), "web"),
		"infra":            {"pkg/contract", "statemachines"},
		"localstack":       {"pkg/contract", "pkg/evidence", "localstack/browser"},
		// A browser for tests: the journeys on the emulator use it, and the pages' own tests.
		"localstack/browser": {"localstack"},
		".":                  nil,
	}

	// Rooms without the outside world: no AWS, no network, no files, no clock.
	pure = []string{"pkg/locale", "pkg/problem", "pkg/contract", "pkg/audit", "pkg/calendar", "pkg/programme", "pkg/points",
		"pkg/evidence", "pkg/application", "pkg/credential", "pkg/comparison", "pkg/notice", "pkg/statistics", "pkg/employer", "pkg/trial", "pkg/casework", "pkg/employment", "pkg/issuing", "pkg/verification", "statemachines"}
)

// only says which room alone may import a library.
var only = map[string]string{
	"github.com/aws/aws-cdk-go":                  "infra",
	"github.com/aws/constructs-go":               "infra",
	"github.com/aws/jsii-runtime-go":             "infra",
	"github.com/cdklabs/":                        "infra",
	"github.com/awslabs/aws-lambda-go-api-proxy": "pkg/apigw",
	"github.com/cedar-policy/":                   "pkg/identity",
	"github.com/chromedp/":                       "localstack/browser",
	"github.com/aws/aws-sdk-go-v2/service/sfn":   "pkg/machine functions localstack",
	"text/template":                              "", // six megabytes of a zip; html is made by templ
	"html/template":                              "",
}

type source struct {
	name string // path from the root
	room string
	file *ast.File
	set  *token.FileSet
}

func (s source) test() bool {
	return strings.HasSuffix(s.name, "_test.go") || s.room == "pkg/testkit" || strings.Contains(s.name, "/sealtest/") ||
		strings.Contains(s.name, "/issuertest/") || strings.Contains(s.name, "/specimen/") || strings.Contains(s.name, "/rehearsal/")
}

// sources parses every Go file in this process, so that the test cache sees each of them change.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	err := filepath.WalkDir(".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && (strings.HasPrefix(entry.Name(), ".") && name != "." || entry.Name() == "build" || entry.Name() == "node_modules" || entry.Name() == "cdk.out") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") {
			return nil
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		all = append(all, source{name: filepath.ToSlash(name), room: roomOf(filepath.ToSlash(path.Dir(filepath.ToSlash(name)))), file: file, set: set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// roomOf is the room a folder stands in: its longest prefix among the rooms, or "" for a folder nobody placed.
func roomOf(folder string) string {
	for ; folder != "."; folder = path.Dir(folder) {
		if _, ok := rooms[folder]; ok {
			return folder
		}
	}
	return "."
}

func TestEveryFolderIsPlaced(t *testing.T) {
	for _, s := range sources(t) {
		if s.room == "." && path.Dir(s.name) != "." {
			t.Errorf("%s stands in no room: place its folder in arch_test.go", s.name)
		}
	}
}

func TestImportsPointOneWay(t *testing.T) {
	for _, s := range sources(t) {
		for _, imported := range s.file.Imports {
			name, err := strconv.Unquote(imported.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if wrong := s.mayNot(name); wrong != "" {
				t.Errorf("%s imports %s: %s", s.set.Position(imported.Pos()), name, wrong)
			}
		}
	}
}

// mayNot says why the file must not import the package, or "".
func (s source) mayNot(name string) string {
	for library, owners := range only {
		if strings.HasPrefix(name, library) && !slices.Contains(strings.Fields(owners), s.room) && !s.test() {
			return fmt.Sprintf("it belongs to %q alone", owners)
		}
	}
	if inside, ok := strings.CutPrefix(name, module); ok {
		return s.mayNotInside(inside)
	}
	if slices.Contains(pure, s.room) && !s.test() && outside(name) && !strings.Contains(s.name, "/check/") {
		return "the room is pure"
	}
	return ""
}

func (s source) mayNotInside(name string) string {
	room := roomOf(name)
	switch {
	case room == s.room && room != "functions":
		return ""
	case room == "functions":
		if s.room == "functions" && strings.HasPrefix(name, "functions/internal/") {
			return ""
		}
		return "functions are entries, imported by nobody"
	case s.test() && (room == "pkg/testkit" || slices.Contains(slices.Concat(useCases, adapters), room)) && s.room != "infra":
		return ""
	case s.test() && room == "localstack/browser":
		return ""
	case room == "pkg/testkit":
		return "tests only"
	case s.test() && room == "statemachines":
		return ""
	case !slices.Contains(rooms[s.room], room):
		return fmt.Sprintf("%s may import %v", s.room, rooms[s.room])
	}
	return ""
}

// outside reports packages that reach out of the process.
func outside(name string) bool {
	return strings.HasPrefix(name, "github.com/aws/") || name == "net/http" || name == "net" || name == "os" || name == "os/exec" || name == "database/sql"
}

// The clock is handed in; one place reads it. Tests, the emulator's tools and the infrastructure live in real time.
func TestTheClockIsReadInOnePlace(t *testing.T) {
	free := []string{"infra", "localstack", "localstack/browser", "pkg/testkit"}
	for _, s := range sources(t) {
		if s.test() || slices.Contains(free, s.room) || strings.HasPrefix(s.name, "functions/internal/boot/") {
			continue
		}
		ast.Inspect(s.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.SelectorExpr); ok {
				if of, ok := call.X.(*ast.Ident); ok && of.Name == "time" && slices.Contains([]string{"Now", "Since", "Until", "Sleep"}, call.Sel.Name) {
					t.Errorf("%s reads the clock: time is handed in as a function", s.set.Position(n.Pos()))
				}
			}
			return true
		})
	}
}

// Mains boot, build and start; what they do is elsewhere.
func TestMainsAreShort(t *testing.T) {
	for _, s := range sources(t) {
		if s.room == "functions" && path.Base(s.name) == "main.go" {
			if lines := s.set.Position(s.file.End()).Line; lines > 40 {
				t.Errorf("%s has %d lines", s.name, lines)
			}
		}
	}
}

func TestEveryPackageSaysWhatItIsFor(t *testing.T) {
	described, folders := map[string]bool{}, map[string]bool{}
	for _, s := range sources(t) {
		if strings.HasSuffix(s.name, "_test.go") {
			continue
		}
		folder := path.Dir(s.name)
		folders[folder] = true
		if s.file.Doc != nil {
			described[folder] = true
		}
	}
	for folder := range folders {
		if !described[folder] {
			t.Errorf("%s has no package doc", folder)
		}
	}
}
