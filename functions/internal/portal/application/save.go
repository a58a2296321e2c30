package application

import (
	"errors"
	"net/url"
	"slices"
	"strings"

	"hsmp.example/cases/functions/internal/portal"
	domain "hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/problem"
	"hsmp.example/cases/pkg/usecase/trial"
	"hsmp.example/cases/web/application"
)

// The buttons of a step, and what autosave.js sends by itself.
const (
	keepIntent   = "keep"
	laterIntent  = "later"
	mergeIntent  = "merge"
	addIntent    = "add-"
	removeIntent = "remove-"
)

// mostTries bounds how often a save is tried again when other parts of the draft are saved at the same moment.
const mostTries = 5

// saved is what came of keeping a step.
type saved struct {
	draft
	typed  typed
	seen   string
	faults []problem.Fault // of what could not be read
	clash  bool            // somebody changed the same part meanwhile
}

// save keeps what was typed, complete or not: a draft may be incomplete. Then it goes where the button says; "continue"
// stays while something in the part is missing or cannot be read.
func (r Room) save(v *portal.Visit) (portal.Answer, error) {
	s, ok := stepOf(v.Path("step"))
	if !ok {
		return portal.Answer{}, problem.New(problem.NotFound, "not-found")
	}
	done, err := r.keep(v, s)
	if err != nil {
		return elsewhere(v, err)
	}
	intent := v.Value("intent")
	if intent == keepIntent {
		return portal.Data(done.told(v.Now)), nil
	}
	if done.clash {
		return r.conflict(v, s, done.typed)
	}
	return r.onward(v, s, done, intent)
}

// onward answers after the part is kept. What was typed decides before the button: text that cannot be read is nowhere
// but on this page, so no button leaves it. Of what is merely missing only "continue" speaks, because whoever adds a
// row, or comes back later, knows that the part is not done.
func (r Room) onward(v *portal.Visit, s step, done saved, intent string) (portal.Answer, error) {
	more, adds := strings.CutPrefix(intent, addIntent)
	switch {
	case len(done.faults) > 0:
		done.blame(v, s, done.typed, done.faults)
		if !adds && intent != laterIntent && !strings.HasPrefix(intent, removeIntent) {
			done.blame(v, s, done.typed, unread(done.faultsOf(s, done.Form), done.faults))
		}
	case v.OnlyShows():
		done.blame(v, s, done.typed, done.faultsOf(s, done.Form))
	case adds:
		return onTo(v, url.URL{Path: path(done.ID, "/"+s.id), RawQuery: url.Values{"more": {more}}.Encode(), Fragment: more}), nil
	case strings.HasPrefix(intent, removeIntent):
		return onTo(v, url.URL{Path: path(done.ID, "/"+s.id)}), nil
	case intent == laterIntent:
		return onTo(v, url.URL{Path: path(done.ID, ""), RawQuery: "saved=yes"}), nil
	default:
		done.blame(v, s, done.typed, done.faultsOf(s, done.Form))
	}
	if len(v.Page.Faults) > 0 || v.OnlyShows() {
		return portal.Again(application.StepPage(r.stepView(v, done.draft, s, fields{done.typed, done.seen, more, done.stored(v)}))), nil
	}
	return onTo(v, url.URL{Path: path(done.ID, "/"+s.next())}), nil
}

// unread leaves out what is said of a field already: one that cannot be read is also missing.
func unread(faults, said []problem.Fault) []problem.Fault {
	return slices.DeleteFunc(faults, func(f problem.Fault) bool {
		return slices.ContainsFunc(said, func(other problem.Fault) bool { return other.Pointer == f.Pointer })
	})
}

// keep stores the part. The version is the one that was read a moment ago, not the page's: two windows may fill in
// different parts side by side. Only when this very part is no longer what the page showed, they clash.
func (r Room) keep(v *portal.Visit, s step) (saved, error) {
	for range mostTries {
		done, err := r.try(v, s)
		if !errors.Is(err, problem.Stale) {
			return done, err
		}
	}
	return saved{}, problem.New(problem.Unavailable, "unavailable")
}

// try keeps the part once, on the draft as it is now. It writes nothing when the part already holds what was typed, so
// that a repeat, or an autosave of nothing new, clashes with nobody. The clash needs both signs: the draft has another
// version than the page, and the part holds something else than the page showed; a version alone changes with every
// other part.
func (r Room) try(v *portal.Visit, s step) (saved, error) {
	d, err := r.look(v)
	if err != nil {
		return saved{}, err
	}
	before, err := s.stored(d.Form)
	if err != nil {
		return saved{}, err
	}
	done := saved{draft: d, seen: before.seen()}
	done.typed = s.posted(v.Form, strings.TrimPrefix(v.Value("intent"), removeIntent))
	if v.Value("intent") == mergeIntent {
		done.typed = s.posted(s.merged(v.Form, done.typed, before), "")
	}
	form, patch, faults, err := s.read(done.typed, d.Form)
	if err != nil {
		return saved{}, err
	}
	done.faults = faults
	after, err := s.stored(form)
	if err != nil || after.seen() == done.seen {
		return done, err
	}
	if version(v) != d.FormVersion && v.Value("seen") != done.seen {
		done.clash = true
		return done, nil
	}
	c, err := r.Intake.Save(v.Context(), v.Who, d.ID, d.FormVersion, patch)
	if trial.Passed(err) {
		done.Form = form // what it would be, so that what it lacks is said
		return done, nil
	}
	if err != nil {
		return saved{}, err
	}
	done.Case, done.seen = c, after.seen()
	return done, nil
}

// speak changes the language of the application and of its official document.
func (r Room) speak(v *portal.Visit) (portal.Answer, error) {
	d, err := r.look(v)
	if err != nil {
		return elsewhere(v, err)
	}
	wish := languageOf(v)
	_, err = r.Intake.Save(v.Context(), v.Who, d.ID, version(v), domain.Patch{Language: &wish})
	switch {
	case errors.Is(err, problem.Stale):
		return portal.See(v.Page, path(d.ID, "?language=stale")), nil
	case trial.Passed(err):
		return portal.See(v.Page, path(d.ID, "")), nil
	case err != nil:
		return portal.Answer{}, err
	}
	return portal.See(v.Page, path(d.ID, "?saved=yes")), nil
}
