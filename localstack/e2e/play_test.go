//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/statemachines"
)

// move is what one call of a task is answered.
type move struct {
	fault  string        // the error that the task ends with
	state  string        // for a wait: of the case, once what is waited for has happened; "" leaves the wait open
	nudges int           // for a wait: how often it is nudged before that happens; lanes are nudged through the clock
	late   bool          // the wait ends after the task has answered, as by the stream; otherwise before, as by open-lane itself
	within time.Duration // for admit and nudge: until the next checkpoint
}

// script tells what each task of one case is answered, call by call; the last answer stands for all that follow. The
// key is the function and, where it has one, the wait: "open-lane lane:education".
type script map[string][]move

// stage is the machine deployed once, with tasks that are played by the test.
type stage struct {
	aws
	machine string // ARN

	mutex   sync.Mutex
	shows   map[string]*show // by case
	sending sync.WaitGroup
}

// show is one case as far as it has been played.
type show struct {
	script script
	calls  map[string]int
	open   map[string]kept // waits with a token, by name
	ended  map[string]bool // lanes that have answered
}

// kept is what a wait is open with.
type kept struct {
	token string
	move  move
}

// perform deploys the recognition machine over functions that ask this process what to answer.
func perform(t *testing.T) *stage {
	t.Helper()
	s := &stage{aws: emulated(t), shows: map[string]*show{}}
	server := httptest.NewServer(s)
	t.Cleanup(func() { s.sending.Wait(); server.Close() })
	definition := statemachines.Recognition
	for placeholder, function := range statemachines.Placeholders {
		name := s.function(20, map[string]string{"PROBE_ASK": server.URL + "/" + function})
		definition = strings.ReplaceAll(definition, "${"+placeholder+"}", name)
	}
	made := s.call("states", "AWSStepFunctions.CreateStateMachine", map[string]any{
		"name": unique("recognition"), "definition": definition, "roleArn": role})
	s.machine = made["stateMachineArn"].(string)
	return s
}

// task is the input of every task; the absent fields are empty.
type task struct {
	Record  string    `json:"record"`
	Wait    string    `json:"wait"`
	Token   string    `json:"token"`
	Entered time.Time `json:"entered"`
	Retry   int       `json:"retry"`
}

// ServeHTTP plays one task: the path names the function.
func (s *stage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in task
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	function := strings.TrimPrefix(r.URL.Path, "/")
	m, ends, err := s.next(in, strings.TrimSpace(function+" "+in.Wait))
	for _, end := range ends {
		err = errors.Join(err, s.settle(in.Record, end))
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	told := map[string]any{"error": m.fault, "output": s.output(function, in, m)}
	if err := json.NewEncoder(w).Encode(told); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// waitEnd is a wait that ends, with what its token is sent back with.
type waitEnd struct {
	kept
	wait string
}

// next takes the next move of the case's script, counts the call, and lists the waits that end by it.
func (s *stage) next(in task, key string) (move, []waitEnd, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	c, ok := s.shows[in.Record]
	if !ok || len(c.script[key]) == 0 {
		return move{}, nil, fmt.Errorf("case %s has no move for %q", in.Record, key)
	}
	moves := c.script[key]
	if (in.Token == "") != in.Entered.IsZero() {
		return move{}, nil, fmt.Errorf("%q of %s: want a token with when its state was entered, and nothing else with either", key, in.Record)
	}
	m := moves[min(c.calls[key], len(moves)-1)]
	c.calls[key]++
	if in.Token != "" && (in.Entered.IsZero() || in.Retry > c.calls[key]) {
		return move{}, nil, fmt.Errorf("%s of case %s: want when the wait was entered and which try it is, got %+v", key, in.Record, in)
	}
	if in.Token != "" && m.fault == "" {
		c.open[in.Wait] = kept{in.Token, m}
	}
	return m, c.due(), nil
}

// due takes the waits that are to end now out of the open ones: lanes first, since the clock ends with the last of
// them.
func (c *show) due() []waitEnd {
	var ends []waitEnd
	for _, wait := range slices.Sorted(maps.Keys(c.open)) {
		if o := c.open[wait]; wait != clock && o.move.state != "" && c.calls["nudge "+watch(wait)] >= o.move.nudges {
			ends = append(ends, waitEnd{o, wait})
			c.ended[wait] = true
		}
	}
	if o, open := c.open[clock]; open && !slices.ContainsFunc(c.lanes(), func(lane string) bool { return !c.ended[lane] }) {
		ends = append(ends, waitEnd{o, clock})
	}
	for _, end := range ends {
		delete(c.open, end.wait)
	}
	return ends
}

// clock is the wait for the last lane.
const clock = "clock"

// watch is the wait whose checkpoints nudge a wait.
func watch(wait string) string {
	if strings.HasPrefix(wait, "lane:") {
		return clock
	}
	return wait
}

// output is what the real task would answer.
func (s *stage) output(function string, in task, m move) any {
	switch function {
	case "admit":
		return map[string]any{"record": in.Record, "lanes": s.lanes(in.Record), "checkpoint": checkpoint(m)}
	case "nudge":
		return map[string]any{"record": in.Record, "wait": in.Wait, "checkpoint": checkpoint(m)}
	case "issue":
		return map[string]any{"record": in.Record, "state": m.state, "number": "HSM-1"}
	case "decide":
		return map[string]any{"state": m.state}
	}
	return map[string]any{}
}

func checkpoint(m move) string { return time.Now().Add(m.within).UTC().Format(time.RFC3339Nano) }

func (s *stage) lanes(id string) []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	return s.shows[id].lanes()
}

// lanes are the waits of the lanes that the script has moves for.
func (c *show) lanes() []string {
	var lanes []string
	for key := range c.script {
		if lane, ok := strings.CutPrefix(key, "open-lane lane:"); ok {
			lanes = append(lanes, "lane:"+lane)
		}
	}
	return lanes
}

// settle sends a wait's token back.
func (s *stage) settle(id string, end waitEnd) error {
	output, err := json.Marshal(map[string]string{"record": id, "wait": end.wait, "state": end.move.state})
	if err != nil {
		return err
	}
	if !end.move.late {
		return s.succeed(end.token, output)
	}
	s.sending.Go(func() {
		if err := s.succeed(end.token, output); err != nil {
			s.t.Error(err)
		}
	})
	return nil
}

// spent says that the wait of a token has ended otherwise, as it may on a busy machine; the next one has a token of its
// own.
var spent = []string{"TaskTimedOut", "TaskDoesNotExist", "InvalidToken"}

// succeed sends the token back; it is called outside the test's own goroutine, where nothing may end the test.
func (s *stage) succeed(token string, output []byte) error {
	raw, err := json.Marshal(map[string]string{"taskToken": token, "output": string(output)})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, s.instance.AWSURL, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	request.Header.Set("X-Amz-Target", "AWSStepFunctions.SendTaskSuccess")
	request.Header.Set("Content-Type", "application/x-amz-json-1.0")
	request.Header.Set("Authorization", credential("states"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		said, err := io.ReadAll(response.Body)
		if slices.ContainsFunc(spent, func(word string) bool { return bytes.Contains(said, []byte(word)) }) {
			return nil
		}
		return errors.Join(fmt.Errorf("SendTaskSuccess: %s %s", response.Status, said), err)
	}
	return nil
}
