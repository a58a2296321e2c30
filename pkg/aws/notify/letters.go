package notify

import (
	"strings"
	"unicode"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/usecase/casework"
	"hsmp.example/cases/pkg/usecase/identity"
)

// letter is one message to one addressee.
type letter struct {
	addressee     string // "applicant", "employer" or an authority's id; never an address, since it stands in a key
	to            string // address
	subject, text string
}

// letters says, by the type of the news, which letters it calls for. What is not here is told to nobody.
var letters = map[string]func(subject, News) []letter{
	string(identity.Submit):            subject.submitted,
	string(identity.RequestCorrection): subject.correction,
	string(identity.ApproveExtension):  subject.extended,
	string(identity.Withdraw):          subject.withdrawn,
	string(casework.Certified):         subject.decided,
	string(casework.Reasoned):          subject.decided,
	string(casework.Reminded):          subject.reminded,
	string(casework.Escalated):         subject.escalated,
}

// subject is the case that letters are about.
type subject struct {
	*application.Case
	programme programme.Programme
	url       string
}

func (n Notices) about(c *application.Case, t application.Timetable) subject {
	return subject{Case: c, programme: t.Programme, url: n.PublicURL}
}

func (s subject) submitted(News) []letter {
	if s.Submission == nil {
		return nil
	}
	return s.toApplicant("submitted", "due", s.Submission.Due.Date.In(s.Language))
}

// correction tells of the lane's request that is still open; an answered one needs no letter.
func (s subject) correction(news News) []letter {
	for _, k := range s.Corrections {
		if k.Reply == nil && string(k.Lane) == news.Subject && s.State == application.Assessing {
			return s.toApplicant("correction", "reply_by", k.ReplyBy.In(s.Language))
		}
	}
	return nil
}

// extended tells of a longer clock; that an extension was refused changes nothing for the applicant.
func (s subject) extended(News) []letter {
	if s.Extended() == 0 || s.State.Closed() {
		return nil
	}
	return s.toApplicant("extended", "due", s.Submission.Due.Date.In(s.Language))
}

func (s subject) withdrawn(News) []letter { return s.toApplicant("withdrawn") }
func (s subject) decided(News) []letter   { return s.toApplicant("decided") }

func (s subject) toApplicant(key string, args ...string) []letter {
	if s.Form.Contact.Email == "" {
		return nil
	}
	w := wording(s.Language)
	greeting := w.Say("greeting-nameless")
	if name := plain(s.Form.Identity); name != "" {
		greeting = w.Say("greeting", "name", name)
	}
	return []letter{{addressee: "applicant", to: s.Form.Contact.Email, subject: w.Say(key+"-subject", args...),
		text: s.compose(w, greeting, w.Say(key+"-body", args...))}}
}

func (s subject) compose(w locale.Words, greeting, body string) string {
	return compose(w, s.url, string(s.ID), greeting, body)
}

func compose(w locale.Words, url, reference, greeting, body string) string {
	return strings.Join([]string{greeting, body, w.Say("sign-in", "url", url), w.Say("reference", "case", reference),
		w.Say("closing") + "\n" + w.Say("automatic")}, "\n\n") + "\n"
}

// plain is the name without anything that a mail reader would make a link of: who applies chooses both the name and the
// address, and letters must not carry strangers' messages.
func plain(i application.Identity) string {
	family, given := i.LatinName()
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || strings.ContainsRune("-'’", r) {
			return r
		}
		return ' '
	}, given+" "+family)), " ")
}

// reminded writes to the authority whose answer is awaited now, unless it has come meanwhile.
func (s subject) reminded(news News) []letter { return s.toAuthorities(news, "remind") }

// escalated writes to the Service as well: the term is its to keep (fact 58).
func (s subject) escalated(news News) []letter {
	return s.toAuthorities(news, "escalate", programme.AuthorityID(identity.Service))
}

func (s subject) toAuthorities(news News, key string, also ...programme.AuthorityID) []letter {
	wait := application.Wait(news.Subject)
	if s.Submission == nil || s.Settled(wait) {
		return nil
	}
	first, name := s.awaited(wait)
	var all []letter
	for _, id := range append([]programme.AuthorityID{first}, also...) {
		authority, ok := s.programme.Authority(id)
		if !ok || authority.Email == "" || len(all) > 0 && id == first {
			continue
		}
		w := wording(locale.Azerbaijani) // the state language, in which authorities are written to
		due := s.Submission.Due.Date.In(w.Language)
		all = append(all, letter{addressee: string(id), to: authority.Email, subject: w.Say(key+"-subject", "due", due),
			text: s.compose(w, w.Say("greeting-office", "authority", authority.Names.In(w.Language)), w.Say(key+"-body", "due", due, "lane", name))})
	}
	return all
}

// awaited is the authority whose answer the wait is for, and what its part is called.
func (s subject) awaited(wait application.Wait) (programme.AuthorityID, string) {
	id, ok := application.WaitedLane(wait)
	if !ok {
		return programme.AuthorityID(identity.Service), wording(locale.Azerbaijani).Say("step-" + string(wait))
	}
	for _, spec := range s.programme.Lanes(programme.FieldID(s.Form.Expertise.Field)) {
		if spec.ID != id {
			continue
		}
		if lane, err := s.Lane(id); err == nil {
			return lane.Authority, spec.Names.In(locale.Azerbaijani) // not the spec's: the lane may have been routed
		}
	}
	return "", ""
}
