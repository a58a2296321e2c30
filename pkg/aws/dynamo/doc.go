// Package dynamo is the only package that knows the table: its keys, and the transactions that keep a record, its chain
// and what it projects in step. It serves every kind of record alike. It must not know any rule of the programme, nor
// what a record is about: a record.Type says how its struct is kept, and the move that it is given what changes.
//
//	PK                       SK                       meaning                                                     written by
//	<KIND>#<record>          KEY                      the wrapped data key; destroying it forgets the record      records.go
//	<KIND>#<record>          SECTION#<name>           one sealed part of the record                               sections.go
//	HISTORY#<record>         CHAIN#<8 digits>         one entry of the chain: optimistic lock and outbox          chain.go
//	READS#<record>           READ#<instant>#<hash>    who looked at it, or tried to                               readings.go
//	WAIT#<record>            <wait>                   callback token of a wait of its workflow                    tokens.go
//	LIST#<list>              <place>#<record>#<part>  a projected line of a list                                  projection.go
//	COUNT#<counter>          <row>#<shard>            projected figures, one attribute each                       projection.go
//	<SPACE>#<name>           RESERVED                 a projected name that one record holds, and public facts    projection.go
//	SECRETS                  KEY                      wrapped key of reserved secrets and of staff                secrets.go
//	STAFF#<actor>            MEMBER                   who an officer is, sealed, for when the account is gone     staff.go
//	SUBJECT#<sha256>         PERSON                   the person behind a sign-in                                 persons.go
//	PERSON#<principal>       SESSION#<id>             the person's sessions, to end them all; expires             sessions.go
//	SESSION#<id>             SESSION                  a sealed session of the portal; expires                     sessions.go
//	SIGNIN#<id>              SIGNIN                   a sign-in that has begun, sealed, taken once; expires       sessions.go
//	IDEMPOTENCY#<sha256>     ANSWER                   what a repeated request is answered, sealed; expires        answers.go
//	NOTICE#<event>/<who>     ONCE                     a notice that is being or was sent; expires                 once.go
//	COUNTER#status-index     NEXT                     last place given in the status list                         numbering.go
//	SEALS                    <key id>                 the certificate of a key that documents were sealed with    seals.go
//	RULES#published          PROGRAMME#<version>      a programme that came after the deployment                  rules.go
//	RULES#published          ORDER#<name>             an order that moves working days, which came after it       rules.go
//	BOOKMARK#<walk>          PLACE                    how far a walk over a list came                             bookmarks.go
//
// # How a record is kept whole
//
// A change writes the sections that it altered, the next row of the chain and whatever differs in the projection, in
// one transaction. The row of the chain must not be there yet: that is the optimistic lock. Whoever comes second reads
// the record anew and makes the move again on what is there. The stream carries the rows of chains: each is at once the
// record of what was done and the news of it (transactional outbox).
//
// Each section says in the clear which change wrote it, with the hash of that change's entry and a keyed digest of
// everything it left behind: all sections and the projection. The newest section's word is the record's. What is said
// in the clear is bound to what is sealed, so a row that was altered does not open, and a row that was put back does
// not fit the digest. Queries are not isolated from a transaction that is being applied: sections that do not fit are
// read again, and where they stay so the integrity alarm sounds and the record stops. An act on which others rely
// compares the end of the chain in its own transaction; Verify compares everything.
//
// A program writes what it knows and carries through what it does not: attributes of a section, elements of its lists,
// sections and attributes of rows that a newer version wrote while both are deployed. A stored form that an older
// program would misread has a higher format, and the older one refuses the record.
//
// # Lists and figures
//
// A list is one partition, read in the order of its sort keys; nothing is ever scanned and there is no index. The
// figures of a counter are spread over a few shards, and a record always adds to the same one. Both cost as much to
// read with a hundred thousand records as with a hundred (ADR 15).
//
// # What is sealed
//
// All sections, under the record's own data key (envelope encryption). Lists, figures and chains hold states, dates and
// opaque ids. Names that are personal or easily guessed are keyed hashes. Readings name actors, who are opaque keys.
// Sessions, sign-ins and kept answers are sealed by their callers under keys that only the browser or the repeated
// request brings.
package dynamo
