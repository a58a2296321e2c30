package statemachines

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/contract"
)

func TestTheMachineLeadsEverywhereAndNowhereElse(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]string(nil), parse(t, Recognition).flowFaults()); diff != "" {
		t.Error("faults (-want +got):\n" + diff)
	}
}

func TestEveryTaskHasALimitAndRetries(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]string(nil), parse(t, Recognition).taskFaults()); diff != "" {
		t.Error("faults (-want +got):\n" + diff)
	}
}

func TestEveryFailureCanBeRedrivenFromWhereItHappened(t *testing.T) {
	t.Parallel()
	if diff := cmp.Diff([]string(nil), parse(t, Recognition).redriveFaults()); diff != "" {
		t.Error("faults (-want +got):\n" + diff)
	}
}

const (
	day         = 24 * 60 * 60 // seconds
	mostOpen    = 365 * day    // of one execution from its first start, redrives included, by Step Functions' quota
	redrivable  = 14 * day     // after it has ended
	longestTerm = 56 * day     // 20 and 10 working days (fact 58) over the holidays of a spring
)

// Past the year of Step Functions an execution ends and can never be redriven. So it ends by itself before, early
// enough that a redrive on the last day allowed still has a whole term ahead.
func TestSilenceEndsTheExecutionWhileARedriveCanFinishIt(t *testing.T) {
	t.Parallel()
	m := parse(t, Recognition)
	if most := mostOpen - redrivable - longestTerm; m.TimeoutSeconds < 2*longestTerm || m.TimeoutSeconds > most {
		t.Errorf("want a limit of the machine between %d and %d s, got %d", 2*longestTerm, most, m.TimeoutSeconds)
	}
	withoutCheckpoint := map[string]int{}
	for name, s := range m.all() {
		var seconds int
		if s.waits() && json.Unmarshal(s.TimeoutSeconds, &seconds) == nil { // and no expression
			withoutCheckpoint[name] = seconds
		}
	}
	if diff := cmp.Diff(map[string]int{"OpenLane": m.TimeoutSeconds}, withoutCheckpoint); diff != "" {
		t.Error("limits of waits without a checkpoint, of which the machine's own must come first (-want +got):\n" + diff)
	}
}

func TestNoStateIsNamedTwice(t *testing.T) {
	t.Parallel()
	if got := namedTwice(Recognition); len(got) > 0 {
		t.Errorf("want every name once, got twice %q", got)
	}
}

func TestEveryStateButTheEndSaysWhatItIsFor(t *testing.T) {
	t.Parallel()
	for name, s := range parse(t, Recognition).all() {
		if s.Comment == "" && s.Type != "Succeed" {
			t.Errorf("%s has no comment", name)
		}
	}
}

var placeholder = regexp.MustCompile(`\$\{([^}]*)\}`)

func TestEachPlaceholderIsAFunctionAndEachIsUsed(t *testing.T) {
	t.Parallel()
	used := map[string]bool{}
	for _, found := range placeholder.FindAllStringSubmatch(Recognition, -1) {
		used[found[1]] = true
	}
	want := slices.Sorted(maps.Keys(Placeholders))
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(used))); diff != "" {
		t.Error("placeholders (-supplied +used):\n" + diff)
	}
	for name, function := range Placeholders {
		if _, ok := contract.Lookup(function); !ok {
			t.Errorf("%s stands for the function %s, which contract does not know", name, function)
		}
	}
}

