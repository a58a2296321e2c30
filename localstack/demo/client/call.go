package client

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// Call is one request.
type Call struct {
	Method  string
	Path    string
	Body    []byte // as it stands
	Type    string // of the body; "" is JSON
	IfMatch string
	Key     string // Idempotency-Key; "" makes the one of this run and step, "-" sends none
}

// Answer is what came back, whatever its status.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Problem is a problem document of the API (RFC 9457), as an error.
type Problem struct {
	Status int     `json:"status"`
	Code   string  `json:"code"`
	Title  string  `json:"title"`
	Detail string  `json:"detail"`
	Errors []Fault `json:"errors"`
}

// Fault is one fault of a message.
type Fault struct {
	Pointer   string `json:"pointer"`
	Parameter string `json:"parameter"`
	Code      string `json:"code"`
	Detail    string `json:"detail"`
}

// Error says what the document says, with every fault.
func (p *Problem) Error() string {
	text := fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Detail)
	for _, f := range p.Errors {
		text += fmt.Sprintf(" [%s%s %s]", f.Pointer, f.Parameter, f.Code)
	}
	return text
}

const (
	tries      = 6
	pause      = time.Second // between tries when the answer does not say how long
	longestRaw = 300         // bytes of an unreadable answer that an error quotes
)

// Do sends the call, and again when the answer says that trying later may help: no answer at all, 429, 502, 503 or 504.
// Every call may be sent again, since those that create carry the key of their step.
func (p Person) Do(ctx context.Context, call Call) (Answer, error) {
	for n := 1; ; n++ {
		answer, err := p.once(ctx, call)
		if !answer.retryable(err) || n == tries || ctx.Err() != nil {
			return answer, err
		}
		timer := time.NewTimer(answer.later())
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return answer, ctx.Err()
		}
	}
}

func (p Person) once(ctx context.Context, call Call) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, call.Method, p.site.Instance.APIURL+call.Path, bytes.NewReader(call.Body))
	if err != nil {
		return Answer{}, err
	}
	p.dress(request, call)
	response, err := p.site.http.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Header: response.Header, Body: raw}, err
}

func (p Person) dress(request *http.Request, call Call) {
	set := func(name, value string) {
		if value != "" {
			request.Header.Set(name, value)
		}
	}
	if p.Token != "" {
		set("Authorization", "Bearer "+p.Token)
	}
	set("Accept", "*/*")
	set("Accept-Language", p.Language)
	set("If-Match", call.IfMatch)
	if call.Body != nil && call.Type == "" {
		call.Type = "application/json"
	}
	set("Content-Type", call.Type)
	if call.Method == http.MethodPost && call.Key == "" {
		call.Key = p.step(call)
	}
	if call.Key != "-" {
		set("Idempotency-Key", call.Key)
	}
}

// step names the step of the run that a call is: who does what with which words.
func (p Person) step(call Call) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\n%s\n%s\n%s", p.site.run, p.User, call.Path, call.Body))
	return hex.EncodeToString(sum[:16])
}

func (a Answer) retryable(err error) bool {
	switch a.Status {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return err != nil
}

// later is how long the answer asks to wait.
func (a Answer) later() time.Duration {
	seconds, err := strconv.Atoi(a.Header.Get("Retry-After"))
	if err != nil {
		return pause
	}
	return time.Duration(seconds) * time.Second
}

// Problem reads the answer as a problem document.
func (a Answer) Problem() *Problem {
	p := &Problem{Status: a.Status}
	err := json.Unmarshal(a.Body, p)
	if err != nil || p.Code == "" {
		p.Detail = string(a.Body[:min(len(a.Body), longestRaw)])
	}
	return p
}

// Into reads a good answer into a value; nil reads nothing. Any other answer is a *Problem.
func (a Answer) Into(value any) error {
	if a.Status < http.StatusOK || a.Status >= http.StatusMultipleChoices {
		return a.Problem()
	}
	if value == nil {
		return nil
	}
	return json.Unmarshal(a.Body, value)
}

// Get reads an address into a value.
func (p Person) Get(ctx context.Context, path string, into any) error {
	return p.send(ctx, Call{Method: http.MethodGet, Path: path}, nil, into)
}

// Post sends a message and reads the answer into a value. A nil body sends none.
func (p Person) Post(ctx context.Context, path string, body, into any) error {
	return p.send(ctx, Call{Method: http.MethodPost, Path: path}, body, into)
}

// Patch changes the version that the tag names and returns the tag of the new one.
func (p Person) Patch(ctx context.Context, path, tag string, body any) (string, error) {
	raw, err := json.Marshal(body)
	if err != nil {
		return "", err
	}
	answer, err := p.Do(ctx, Call{Method: http.MethodPatch, Path: path, Body: raw, IfMatch: tag})
	if err != nil {
		return "", err
	}
	return answer.Header.Get("ETag"), p.named(http.MethodPatch, path, answer.Into(nil))
}

// Delete removes what is at the address.
func (p Person) Delete(ctx context.Context, path string) error {
	return p.send(ctx, Call{Method: http.MethodDelete, Path: path}, nil, nil)
}

func (p Person) send(ctx context.Context, call Call, body, into any) (err error) {
	if body != nil {
		call.Body, err = json.Marshal(body)
		if err != nil {
			return err
		}
	}
	answer, err := p.Do(ctx, call)
	if err != nil {
		return p.named(call.Method, call.Path, err)
	}
	return p.named(call.Method, call.Path, answer.Into(into))
}

func (p Person) named(method, path string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s, %s %s: %w", p.User, method, path, err)
}
