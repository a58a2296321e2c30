// Package statemachines holds the workflows as Step Functions definitions (Amazon States Language, JSONata), for the
// infrastructure to deploy and for tests to walk.
//
// It says when things happen and what is waited for. It must hold no rule of the programme: those are in pkg/, reached
// through the tasks.
package statemachines

import _ "embed"

// Recognition is the workflow of one case. Its ${Placeholders} are the ARNs of the task functions.
//
//go:embed recognition.asl.json
var Recognition string

// Placeholders names the function that stands for each placeholder of Recognition.
var Placeholders = map[string]string{
	"Admit": "admit", "OpenLane": "open-lane", "Nudge": "nudge", "Decide": "decide", "Issue": "issue",
}
