//go:build e2e

package e2e

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// How long a path may take: the review and the confirmation look again after 30 seconds at the earliest.
const pathPatience = 3 * time.Minute

// mostTransitions is the budget of a case without lateness.
const mostTransitions = 45

const (
	soon  = time.Second      // the machine waits two at least
	later = 10 * time.Second // a task that fails is asked again before that
	never = time.Hour        // the test is over before
)

// sevenLanes are the lanes of a real case: six criteria and the clearance (facts 55, 57).
var sevenLanes = []string{"education", "goals", "experience", "finances", "impact", "languages", "clearance"}

// path is one way through the machine.
type path struct {
	name   string
	script script
	want   []string // states entered; behind Assess lanes stand in brackets, sorted, with how many went that way, and the clock
	end    string   // status, and the error of a failure
	calls  map[string]int
	takes  int // transitions, where they are counted
}

// usual is a case in which everything is well; the lanes given replace the seven.
func usual(changes script, lanes ...string) script {
	if len(lanes) == 0 {
		lanes = sevenLanes
	}
	s := script{
		"admit":                  {{within: never}},
		"open-lane review":       {{state: "reviewing"}},
		"decide":                 {{state: "confirming"}},
		"open-lane confirmation": {{state: "issuing", late: true}},
		"issue":                  {{state: "recognised"}},
		"open-lane clock":        {{state: "assessing", late: true}},
		"nudge clock":            {{within: never}},
		"nudge review":           {{within: never}},
		"nudge confirmation":     {{within: never}},
	}
	for _, lane := range lanes {
		s["open-lane lane:"+lane] = []move{{state: "assessing", late: true}}
	}
	maps.Copy(s, changes)
	return s
}

