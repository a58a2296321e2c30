package status

import (
	"strconv"
	"strings"

	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/record"
	"hsmp.example/cases/web/page"
)

// CorrectionView is one request with what the applicant has prepared for the reply.
type CorrectionView struct {
	Correction application.Correction
	Text       string              // of the reply, as it was typed
	Unsent     []evidence.Document // added and not gone with a reply
	Choices    []page.Option       // those of them that are accepted
	Pending    bool                // some are still on their way through the inspection, or to it
}

// path is below the correction's own page, which is "".
func (v CorrectionView) path(suffix string) string {
	return "/corrections/" + strconv.Itoa(v.Correction.Number) + suffix
}

// replyKey is the name under which reply.js keeps what is being written on the reader's device.
func (c Case) replyKey(number int) string {
	return "reply/" + string(c.ID) + "/corrections/" + strconv.Itoa(number)
}

// replied lists the keys of the replies that the service has: the device needs them no more.
func (c Case) replied() string {
	var keys []string
	for _, k := range c.Corrections {
		if k.Reply != nil {
			keys = append(keys, c.replyKey(k.Number))
		}
	}
	return strings.Join(keys, " ")
}

// WithdrawalView asks before the case is ended.
type WithdrawalView struct {
	Understood bool
}

// AccessesView is one page of who opened what, with the receipt of the whole chain.
type AccessesView struct {
	Reads []record.Reading // of this page, the newest first
	Head  record.Head
	Whole bool
	Pages page.PaginationView
}

// NewDocumentView asks what a file is before it is sent.
type NewDocumentView struct {
	Correction                       application.Correction
	Kind, Language, Format, Original string // as chosen
	Kinds, Languages, Originals      []page.Option
}

// UploadView is the form by which a file goes straight to the documents' store.
type UploadView struct {
	Correction application.Correction
	Document   string
	URL        string
	Fields     []page.Field
	Kind       string // of document, in words
	Accept     string // media type
	MaxBytes   int64
	Size       string // the same in words
	Until      string // time of day in Baku
}
