// Package identity says who may do what: Cedar policies over a Principal, an Action and a Resource; what no policy
// permits is denied.
//
// The policies are text files in policies/, reviewed like code. A door makes the Principal out of a token
// (pkg/aws/oidc). The package must not know HTTP routes, DynamoDB or the state of a case: whether a move fits the case
// is for the domain to say, and is answered as a conflict, not as a denial.
package identity

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"hsmp.example/cases/pkg/locale"
)

// Role is what a person is to the programme. A person may have several.
type Role string

// The roles (facts 10-24). They are the names of the issuer's roles or groups, letter for letter.
const (
	Applicant         Role = "applicant"
	Officer           Role = "officer"            // scores the lanes of one authority
	Supervisor        Role = "supervisor"         // sees an authority's workload; at the Service, routes lanes and approves extensions
	DecisionOfficer   Role = "decision-officer"   // confirms decisions, at the Service
	ObjectionReviewer Role = "objection-reviewer" // lifts or upholds objections, at the Service
	Employer          Role = "employer"
	Auditor           Role = "auditor" // reads the history of a case, and nothing else
	Administrator     Role = "administrator"
)

// Roles lists every role.
var Roles = []Role{Applicant, Officer, Supervisor, DecisionOfficer, ObjectionReviewer, Employer, Auditor, Administrator}

// Service is the authority id of the State Migration Service, which owns the portal and runs the evaluation (fact 13).
const Service = "sms"

// Principal is a person whose token was verified.
type Principal struct {
	Issuer    string
	Subject   string
	Roles     []Role
	Authority string          // id of the authority an officer serves; "" for everyone else
	Name      string          // as the issuer gives it; may be ""
	Email     string          // may be ""
	Locale    locale.Language // "" when the token names none of the four
}

// Person returns the key by which cases know this person: 32 hexadecimal digits that depend on issuer and subject only.
// It is neither a passport number nor the subject itself, so it may stand in keys, logs and audit rows.
func (p Principal) Person() string {
	sum := sha256.Sum256([]byte(p.Issuer + "|" + p.Subject))
	return hex.EncodeToString(sum[:16])
}

// Has reports whether the person has the role.
func (p Principal) Has(role Role) bool { return slices.Contains(p.Roles, role) }
