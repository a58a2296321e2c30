package cases

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

const module = "hsmp.example/cases/"

// The floors and whom each may import. A package may always import its own floor, where Go itself forbids circles.
// Arrows point one way: functions, doors to AWS, use cases, domain, words. A folder with Go files that stands on no
// floor fails the test: place it, or think again.
var (
	words = []string{"pkg/locale", "pkg/problem", "pkg/contract"}

	floors = map[string][]string{
		"pkg/locale":   nil,
		"pkg/problem":  {"pkg/locale"},
		"pkg/contract": nil,
		"pkg/domain":   words,
		"pkg/usecase":  append([]string{"pkg/domain"}, words...),
		"pkg/aws":      append([]string{"pkg/usecase", "pkg/domain"}, words...),
		"pkg/testkit":  append([]string{"pkg/aws", "pkg/usecase", "pkg/domain"}, words...),
		"web":          append([]string{"pkg/domain"}, words...),
		"functions":    append([]string{"web", "pkg/aws", "pkg/usecase", "pkg/domain"}, words...),

		"statemachines":      nil,
		"infra":              {"pkg/contract", "statemachines"},
		"localstack":         {"pkg/contract", "pkg/domain", "localstack/browser"},
		"localstack/browser": {"localstack"}, // a browser for tests: the journeys on the emulator use it, and the pages' own tests
		".":                  nil,
	}

	// Floors without the outside world: no AWS, no network, no files, no clock.
	pure = append([]string{"pkg/domain", "pkg/usecase", "statemachines"}, words...)
)

// only says which folder alone may import a library.
var only = map[string]string{
	"github.com/aws/aws-cdk-go":                  "infra",
	"github.com/aws/constructs-go":               "infra",
	"github.com/aws/jsii-runtime-go":             "infra",
	"github.com/cdklabs/":                        "infra",
	"github.com/awslabs/aws-lambda-go-api-proxy": "pkg/aws",
	"github.com/cedar-policy/":                   "pkg/usecase",
	"github.com/golang-jwt/":                     "pkg/aws",
	"github.com/MicahParks/":                     "pkg/aws",
	"github.com/chromedp/":                       "localstack/browser",
	"github.com/aws/aws-sdk-go-v2/service/sfn":   "pkg/aws functions localstack",
	"text/template":                              "", // six megabytes of a zip; html is made by templ
	"html/template":                              "",
}

type source struct {
	name  string // path from the root
	floor string
	file  *ast.File
	set   *token.FileSet
}

func (s source) test() bool {
	return strings.HasSuffix(s.name, "_test.go") || s.floor == "pkg/testkit" || strings.Contains(s.name, "/sealtest/") ||
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
		all = append(all, source{name: filepath.ToSlash(name), floor: floorOf(filepath.ToSlash(path.Dir(filepath.ToSlash(name)))), file: file, set: set})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// floorOf is the floor a folder stands on: its longest prefix among them, or "" for a folder nobody placed.
func floorOf(folder string) string {
	for ; folder != "."; folder = path.Dir(folder) {
		if _, ok := floors[folder]; ok {
			return folder
		}
	}
	return "."
}

func TestEveryFolderIsPlaced(t *testing.T) {
	for _, s := range sources(t) {
		if s.floor == "." && path.Dir(s.name) != "." {
			t.Errorf("%s stands on no floor: place its folder in arch_test.go", s.name)
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
		if strings.HasPrefix(name, library) && !slices.Contains(strings.Fields(owners), s.floor) && !s.test() {
			return fmt.Sprintf("it belongs to %q alone", owners)
		}
	}
	if inside, ok := strings.CutPrefix(name, module); ok {
		return s.mayNotInside(inside)
	}
	if slices.Contains(pure, s.floor) && !s.test() && outside(name) && !strings.Contains(s.name, "/check/") {
		return "the floor is pure"
	}
	return ""
}

func (s source) mayNotInside(name string) string {
	floor := floorOf(name)
	switch {
	case floor == s.floor && floor != "functions":
		return ""
	case floor == "functions":
		if s.floor == "functions" && strings.HasPrefix(name, "functions/internal/") {
			return ""
		}
		return "functions are entries, imported by nobody"
	case s.test() && slices.Contains(floors["functions"], floor) && s.floor != "infra", s.test() && floor == "pkg/testkit":
		return ""
	case s.test() && floor == "localstack/browser":
		return ""
	case floor == "pkg/testkit":
		return "tests only"
	case s.test() && floor == "statemachines":
		return ""
	case !slices.Contains(floors[s.floor], floor):
		return fmt.Sprintf("%s may import %v", s.floor, floors[s.floor])
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
		if s.test() || slices.Contains(free, s.floor) || strings.HasPrefix(s.name, "functions/internal/boot/") {
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
		if s.floor == "functions" && path.Base(s.name) == "main.go" {
			if lines := s.set.Position(s.file.End()).Line; lines > 40 {
				t.Errorf("%s has %d lines", s.name, lines)
			}
		}
	}
}

// longestComment is the columns of a line of comment; tables in it may be wider.
const longestComment = 120

func TestCommentsFitTheScreen(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasSuffix(s.name, "_templ.go") {
			continue
		}
		raw, err := os.ReadFile(s.name)
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(raw), "\n") {
			comment := strings.HasPrefix(strings.TrimLeft(line, "\t"), "// ")
			if comment && utf8.RuneCountInString(line) > longestComment {
				t.Errorf("%s:%d: a comment of %d columns", s.name, i+1, utf8.RuneCountInString(line))
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

// A text that nobody sees is no text: what the domain checks and keeps of a form or a reason is trimmed and counted by
// one package, which knows what is seen.
func TestFormsAndReasonsAreTrimmedByWhatIsSeen(t *testing.T) {
	t.Parallel()
	looked := 0
	for _, s := range sources(t) {
		if s.test() || !strings.HasPrefix(s.name, "pkg/domain/application/") && !strings.HasPrefix(s.name, "pkg/domain/employer/") {
			continue
		}
		looked++
		ast.Inspect(s.file, func(n ast.Node) bool {
			call, ok := n.(*ast.SelectorExpr)
			if !ok {
				return true
			}
			if of, ok := call.X.(*ast.Ident); ok && (of.Name == "strings" && (call.Sel.Name == "TrimSpace" || call.Sel.Name == "Fields") || of.Name == "utf8") {
				t.Errorf("%s: %s.%s sees what no reader does: pkg/domain/characters", s.set.Position(n.Pos()), of.Name, call.Sel.Name)
			}
			return true
		})
	}
	if looked < 20 {
		t.Errorf("want the forms and reasons looked at, got %d files", looked)
	}
}
