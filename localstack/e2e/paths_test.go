//go:build e2e

package e2e

import (
	"fmt"
	"maps"
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
	soon  = time.Second // the machine waits two at least
	never = time.Hour   // the test is over before
)

// sevenLanes are the lanes of a real case: six criteria and the clearance (facts 55, 57).
var sevenLanes = []string{"education", "goals", "experience", "finances", "impact", "languages", "clearance"}

// path is one way through the machine.
type path struct {
	name   string
	script script
	want   []string // states entered; lanes stand in brackets behind Assess, sorted, with how many went that way
	end    string   // status, and the error of a failure
	calls  map[string]int
	late   bool // a checkpoint passed, so that the budget does not hold
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
		"nudge lane:" + lanes[0]: {{within: never}},
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
		want:   []string{"Admit", "Assess", "[7× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"admit": 1, "decide": 1, "issue": 1, "open-lane lane:clearance": 1},
	},
	{
		name:   "lanes were scored before they were opened",
		script: usual(script{"open-lane lane:education": {{state: "assessing"}}, "open-lane lane:goals": {{state: "assessing"}}}, "education", "goals"),
		want:   []string{"Admit", "Assess", "[2× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:    "SUCCEEDED",
	},
	{
		name: "a silent lane is nudged, opened again and then closed, while the others are not touched",
		script: usual(script{
			"admit":                    {{within: soon}},
			"open-lane lane:education": {{state: "assessing", nudges: 2}},
			"nudge lane:education":     {{within: soon}, {within: never}},
		}, "education", "goals"),
		want: []string{"Admit", "Assess", "[1× OpenLane]", "[1× OpenLane NudgeLane OpenLane NudgeLane OpenLane]", "Review", "Decide",
			"Confirm", "Decided", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge lane:education": 2, "decide": 1},
		late:  true,
	},
	{
		name:   "an objection keeps the review waiting until it is ruled on",
		script: usual(script{"open-lane review": {{state: "reviewing", late: true, nudges: 1}}}, "clearance"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "Review", "NudgeReview", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"nudge review": 1, "decide": 1},
		late:   true,
	},
	{
		name:   "a decision officer is reminded and then confirms",
		script: usual(script{"open-lane confirmation": {{state: "issuing", late: true, nudges: 1}}}, "clearance"),
		want: []string{"Admit", "Assess", "[1× OpenLane]", "Review", "Decide", "Confirm", "NudgeConfirmation", "Confirm", "Decided",
			"Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"nudge confirmation": 1, "decide": 1, "issue": 1},
		late:  true,
	},
	{
		name:   "a programme that confirms automatically waits for nobody",
		script: usual(script{"decide": {{state: "issuing"}}, "open-lane confirmation": {{state: "issuing"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:    "SUCCEEDED",
	},
	{
		name: "an applicant who withdraws in the middle ends the case and nothing is issued",
		script: usual(script{
			"open-lane lane:goals":     {{state: "withdrawn", late: true}},
			"open-lane lane:education": {{state: "withdrawn", late: true}},
			"open-lane review":         {{state: "withdrawn"}},
			"decide":                   {{state: "withdrawn"}},
			"open-lane confirmation":   {{state: "withdrawn"}},
		}, "education", "goals", "clearance"),
		want:  []string{"Admit", "Assess", "[3× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Closed"},
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
		want:  []string{"Admit", "Assess", "[1× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:   "SUCCEEDED",
		calls: map[string]int{"admit": 2, "open-lane lane:education": 2, "open-lane review": 2, "decide": 2},
	},
	{
		name:   "an issue that fails is tried again until it is done",
		script: usual(script{"issue": {{fault: "Internal"}, {fault: "Unavailable"}, {state: "recognised"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "Review", "Decide", "Confirm", "Decided", "Issue", "Closed"},
		end:    "SUCCEEDED",
		calls:  map[string]int{"issue": 3},
	},
	{
		name:   "a case that does not allow the decision stalls after three tries",
		script: usual(script{"decide": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane]", "Review", "Decide", "Stalled"},
		end:    "FAILED Stalled",
		calls:  map[string]int{"decide": 3, "issue": 0},
	},
	{
		name:   "a submission that was altered stalls before any lane is opened",
		script: usual(script{"admit": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit", "Stalled"},
		end:    "FAILED Stalled",
		calls:  map[string]int{"admit": 3, "open-lane lane:education": 0},
	},
	{
		name:   "a lane that the case does not know stalls the case",
		script: usual(script{"open-lane lane:education": {{fault: "Conflict"}}}, "education"),
		want:   []string{"Admit", "Assess", "[1× OpenLane LaneStalled]", "Stalled"},
		end:    "FAILED Stalled",
		calls:  map[string]int{"open-lane lane:education": 3, "decide": 0},
	},
	{
		name: "a nudge that the case does not allow stalls the lane and the case",
		script: usual(script{
			"admit":                    {{within: soon}},
			"open-lane lane:education": {{}},
			"nudge lane:education":     {{fault: "Conflict"}},
		}, "education"),
		want:  []string{"Admit", "Assess", "[1× OpenLane NudgeLane LaneStalled]", "Stalled"},
		end:   "FAILED Stalled",
		calls: map[string]int{"nudge lane:education": 3, "decide": 0},
		late:  true,
	},
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
			if !p.late && len(entered) > mostTransitions {
				t.Errorf("want at most %d transitions, got %d", mostTransitions, len(entered))
			}
		})
	}
}

// play runs the case to its end and returns the states it entered.
func (s *stage) play(t *testing.T, id string, moves script) (ending, []entry) {
	t.Helper()
	s.mutex.Lock()
	s.scripts[id], s.calls[id] = moves, map[string]int{}
	s.mutex.Unlock()
	a := aws{t: t, instance: s.instance}
	started := a.call("states", "AWSStepFunctions.StartExecution", map[string]any{
		"stateMachineArn": s.machine, "name": id, "input": fmt.Sprintf(`{"case":%q}`, id)})
	execution := started["executionArn"].(string)
	return a.ended(execution), a.entered(execution)
}

func (s *stage) called(id, key string) int {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.calls[id][key]
}
