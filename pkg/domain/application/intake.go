package application

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/locale"
	"hsmp.example/cases/pkg/problem"
)

// Begin returns a new, empty draft.
func Begin(act Act, id ID, person PersonID, language locale.Language) Case {
	return Case{ID: id, Person: person, Applicant: act.By.ID, Language: language, State: Draft, CreatedAt: act.At,
		Drafting: Drafting{FormVersion: 1}}
}

// Patch is a change of the draft: each section that is given replaces the one stored, the others stay.
type Patch struct {
	Language     *locale.Language `json:"language,omitempty"`
	Identity     *Identity        `json:"identity,omitempty"`
	Contact      *Contact         `json:"contact,omitempty"`
	Expertise    *Expertise       `json:"expertise,omitempty"`
	Experience   *[]Employment    `json:"experience,omitempty"`
	Education    *[]Study         `json:"education,omitempty"`
	Languages    *[]Skill         `json:"languages,omitempty"`
	Finances     *Finances        `json:"finances,omitempty"`
	Achievements *[]Achievement   `json:"achievements,omitempty"`
	Impact       *Impact          `json:"impact,omitempty"`
	Declaration  *Declaration     `json:"declaration,omitempty"`
}

// Save changes the draft. version is the FormVersion the applicant saw; another one is stale, so that two open windows
// do not undo each other.
func (c *Case) Save(version int, p Patch) error {
	if err := c.must(Draft); err != nil {
		return err
	}
	if version != c.FormVersion {
		return problem.New(problem.Stale, "stale")
	}
	if p.Language != nil && !p.Language.Valid() {
		return problem.Of([]problem.Fault{problem.At("/language", "not-listed", "options", "az, tr, en, ru")})
	}
	form := p.over(c.Form).Tidy()
	if err := form.bounded(); err != nil {
		return err
	}
	replace(&c.Language, p.Language)
	c.Form = form
	c.FormVersion++
	return nil
}

// mostForm bounds a whole form, in bytes of its JSON: what one row of the table can hold, with room to spare.
const mostForm = 200 << 10

func (f Form) bounded() error {
	raw, err := json.Marshal(f)
	if err != nil {
		return fmt.Errorf("measure form: %w", err)
	}
	if len(raw) > mostForm {
		return problem.New(problem.TooLarge, "too-large", "max", fmt.Sprint(mostForm))
	}
	return nil
}

// over returns the form with the given sections in place of its own.
func (p Patch) over(f Form) Form {
	replace(&f.Identity, p.Identity)
	replace(&f.Contact, p.Contact)
	replace(&f.Expertise, p.Expertise)
	replace(&f.Experience, p.Experience)
	replace(&f.Education, p.Education)
	replace(&f.Languages, p.Languages)
	replace(&f.Finances, p.Finances)
	replace(&f.Achievements, p.Achievements)
	replace(&f.Impact, p.Impact)
	replace(&f.Declaration, p.Declaration)
	return f
}

func replace[T any](stored *T, given *T) {
	if given != nil {
		*stored = *given
	}
}

// Requested returns the document that a request of that name has added before.
func (c *Case) Requested(request string) (evidence.Document, bool) {
	at := slices.IndexFunc(c.Documents, func(d evidence.Document) bool { return d.Request == request })
	if request == "" || at < 0 {
		return evidence.Document{}, false
	}
	return c.Documents[at], true
}

// AddDocument expects an upload: in a draft, or while a correction waits for the applicant's answer. most is how many
// of its kind a draft may hold; a correction may ask for more of what is there and can no longer be removed.
func (c *Case) AddDocument(d evidence.Document, most int) error {
	if err := c.mayChangeDocuments(); err != nil {
		return err
	}
	if _, err := c.Document(d.ID); err == nil {
		return nil
	}
	if len(c.Documents) >= MostDocuments {
		return problem.New(problem.Conflict, "too-many-documents", "max", fmt.Sprint(MostDocuments))
	}
	if c.State == Draft && c.count(d.Kind) >= most {
		return problem.New(problem.Conflict, "too-many-of-kind", "max", fmt.Sprint(most))
	}
	if d.TranslationOf != "" {
		if _, err := c.Document(d.TranslationOf); err != nil {
			return problem.Of([]problem.Fault{problem.At("/translation_of", "no-such-document")})
		}
	}
	c.Documents = append(c.Documents, d)
	return nil
}

