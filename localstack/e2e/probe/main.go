// Command probe is the Lambda with which the emulator's own tests ask whether a process behaves as on AWS: answers,
// errors, crashes, timeouts, logs, and calls back into the emulator. It knows nothing of the programme.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

// version is set by the linker, so that a test can tell old code from new.
var version = "1"

type event struct {
	Do     string            `json:"do"`
	Millis int               `json:"millis"`
	Token  string            `json:"token"`
	Input  json.RawMessage   `json:"input"`
	Record []json.RawMessage `json:"Records"`
}

type answer struct {
	Version  string          `json:"version"`
	PID      int             `json:"pid"`
	Endpoint string          `json:"endpoint"`
	Input    json.RawMessage `json:"input,omitempty"`
}

func main() {
	if os.Getenv("PROBE_INIT") == "exit" {
		os.Exit(3)
	}
	if address := os.Getenv("PROBE_ASK"); address != "" {
		lambda.Start(asking(address))
	}
	lambda.Start(handle)
}

func handle(ctx context.Context, e event) (answer, error) {
	fmt.Println("probe was asked to", e.Do)
	switch e.Do {
	case "sleep":
		// The work that a timeout has to interrupt: it cannot be awaited by a condition.
		time.Sleep(time.Duration(e.Millis) * time.Millisecond)
	case "exit":
		os.Exit(7)
	case "fail":
		return answer{}, errors.New("the probe was told to fail")
	case "callback":
		return answer{}, succeed(ctx, e.Token, `{"from":"probe"}`)
	}
	if len(e.Record) > 0 {
		return answer{}, keep(ctx, e.Record)
	}
	return answer{Version: version, PID: os.Getpid(), Endpoint: os.Getenv("AWS_ENDPOINT_URL"), Input: e.Input}, nil
}

func succeed(ctx context.Context, token, output string) error {
	return call(ctx, "states", "AWSStepFunctions.SendTaskSuccess", map[string]any{"taskToken": token, "output": output})
}

func keep(ctx context.Context, records []json.RawMessage) error {
	row := map[string]any{"PK": map[string]string{"S": "seen"}, "N": map[string]string{"N": fmt.Sprint(len(records))}}
	return call(ctx, "dynamodb", "DynamoDB_20120810.PutItem", map[string]any{"TableName": os.Getenv("PROBE_TABLE"), "Item": row})
}

// call speaks AWS's JSON protocol. The emulator reads service and region out of the credential and checks no signature.
func call(ctx context.Context, service, target string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, os.Getenv("AWS_ENDPOINT_URL"), bytes.NewReader(raw))
	if err != nil {
		return err
	}
	request.Header.Set("X-Amz-Target", target)
	request.Header.Set("Content-Type", "application/x-amz-json-1.0")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential="+os.Getenv("AWS_ACCESS_KEY_ID")+"/20260101/"+
		os.Getenv("AWS_REGION")+"/"+service+"/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s: status %d", target, response.StatusCode)
	}
	return nil
}
