//go:build e2e

package e2e

import (
	"encoding/json"
	"strings"
	"testing"
)

// table makes a DynamoDB table with a stream and returns its name and the stream's ARN. It ends with the instance.
func (a aws) table() (name, stream string) {
	a.t.Helper()
	name = unique("table")
	made := a.call("dynamodb", "DynamoDB_20120810.CreateTable", map[string]any{
		"TableName": name, "BillingMode": "PAY_PER_REQUEST",
		"AttributeDefinitions": []any{map[string]string{"AttributeName": "PK", "AttributeType": "S"}},
		"KeySchema":            []any{map[string]string{"AttributeName": "PK", "KeyType": "HASH"}},
		"StreamSpecification":  map[string]any{"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
	})
	return name, made["TableDescription"].(map[string]any)["LatestStreamArn"].(string)
}

func TestARowReachesAFunctionThroughTheStream(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	watched, stream := a.table()
	seen, _ := a.table()
	name := a.function(10, map[string]string{"PROBE_TABLE": seen})
	a.rest("POST", "/2015-03-31/event-source-mappings", map[string]any{
		"FunctionName": name, "EventSourceArn": stream, "StartingPosition": "TRIM_HORIZON", "BatchSize": 10})
	a.call("dynamodb", "DynamoDB_20120810.PutItem", map[string]any{
		"TableName": watched, "Item": map[string]any{"PK": map[string]string{"S": "case-1"}}})
	await(t, "the row that the function writes", func() bool {
		got := a.call("dynamodb", "DynamoDB_20120810.GetItem", map[string]any{
			"TableName": seen, "Key": map[string]any{"PK": map[string]string{"S": "seen"}}})
		return got["Item"] != nil
	})
}

// machine waits for a token in JSONata, with a timeout that is computed.
const machine = `{"QueryLanguage":"JSONata","StartAt":"Ask","States":{
 "Ask":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke.waitForTaskToken","TimeoutSeconds":"{% 10 + 20 %}",
  "Arguments":{"FunctionName":"FUNCTION","Payload":{"do":"callback","token":"{% $states.context.Task.Token %}"}},
  "Output":"{% {'said': $states.result.from, 'sum': $states.input.a + 1} %}","End":true}}}`

func TestAMachineWaitsForTheTokenThatAFunctionGivesBack(t *testing.T) {
	t.Parallel()
	a := emulated(t)
	definition := strings.ReplaceAll(machine, "FUNCTION", a.function(10, nil))
	made := a.call("states", "AWSStepFunctions.CreateStateMachine", map[string]any{
		"name": unique("machine"), "definition": definition, "roleArn": role})
	started := a.call("states", "AWSStepFunctions.StartExecution", map[string]any{
		"stateMachineArn": made["stateMachineArn"], "input": `{"a":41}`})
	var ended map[string]any
	await(t, "the end of the execution", func() bool {
		ended = a.call("states", "AWSStepFunctions.DescribeExecution", map[string]any{"executionArn": started["executionArn"]})
		return ended["status"] != "RUNNING"
	})
	if ended["status"] != "SUCCEEDED" {
		t.Fatalf("want it to succeed, got %v", ended)
	}
	var output map[string]any
	err := json.Unmarshal([]byte(ended["output"].(string)), &output)
	if err != nil {
		t.Fatal(err)
	}
	if output["said"] != "probe" || output["sum"] != 42.0 {
		t.Errorf("want what the function said and the sum 42, got %v", output)
	}
}
