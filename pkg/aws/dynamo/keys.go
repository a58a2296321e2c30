package dynamo

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"hsmp.example/cases/pkg/contract"
	"hsmp.example/cases/pkg/domain/application"
	"hsmp.example/cases/pkg/domain/calendar"
	"hsmp.example/cases/pkg/domain/programme"
	"hsmp.example/cases/pkg/domain/statistics"
)

// partitionKey and sortKey keep the two slots of a key apart: a sort key in the partition slot does not compile.
type partitionKey interface{ partition() string }
type sortKey interface{ sort() string }

// The partitions.
type (
	casePartition        application.ID
	historyPartition     application.ID
	waitPartition        application.ID
	personPartition      application.PersonID
	subjectPartition     string // hex SHA-256, so that no sign-in name stands in a key
	certificatePartition string
	counterPartition     string
	answerPartition      string // hex SHA-256 of scope and key
	authorityPartition   programme.AuthorityID
	noticePartition      string // event and addressee
	statisticsPartition  statistics.Month
)

func (k casePartition) partition() string        { return "CASE#" + string(k) }
func (k historyPartition) partition() string     { return "HISTORY#" + string(k) }
func (k waitPartition) partition() string        { return contract.WaitRows + string(k) }
func (k personPartition) partition() string      { return contract.PersonRows + string(k) }
func (k subjectPartition) partition() string     { return "SUBJECT#" + string(k) }
func (k certificatePartition) partition() string { return contract.CertificateRows + string(k) }
func (k counterPartition) partition() string     { return "COUNTER#" + string(k) }
func (k answerPartition) partition() string      { return "IDEMPOTENCY#" + string(k) }
func (k authorityPartition) partition() string   { return contract.AuthorityRows + string(k) }
func (k noticePartition) partition() string      { return contract.NoticeRows + string(k) }
func (k statisticsPartition) partition() string  { return contract.StatisticsRows + string(k) }

// partitions reads keys back: what follows the prefix is the key's value. A prefix that rights are narrowed to is in package
// contract.
var partitions = map[string]func(string) partitionKey{
	"CASE#":                  func(s string) partitionKey { return casePartition(s) },
	"HISTORY#":               func(s string) partitionKey { return historyPartition(s) },
	contract.WaitRows:        func(s string) partitionKey { return waitPartition(s) },
	contract.PersonRows:      func(s string) partitionKey { return personPartition(s) },
	"SUBJECT#":               func(s string) partitionKey { return subjectPartition(s) },
	contract.CertificateRows: func(s string) partitionKey { return certificatePartition(s) },
	"COUNTER#":               func(s string) partitionKey { return counterPartition(s) },
	"IDEMPOTENCY#":           func(s string) partitionKey { return answerPartition(s) },
	contract.AuthorityRows:   func(s string) partitionKey { return authorityPartition(s) },
	contract.NoticeRows:      func(s string) partitionKey { return noticePartition(s) },
	"EMPLOYER#":              func(s string) partitionKey { return employerPartition(s) },
	"VOEN#":                  func(s string) partitionKey { return voenPartition(s) },
	"LIST#":                  func(s string) partitionKey { return listPartition(s) },
	contract.StatisticsRows:  func(s string) partitionKey { return statisticsPartition(s) },
	"SESSION#":               func(s string) partitionKey { return sessionPartition(s) },
	"SIGNIN#":                func(s string) partitionKey { return signInPartition(s) },
}

func parsePartition(text string) (partitionKey, error) {
	prefix, rest, _ := strings.Cut(text, "#")
	read, known := partitions[prefix+"#"]
	if !known || rest == "" {
		return nil, fmt.Errorf("%q is no partition key", text)
	}
	return read(rest), nil
}

// plainSort is a sort key of which a partition has one.
type plainSort string

// The sort keys without a value.
const (
	metaRow        plainSort = "META"
	formRow        plainSort = "FORM"
	submissionRow  plainSort = "SUBMISSION"
	extensionRow   plainSort = "EXTENSION"
	proposalRow    plainSort = "PROPOSAL"
	decisionRow    plainSort = "DECISION"
	certificateRow plainSort = "CERTIFICATE"
	statementRow   plainSort = "STATEMENT"
	keyRow         plainSort = "KEY"
	openRow        plainSort = "OPEN"
	personRow      plainSort = "PERSON"
	factsRow       plainSort = "FACTS"
	answerRow      plainSort = "ANSWER"
	nextRow        plainSort = "NEXT"
	onceRow        plainSort = "ONCE"
	employerRow    plainSort = "EMPLOYER"
	sessionHead    plainSort = "SESSION"
	signInRow      plainSort = "SIGNIN"
)

// The sort keys with a value. Numbers are padded, so that they sort as numbers.
type (
	documentRow   string
	laneRow       programme.LaneID
	objectionRow  int
	correctionRow int
	chainRow      int
	waitRow       application.Wait
	caseRow       application.ID
	weekRow       week
	factRow       string // hash of the case
)

func (k plainSort) sort() string     { return string(k) }
func (k documentRow) sort() string   { return "DOCUMENT#" + string(k) }
func (k laneRow) sort() string       { return "LANE#" + string(k) }
func (k objectionRow) sort() string  { return fmt.Sprintf("OBJECTION#%04d", int(k)) }
func (k correctionRow) sort() string { return fmt.Sprintf("CORRECTION#%04d", int(k)) }
func (k chainRow) sort() string      { return fmt.Sprintf("%s%08d", contract.ChangeSortKeyPrefix, int(k)) }
func (k waitRow) sort() string       { return string(k) }
func (k caseRow) sort() string       { return "CASE#" + string(k) }
func (k weekRow) sort() string       { return "WEEK#" + string(k) }
func (k factRow) sort() string       { return "FACT#" + string(k) }

// week is an ISO week, "2026-W49": weeks sort as text in the order of time.
type week string

func weekOf(d calendar.Date) week {
	year, number := d.Start().ISOWeek()
	return week(fmt.Sprintf("%04d-W%02d", year, number))
}

// workKey is where an open lane stands in the work index.
type workKey struct {
	authority programme.AuthorityID
	due       calendar.Date
	id        application.ID
	lane      programme.LaneID
}

func workPartition(a programme.AuthorityID, w week) string {
	return "WORK#" + string(a) + "#" + string(w)
}

func (k workKey) partition() string { return workPartition(k.authority, weekOf(k.due)) }
func (k workKey) sort() string {
	return k.due.String() + "#" + string(k.id) + "#" + string(k.lane)
}

// parseWorkSort reads the sort key of the work index back; the authority is in its partition and stays empty.
func parseWorkSort(text string) (workKey, error) {
	parts := strings.SplitN(text, "#", 3)
	if len(parts) != 3 || parts[1] == "" || parts[2] == "" {
		return workKey{}, fmt.Errorf("%q is no place in a work list", text)
	}
	due, err := calendar.ParseDate(parts[0])
	if err != nil {
		return workKey{}, err
	}
	return workKey{due: due, id: application.ID(parts[1]), lane: programme.LaneID(parts[2])}, nil
}

// hashed names something in a key without saying it. Lengths go in, so that ("a", "bc") and ("ab", "c") differ.
func hashed(parts ...string) string {
	sum := sha256.New()
	for _, part := range parts {
		fmt.Fprintf(sum, "%d:%s", len(part), part)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
