package notify_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/aws/smithy-go"
	smithyhttp "github.com/aws/smithy-go/transport/http"

	"hsmp.example/cases/pkg/aws/notify"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

func TestAnEventThatComesTwiceIsToldOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	news := notify.News{ID: "app_01-00000002", Type: "escalate", Record: id, Subject: string(application.LaneWait("education"))}
	for range 3 {
		_, err := w.notices.Tell(t.Context(), news)
		w.must(err)
	}
	if want, got := []string{"science-education@example.org", "sms@example.org"}, w.post.addresses(); !slices.Equal(want, got) {
		t.Errorf("want %v, got %v", want, got)
	}
	for key := range w.memo.done {
		if strings.Contains(key, "@") {
			t.Errorf("want no address in the key %q", key)
		}
	}
}

func TestALetterThatFailedIsSentTheNextTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	news := notify.News{ID: "app_01-00000002", Type: "submit", Record: id}
	w.post.err = &smithy.GenericAPIError{Code: "Throttling"}
	if _, err := w.notices.Tell(t.Context(), news); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable, got %v", err)
	}
	w.post.err = nil
	if sent, err := w.notices.Tell(t.Context(), news); sent != 1 || err != nil {
		t.Errorf("want it sent now, got %d, %v", sent, err)
	}
}

func TestWhileSomebodyElseIsAtItTheNewsComesAgain(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	w.memo.err = problem.New(problem.Unavailable, "unavailable")
	sent, err := w.notices.Tell(t.Context(), notify.News{ID: "e", Type: "submit", Record: id})
	if sent != 0 || !errors.Is(err, problem.Unavailable) || len(w.post.sent) != 0 {
		t.Errorf("want nothing sent and unavailable, got %d, %v", sent, err)
	}
}

func TestARefusalIsAnErrorThatNamesNobody(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		err  error
		want problem.Kind
	}{
		"too fast":           {&smithy.GenericAPIError{Code: "ThrottlingException"}, problem.Unavailable},
		"their fault":        {&smithyhttp.ResponseError{Response: &smithyhttp.Response{Response: &http.Response{StatusCode: http.StatusServiceUnavailable}}, Err: errors.New("x")}, problem.Unavailable},
		"no connection":      {&smithyhttp.RequestSendError{Err: errors.New("refused")}, problem.Unavailable},
		"out of time":        {context.DeadlineExceeded, problem.Unavailable},
		"an address refused": {&smithy.GenericAPIError{Code: "MessageRejected", Message: "Address emre@example.org is bad"}, problem.Internal},
		"something else":     {errors.New("emre@example.org"), problem.Internal},
	} {
		w := newWorld(t).submitted(locale.English)
		w.post.err = c.err
		_, err := w.notices.Tell(t.Context(), notify.News{ID: "e", Type: "submit", Record: id})
		if err == nil || problem.From(err).Kind != c.want || strings.Contains(err.Error(), "emre@") {
			t.Errorf("%s: want %s without the address, got %v", name, c.want, err)
		}
	}
}

func TestACaseThatIsGoneConcernsNobody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.record.err = problem.New(problem.NotFound, "not-found")
	w.tell("submit", "")
	w.record.err = problem.New(problem.Unavailable, "unavailable")
	if _, err := w.notices.Tell(t.Context(), notify.News{ID: "e", Type: "submit", Record: id}); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable, got %v", err)
	}
}
