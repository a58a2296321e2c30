// Package prerequisite checks what has to be on the machine before anything is fetched, and says in one line each what
// is missing and how to get it. It installs nothing.
package prerequisite

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Run runs a program and returns all that it printed. Tests give a fake.
type Run func(ctx context.Context, name string, args ...string) (string, error)

// Found is what the check has found out about the machine.
type Found struct {
	Docker   bool   // a Docker engine answers: no Python and no Java are needed
	Python   string // the Python that LocalStack will run on
	JavaHome string
}

// need is one program with its least version.
type need struct {
	what    string
	command []string
	version *regexp.Regexp // its first group is the major version, its second the minor
	least   [2]int
	below   [2]int // the first version that is too new; zero for none
	advice  string
}

var (
	goNeed = need{what: "Go 1.26", command: []string{"go", "version"}, version: regexp.MustCompile(`go(\d+)\.(\d+)`),
		least: [2]int{1, 26}, advice: "install it from your system's packages or from the Go project's download page"}
	nodeNeed = need{what: "Node 20", command: []string{"node", "--version"}, version: regexp.MustCompile(`v(\d+)\.(\d+)`),
		least: [2]int{20, 0}, advice: "apt-get install nodejs npm, or your system's like"}
	npmNeed = need{what: "npm", command: []string{"npm", "--version"}, version: regexp.MustCompile(`(\d+)\.(\d+)`),
		advice: "it comes with Node; on Debian: apt-get install npm"}
	javaNeed = need{what: "Java 17", command: []string{"java", "-XshowSettings:properties", "-version"},
		version: regexp.MustCompile(`version "(\d+)(?:\.(\d+))?`), least: [2]int{17, 0},
		advice: "apt-get install openjdk-17-jre-headless, or start Docker instead"}
	mavenNeed = need{what: "Maven", command: []string{"mvn", "--version"}, version: regexp.MustCompile(`Maven (\d+)\.(\d+)`),
		least: [2]int{3, 6}, advice: "apt-get install maven, or start Docker instead"}
	pythonNeed = need{what: "Python 3.11, 3.12 or 3.13", version: regexp.MustCompile(`Python (\d+)\.(\d+)`),
		least: [2]int{3, 11}, below: [2]int{3, 14}, advice: "apt-get install python3 python3-venv, or start Docker instead"}
)

// hostMode is the one platform on which the emulator runs without Docker.
const hostMode = "linux/amd64"

var javaHome = regexp.MustCompile(`java\.home = (.+)`)

// Check looks for everything that setting up needs on a platform ("linux/amd64"). The error lists all that is missing,
// a line each.
func Check(ctx context.Context, platform string, run Run) (Found, error) {
	found := Found{Docker: dockerAnswers(ctx, run)}
	var missing []error
	for _, n := range []need{goNeed, nodeNeed, npmNeed} {
		_, err := n.check(ctx, run)
		missing = append(missing, err)
	}
	if found.Docker {
		return found, errors.Join(missing...)
	}
	missing = append(missing, checkPlatform(platform))
	printed, err := javaNeed.check(ctx, run)
	missing = append(missing, err)
	if home := javaHome.FindStringSubmatch(printed); home != nil {
		found.JavaHome = strings.TrimSpace(home[1])
	}
	_, err = mavenNeed.check(ctx, run)
	missing = append(missing, err)
	found.Python, err = findPython(ctx, run)
	return found, errors.Join(append(missing, err)...)
}

// Lambdas run as processes of the machine without Docker, and DynamoDB Local has its native library for amd64 only.
func checkPlatform(platform string) error {
	if platform == hostMode {
		return nil
	}
	return fmt.Errorf("missing: a Docker engine, which %s needs: start Docker and try again", platform)
}

func dockerAnswers(ctx context.Context, run Run) bool {
	_, err := run(ctx, "docker", "info", "--format", "{{.ServerVersion}}")
	return err == nil
}

// findPython takes the first Python of a good version that can make a virtual environment.
func findPython(ctx context.Context, run Run) (string, error) {
	for _, name := range []string{"python3", "python3.13", "python3.12", "python3.11"} {
		n := pythonNeed
		n.command = []string{name, "--version"}
		_, err := n.check(ctx, run)
		if err != nil {
			continue
		}
		_, err = run(ctx, name, "-c", "import venv, ensurepip")
		if err != nil {
			return "", fmt.Errorf("missing: %s has no venv: apt-get install python3-venv", name)
		}
		return name, nil
	}
	return "", fmt.Errorf("missing: %s: %s", pythonNeed.what, pythonNeed.advice)
}

func (n need) check(ctx context.Context, run Run) (string, error) {
	printed, err := run(ctx, n.command[0], n.command[1:]...)
	if err != nil {
		return "", fmt.Errorf("missing: %s: %s", n.what, n.advice)
	}
	match := n.version.FindStringSubmatch(printed)
	if match == nil {
		return "", fmt.Errorf("missing: %s: %s does not tell its version: %s", n.what, n.command[0], n.advice)
	}
	got := [2]int{atoi(match[1]), atoi(match[2])}
	if older(got, n.least) || n.below != [2]int{} && !older(got, n.below) {
		return "", fmt.Errorf("missing: %s (found %d.%d): %s", n.what, got[0], got[1], n.advice)
	}
	return printed, nil
}

func older(a, b [2]int) bool { return a[0] < b[0] || a[0] == b[0] && a[1] < b[1] }

// atoi reads digits that a pattern has matched; an empty group counts as nought.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}
