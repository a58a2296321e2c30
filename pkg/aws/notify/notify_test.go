package notify_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/aws/aws-sdk-go-v2/service/ses"
	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/notify"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/testkit/drafts"
	"hsmp.example/cases/pkg/usecase/casework"
)

const (
	id   application.ID = "app_01"
	from                = "notices@example.org"
	why                 = "The diploma needs a closer look, which takes some time."
)

var (
	_ notify.Sender = (*ses.Client)(nil)
	_ notify.Once   = (*memo)(nil)
)

// post is SES: it keeps what is sent, or refuses it.
type post struct {
	sent []*ses.SendEmailInput
	err  error
}

func (p *post) SendEmail(_ context.Context, in *ses.SendEmailInput, _ ...func(*ses.Options)) (*ses.SendEmailOutput, error) {
	if p.err != nil {
		return nil, p.err
	}
	p.sent = append(p.sent, in)
	return &ses.SendEmailOutput{}, nil
}

func (p *post) addresses() []string {
	var all []string
	for _, in := range p.sent {
		all = append(all, in.Destination.ToAddresses...)
	}
	return all
}

// memo remembers deeds as the table does, without its lease: who died may begin again at once.
type memo struct {
	done map[string]bool
	err  error
}

func (m *memo) First(_ context.Context, key string) (bool, error) { return !m.done[key], m.err }
func (m *memo) Done(_ context.Context, key string) error          { m.done[key] = true; return nil }

// record holds one case.
type record struct {
	c   application.Case
	err error
}

func (r *record) Load(context.Context, application.ID) (application.Case, error) { return r.c, r.err }

type world struct {
	t       *testing.T
	rules   casework.Rules
	post    *post
	memo    *memo
	record  *record
	notices notify.Notices
}

func newWorld(t *testing.T) *world {
	t.Helper()
	rules, err := casework.LoadRules(0)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, rules: rules, post: &post{}, memo: &memo{done: map[string]bool{}}, record: &record{c: drafts.Draft(id)}}
	w.notices = notify.Notices{Cases: w.record, Employers: firms{}, Rules: rules, Once: w.memo, Sender: w.post, From: from, PublicURL: "https://hsm.example.org"}
	return w
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// submitted has the case submitted on drafts.Day in that language.
func (w *world) submitted(l locale.Language) *world {
	w.t.Helper()
	c := &w.record.c
	c.Language = l
	w.must(c.Submit(application.Act{By: drafts.Applicant, At: drafts.At}, w.timetable()))
	return w
}

func (w *world) timetable() application.Timetable {
	w.t.Helper()
	t, err := w.rules.Of(&w.record.c)
	w.must(err)
	return t
}

func (w *world) tell(kind, subject string) {
	w.t.Helper()
	sent, err := w.notices.Tell(w.t.Context(), notify.News{ID: "app_01-00000002", Type: kind, Record: id, Subject: subject})
	w.must(err)
	if want, got := len(w.post.sent), sent; want != got {
		w.t.Errorf("want %d letters reported, got %d", want, got)
	}
}

func act(name, authority string) application.Act {
	return application.Act{By: drafts.Officer(name, authority), At: drafts.At.Add(time.Hour)}
}

// The whole letter, so that whoever changes a text sees how it reads.
const submittedEnglish = `Dear Emre Yılmaz,

Your application is complete and is being assessed. The decision is due by %s. If anything is needed from you, we will write to this address.

Sign in to read more and to answer: https://hsm.example.org

Reference: app_01

Highly Skilled Migrants Programme, State Migration Service of the Republic of Azerbaijan
This message was sent by itself; nobody reads answers to it.
`

