package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/infra/parts"
	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/statemachines"
)

// deployed returns the functions by their names of the contract, as their tags say.
func deployed(t *testing.T, s synthesised) map[string]resource {
	t.Helper()
	functions := map[string]resource{}
	s.each("AWS::Lambda::Function", func(_, id string, r resource) {
		tags, _ := r.Properties["Tags"].([]any)
		for _, tag := range tags {
			if pair := tag.(map[string]any); pair["Key"] == parts.FunctionTag {
				functions[asText(pair["Value"])] = r
				return
			}
		}
		t.Errorf("%s has no tag %s: only parts.NewFunction makes Lambdas", id, parts.FunctionTag)
	})
	return functions
}

func TestEachFolderOfFunctionsIsDeployedAndEachDeployedOneHasAFolder(t *testing.T) {
	entries, err := os.ReadDir("../functions")
	if err != nil {
		t.Fatal(err)
	}
	var folders []string
	for _, entry := range entries {
		if entry.IsDir() && entry.Name() != "internal" {
			folders = append(folders, entry.Name())
		}
	}
	for _, v := range variants {
		if diff := cmp.Diff(folders, inOrder(deployed(t, v.of(t)))); diff != "" {
			t.Errorf("%s (-folders +deployed):\n%s", v.name, diff)
		}
	}
}

func TestEachFunctionIsGivenExactlyTheVariablesOfTheContract(t *testing.T) {
	for _, v := range variants {
		functions := deployed(t, v.of(t))
		for _, f := range contract.Functions {
			var want []string
			for _, variable := range f.Variables {
				want = append(want, string(variable))
			}
			slices.Sort(want)
			environment, _ := functions[f.Name].Properties["Environment"].(map[string]any)
			variables, _ := environment["Variables"].(map[string]any)
			if diff := cmp.Diff(want, inOrder(variables)); diff != "" {
				t.Errorf("%s, %s (-contract +deployed):\n%s", v.name, f.Name, diff)
			}
		}
	}
}

