package browser

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"hsmp.example/cases/localstack/prerequisite"
)

// Violation is a rule of axe-core that a page breaks.
type Violation struct {
	Rule   string `json:"rule"`   // axe's id, as "label"
	Impact string `json:"impact"` // minor, moderate, serious, critical
	Help   string `json:"help"`
	More   string `json:"more"` // where the rule is explained
	Nodes  []Node `json:"nodes"`
}

// Node is one place that breaks a rule.
type Node struct {
	Target string `json:"target"` // a CSS selector
	HTML   string `json:"html"`
	Fix    string `json:"fix"`
}

// String is a report to act on: what is wrong, where, and what would put it right.
func (v Violation) String() string {
	lines := []string{fmt.Sprintf("%s (%s): %s", v.Rule, v.Impact, v.Help)}
	for _, node := range v.Nodes {
		lines = append(lines, "    at "+node.Target, "       "+node.HTML, "       "+strings.ReplaceAll(node.Fix, "\n", "\n       "))
	}
	return strings.Join(append(lines, "    "+v.More), "\n")
}

var axeSource = sync.OnceValues(readAxe)

func readAxe() (string, error) {
	root, err := projectRoot()
	if err != nil {
		return "", err
	}
	raw, err := os.ReadFile(filepath.Join(root, ".tools", "node", "node_modules", "axe-core", "axe.min.js"))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("%w: axe-core: make up fetches it (or go run ./localstack tools)", prerequisite.ErrMissing)
	}
	return string(raw), err
}

// world is a place beside the page's own scripts: it sees the same document, and neither the page's policy nor its
// scripts reach it.
const world = "axe"

// check runs the rules of WCAG 2.2 AA and axe's best practices.
const check = `axe.run(document, {
  runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'] },
  resultTypes: ['violations'], iframes: false,
}).then((result) => JSON.stringify(result.violations.map((v) => ({
  rule: v.id, impact: v.impact, help: v.help, more: v.helpUrl.split('?')[0],
  nodes: v.nodes.map((n) => ({ target: n.target.flat().join(' '), html: n.html.slice(0, 300), fix: n.failureSummary ?? '' })),
}))))`

// Axe runs axe-core and fails the test for each rule that the page breaks. It returns them too.
func (p *Page) Axe() []Violation {
	p.t.Helper()
	source, err := axeSource()
	lacking(p.t, err)
	var found []Violation
	// axe-core needs timers. The page's own scripts were passed over when it loaded and stay so.
	p.until(p.scripts(true))
	p.until(func() (err error) {
		found, err = p.violations(source)
		return err
	})
	p.until(p.scripts(!p.set.scriptless))
	for _, violation := range found {
		p.t.Errorf("%s is not accessible: %s", p.address(), violation)
	}
	p.watch.inspected()
	return found
}

func (p *Page) violations(source string) ([]Violation, error) {
	made, err := call(p, page.CreateIsolatedWorld, page.CreateIsolatedWorldParams{FrameID: p.watch.main, WorldName: world})
	if err != nil {
		return nil, err
	}
	inside := func(params *runtime.EvaluateParams) { params.ContextID = made.ExecutionContextID }
	_, err = eval[chromedp.Void](p, source, inside)
	if err != nil {
		return nil, err
	}
	raw, err := eval[string](p, check, inside, func(params *runtime.EvaluateParams) {
		yes := true
		params.AwaitPromise = &yes
	})
	if err != nil {
		return nil, err
	}
	var found []Violation
	err = json.Unmarshal([]byte(raw), &found)
	return found, err
}
