package play

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/instance"
)

// execution waits until the workflow's execution of the case, which has the case's name, has ended, and returns how. It
// is the one look past the API: no applicant or officer sees it.
func (s *scene) execution(ctx context.Context) (string, error) {
	machine, err := s.site.Instance.Output("MachineArn")
	if err != nil {
		return "", err
	}
	arn := strings.Replace(machine, ":stateMachine:", ":execution:", 1) + ":" + s.filed.ID
	status := ""
	err = client.Until(ctx, "the end of the execution "+s.filed.ID, patience, glance, func(ctx context.Context) (bool, error) {
		status, err = describeExecution(ctx, s.site.Instance, arn)
		return status != "RUNNING" && status != "", err // the news of a submission takes a moment to start it
	})
	return status, err
}

// describeExecution speaks Step Functions' own protocol; the emulator checks no signature. An execution that is not
// there has no status.
func describeExecution(ctx context.Context, i instance.Instance, arn string) (string, error) {
	body, err := json.Marshal(map[string]string{"executionArn": arn})
	if err != nil {
		return "", err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, i.AWSURL, bytes.NewReader(body))
	if err != nil {
		return "", err
	}
	request.Header.Set("X-Amz-Target", "AWSStepFunctions.DescribeExecution")
	request.Header.Set("Content-Type", "application/x-amz-json-1.0")
	request.Header.Set("Authorization", "AWS4-HMAC-SHA256 Credential=test/20260101/"+instance.Region+
		"/states/aws4_request, SignedHeaders=host, Signature=0")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	var answer struct {
		Status  string `json:"status"`
		Type    string `json:"__type"`
		Message string `json:"message"`
	}
	err = json.NewDecoder(response.Body).Decode(&answer)
	if err == nil && answer.Status == "" && !strings.Contains(answer.Type, "ExecutionDoesNotExist") {
		err = fmt.Errorf("describe execution: %s %s", response.Status, answer.Message)
	}
	return answer.Status, err
}
