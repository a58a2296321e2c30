// Package application holds the applicant's own pages until an application is submitted: the list of applications, the
// parts of a draft, its documents, the review and the ways out.
//
// It must hold no rule of the programme and know no use case: handlers say which fields there are and what is missing.
package application

import (
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/web/dossier"
	"hsmp.example/cases/web/page"
)

// Listed is one application in the list of one's own.
type Listed struct {
	ID, Title string
	State     string
	Kind      page.TagKind
	Next      string // what happens next or what to do
	Rows      []page.SummaryRow
	Link      string // a whole address
	Action    string // what the link does
	Draft     bool
}

// ListView is the page of all applications of one person.
type ListView struct {
	Applications []Listed
	MayBegin     bool
	Wait         string // after a refusal: from when on one may apply again; "" for nobody who waits
	Languages    []page.Option
	Language     string
	Carried      []page.Field // answers of a self-assessment that go along
}

// TasksView is the page of a draft: its parts, each with what is missing.
type TasksView struct {
	Case      string
	Parts     []page.Task
	Last      []page.Task // the documents and the review
	Missing   int         // everything that keeps the draft from being submitted
	Languages []page.Option
	Language  string
	Version   string
	Carried   bool // the draft was begun with answers of a self-assessment
	OnDevice  []OnDevice
}

// Kind says how a field is asked.
type Kind string

// The kinds of fields.
const (
	Line   Kind = "line"
	Area   Kind = "area"
	Date   Kind = "date"
	List   Kind = "list" // one of many
	Radios Kind = "radios"
)

// Field is one question.
type Field struct {
	Kind    Kind
	Control page.Control
	Parts   page.DateParts
	Options []page.Option
}

// Entry is one group of questions: a post, a passport, or all of a part that is no list.
type Entry struct {
	Legend string
	About  string // names the entry for screen readers: "2"
	Fields []Field
	Remove string // value of the button that takes it out; "" for none
	Note   string // what was found in it, such as what machine-readable lines say
}

// Group is a list of entries, or a single one.
type Group struct {
	ID      string // that a fault of the list as a whole links to
	List    bool
	Fault   string
	Entries []Entry
	Add     string // value of the button that adds an entry; "" for none
	AddText string
}

// StepView is one part of the draft.
type StepView struct {
	Case, Step  string
	Title, Over string
	Why         string
	Criteria    []string // which criteria the part serves, with their maxima
	Version     string   // of the form that was shown
	Seen        string   // fingerprint of the part as it was shown
	Groups      []Group
	Device      Device
}

// Device is what autosave.js is told: where unsaved typing is kept and what to say. Texts are the reader's.
type Device struct {
	Key    string // under which this part of this draft is kept on the device
	Stored string // number of the sending that the page answers, once the service has all of it; "" while the device is to keep it
}

// OnDevice is a part of which a device may hold text that the service does not have; autosave.js shows those of which
// it does.
type OnDevice struct {
	Key   string // that of Device
	Title string
	Link  string // a whole address
}

// Difference is one field that has two values.
type Difference struct {
	Field        string // name of the choice
	Label        string
	Mine, Theirs string
}

// ConflictView shows what was typed beside what was stored meanwhile.
type ConflictView struct {
	Case, Step    string
	Title         string
	Version, Seen string
	Sending       string // number of the sending by which the device knows what it keeps
	Differences   []Difference
	Mine          []page.Field // everything that was typed, to be sent again
}

// Wanted is one kind of document of the checklist with what was handed in.
type Wanted struct {
	Kind, Name, Help string
	Need             string
	NeedKind         page.TagKind
	Limits           string
	Rules            []string // authentication, language
	Documents        []evidence.Document
	Add              string // a whole address; "" when none can be added
}

// DocumentsView is the checklist.
type DocumentsView struct {
	Case      string
	Wanted    []Wanted
	File      dossier.File
	Missing   []string // what still keeps the draft from being submitted
	Pending   bool     // something is still to be inspected
	StateLink string   // whole address of the state that uploads.js polls
}

// NewDocumentView asks what a file is before it is sent.
type NewDocumentView struct {
	Case      string
	Kind      page.Control
	Kinds     []page.Option
	Format    page.Control
	Formats   []page.Option
	Language  page.Control
	Languages []page.Option
	Original  page.Control
	Originals []page.Option // documents that the new one may translate
	Instead   string        // id of the document that it replaces
	Title     string
	Help      string
	Limits    string
	MaxBytes  string
	StateLink string
}

// UploadView is the form by which a file goes straight to the documents' store.
type UploadView struct {
	Case, Document string
	Title          string
	URL            string
	Fields         []page.Field
	Accept         string
	Limits         string
	MaxBytes       string
	Until          string
	StateLink      string
}

// ConfirmView asks before something is taken away.
type ConfirmView struct {
	Title, Text, Warning string
	Path                 string // of the form
	Yes                  string
	Back                 string // a whole address
}

// Lack is one thing that is missing, with where it is put right.
type Lack struct{ Part, Text, Link string }

// ReviewView is everything as the officers will see it, and the submission.
type ReviewView struct {
	Case      string
	Version   string
	File      dossier.File
	Lacks     []Lack
	Expected  []string // kinds of documents that are not there, without which it can be submitted
	Due       string
	Why       []string
	Clock     string
	Truthful  bool
	Consents  bool
	Changed   bool // something was changed since the reader looked
	OnDevice  []OnDevice
	Authority []string
}
