//go:build e2e

package e2e

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"hsmp.example/cases/localstack/supervisor"
)

// ending is how an execution ended.
type ending struct{ status, fault, cause string }

// ended waits for the end of an execution.
func (a aws) ended(execution string) ending {
	a.t.Helper()
	ctx, cancel := withPatience(a.t, pathPatience)
	defer cancel()
	var e ending
	err := supervisor.Await(ctx, func() bool {
		now := a.call("states", "AWSStepFunctions.DescribeExecution", map[string]any{"executionArn": execution})
		e.status, _ = now["status"].(string)
		e.fault, _ = now["error"].(string)
		e.cause, _ = now["cause"].(string)
		return e.status != "RUNNING"
	})
	if err != nil {
		a.t.Fatalf("the execution goes on after %s, with %v", pathPatience, a.entered(execution))
	}
	return e
}

// entry is a state that was entered; lane is the number of the Map's item it stands in, atClock, or outside.
type entry struct {
	state string
	lane  int
}

// The places of states that stand in no lane.
const (
	outside = -1
	atClock = -2
)

// entered reads the history. Which lane an inner state belongs to is told by the chain of events that led to it.
func (a aws) entered(execution string) []entry {
	a.t.Helper()
	var entries []entry
	lanes := map[float64]int{} // of an event by its id
	for _, event := range a.history(execution) {
		id, previous := event["id"].(float64), event["previousEventId"].(float64)
		lane, known := lanes[previous]
		if !known {
			lane = outside
		}
		kind := event["type"].(string)
		if details, ok := event["mapIterationStartedEventDetails"].(map[string]any); ok {
			lane = int(details["index"].(float64))
		}
		if strings.HasPrefix(kind, "MapState") {
			lane = outside
		}
		if details, ok := event["stateEnteredEventDetails"].(map[string]any); ok {
			name := details["name"].(string)
			switch {
			case ofClock[name]:
				lane = atClock
			case !ofLane[name]:
				lane = outside // the Map has ended
			}
			entries = append(entries, entry{state: name, lane: lane})
		}
		lanes[id] = lane
	}
	return entries
}

// The states inside Assess, of a lane and of the clock.
var (
	ofLane  = map[string]bool{"OpenLane": true}
	ofClock = map[string]bool{"WatchClock": true, "NudgeLanes": true}
)

func (a aws) history(execution string) []map[string]any {
	a.t.Helper()
	var all []map[string]any
	ask := map[string]any{"executionArn": execution, "maxResults": 1000}
	for {
		page := a.call("states", "AWSStepFunctions.GetExecutionHistory", ask)
		for _, event := range page["events"].([]any) {
			all = append(all, event.(map[string]any))
		}
		next, more := page["nextToken"].(string)
		if !more || next == "" {
			return all
		}
		ask["nextToken"] = next
	}
}

// grouped writes the states as paths do: those of the lanes and of the clock together, anew for each time that they are
// assessed.
func grouped(entries []entry) []string {
	var list []string
	ways := map[int]string{}
	for _, e := range entries {
		switch {
		case e.state == "Lanes":
		case e.lane != outside:
			ways[e.lane] = strings.TrimSpace(ways[e.lane] + " " + e.state)
		default:
			list = append(append(list, groups(ways)...), e.state)
			clear(ways)
		}
	}
	return append(list, groups(ways)...)
}

// groups counts the lanes that went the same way.
func groups(ways map[int]string) []string {
	if len(ways) == 0 {
		return nil
	}
	counted := map[string]int{}
	for place, way := range ways {
		if place >= 0 {
			counted[way]++
		}
	}
	var list []string
	for _, way := range slices.Sorted(maps.Keys(counted)) {
		list = append(list, fmt.Sprintf("[%d× %s]", counted[way], way))
	}
	return append(list, "["+ways[atClock]+"]")
}