func (c *Case) count(kind string) int {
	n := 0
	for _, d := range c.Documents {
		if d.Kind == kind {
			n++
		}
	}
	return n
}

// RemoveDocument takes a document out of a draft, or one that was added for a correction still open. What was submitted
// or handed in with a reply stays, since scores may rest on it.
func (c *Case) RemoveDocument(id string) error {
	if _, err := c.Document(id); err != nil {
		return err
	}
	if err := c.mayChangeDocuments(); err != nil {
		return err
	}
	if c.handedIn(id) || c.scoredOn(id) {
		return problem.New(problem.Conflict, "document-submitted")
	}
	kept := make([]evidence.Document, 0, len(c.Documents))
	for _, d := range c.Documents {
		if d.ID != id {
			kept = append(kept, d)
		}
	}
	c.Documents = kept
	return nil
}

func (c *Case) scoredOn(document string) bool {
	return slices.ContainsFunc(c.Lanes, func(l Lane) bool {
		return l.Outcome != nil && slices.Contains(l.Outcome.Evidence, document) ||
			slices.ContainsFunc(l.Superseded, func(s Superseded) bool { return slices.Contains(s.Evidence, document) })
	})
}

func (c *Case) handedIn(document string) bool {
	if c.Submission == nil {
		return false
	}
	for _, k := range c.Corrections {
		if k.Reply != nil && slices.Contains(k.Reply.Documents, document) {
			return true
		}
	}
	return slices.ContainsFunc(c.Submission.Content, func(s Sealed) bool { return s.Document == document })
}

func (c *Case) mayChangeDocuments() error {
	if c.State == Assessing && c.openCorrection() {
		return nil
	}
	return c.must(Draft)
}

// Submit freezes the content and starts the clock, once the draft is complete: it names every fault at once otherwise.
// The programme and calendar versions are pinned, the due date is reckoned, and all lanes open together (facts 55, 58).
func (c *Case) Submit(act Act, t Timetable) error {
	if c.State == Assessing {
		return nil
	}
	if err := c.must(Draft); err != nil {
		return err
	}
	if err := problem.Of(c.Completeness(t.Programme, calendar.DateOf(act.At))); err != nil {
		return err
	}
	hash, err := c.Form.hash()
	if err != nil {
		return err
	}
	c.Submission = &Submission{At: act.At, Date: calendar.DateOf(act.At), FormHash: hash, Content: c.content(),
		Versions: Versions{Programme: t.Programme.Version, Hash: t.Programme.Hash()}}
	c.reckon(act, t)
	for _, spec := range t.Programme.Lanes(programme.FieldID(c.Form.Expertise.Field)) {
		c.Lanes = append(c.Lanes, Lane{ID: spec.ID, Kind: spec.Kind, Authority: spec.Authority, Maximum: spec.Maximum})
	}
	c.State = Assessing
	return nil
}

// Unaltered reports whether the form is still the one that was submitted, as the workflow checks when it admits the
// case.
func (c *Case) Unaltered() (bool, error) {
	hash, err := c.Form.hash()
	return err == nil && c.Submission != nil && hash == c.Submission.FormHash, err
}

func (c *Case) content() []Sealed {
	sealed := make([]Sealed, len(c.Documents))
	for i, d := range c.Documents {
		sealed[i] = Sealed{Document: d.ID, SHA256: d.Report.SHA256}
	}
	return sealed
}

func (f Form) hash() (string, error) {
	canonical, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("canonical form: %w", err)
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:]), nil
}