func TestFunctionsRunAsSettingsSay(t *testing.T) {
	for v, want := range map[*variant]map[string]any{
		local: {"architecture": []any{"x86_64"}, "traced": nil, "day": "3", "stage": "local", "scanner": "signatures"},
		onAWS: {"architecture": []any{"arm64"}, "traced": map[string]any{"Mode": "Active"}, "day": "0", "stage": "prod", "scanner": "guardduty"},
	} {
		for name, f := range deployed(t, v.of(t)) {
			variables := f.Properties["Environment"].(map[string]any)["Variables"].(map[string]any)
			got := map[string]any{"architecture": f.Properties["Architectures"], "traced": f.Properties["TracingConfig"]}
			for property, variable := range map[string]contract.Variable{"day": contract.DaySeconds, "stage": contract.Stage, "scanner": contract.Scanner} {
				got[property] = want[property]
				if value, given := variables[string(variable)]; given {
					got[property] = value
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", v.name, name, diff)
			}
			if f.Properties["Runtime"] != "provided.al2023" || f.Properties["ReservedConcurrentExecutions"] != nil {
				t.Errorf("%s: runtime or concurrency: got %s", name, asJSON(f.Properties))
			}
		}
	}
}

// TestThePortalKnowsTheOriginsThatItsPagesMayReach: on AWS both are made with the stacks, so they come as references.
func TestThePortalKnowsTheOriginsThatItsPagesMayReach(t *testing.T) {
	for v, want := range map[*variant][3]string{
		local:           {"http://127.0.0.1:4566", "http://127.0.0.1:4570", "portal"},
		onAWS:           {"RegionalDomainName", ".amazoncognito.com", "PeoplePortal"},
		onAWSWithIssuer: {"RegionalDomainName", "https://pages.login.example", "pages"},
	} {
		variables := deployed(t, v.of(t))["portal"].Properties["Environment"].(map[string]any)["Variables"].(map[string]any)
		for i, variable := range []contract.Variable{contract.DocumentsOrigin, contract.SignInOrigin, contract.Client} {
			if got := asJSON(variables[string(variable)]); !strings.Contains(got, want[i]) {
				t.Errorf("%s: %s: want %s in %s", v.name, variable, want[i], got)
			}
		}
	}
}

func TestWhatIsHandedEventsKeepsThoseItFailsOn(t *testing.T) {
	functions := deployed(t, onAWS.of(t))
	for _, name := range []string{"inspect", "notify", "reconcile"} {
		if functions[name].Properties["DeadLetterConfig"] == nil {
			t.Errorf("%s has no dead letters", name)
		}
	}
	onAWS.of(t).each("AWS::Events::Rule", func(_, id string, r resource) {
		for _, target := range r.Properties["Targets"].([]any) {
			if target.(map[string]any)["DeadLetterConfig"] == nil {
				t.Errorf("rule %s has no dead letters", id)
			}
		}
	})
	source := only(t, onAWS.of(t), "AWS::Lambda::EventSourceMapping")
	want := map[string]any{"BisectBatchOnFunctionError": true, "MaximumRetryAttempts": -1.0, "MaximumRecordAgeInSeconds": 82800.0, "StartingPosition": "TRIM_HORIZON",
		"FunctionResponseTypes": []any{"ReportBatchItemFailures"}}
	for name, value := range want {
		if diff := cmp.Diff(value, source.Properties[name]); diff != "" {
			t.Errorf("stream, %s (-want +got):\n%s", name, diff)
		}
	}
	if got := asJSON(source.Properties["DestinationConfig"]); !strings.Contains(got, `"OnFailure"`) || !strings.Contains(got, "Undelivered") {
		t.Errorf("want what fails kept whole in the bucket, got %s", got)
	}
	filters := source.Properties["FilterCriteria"].(map[string]any)["Filters"].([]any)
	var got any
	if err := json.Unmarshal([]byte(asText(filters[0].(map[string]any)["Pattern"])), &got); err != nil || len(filters) != 1 {
		t.Fatalf("filters %v: %v", filters, err)
	}
	starts := map[string]any{"S": []any{map[string]any{"prefix": contract.ChangeSortKeyPrefix}}}
	wanted := map[string]any{"eventName": []any{"INSERT"}, "dynamodb": map[string]any{"Keys": map[string]any{contract.SortKey: starts}}}
	if diff := cmp.Diff(any(wanted), got); diff != "" {
		t.Errorf("filter (-want +got):\n%s", diff)
	}
}

// rules lists, by the functions they are for, the rules that match: events of a source, or a schedule.
func rules(t *testing.T, s synthesised, match func(resource) bool) map[string]resource {
	t.Helper()
	found := map[string]resource{}
	s.each("AWS::Events::Rule", func(_, id string, r resource) {
		for _, target := range r.Properties["Targets"].([]any) {
			function := asJSON(target.(map[string]any)["Arn"])
			for _, f := range contract.Functions {
				if strings.Contains(function, `["`+parts.Title(f.Name)+"Lambda") && match(r) {
					found[f.Name] = r
				}
			}
		}
	})
	return found
}

// The system's own news goes to whoever acts on it and to nobody else, from the system's own bus.
func TestNewsOfCasesReachesWhoActsOnIt(t *testing.T) {
	for _, v := range variants {
		got := map[string]any{}
		for name, rule := range rules(t, v.of(t), func(r resource) bool { return r.Properties["EventBusName"] != nil }) {
			got[name] = rule.Properties["EventPattern"]
		}
		want := map[string]any{}
		for name, types := range map[string][]string{"notify": contract.Noticed, "inspect": contract.TakenOut} {
			want[name] = map[string]any{"source": []any{contract.Source}, "detail-type": anything(types)}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", v.name, diff)
		}
	}
}

func anything(texts []string) []any {
	all := make([]any, 0, len(texts))
	for _, one := range texts {
		all = append(all, one)
	}
	return all
}

func TestReconcileWalksEveryQuarterOfAnHour(t *testing.T) {
	for _, v := range variants {
		walks := rules(t, v.of(t), func(r resource) bool { return r.Properties["ScheduleExpression"] == "rate(15 minutes)" })
		if diff := cmp.Diff([]string{"reconcile"}, inOrder(walks)); diff != "" {
			t.Errorf("%s: scheduled (-want +got):\n%s", v.name, diff)
		}
	}
}

func TestTheMachineIsGivenEveryPlaceholderAndLogsNoData(t *testing.T) {
	machine := only(t, onAWS.of(t), "AWS::StepFunctions::StateMachine")
	substitutions, _ := machine.Properties["DefinitionSubstitutions"].(map[string]any)
	if diff := cmp.Diff(inOrder(statemachines.Placeholders), inOrder(substitutions)); diff != "" {
		t.Errorf("placeholders (-definition +given):\n%s", diff)
	}
	logging, _ := machine.Properties["LoggingConfiguration"].(map[string]any)
	if logging["IncludeExecutionData"] != false || logging["Level"] != "ALL" {
		t.Errorf("logging: got %s", asJSON(logging))
	}
}