// A token is kept by when its state was entered and how often it was tried: of two tokens of one wait the newer counts.
func TestEveryTaskIsToldItsRecordAndEveryWaitWhenItBegan(t *testing.T) {
	t.Parallel()
	waiting := map[string]string{"token": "{% $states.context.Task.Token %}", "entered": "{% $states.context.State.EnteredTime %}",
		"retry": "{% $states.context.State.RetryCount %}"}
	for name, s := range parse(t, Recognition).all() {
		if s.Type != "Task" {
			continue
		}
		var arguments struct{ Payload map[string]string }
		if err := json.Unmarshal(s.Arguments, &arguments); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := arguments.Payload["record"]; got != "{% $record %}" && got != "{% $states.input.record %}" {
			t.Errorf("%s: want the record passed on, got %q", name, got)
		}
		for field, want := range waiting {
			if !s.waits() {
				want = ""
			}
			if got := arguments.Payload[field]; got != want {
				t.Errorf("%s: want %s %q, got %q", name, field, want, got)
			}
		}
	}
}

// ours are the errors that a task may end with; any other name in the machine would never match.
var ours = []string{contract.ErrorUnavailable, contract.ErrorConflict, contract.ErrorInternal}

func TestErrorsAreThoseOfStepFunctionsOrOfOurTasks(t *testing.T) {
	t.Parallel()
	for name, s := range parse(t, Recognition).all() {
		var errors []string
		for _, r := range s.Retry {
			errors = append(errors, r.ErrorEquals...)
		}
		for _, c := range s.Catch {
			errors = append(errors, c.ErrorEquals...)
		}
		for _, e := range errors {
			if !strings.HasPrefix(e, "States.") && !slices.Contains(ours, e) {
				t.Errorf("%s names the error %s, with which no task ends", name, e)
			}
		}
	}
}

// What the case does not allow will not be allowed by asking again; what is down comes back. A wait that runs out is no
// failure and must never be retried: it goes to the nudge.
func TestAConflictIsTriedThriceAndWhatIsDownForDays(t *testing.T) {
	t.Parallel()
	for name, s := range parse(t, Recognition).all() {
		if s.Type != "Task" {
			continue
		}
		if len(s.Retry) != 2 {
			t.Errorf("%s: want two retriers, got %d", name, len(s.Retry))
			continue
		}
		conflict, rest := s.Retry[0], s.Retry[1]
		if !slices.Equal(conflict.ErrorEquals, []string{contract.ErrorConflict}) || conflict.MaxAttempts != 2 {
			t.Errorf("%s: want a Conflict tried again twice, got %+v", name, conflict)
		}
		want := "States.ALL"
		if s.waits() {
			want = "States.TaskFailed"
		}
		if !slices.Equal(rest.ErrorEquals, []string{want}) {
			t.Errorf("%s: want the rest to be %s, got %v", name, want, rest.ErrorEquals)
		}
		if days := rest.meanSeconds() / (24 * 60 * 60); days < 2 || days > 7 {
			t.Errorf("%s: want it tried for two to seven days, got %.1f", name, days)
		}
	}
}

// meanSeconds is how long a task is tried on average: full jitter halves every pause.
func (r retrier) meanSeconds() float64 {
	total, pause := 0.0, float64(r.IntervalSeconds)
	for range r.MaxAttempts {
		total += min(pause, r.MaxDelaySeconds) / 2
		pause *= r.BackoffRate
	}
	return total
}

const (
	lanes         = 7         // six criteria and the clearance (facts 55, 57)
	atOnce        = lanes + 1 // and the clock beside them
	mostEvents    = 25_000    // of one execution, by Step Functions' quota
	eventsATry    = 4         // scheduled, started, submitted, failed
	eventsForRest = 5_000     // kept for everything else: each look of the clock costs 11
)

func TestTheRunbookNamesTheLimit(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/runbooks/timed-out-executions.md")
	if err != nil {
		t.Fatal(err)
	}
	days := parse(t, Recognition).TimeoutSeconds / day
	for _, want := range []string{
		fmt.Sprintf("run for %d days", days),
		fmt.Sprintf("so that %d to %d days are left", mostOpen/day-days-redrivable/day, mostOpen/day-days),
	} {
		if !strings.Contains(string(page), want) {
			t.Errorf("want the page to say %q", want)
		}
	}
}

