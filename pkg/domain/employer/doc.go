// Package employer is an employer's registration on the portal (fact 24): who the employer is, how far the registration
// is, and the moves that take it there. Registered employers are let near the database of highly skilled migrants (fact
// 38), so the Service looks at each registration before it counts; talents and offers build on the state Registered.
//
// It must not know how a registration is stored, sent or shown, nor who may make a move (package identity); a move is
// given its moment. What the sources do not say is a decision of ours and marked "assumed" where it is made.
//
//	submitted ──rule──▶ registered
//	  │   ▲      ├────▶ refused      with a reason; the VÖEN is free again
//	  └───┤      └────▶ returned     with what to mend
//	   correct ◀──────────┘
package employer
