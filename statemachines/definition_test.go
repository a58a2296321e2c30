package statemachines

import (
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
)

// machine is as much of the Amazon States Language as the static tests look at.
type machine struct {
	StartAt        string
	TimeoutSeconds int
	States         map[string]state
}

type state struct {
	Type           string
	Comment        string
	Resource       string
	Arguments      json.RawMessage
	TimeoutSeconds json.RawMessage
	Next           string
	Default        string
	End            bool
	Choices        []struct{ Next string }
	Retry          []retrier
	Catch          []catcher
	ItemProcessor  *machine
	Branches       []machine
}

type retrier struct {
	ErrorEquals                  []string
	IntervalSeconds, MaxAttempts int
	BackoffRate, MaxDelaySeconds float64
	JitterStrategy               string
}

type catcher struct {
	ErrorEquals []string
	Next        string
}

func parse(t testing.TB, definition string) machine {
	t.Helper()
	var m machine
	if err := json.Unmarshal([]byte(definition), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// inside returns the machines that a Map or Parallel state runs.
func (s state) inside() []machine {
	if s.ItemProcessor != nil {
		return append([]machine{*s.ItemProcessor}, s.Branches...)
	}
	return s.Branches
}

// targets lists every state that s may lead to.
func (s state) targets() []string {
	all := []string{s.Next, s.Default}
	for _, c := range s.Choices {
		all = append(all, c.Next)
	}
	for _, c := range s.Catch {
		all = append(all, c.Next)
	}
	return slices.DeleteFunc(all, func(name string) bool { return name == "" })
}

// waits reports whether the task is ended by a token from outside.
func (s state) waits() bool { return strings.HasSuffix(s.Resource, ".waitForTaskToken") }

// all walks every state of the machine and of the machines inside it, in the order of their names.
func (m machine) all() iter.Seq2[string, state] {
	return func(yield func(string, state) bool) { m.walk(yield) }
}

func (m machine) walk(yield func(string, state) bool) bool {
	for _, name := range slices.Sorted(maps.Keys(m.States)) {
		s := m.States[name]
		if !yield(name, s) {
			return false
		}
		for _, inner := range s.inside() {
			if !inner.walk(yield) {
				return false
			}
		}
	}
	return true
}

// flowFaults names every target that does not exist, every state that nothing leads to, and every state that leads
// nowhere though it is no end.
func (m machine) flowFaults() []string {
	var faults []string
	reached := map[string]bool{}
	for queue := []string{m.StartAt}; len(queue) > 0; queue = queue[1:] {
		if reached[queue[0]] {
			continue
		}
		reached[queue[0]] = true
		queue = append(queue, m.States[queue[0]].targets()...)
	}
	for _, name := range slices.Sorted(maps.Keys(reached)) {
		if _, ok := m.States[name]; !ok {
			faults = append(faults, name+" is led to and does not exist")
		}
	}
	for _, name := range slices.Sorted(maps.Keys(m.States)) {
		s := m.States[name]
		if !reached[name] {
			faults = append(faults, name+" is never reached")
		}
		if ends := s.End || s.Type == "Succeed" || s.Type == "Fail"; ends == (len(s.Next)+len(s.Choices) > 0) {
			faults = append(faults, name+" neither ends nor goes on, or does both")
		}
		for _, inner := range s.inside() {
			faults = append(faults, inner.flowFaults()...)
		}
	}
	return faults
}

// taskFaults names what a task lacks to survive a part that is down: a limit, and retries that spread.
func (m machine) taskFaults() []string {
	var faults []string
	for name, s := range m.all() {
		if s.Type == "Task" {
			faults = append(faults, s.taskFaults(name)...)
		}
	}
	return faults
}

// ages are by what it is known which of two tokens of one wait is the newer.
var ages = []string{"$states.context.State.EnteredTime", "$states.context.State.RetryCount"}

func (s state) taskFaults(name string) []string {
	var faults []string
	if len(s.TimeoutSeconds) == 0 {
		faults = append(faults, name+" has no TimeoutSeconds")
	}
	if len(s.Retry) == 0 {
		faults = append(faults, name+" has no Retry")
	}
	for _, r := range s.Retry {
		if r.JitterStrategy != "FULL" {
			faults = append(faults, fmt.Sprintf("%s retries %v without jitter", name, r.ErrorEquals))
		}
	}
	if s.waits() != strings.Contains(string(s.Arguments), "$states.context.Task.Token") {
		faults = append(faults, name+" waits without passing its token, or passes one without waiting")
	}
	for _, age := range ages {
		if s.waits() && !strings.Contains(string(s.Arguments), age) {
			faults = append(faults, name+" waits without passing "+age+", by which the newer of two tokens is known")
		}
	}
	return faults
}

// redriveFaults names what would keep a redrive from beginning again at the task that failed. A redrive only enters a
// Fail state again, and what a Catch has taken is no failure to it; only a wait that runs out is caught, to go on.
func (m machine) redriveFaults() []string {
	var faults []string
	for name, s := range m.all() {
		if s.Type == "Fail" {
			faults = append(faults, name+" fails again when it is redriven")
		}
		for _, c := range s.Catch {
			if !s.waits() || !slices.Equal(c.ErrorEquals, []string{timedOut}) {
				faults = append(faults, fmt.Sprintf("%s catches %v, so that no redrive begins there", name, c.ErrorEquals))
			}
		}
	}
	return faults
}

// timedOut is how a wait ends when its checkpoint comes.
const timedOut = "States.Timeout"

// namedTwice lists state names that stand in more than one of the machines, which Step Functions refuses, and keys that
// stand twice in one object, of which a parser silently drops the first.
func namedTwice(definition string) []string {
	decoder := json.NewDecoder(strings.NewReader(definition))
	decoder.UseNumber()
	found := &keys{states: map[string]bool{}}
	if err := found.value(decoder, false); err != nil {
		return []string{err.Error()}
	}
	return found.twice
}

type keys struct {
	states map[string]bool // names of states so far
	twice  []string
}

// value reads one JSON value; states says that the keys of this object are names of states.
func (k *keys) value(decoder *json.Decoder, states bool) error {
	token, err := decoder.Token()
	if err != nil {
		return err
	}
	open, isDelim := token.(json.Delim)
	if !isDelim {
		return nil
	}
	here := map[string]bool{}
	for decoder.More() {
		key := ""
		if open == '{' {
			if key, err = k.key(decoder, here, states); err != nil {
				return err
			}
		}
		if err := k.value(decoder, key == "States"); err != nil {
			return err
		}
	}
	_, err = decoder.Token()
	return err
}

func (k *keys) key(decoder *json.Decoder, here map[string]bool, states bool) (string, error) {
	token, err := decoder.Token()
	if err != nil {
		return "", err
	}
	key, ok := token.(string)
	if !ok {
		return "", fmt.Errorf("key %v is no text", token)
	}
	if here[key] || states && k.states[key] {
		k.twice = append(k.twice, key)
	}
	here[key] = true
	if states {
		k.states[key] = true
	}
	return key, nil
}