// An outage that outlasts every retry of every lane and of the clock must end as a task that failed, which can be
// redriven, and not in the quota of the execution's history, which cannot.
func TestAnOutageOfDaysStaysWithinTheQuotaOfEvents(t *testing.T) {
	t.Parallel()
	worst := 0
	for _, s := range parse(t, Recognition).all() {
		for _, r := range s.Retry {
			worst = max(worst, r.MaxAttempts)
		}
	}
	if got := atOnce * worst * eventsATry; got > mostEvents-eventsForRest {
		t.Errorf("want at most %d events of retries, got %d", mostEvents-eventsForRest, got)
	}
}

const (
	mostTransitions = 45
	mostLooks       = 7 // of the clock in a case that is never late, whatever is extended: package application has the proof
)

// A case that is never late may still be silent up to its last day. Each checkpoint is met in one wait or another,
// whichever is open then; and besides, the waits for the Service's own people look for the first time before any
// checkpoint.
func TestACaseWithoutLatenessTakesFewTransitions(t *testing.T) {
	t.Parallel()
	m := parse(t, Recognition)
	prompt := m.transitions(m.StartAt, lanes)
	costs := m.lookCosts(lanes)
	if len(costs) != 3 {
		t.Fatalf("want three waits that look again: the clock, the review and the confirmation, got %v", costs)
	}
	worst := prompt + mostLooks*slices.Max(costs)
	for _, first := range costs {
		worst += first
	}
	t.Logf("%d when everybody is prompt, %d at worst", prompt, worst)
	if worst > mostTransitions {
		t.Errorf("want at most %d, got %d", mostTransitions, worst)
	}
}

// transitions counts the states of the longest way from a state to an end on which nothing fails or runs out and the
// case does not go back: only a Choice comes again.
func (m machine) transitions(from string, items int, passed ...string) int {
	s := m.States[from]
	count := 1
	if s.ItemProcessor != nil {
		count += items * s.ItemProcessor.transitions(s.ItemProcessor.StartAt, items)
	}
	for _, branch := range s.Branches {
		count += branch.transitions(branch.StartAt, items)
	}
	longest := 0
	for _, name := range m.onward(s) {
		if !slices.Contains(passed, name) {
			way := passed
			if s.Type != "Choice" {
				way = append(slices.Clone(passed), from)
			}
			longest = max(longest, m.transitions(name, items, way...))
		}
	}
	return count + longest
}

// onward lists the states that may come next where nothing fails.
func (m machine) onward(s state) []string {
	next := []string{s.Next, s.Default}
	for _, c := range s.Choices {
		next = append(next, c.Next)
	}
	return slices.DeleteFunc(next, func(name string) bool { return name == "" })
}

// lookCosts lists, for each wait that is opened again when it runs out, how many states one round takes: in every item
// of a Map, since one clock runs out for all.
func (m machine) lookCosts(items int) []int {
	var costs []int
	for _, name := range slices.Sorted(maps.Keys(m.States)) {
		s := m.States[name]
		if cost := m.round(name); cost > 0 {
			costs = append(costs, cost)
		}
		if s.ItemProcessor != nil {
			for _, cost := range s.ItemProcessor.lookCosts(items) {
				costs = append(costs, items*cost)
			}
		}
		for _, branch := range s.Branches {
			costs = append(costs, branch.lookCosts(items)...)
		}
	}
	return costs
}

// round counts the states from the running out of a wait to its being open again; 0 when it is not opened again.
func (m machine) round(wait string) int {
	for _, c := range m.States[wait].Catch {
		if !slices.Equal(c.ErrorEquals, []string{timedOut}) {
			continue
		}
		count := 1
		for at := c.Next; at != wait; at = m.States[at].Next {
			if count++; at == "" || count > len(m.States) {
				return 0 // it ends, or goes round without it
			}
		}
		return count
	}
	return 0
}
