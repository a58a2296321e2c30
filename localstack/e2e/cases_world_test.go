//go:build e2e

package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
)

// Who files in which test: a person has one open case at a time, and tests run side by side.
const (
	filesBadMessages = iota + 1
	filesBadTags
	filesTwice
	filesBadUploads
	filesRejected
	filesForScores
	filesForRace
	filesForTokens
	filesForAudit
	filesExamples
	filesStrangers
	looksAtStrangers
	filesWrongTypes
	filesUnread
	filesSecond
	filesOtherBytes
	filesIncomplete
	filesForViews
	filesForReadings
	filesForFigures
)

// closing is how long a test may take to end what it has opened.
const closing = time.Minute

var opened = struct {
	sync.Once
	site *client.Site
}{}

// site is the instance under test, with one sign-in a person for all tests.
func site(t *testing.T) *client.Site {
	t.Helper()
	i := running(t)
	opened.Do(func() {
		opened.site = client.Open(i, "e2e-"+strconv.FormatInt(time.Now().UnixNano(), 36))
	})
	return opened.site
}

func signed(t *testing.T, user string) client.Person {
	t.Helper()
	p, err := site(t).SignIn(context.WithoutCancel(t.Context()), user)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func applicant(t *testing.T, number int) client.Person {
	t.Helper()
	return signed(t, fmt.Sprintf("applicant%02d", number))
}

// must fails the test at once on an error.
func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// draft begins an application of that applicant, which ends with the test.
func draft(t *testing.T, number int) *filing.Application {
	t.Helper()
	owner := applicant(t, number)
	a, err := filing.Begin(t.Context(), owner, "en")
	must(t, err)
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), closing)
		defer cancel()
		err := filing.Tidy(ctx, owner)
		if err != nil {
			t.Error(err)
		}
	})
	return a
}

// attach brings files in and returns the documents as they are after their inspection.
func attach(t *testing.T, a *filing.Application, files ...client.File) []client.Document {
	t.Helper()
	list, err := a.Attach(t.Context(), func(int, int) {}, files...)
	must(t, err)
	return list
}

// filled is a draft that could be submitted.
func filled(t *testing.T, number int) *filing.Application {
	t.Helper()
	a := draft(t, number)
	who := papers.Somebody(number)
	must(t, a.Fill(t.Context(), who.Form()))
	files, err := who.Files()
	must(t, err)
	for _, d := range attach(t, a, files...) {
		if d.State != "accepted" {
			t.Fatalf("%s is %s: %+v", d.FileName, d.State, d.Findings)
		}
	}
	return a
}

// submitted is a case whose lanes are open.
func submitted(t *testing.T, number int) *filing.Application {
	t.Helper()
	a := filled(t, number)
	must(t, a.Submit(t.Context()))
	return a
}

// send sends a call as it stands and fails the test when nothing answers, or when what answers is our fault.
func send(t *testing.T, p client.Person, call client.Call) client.Answer {
	t.Helper()
	answer, err := p.Do(t.Context(), call)
	must(t, err)
	if answer.Status >= http.StatusInternalServerError {
		t.Errorf("%s %s answered %d: %s", call.Method, call.Path, answer.Status, answer.Body)
	}
	return answer
}

var spoken = []string{"az", "tr", "en", "ru"}

// inside are words that no answer may hold: they would be ours and not the caller's.
var inside = []string{"goroutine", "panic", "dynamodb", "DynamoDB", "arn:aws", ".go:", "runtime error", "ConditionalCheck", "huma"}

// refused sends the call in each of the four languages and wants the same problem each time, in other words.
func refused(t *testing.T, p client.Person, call client.Call, status int, code string) *client.Problem {
	t.Helper()
	var last *client.Problem
	said := map[string]string{}
	for _, language := range spoken {
		answer := send(t, p.In(language), call)
		last = answer.Problem()
		where := fmt.Sprintf("%s %s in %s", call.Method, call.Path, language)
		if answer.Status != status || last.Code != code || last.Status != status {
			t.Errorf("%s: want %d %s, got %d %s", where, status, code, answer.Status, answer.Body)
			return last
		}
		if answer.Header.Get("Content-Type") != "application/problem+json" || answer.Header.Get("Content-Language") != language {
			t.Errorf("%s: want a problem document in the language, got %s in %s", where, answer.Header.Get("Content-Type"), answer.Header.Get("Content-Language"))
		}
		words := last.Title + "\n" + last.Detail
		for other, same := range said {
			if same == words {
				t.Errorf("%s: the words are those of %s: %s", where, other, words)
			}
		}
		said[language] = words
		for _, word := range inside {
			if strings.Contains(string(answer.Body), word) {
				t.Errorf("%s: %q comes from inside: %s", where, word, answer.Body)
			}
		}
	}
	return last
}

// faulty wants one 422 with exactly these faults, written "pointer code" or "parameter code".
func faulty(t *testing.T, p client.Person, call client.Call, want ...string) {
	t.Helper()
	problem := refused(t, p, call, http.StatusUnprocessableEntity, "invalid")
	var got []string
	for _, fault := range problem.Errors {
		got = append(got, strings.TrimSpace(fault.Pointer+fault.Parameter+" "+fault.Code))
		if fault.Detail == "" || fault.Detail == fault.Code {
			t.Errorf("%s %s: the fault %s says nothing", call.Method, call.Path, fault.Code)
		}
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%s %s %s: want the faults %q, got %q", call.Method, call.Path, call.Body, want, got)
	}
}

// codeOf is the code of the problem that an error is, or the error's words.
func codeOf(err error) string {
	var problem *client.Problem
	switch {
	case errors.As(err, &problem):
		return problem.Code
	case err != nil:
		return err.Error()
	}
	return ""
}

func post(path string, body any) client.Call {
	return client.Call{Method: http.MethodPost, Path: path, Body: marshalled(body)}
}

func get(path string) client.Call { return client.Call{Method: http.MethodGet, Path: path} }

// marshalled writes a body; a string stands as it is.
func marshalled(body any) []byte {
	if text, ok := body.(string); ok {
		return []byte(text)
	}
	raw, err := json.Marshal(body)
	if err != nil {
		panic(err) // a test that cannot write its own message
	}
	return raw
}