func TestASubmissionIsAnsweredWithItsDueDate(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	w.tell("submit", "")
	if len(w.post.sent) != 1 {
		t.Fatalf("want one letter, got %d", len(w.post.sent))
	}
	got := w.post.sent[0]
	want := fmt.Sprintf(submittedEnglish, w.record.c.Submission.Due.Date.In(locale.English))
	if diff := cmp.Diff(want, *got.Message.Body.Text.Data); diff != "" {
		t.Error("letter (-want +got):\n" + diff)
	}
	if *got.Source != from || *got.Message.Subject.Charset != "UTF-8" || *got.Message.Body.Text.Charset != "UTF-8" {
		t.Errorf("want it from %s in UTF-8, got %s", from, *got.Source)
	}
}

func TestLettersAreInTheApplicantsLanguage(t *testing.T) {
	t.Parallel()
	for l, want := range map[locale.Language][2]string{
		locale.Azerbaijani: {"Müraciətiniz qəbul edildi", "tarixinədək"}, locale.Turkish: {"Başvurunuz alındı", "tarihine kadar"},
		locale.English: {"Your application has been received", "due by"}, locale.Russian: {"Ваше заявление принято", "не позднее"},
	} {
		w := newWorld(t).submitted(l)
		w.tell("submit", "")
		got := w.post.sent[0].Message
		if *got.Subject.Data != want[0] || !strings.Contains(*got.Body.Text.Data, want[1]+" "+w.record.c.Submission.Due.Date.In(l)) &&
			!strings.Contains(*got.Body.Text.Data, w.record.c.Submission.Due.Date.In(l)+" "+want[1]) {
			t.Errorf("%s: got %q\n%s", l, *got.Subject.Data, *got.Body.Text.Data)
		}
	}
}

// Who is written to at what news, by the state of the case when the news arrives.
func TestEachNewsReachesWhomItConcerns(t *testing.T) {
	t.Parallel()
	const emre, education, service = "emre@example.org", "science-education@example.org", "sms@example.org"
	lane := string(application.LaneWait("education"))
	score := func(w *world) {
		w.must(w.record.c.ScoreLane(act("o", "science-education"), "education", application.Finding{Points: 5, Justification: why, Evidence: []string{"doc_diploma"}, Shown: []string{"doc_diploma"}}))
	}
	ask := func(w *world) {
		w.must(w.record.c.RequestCorrection(act("o", "science-education"), w.timetable(), "education", why))
	}
	in := func(state application.State) func(*world) {
		return func(w *world) {
			w.must(w.record.c.Object(act("e", "economy"), w.timetable(), "national-goals", why, "article 1"))
			w.record.c.State = state
		}
	}
	for name, c := range map[string]struct {
		kind, subject string
		change        func(*world)
		want          []string
	}{
		"a submission":                 {"submit", "", nil, []string{emre}},
		"a correction asked for":       {"request-correction", "education", ask, []string{emre}},
		"a correction of another lane": {"request-correction", "languages", ask, nil},
		"a correction that was answered meanwhile": {"request-correction", "education", func(w *world) {
			ask(w)
			w.must(w.record.c.ReplyToCorrection(application.Act{By: drafts.Applicant, At: drafts.At.Add(2 * time.Hour)}, w.timetable(), 1, "Here it is.", nil))
		}, nil},
		"an extension granted": {"approve-extension", "", func(w *world) { w.extend(true) }, []string{emre}},
		"an extension refused": {"approve-extension", "", func(w *world) { w.extend(false) }, nil},
		"a certificate":        {"issue-certificate", "", nil, []string{emre}},
		"a statement":          {"issue-statement", "", nil, []string{emre}},
		"a withdrawal":         {"withdraw", "", nil, []string{emre}},
		"a reminder":           {"remind", lane, nil, []string{education}},
		"an escalation":        {"escalate", lane, nil, []string{education, service}},
		"an escalation of the Service's own lane":  {"escalate", string(application.LaneWait("clearance")), nil, []string{service}},
		"a reminder of the review":                 {"remind", "review", in(application.Reviewing), []string{service}},
		"an escalation of the confirmation":        {"escalate", "confirmation", in(application.Confirming), []string{service}},
		"a reminder of a lane scored meanwhile":    {"remind", lane, score, nil},
		"an escalation of a lane scored meanwhile": {"escalate", lane, score, nil},
		"a reminder of a lane that was routed": {"remind", string(application.LaneWait("experience")), func(w *world) {
			w.must(w.record.c.RouteLane(act("s", "sms"), w.timetable(), "experience", "culture", why))
		}, []string{"culture@example.org"}},
		"a reminder of no lane":            {"remind", "lane:nothing", nil, nil},
		"news that concern nobody outside": {"claim-lane", "education", nil, nil},
		"a type nobody knows":              {"open-the-door", "", nil, nil},
		"an applicant without an address":  {"submit", "", func(w *world) { w.record.c.Form.Contact.Email = "" }, nil},
		"a case withdrawn before the extension is told of": {"approve-extension", "", func(w *world) {
			w.extend(true)
			w.must(w.record.c.Withdraw(application.Act{By: drafts.Applicant, At: drafts.At.Add(3 * time.Hour)}))
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t).submitted(locale.English)
			w.t = t
			if c.change != nil {
				c.change(w)
			}
			w.tell(c.kind, c.subject)
			if diff := cmp.Diff(c.want, w.post.addresses()); diff != "" {
				t.Error("addresses (-want +got):\n" + diff)
			}
		})
	}
}

