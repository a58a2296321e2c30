package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// statement is one statement of a role's policy, flattened.
type statement struct {
	role       string // logical id of the role
	actions    []string
	resources  []string // as JSON, since they are references
	conditions string
}

// rightsOf returns every statement of every policy that is attached to a role, but for what forbids.
func rightsOf(t *testing.T, s synthesised) []statement { return statementsBy(t, s, "Allow") }

// forbiddenOf returns every statement that forbids.
func forbiddenOf(t *testing.T, s synthesised) []statement { return statementsBy(t, s, "Deny") }

func statementsBy(t *testing.T, s synthesised, effect string) []statement {
	t.Helper()
	var found []statement
	s.each("AWS::IAM::Policy", func(_, _ string, r resource) {
		for _, role := range r.Properties["Roles"].([]any) {
			name := fmt.Sprint(role.(map[string]any)["Ref"])
			for _, raw := range statementsOf(r.Properties["PolicyDocument"]) {
				if raw["Effect"] != effect {
					continue
				}
				found = append(found, statement{name, list(raw["Action"]), list(raw["Resource"]), asJSON(raw["Condition"])})
			}
		}
	})
	s.each("AWS::IAM::Role", func(_, id string, r resource) {
		if r.Properties["Policies"] != nil {
			t.Errorf("role %s has inline policies, which these tests do not read", id)
		}
	})
	return found
}

func statementsOf(document any) []map[string]any {
	var found []map[string]any
	for _, raw := range document.(map[string]any)["Statement"].([]any) {
		found = append(found, raw.(map[string]any))
	}
	return found
}

// function names the function whose role it is: OpenLaneRole1234ABCD is OpenLane.
func (s statement) function() string {
	name, _, _ := strings.Cut(s.role, "Role")
	return name
}

// who returns the functions that have a right to the action.
func who(statements []statement, action string) []string {
	var names []string
	for _, s := range statements {
		if slices.Contains(s.actions, action) && !slices.Contains(names, s.function()) {
			names = append(names, s.function())
		}
	}
	slices.Sort(names)
	names = slices.DeleteFunc(names, func(name string) bool { return name == "" })
	return names
}

func begins(text string, prefixes []string) bool {
	return slices.ContainsFunc(prefixes, func(prefix string) bool { return strings.HasPrefix(text, prefix) })
}

func list(value any) []string {
	many, ok := value.([]any)
	if !ok {
		return []string{asText(value)}
	}
	texts := make([]string, 0, len(many))
	for _, one := range many {
		texts = append(texts, asText(one))
	}
	return texts
}

func asText(value any) string {
	if text, ok := value.(string); ok {
		return text
	}
	return asJSON(value)
}

func asJSON(value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		return fmt.Sprint(value)
	}
	return string(text)
}

// unwrapped writes a list of one value as the value, which means the same.
func unwrapped(condition string) string {
	return strings.NewReplacer(`["`, `"`, `"]`, `"`).Replace(condition)
}
