// Package application is the case: one person's application for recognition, from the first draft to the official
// document or the statement of reasons. It holds the states a case can be in, the moves that are allowed in each, and
// what each move changes; every move is a method of Case that either changes it wholly or returns a problem and changes
// nothing.
//
// It must not know how a case is stored, sent or shown, who may make a move (package identity), nor the time: a move is
// given its moment. The rules it keeps come from the programme file and the calendar, which it is given.
//
// A lane that is reopened, by its authority or with a returned proposal, takes the case back to assessing, and a late
// objection to reviewing.
//
//	draft ──submit──▶ assessing ──all lanes closed──▶ reviewing ──no objection stands──▶ confirming
//	                      │                               │                                  │
//	                      └──────────────withdraw─────────┴────────▶ withdrawn ◀──withdraw───┤
//	                                                                                         │ confirm
//	                                                                                         ▼
//	                                              recognised ◀──certificate── issuing ──statement──▶ refused
package application
