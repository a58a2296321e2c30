// Package dynamo is the only package that knows the cases table: its keys, its records, and the transactions that keep a case
// or an employer's registration, its audit chain and its reserved rows in step. It must not know any rule of the programme:
// what a move changes is decided by the move it is given, and it writes whatever differs afterwards.
//
//	PK                     SK                     meaning                                                  Go type
//	CASE#<case>            META                   state, person, language, times, certificate number       metaRecord
//	CASE#<case>            FORM                   what the applicant states, and its version               formRecord
//	CASE#<case>            SUBMISSION             frozen content, pinned versions, due date                submissionRecord
//	CASE#<case>            EXTENSION              the extension of the clock                               extensionRecord
//	CASE#<case>            DOCUMENT#<document>    one upload                                               documentRecord
//	CASE#<case>            LANE#<lane>            one authority's part; on the work list while open        laneRecord
//	CASE#<case>            OBJECTION#<number>     one objection and how it ended                           objectionRecord
//	CASE#<case>            CORRECTION#<number>    one request to the applicant with its reply              correctionRecord
//	CASE#<case>            PROPOSAL               the worked-out outcome with its explanation              proposalRecord
//	CASE#<case>            DECISION               the confirmed outcome                                    decisionRecord
//	CASE#<case>            CERTIFICATE            the issued document                                      certificateRecord
//	CASE#<case>            STATEMENT              the issued statement of reasons                          statementRecord
//	CASE#<case>            KEY                    the wrapped data key; a discarded draft's is destroyed   keyRecord
//	HISTORY#<case>         CHAIN#<8 digits>       one audit entry; the last is the lock of the whole case  entryRecord
//	WAIT#<case>            <wait>                 task token of a wait of the workflow                     tokenRecord
//	PERSON#<person>        OPEN                   reserved: a person has one open case                     openRecord
//	PERSON#<person>        CASE#<case>            the person's cases                                       none
//	PERSON#<principal>     SESSION#<id>           the person's sessions, to end them all; expires           none
//	SUBJECT#<sha256>       PERSON                 the person behind a sign-in                              personRecord
//	CERTIFICATE#<number>   FACTS                  reserved: a number is given once; public facts           CertificateRow
//	COUNTER#status-index   NEXT                   last place given in the status list                      counterRecord
//	IDEMPOTENCY#<hash>     ANSWER                 what a repeated request is answered; expires             answerRecord
//	AUTHORITY#<authority>  WEEK#<week>            a week in which the authority has had open lanes         weekRecord
//	STATISTICS#<month>     FACT#<hash>            what statistics know of a case, without a person in it   factRecord
//	EMPLOYER#<employer>    META                   an employer's registration; listed while it waits        registrationRecord
//	EMPLOYER#<employer>    KEY                    the wrapped data key of the registration                 keyRecord
//	HISTORY#<employer>     CHAIN#<8 digits>       one audit entry of it; the last is its lock              entryRecord
//	VOEN#<sha256>          EMPLOYER               reserved: one registration a VÖEN, but for refused ones  voenRecord
//	SUBJECT#<sha256>       EMPLOYER#<employer>    the registrations that a sign-in made                    none
//	LIST#registrations     WEEK#<week>            a week in which registrations began to wait              weekRecord
//	LIST#<duty>            WEEK#<week>            a week in which cases have waited for that duty          weekRecord
//	NOTICE#<event>/<who>   ONCE                   a notice that is being or was sent; expires                onceRecord
//	SESSION#<id>           SESSION                a sealed session of the portal; expires                   sessionRecord
//	SIGNIN#<id>            SIGNIN                 a sign-in that has begun, sealed, taken once; expires      none
//
// The index "work" holds the open lanes of assessed cases: WORK#<authority>#<week of the due date>, sorted by
// <due date>#<case>#<lane>. A work list is read week by week, so that no partition grows with the number of cases. It holds
// the registrations that wait for the Service too: WAITING#<week of the submission>, sorted by <instant>#<employer>. And what
// cases wait for the Service to do (confirm a PROPOSAL, rule on an OBJECTION, answer an EXTENSION): DUTY#<duty>#<week of the
// due date>, sorted by <due date>#<case>#<row>.
//
// # How a case is kept whole
//
// A case is many rows, so that a change costs what it changes. Every change writes the next row of the chain in the same
// transaction, on the condition that nobody has written it yet: that row is the optimistic lock of the whole case. Whoever
// comes second reads the case anew and makes the move again on what is there. A reading of personal data adds a row to the
// chain alone.
//
// Queries are not isolated from a transaction that is being applied: one may meet new rows beside old ones. So each row
// carries the sequence of the change that wrote it, and the chain's last row a fingerprint of all these. A case whose rows
// do not match the fingerprint is read again; nobody ever sees halves of different changes, nor builds on them.
//
// The stream carries the rows of the chain: each is at once the record of what was done and the news of it.
//
// # Statistics
//
// Whatever a change alters of a submitted case's fact is written with it, in the same transaction, and where the fact is as it
// was nothing is written. Facts lie by the month of submission, so that a period is read month by month and nothing is ever
// scanned. They outlive the case's key: there is no person in them, and the hash in their key leads from a case to its fact
// and not back.
//
// # What is sealed
//
// Attributes in the clear hold states, dates, points and opaque ids. Everything a person wrote or is named by (form, file
// names, justifications, reasons, corrections, explanation, credential) is JSON in the attribute Sealed, under the case's
// data key and bound to the row's key. Without the row KEY nobody can read it, and the chain is still whole. A registration of
// an employer is sealed alike: the form with its VÖEN and the person who speaks for the employer, and the reasons.
//
// Sessions and sign-ins are sealed by their caller under keys that only the browser's cookie yields, as do their ids: the
// table can end a session, and never read or continue one. A kept answer is sealed by its caller too, under the Idempotency-Key
// that only whoever repeats the request has: the table keeps a hash of it. <principal> is the digest of issuer and subject.
package dynamo
