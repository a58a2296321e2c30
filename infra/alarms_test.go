package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// alarms by runbook: metric, threshold, period in seconds.
var alarms = map[string]string{
	"failed-executions":    "AWS/States ExecutionsFailed >= 1 in 300 s",
	"timed-out-executions": "AWS/States ExecutionsTimedOut >= 1 in 300 s",
	"late-lanes":           "HSM/Recognition LateLanes >= 1 in 3600 s",
	"refused-rules":        "HSM/Recognition RefusedRules >= 1 in 3600 s",
	"rejected-documents":   "HSM/Recognition RejectedDocuments >= 20 in 3600 s",
	"dead-letters":         "AWS/SQS ApproximateNumberOfMessagesVisible >= 1 in 300 s",
	"function-errors":      "AWS/Lambda Errors >= 3 in 300 s",
	"function-throttles":   "AWS/Lambda Throttles >= 1 in 300 s",
	"gateway-errors":       "AWS/ApiGateway 5XXError >= 5 in 300 s",
	"altered-records":      "HSM/Recognition AlteredRecords >= 1 in 3600 s",
	"started-late":         "HSM/Recognition StartedLate >= 1 in 3600 s",
	"stream-age":           "AWS/Lambda IteratorAge >= 180000 in 300 s",
}

var runbook = regexp.MustCompile(`See docs/runbooks/([a-z-]+)\.md$`)

func TestAlarmsSoundAtTheseThresholdsAndNameTheirRunbooks(t *testing.T) {
	for _, v := range variants {
		got := map[string]string{}
		v.of(t).each("AWS::CloudWatch::Alarm", func(_, id string, r resource) {
			page := runbook.FindStringSubmatch(asText(r.Properties["AlarmDescription"]))
			if page == nil || r.Properties["ComparisonOperator"] != "GreaterThanOrEqualToThreshold" || r.Properties["AlarmActions"] == nil {
				t.Fatalf("%s: got %s", id, asJSON(r.Properties))
			}
			p := r.Properties
			got[page[1]] = fmt.Sprintf("%v %v >= %v in %v s", p["Namespace"], p["MetricName"], p["Threshold"], p["Period"])
		})
		if diff := cmp.Diff(alarms, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", v.name, diff)
		}
	}
}

func TestEveryFunctionAndEveryDeadLetterQueueIsWatched(t *testing.T) {
	s := onAWS.of(t)
	watched := map[string]int{}
	for _, alarm := range s.all("AWS::CloudWatch::Alarm") {
		watched[asText(alarm.Properties["MetricName"])]++
	}
	if want := len(s.all("AWS::Lambda::Function")); watched["Errors"] != want {
		t.Errorf("errors: want %d alarms, got %d", want, watched["Errors"])
	}
	if want := len(s.all("AWS::SQS::Queue")); watched["ApproximateNumberOfMessagesVisible"] != want {
		t.Errorf("dead letters: want %d alarms, got %d", want, watched["ApproximateNumberOfMessagesVisible"])
	}
}

// A function that answers with the records that failed has no errors to count, so the age of its records is what tells.
func TestEveryFunctionThatAStreamFeedsIsWatchedForTheAgeOfItsRecords(t *testing.T) {
	for _, v := range variants {
		s := v.of(t)
		fed, watched := s.all("AWS::Lambda::EventSourceMapping"), 0
		s.each("AWS::CloudWatch::Alarm", func(_, id string, r resource) {
			if r.Properties["MetricName"] != "IteratorAge" {
				return
			}
			watched++
			function := asJSON(r.Properties["Dimensions"])
			if r.Properties["Statistic"] != "Maximum" || !strings.Contains(function, `"Name":"FunctionName"`) || !strings.Contains(function, "OnCaseChangedLambda") {
				t.Errorf("%s: %s watches %v of %s", v.name, id, r.Properties["Statistic"], function)
			}
		})
		if len(fed) != 1 || watched != len(fed) {
			t.Errorf("%s: want one alarm for each of one stream, got %d for %d", v.name, watched, len(fed))
		}
	}
}

// The topic's own policy takes the place of the one by which SNS lets alarms publish: without this an alarm rings
// unheard.
func TestEveryAlarmMayPublishOnItsTopic(t *testing.T) {
	for _, v := range variants {
		s := v.of(t)
		heard := map[string]bool{}
		for _, policy := range s.all("AWS::SNS::TopicPolicy") {
			for _, one := range statementsOf(policy.Properties["PolicyDocument"]) {
				if one["Effect"] != "Allow" || asJSON(one["Principal"]) != `{"Service":"cloudwatch.amazonaws.com"}` || asText(one["Action"]) != "sns:Publish" ||
					!strings.HasPrefix(asJSON(one["Condition"]), `{"StringEquals":{"aws:SourceAccount":`) {
					continue
				}
				for _, topic := range policy.Properties["Topics"].([]any) {
					heard[asJSON(topic)] = asJSON(topic) == asJSON(one["Resource"])
				}
			}
		}
		s.each("AWS::CloudWatch::Alarm", func(_, id string, r resource) {
			for _, topic := range r.Properties["AlarmActions"].([]any) {
				if !heard[asJSON(topic)] {
					t.Errorf("%s: %s may not publish on %s", v.name, id, asJSON(topic))
				}
			}
		})
	}
}

func TestEveryAlarmHasAPageThatNamesItsThresholdAndEveryPageAnAlarm(t *testing.T) {
	pages, err := filepath.Glob("../docs/runbooks/*.md")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, page := range pages {
		name := strings.TrimSuffix(filepath.Base(page), ".md")
		names = append(names, name)
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		if line := "Sounds when: `" + alarms[name] + "`"; !strings.Contains(string(text), line) {
			t.Errorf("%s does not say: %s", page, line)
		}
	}
	if diff := cmp.Diff(inOrder(alarms), names); diff != "" {
		t.Errorf("pages (-alarms +pages):\n%s", diff)
	}
}