var paths = []path{
	{
		name:   "every lane answers in time and the case is recognised",
		script: usual(nil),
		want:   []string{"Admit", "Assess", "[7× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"admit": 1, "decide": 1, "issue": 1, "open-lane lane:clearance": 1, "nudge clock": 0},
		takes:  18,
	},
	{
		name:   "all seven lanes answer between the last reminder and the due date",
		script: untilTheLastDay(3, nil),
		want: []string{"Admit", "Assess", "[7× OpenLane]", "[WatchClock NudgeLanes WatchClock NudgeLanes WatchClock NudgeLanes WatchClock]",
			"Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge clock": 3, "open-lane clock": 4, "open-lane lane:education": 1, "decide": 1},
		takes: 24,
	},
	{
		name: "a case with as many checkpoints as there can be without lateness, and with waits for the Service's own people",
		script: untilTheLastDay(mostLooks, script{
			"open-lane review":       {{state: "reviewing", late: true, nudges: 1}},
			"open-lane confirmation": {{state: "issuing", late: true, nudges: 1}},
		}),
		want: []string{"Admit", "Assess", "[7× OpenLane]", "[" + strings.Repeat("WatchClock NudgeLanes ", mostLooks) + "WatchClock]",
			"Review", "NudgeReview", "Review", "Decide", "Route", "Confirm", "NudgeConfirmation", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge clock": mostLooks, "nudge review": 1, "nudge confirmation": 1},
		takes: 36,
	},
	{
		name:   "lanes were scored before they were opened",
		script: usual(script{"open-lane lane:education": {{state: "assessing"}}, "open-lane lane:goals": {{state: "assessing"}}}, "education", "goals"),
		want:   []string{"Admit", "Assess", "[2× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:    "SUCCEEDED",
	},
	{
		name: "a silent lane is nudged by the clock until it is closed, while the others are not touched",
		script: usual(script{
			"admit":                    {{within: soon}},
			"open-lane lane:education": {{state: "assessing", late: true, nudges: 2}},
			"nudge clock":              {{within: soon}, {within: never}},
		}, "education", "goals"),
		want: []string{"Admit", "Assess", "[2× OpenLane]", "[WatchClock NudgeLanes WatchClock NudgeLanes WatchClock]", "Review", "Decide", "Route",
			"Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge clock": 2, "open-lane lane:education": 1, "decide": 1},
	},
	{
		name:   "an objection keeps the review waiting until it is ruled on",
		script: usual(script{"open-lane review": {{state: "reviewing", late: true, nudges: 1}}}, "clearance"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "NudgeReview", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"nudge review": 1, "decide": 1},
	},
	{
		name:   "a decision officer is reminded and then confirms",
		script: usual(script{"open-lane confirmation": {{state: "issuing", late: true, nudges: 1}}}, "clearance"),
		want: []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "NudgeConfirmation", "Confirm", "Route",
			"Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge confirmation": 1, "decide": 1, "issue": 1},
	},
	{
		name: "a proposal that is returned to its lanes is worked out anew",
		script: usual(script{
			"open-lane lane:education": {{state: "assessing", late: true}, {state: "assessing", late: true}},
			"open-lane confirmation":   {{state: "assessing", late: true}, {state: "issuing", late: true}},
		}, "education"),
		want: []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route",
			"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"admit": 2, "decide": 2, "issue": 1},
	},
	{
		name: "an objection that comes late is reviewed before anything is confirmed",
		script: usual(script{
			"open-lane review":       {{state: "reviewing"}, {state: "reviewing", late: true}, {state: "reviewing"}},
			"decide":                 {{state: "reviewing"}, {state: "confirming"}, {state: "confirming"}},
			"open-lane confirmation": {{state: "reviewing", late: true}, {state: "issuing", late: true}},
		}, "education"),
		want: []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Review", "Decide", "Route",
			"Confirm", "Route", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"decide": 3, "issue": 1},
	},
	{
		name:   "a programme that confirms automatically waits for nobody",
		script: usual(script{"decide": {{state: "issuing"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Issue", "Closed"},
		end:    "SUCCEEDED",
	},
	{
		name: "an applicant who withdraws in the middle ends the case and nothing is issued",
		script: usual(script{
			"open-lane lane:goals":     {{state: "withdrawn", late: true}},
			"open-lane lane:education": {{state: "withdrawn", late: true}},
			"open-lane review":         {{state: "withdrawn"}},
			"decide":                   {{state: "withdrawn"}},
		}, "education", "goals", "clearance"),
		want:  []string{"Admit", "Assess", "[3× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"issue": 0},
	},
	{
		name: "a part that is down for a moment is asked again",
		script: usual(script{
			"admit":                    {{fault: "Unavailable"}, {within: never}},
			"open-lane lane:education": {{fault: "Unavailable"}, {state: "assessing", late: true}},
			"open-lane review":         {{fault: "Unavailable"}, {state: "reviewing"}},
			"decide":                   {{fault: "Internal"}, {state: "confirming"}},
		}, "education"),
		want:  []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"admit": 2, "open-lane lane:education": 2, "open-lane review": 2, "decide": 2},
	},
	{
		name:   "an issue that fails is tried again until it is done",
		script: usual(script{"issue": {{fault: "Internal"}, {fault: "Unavailable"}, {state: "recognised"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"issue": 3},
	},
	{
		name:   "a case that does not allow the decision fails there after three tries",
		script: usual(script{"decide": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]", "Review", "Decide"},
		end:    "FAILED Conflict",
		calls:  map[string]int{"decide": 3, "issue": 0},
	},
	{
		name:   "a submission that was altered fails before any lane is opened",
		script: usual(script{"admit": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit"},
		end:    "FAILED Conflict",
		calls:  map[string]int{"admit": 3, "open-lane lane:education": 0},
	},
	{
		name:   "a lane that the case does not know fails the case",
		script: usual(script{"open-lane lane:education": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock]"},
		end:    "FAILED Conflict",
		calls:  map[string]int{"open-lane lane:education": 3, "decide": 0},
	},
	{
		name: "a clock whose task is down for a moment is asked again",
		script: usual(script{
			"admit":                    {{within: later}},
			"open-lane lane:education": {{state: "assessing", late: true, nudges: 2}}, // the first of which fails
			"open-lane clock":          {{fault: "Unavailable"}, {state: "assessing"}},
			"nudge clock":              {{fault: "Unavailable"}, {within: never}},
		}, "education"),
		want:  []string{"Admit", "Assess", "[1× OpenLane]", "[WatchClock NudgeLanes WatchClock]", "Review", "Decide", "Route", "Confirm", "Route", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge clock": 2, "open-lane clock": 3},
	},
	{
		name: "a nudge that the case does not allow fails the clock and the case, though lanes are open",
		script: usual(script{
			"admit":                    {{within: soon}},
			"open-lane lane:education": {{}},
			"nudge clock":              {{fault: "Conflict"}},
		}, "education", "goals"),
		want:  []string{"Admit", "Assess", "[2× OpenLane]", "[WatchClock NudgeLanes]"},
		end:   "FAILED Conflict",
		calls: map[string]int{"nudge clock": 3, "decide": 0},
	},
	{
		name: "a withdrawal ends the lanes and the clock after a reminder",
		script: usual(script{
			"admit":                    {{within: soon}},
			"open-lane lane:goals":     {{state: "withdrawn", late: true, nudges: 1}},
			"open-lane lane:education": {{state: "withdrawn", late: true, nudges: 1}},
			"open-lane clock":          {{state: "withdrawn"}},
			"open-lane review":         {{state: "withdrawn"}},
			"decide":                   {{state: "withdrawn"}},
		}, "education", "goals"),
		want:  []string{"Admit", "Assess", "[2× OpenLane]", "[WatchClock NudgeLanes WatchClock]", "Review", "Decide", "Route", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"issue": 0},
	},
}

// mostLooks is how often the clock of a case that is never late is looked at; a test of package application finds it.
const mostLooks = 7

// untilTheLastDay is a case of seven lanes that are silent at each of so many checkpoints and answer then.
func untilTheLastDay(checkpoints int, changes script) script {
	s := usual(changes)
	s["admit"] = []move{{within: soon}}
	s["nudge clock"] = append(slices.Repeat(s["admit"], checkpoints-1), move{within: never})
	for _, lane := range sevenLanes {
		s["open-lane lane:"+lane] = []move{{state: "assessing", late: true, nudges: checkpoints}}
	}
	return s
}

func TestTheMachineGoesTheWayOfEveryPath(t *testing.T) {
	t.Parallel()
	s := perform(t)
	for n, p := range paths {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			id := fmt.Sprintf("app_path%02d", n)
			ended, entered := s.play(t, id, p.script)
			if want, got := p.end, strings.TrimSpace(ended.status+" "+ended.fault); want != got {
				t.Errorf("want it to end as %s, got %s (%s)", want, got, ended.cause)
			}
			if diff := cmp.Diff(p.want, grouped(entered)); diff != "" {
				t.Error("states entered (-want +got):\n" + diff)
			}
			for key, want := range p.calls {
				if got := s.called(id, key); want != got {
					t.Errorf("want %s called %d times, got %d", key, want, got)
				}
			}
			if len(entered) > mostTransitions || p.takes > 0 && len(entered) != p.takes {
				t.Errorf("want %d transitions and at most %d, got %d", p.takes, mostTransitions, len(entered))
			}
		})
	}
}

// play runs the case to its end and returns the states it entered.
func (s *stage) play(t *testing.T, id string, moves script) (ending, []entry) {
	t.Helper()
	s.mutex.Lock()
	s.shows[id] = &show{script: moves, calls: map[string]int{}, open: map[string]kept{}, ended: map[string]bool{}}
	s.mutex.Unlock()
	a := aws{t: t, instance: s.instance}
	started := a.call("states", "AWSStepFunctions.StartExecution", map[string]any{
		"stateMachineArn": s.machine, "name": id, "input": fmt.Sprintf(`{"record":%q}`, id)})
	execution := started["executionArn"].(string)
	return a.ended(execution), a.entered(execution)
}

func (s *stage) called(id, key string) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.shows[id].calls[key]
}
