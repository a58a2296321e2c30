//go:build e2e

// What a journey begins with, such as a case that waits for officers, is filed through the API.
package pages

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"hsmp.example/cases/localstack/browser"
	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
	"hsmp.example/cases/localstack/instance"
)

// workflowTime is how long the machine may take to notice what was done.
const workflowTime = 3 * time.Minute

// closing is how long a test may take to end what it has opened.
const closing = time.Minute

var opened sync.Map // by instance: *client.Site

// site is the instance under test, for what is done through the API.
func site(t *testing.T) *client.Site {
	t.Helper()
	running, err := browser.Running()
	if err != nil {
		t.Fatal(err)
	}
	i, err := instance.FromEnv(running.Root)
	if err != nil {
		t.Fatal(err)
	}
	one, _ := opened.LoadOrStore(running.URL, client.Open(i, "journey-"+strconv.FormatInt(time.Now().UnixNano(), 36)))
	return one.(*client.Site)
}

// person is signed in at the API.
func person(t *testing.T, user string) client.Person {
	t.Helper()
	p, err := site(t).SignIn(context.WithoutCancel(t.Context()), user)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// filed submits a complete application of the user through the API, which ends with the test. The number tells the
// passport apart from others'.
func filed(t *testing.T, user string, number int) *filing.Application {
	t.Helper()
	owner, applicant := person(t, user), papers.Somebody(number)
	files, err := applicant.Files()
	if err != nil {
		t.Fatal(err)
	}
	a, err := filing.Begin(t.Context(), owner, "en")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), closing)
		defer cancel()
		if err := filing.Tidy(ctx, owner); err != nil {
			t.Error(err)
		}
	})
	if err := a.Fill(t.Context(), applicant.Form()); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Attach(t.Context(), func(int, int) {}, files...); err != nil {
		t.Fatal(err)
	}
	if err := a.Submit(t.Context()); err != nil {
		t.Fatal(err)
	}
	return a
}

// becomes waits until the case is in a state.
func becomes(t *testing.T, a *filing.Application, state string) {
	t.Helper()
	err := client.Until(t.Context(), "the case to become "+state, workflowTime, time.Second, func(ctx context.Context) (bool, error) {
		var status client.Status
		err := a.Owner.Get(ctx, a.Path("/status"), &status)
		return status.State == state, err
	})
	if err != nil {
		t.Fatal(err)
	}
}
