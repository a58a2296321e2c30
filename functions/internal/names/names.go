package main

import (
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"hsmp.example/cases/pkg/application"
)

// ids makes names of cases, persons and documents: a prefix that says what it is, and a ULID that says nothing of whom.
type ids struct {
	now    func() time.Time
	random io.Reader
}

func (i ids) application() application.ID  { return application.ID("app_" + i.fresh()) }
func (i ids) person() application.PersonID { return application.PersonID("prs_" + i.fresh()) }
func (i ids) document() string             { return "doc_" + i.fresh() }

// fresh panics only when the system has no randomness left; the request is then answered as an internal problem.
func (i ids) fresh() string { return ulid.MustNew(ulid.Timestamp(i.now()), i.random).String() }