func (w *world) extend(granted bool) {
	w.t.Helper()
	w.must(w.record.c.RequestExtension(act("o", "science-education"), w.timetable(), "education", why))
	w.must(w.record.c.AnswerExtension(act("s", "sms"), w.timetable(), 1, granted, why))
}

func TestAnExtensionNamesTheNewDueDate(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	before := w.record.c.Submission.Due.Date
	w.extend(true)
	w.tell("approve-extension", "")
	body, after := *w.post.sent[0].Message.Body.Text.Data, w.record.c.Submission.Due.Date
	if before == after || !strings.Contains(body, after.In(locale.English)) || strings.Contains(body, before.In(locale.English)) {
		t.Errorf("want %s and not %s in\n%s", after, before, body)
	}
}

// Mail is read by others: nothing of the form or of the assessment stands in it.
func TestALetterHoldsNothingPersonalButTheName(t *testing.T) {
	t.Parallel()
	w := newWorld(t).submitted(locale.English)
	w.must(w.record.c.RequestCorrection(act("o", "science-education"), w.timetable(), "education", why))
	w.tell("request-correction", "education")
	text := *w.post.sent[0].Message.Subject.Data + *w.post.sent[0].Message.Body.Text.Data
	form := w.record.c.Form
	for _, secret := range []string{why, "education", "diploma", form.Identity.Papers[0].Number, form.Contact.Phone, form.Contact.Address, "TUR"} {
		if strings.Contains(text, secret) {
			t.Errorf("want no %q in\n%s", secret, text)
		}
	}
}

// Whoever applies chooses both the name and the address, so that a letter could carry a stranger's message.
func TestANameIsNoMessage(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Emre":                                "Dear Emre,",
		"Ayşe-Nur O'Neil":                     "Dear Ayşe-Nur O'Neil,",
		"Win https://evil.example/?x=1 today": "Dear Win https evil example x today,",
		"Emre\r\n\r\nYou won":                 "Dear Emre You won,",
		"12345":                               "Dear applicant,",
		"Гүнел":                               "Dear Гүнел,",
	} {
		w := newWorld(t).submitted(locale.English)
		w.record.c.Form.Identity.FamilyName, w.record.c.Form.Identity.GivenNames = "", name
		w.tell("withdraw", "")
		if got, _, _ := strings.Cut(*w.post.sent[0].Message.Body.Text.Data, "\n"); got != want {
			t.Errorf("%q: want %q, got %q", name, want, got)
		}
	}
}
