//go:build e2e

package e2e

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
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
	nudges int           // for a wait: how often it is nudged before that happens
	late   bool          // the wait ends after the task has answered, as by the stream; otherwise before, as by open-lane itself
	within time.Duration // for admit and nudge: until the next checkpoint
}

// script tells what each task of one case is answered, call by call; the last answer stands for all that follow. The key is
// the function and, where it has one, the wait: "open-lane lane:education".
type script map[string][]move

// stage is the machine deployed once, with tasks that are played by the test.
type stage struct {
	aws
	machine string // ARN

	mutex   sync.Mutex
	scripts map[string]script // by case
	calls   map[string]map[string]int
	sending sync.WaitGroup
}

// perform deploys the recognition machine over functions that ask this process what to answer.
func perform(t *testing.T) *stage {
	t.Helper()
	s := &stage{aws: emulated(t), scripts: map[string]script{}, calls: map[string]map[string]int{}}
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
	Case  string `json:"case"`
	Wait  string `json:"wait"`
	Token string `json:"token"`
}

// ServeHTTP plays one task: the path names the function.
func (s *stage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var in task
	if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	function := strings.TrimPrefix(r.URL.Path, "/")
	m, err := s.next(in, strings.TrimSpace(function+" "+in.Wait))
	if err == nil && m.state != "" && in.Token != "" && s.called(in.Case, "nudge "+in.Wait) >= m.nudges {
		err = s.settle(in, m)
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

// next takes the next move of the case's script and counts the call.
func (s *stage) next(in task, key string) (move, error) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	moves := s.scripts[in.Case][key]
	if len(moves) == 0 {
		return move{}, fmt.Errorf("case %s has no move for %q", in.Case, key)
	}
	n := s.calls[in.Case][key]
	s.calls[in.Case][key]++
	return moves[min(n, len(moves)-1)], nil
}

// output is what the real task would answer.
func (s *stage) output(function string, in task, m move) any {
	switch function {
	case "admit":
		var lanes []any
		for _, wait := range s.lanes(in.Case) {
			lanes = append(lanes, opening(in.Case, wait, m))
		}
		return map[string]any{"case": in.Case, "lanes": lanes}
	case "nudge":
		return opening(in.Case, in.Wait, m)
	case "issue":
		return map[string]any{"case": in.Case, "state": m.state, "number": "HSM-1"}
	case "decide":
		return map[string]any{"state": m.state}
	}
	return map[string]any{}
}

func opening(id, wait string, m move) map[string]any {
	return map[string]any{"case": id, "wait": wait, "checkpoint": time.Now().Add(m.within).UTC().Format(time.RFC3339Nano)}
}

// lanes are the lanes that the script has moves for.
func (s *stage) lanes(id string) []string {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	var lanes []string
	for key := range s.scripts[id] {
		if wait, ok := strings.CutPrefix(key, "open-lane lane:"); ok {
			lanes = append(lanes, "lane:"+wait)
		}
	}
	return lanes
}

// settle ends the wait of a token.
func (s *stage) settle(in task, m move) error {
	output, err := json.Marshal(map[string]string{"case": in.Case, "wait": in.Wait, "state": m.state})
	if err != nil {
		return err
	}
	if !m.late {
		return s.succeed(in.Token, output)
	}
	s.sending.Go(func() {
		if err := s.succeed(in.Token, output); err != nil {
			s.t.Error(err)
		}
	})
	return nil
}

// spent says that the wait of a token has ended otherwise, as it may on a busy machine; the next one has a token of its own.
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
