package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/aws/aws-lambda-go/lambda/messages"
)

// reply is what a test has its Lambda answer: an output, or an error by the name that a state machine catches.
type reply struct {
	Output json.RawMessage `json:"output,omitempty"`
	Error  string          `json:"error,omitempty"`
}

// asking returns a handler that leaves every answer to a test: it posts what it got to the address and does as it is
// told.
func asking(address string) func(context.Context, json.RawMessage) (json.RawMessage, error) {
	return func(ctx context.Context, event json.RawMessage) (json.RawMessage, error) {
		told, err := ask(ctx, address, event)
		if err != nil {
			return nil, err
		}
		if told.Error != "" {
			// Unwrapped, as the tasks' own errors are: Lambda takes the name from this type only.
			return nil, messages.InvokeResponse_Error{Type: told.Error, Message: "the test said so"}
		}
		return told.Output, nil
	}
}

func ask(ctx context.Context, address string, event []byte) (reply, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(event))
	if err != nil {
		return reply{}, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return reply{}, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return reply{}, fmt.Errorf("the test answers %s", response.Status)
	}
	var told reply
	return told, json.NewDecoder(response.Body).Decode(&told)
}
