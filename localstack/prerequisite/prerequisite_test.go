package prerequisite

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// machine answers as the programs on a machine would; a program that is not there fails.
type machine map[string]string

func (m machine) run(_ context.Context, name string, args ...string) (string, error) {
	printed, ok := m[strings.Join(append([]string{name}, args...), " ")]
	if !ok {
		return "", errors.New("executable file not found")
	}
	return printed, nil
}

func complete() machine {
	return machine{
		"go version":     "go version go1.26.8 linux/amd64",
		"node --version": "v20.20.2",
		"npm --version":  "11.19.1",
		"java -XshowSettings:properties -version": "    java.home = /usr/lib/jvm/17\nopenjdk version \"17.0.15\" 2025-04-15",
		"mvn --version":                     "Apache Maven 3.8.7",
		"python3 --version":                 "Python 3.11.7",
		"python3 -c import venv, ensurepip": "",
	}
}

func TestACompleteMachineIsDescribed(t *testing.T) {
	t.Parallel()
	got, err := Check(t.Context(), hostMode, complete().run)
	if err != nil {
		t.Fatal(err)
	}
	want := Found{Python: "python3", JavaHome: "/usr/lib/jvm/17"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error("found (-want +got):\n" + diff)
	}
}

func TestEverythingThatIsMissingIsSaidAtOnceInOneLineEach(t *testing.T) {
	t.Parallel()
	_, err := Check(t.Context(), hostMode, machine{}.run)
	if err == nil {
		t.Fatal("want an error")
	}
	lines := strings.Split(err.Error(), "\n")
	if len(lines) != 6 {
		t.Errorf("want 6 lines, got %d:\n%s", len(lines), err)
	}
	for _, line := range lines {
		if !strings.HasPrefix(line, "missing: ") {
			t.Errorf("want each line to say what is missing, got %q", line)
		}
	}
}

func TestVersionsAreCheckedOnBothSides(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, command, printed string
		good                   bool
	}{
		{"Go before 1.26", "go version", "go version go1.25.9 linux/amd64", false},
		{"Go 1.26", "go version", "go version go1.26.0 linux/amd64", true},
		{"Node before 20", "node --version", "v18.20.0", false},
		{"Java before 17", "java -XshowSettings:properties -version", `version "11.0.2"`, false},
		{"old Java numbering", "java -XshowSettings:properties -version", `version "1.8.0_402"`, false},
		{"Java 25 without a minor version", "java -XshowSettings:properties -version", `version "25" 2025-09-16`, true},
		{"Python before 3.11", "python3 --version", "Python 3.10.14", false},
		{"Python 3.13", "python3 --version", "Python 3.13.1", true},
		{"Python after 3.13", "python3 --version", "Python 3.14.0", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m := complete()
			m[c.command] = c.printed
			_, err := Check(t.Context(), hostMode, m.run)
			if c.good != (err == nil) {
				t.Errorf("want good = %v, got %v", c.good, err)
			}
		})
	}
}

func TestAnotherPythonIsTakenWhenTheFirstIsTooNew(t *testing.T) {
	t.Parallel()
	m := complete()
	m["python3 --version"] = "Python 3.14.0"
	m["python3.12 --version"] = "Python 3.12.4"
	m["python3.12 -c import venv, ensurepip"] = ""
	got, err := Check(t.Context(), hostMode, m.run)
	if err != nil || got.Python != "python3.12" {
		t.Errorf("want python3.12, got %q and %v", got.Python, err)
	}
}

func TestWithDockerNeitherJavaNorPythonIsNeeded(t *testing.T) {
	t.Parallel()
	m := machine{"go version": "go1.26.1", "node --version": "v24.0.0", "npm --version": "11.0.0",
		"docker info --format {{.ServerVersion}}": "28.2.2"}
	got, err := Check(t.Context(), hostMode, m.run)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Docker {
		t.Error("want Docker found")
	}
}

func TestWithoutDockerOnlyLinuxOnAMD64WillDo(t *testing.T) {
	t.Parallel()
	for platform, good := range map[string]bool{hostMode: true, "linux/arm64": false, "darwin/arm64": false} {
		_, err := Check(t.Context(), platform, complete().run)
		if good != (err == nil) {
			t.Errorf("%s: want good = %v, got %v", platform, good, err)
		}
	}
}
