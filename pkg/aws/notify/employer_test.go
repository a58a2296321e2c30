package notify_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/notify"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/employer"
	"hsmp.example/cases/pkg/domain/employer/specimen"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// firms holds registrations.
type firms map[employer.ID]employer.Employer

func (f firms) Load(_ context.Context, id employer.ID) (employer.Employer, error) {
	e, ok := f[id]
	if !ok {
		return e, problem.New(problem.NotFound, "not-found")
	}
	return e, nil
}

const firm employer.ID = "emp_01"

// hiring is a world with one registration in that state.
func hiring(t *testing.T, state employer.State, l locale.Language) *world {
	t.Helper()
	w := newWorld(t)
	form := specimen.Form()
	form.Language = l
	w.notices.Employers = firms{firm: {ID: firm, State: state, Form: form, Rulings: []employer.Ruling{{Outcome: state, Reason: why}}}}
	return w
}

func (w *world) tells(kind string, about employer.ID) {
	w.t.Helper()
	sent, err := w.notices.Tell(w.t.Context(), notify.News{ID: "emp_01-00000002", Type: kind, Record: application.ID(about)})
	w.must(err)
	if want, got := len(w.post.sent), sent; want != got {
		w.t.Errorf("want %d letters reported, got %d", want, got)
	}
}

func TestAnEmployerIsWrittenToWhenTheRegistrationIsReceivedAndRuledOn(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		kind  string
		state employer.State
		about employer.ID
		want  string
	}{
		"received":                            {"register-employer", employer.Submitted, firm, "A registration as an employer has been received"},
		"registered":                          {"decide-employer", employer.Registered, firm, "Your registration has been decided"},
		"refused":                             {"decide-employer", employer.Refused, firm, "Your registration has been decided"},
		"returned":                            {"decide-employer", employer.Returned, firm, "Your registration needs a correction"},
		"returned, and corrected meanwhile":   {"decide-employer", employer.Submitted, firm, ""},
		"corrected, which the employer knows": {"correct-employer", employer.Submitted, firm, ""},
		"a registration that is gone":         {"decide-employer", employer.Registered, "emp_02", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := hiring(t, c.state, locale.English)
			w.tells(c.kind, c.about)
			var got string
			if len(w.post.sent) > 0 {
				got = *w.post.sent[0].Message.Subject.Data
			}
			if diff := cmp.Diff(c.want, got); diff != "" || len(w.post.sent) > 1 {
				t.Errorf("%d letters, subject (-want +got):\n%s", len(w.post.sent), diff)
			}
		})
	}
}

const returnedAzerbaijani = `Hörmətli işəgötürən,

Dövlət Miqrasiya Xidməti qeydiyyatınıza baxıb və düzəliş etməyinizi xahiş edir. Nəyin düzəldilməli olduğu hesabınızda göstərilib.

Ətraflı oxumaq və cavab vermək üçün daxil olun: https://hsm.example.org

İstinad: emp_01

Yüksək ixtisaslı miqrantlar proqramı, Azərbaycan Respublikasının Dövlət Miqrasiya Xidməti
Bu məktub avtomatik göndərilib; ona yazılan cavablar oxunmur.
`

func TestAnEmployersLetterIsInItsLanguageAndHoldsNothingThatSomebodyWrote(t *testing.T) {
	t.Parallel()
	w := hiring(t, employer.Returned, locale.Azerbaijani)
	w.tells("decide-employer", firm)
	if diff := cmp.Diff(returnedAzerbaijani, *w.post.sent[0].Message.Body.Text.Data); diff != "" {
		t.Errorf("letter (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"office@caspian.example"}, w.post.addresses()); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	for _, l := range locale.All {
		for _, state := range employer.Outcomes {
			w := hiring(t, state, l)
			w.tells("decide-employer", firm)
			text := *w.post.sent[0].Message.Subject.Data + *w.post.sent[0].Message.Body.Text.Data
			for _, written := range []string{"Caspian", "1400057421", "Günay", why, "registration-"} {
				if strings.Contains(text, written) {
					t.Errorf("%s %s: want no %q in\n%s", l, state, written, text)
				}
			}
		}
	}
}

func TestAnEmployersNewsThatComesTwiceIsToldOnce(t *testing.T) {
	t.Parallel()
	w := hiring(t, employer.Registered, locale.English)
	for range 3 {
		_, err := w.notices.Tell(t.Context(), notify.News{ID: "emp_01-00000002", Type: "decide-employer", Record: application.ID(firm)})
		w.must(err)
	}
	if len(w.post.sent) != 1 {
		t.Errorf("want one letter, got %d", len(w.post.sent))
	}
}
