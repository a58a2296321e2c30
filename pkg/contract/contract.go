// Package contract holds the names on which the code and the infrastructure must agree: functions, their environment
// variables, the table's indexes and partitions, metrics, event types. A name is written here once; infra deploys it,
// functions read it, and tests compare the two.
//
// It must know nothing else: no AWS SDK, no CDK, no rule of the programme.
package contract

// Variable is an environment variable of a Lambda.
type Variable string

// The variables. Each Lambda is given exactly those that Functions lists for it, and fails its cold start without one.
const (
	Stage              Variable = "STAGE"               // "local", or the deployer's name for the stage
	Table              Variable = "TABLE"               // name of the cases table
	DocumentsBucket    Variable = "DOCUMENTS_BUCKET"    // uploads
	DocumentsOrigin    Variable = "DOCUMENTS_ORIGIN"    // origin that takes uploads and serves documents, as browsers see it
	CertificatesBucket Variable = "CERTIFICATES_BUCKET" // official electronic documents, under Object Lock
	DataKey            Variable = "DATA_KEY"            // ARN of the KMS key that wraps the cases' data keys
	SealKey            Variable = "SEAL_KEY"            // ARN of the KMS P-256 key that signs documents
	Timestamps         Variable = "TIMESTAMPS"          // URL of the time-stamp authority (RFC 3161), or NoTimestamps
	Machine            Variable = "MACHINE"             // ARN of the recognition state machine
	Bus                Variable = "BUS"                 // name of the event bus
	Issuer             Variable = "ISSUER"              // OpenID issuer URL whose tokens are taken
	IssuerKeys         Variable = "ISSUER_KEYS"         // URL of the issuer's key set
	Audience           Variable = "AUDIENCE"            // what a token must be meant for
	Client             Variable = "CLIENT"              // the portal's client id at the issuer
	SignInOrigin       Variable = "SIGN_IN_ORIGIN"      // origin where people sign in and out, which may be another than the issuer's
	PublicURL          Variable = "PUBLIC_URL"          // where the portal lives, without a slash at the end
	DaySeconds         Variable = "DAY_SECONDS"         // length of a working day in seconds; 0 is real time; local stage only
	Scanner            Variable = "SCANNER"             // who says that an upload is clean: guardduty, clamd:<address> or signatures
	Sender             Variable = "SENDER"              // e-mail address that notices come from
)

// NoTimestamps is the value of Timestamps where no authority is set.
const NoTimestamps = "none"

// Function is one Lambda: a folder of that name under functions/.
type Function struct {
	Name      string
	Variables []Variable
}

// Functions lists every Lambda with exactly the variables it is given.
var Functions = []Function{
	// The rooms of people, behind the gateway.
	{"intake", []Variable{Stage, Table, DocumentsBucket, CertificatesBucket, DataKey, Issuer, IssuerKeys, Audience, DaySeconds}},
	{"scoring", []Variable{Stage, Table, DocumentsBucket, DataKey, Issuer, IssuerKeys, Audience, DaySeconds}},
	{"public", []Variable{Stage, Table, SealKey}},
	{"portal", []Variable{Stage, Table, DocumentsBucket, DocumentsOrigin, CertificatesBucket, DataKey, SealKey,
		Issuer, IssuerKeys, Audience, Client, SignInOrigin, DaySeconds, PublicURL}},
	{"authorizer", []Variable{Stage, Issuer, IssuerKeys, Audience}},
	// Documents.
	{"inspect", []Variable{Stage, Table, DocumentsBucket, DataKey, Scanner}},
	// The tasks of the recognition workflow.
	{"admit", []Variable{Stage, Table, DataKey, DaySeconds}},
	{"open-lane", []Variable{Stage, Table, DataKey, DaySeconds}},
	{"nudge", []Variable{Stage, Table, DataKey, DaySeconds}},
	{"decide", []Variable{Stage, Table, DataKey, DaySeconds}},
	{"issue", []Variable{Stage, Table, CertificatesBucket, DataKey, SealKey, Timestamps, DaySeconds, PublicURL}},
	// What follows a change of a case.
	{"on-case-changed", []Variable{Stage, Table, Machine, Bus}},
	{"reconcile", []Variable{Stage, Table, DataKey, Machine, DaySeconds}},
	{"notify", []Variable{Stage, Table, DataKey, Sender, PublicURL}},
}

// Lookup returns the function of that name, and false when there is none.
func Lookup(name string) (Function, bool) {
	for _, f := range Functions {
		if f.Name == name {
			return f, true
		}
	}
	return Function{}, false
}

// The table of records: its key attributes. The meaning of each key is in the doc of package dynamo.
const (
	PartitionKey     = "PK"
	SortKey          = "SK"
	ExpiresAttribute = "ExpiresAt" // DynamoDB time to live, of idempotency, notice, session and sign-in rows only
)

// The partitions of the table that a right is narrowed to: what their keys begin with. The others are package dynamo's
// own.
const (
	HistoryRows     = "HISTORY#"     // chains of entries: written once, and never again
	ReadingRows     = "READS#"       // who read what of a record
	WaitRows        = "WAIT#"        // callback tokens of what a workflow waits for
	SessionRows     = "PERSON#"      // which sessions a person has
	CertificateRows = "CERTIFICATE#" // public facts of certificates
	CountRows       = "COUNT#"       // figures; there is no person in them
	NoticeRows      = "NOTICE#"      // which notices were sent
	SealRows        = "SEALS"        // certificates of the keys that documents were sealed with
	RulesRows       = "RULES#"       // programmes and calendar orders that came after the deployment; only people write them
)

// RecordRows are the partitions of records themselves, by their kinds.
var RecordRows = []string{"CASE#", "EMPLOYER#"}

// CaseContext is the key of the KMS encryption context that binds each case's data key to its case.
const CaseContext = "case"

// The metrics that functions write into their logs, and where alarms find them.
const (
	MetricNamespace         = "HSM/Recognition"
	MetricLateLanes         = "LateLanes"         // written by nudge: one for each lane past its due date, at each checkpoint
	MetricAlteredRecords    = "AlteredRecords"    // written by every function: one for each record found that does not fit its chain
	MetricStartedLate       = "StartedLate"       // written by reconcile: one for each workflow that it had to start
	MetricRefusedRules      = "RefusedRules"      // written by every function that reckons: one for each published rule it cannot take
	MetricRejectedDocuments = "RejectedDocuments" // written by inspect: one for each document it refuses
)

// ChangeSortKeyPrefix begins the sort key of every row of a case's audit chain. The table's stream is filtered by it:
// each such row is at once the record of what was done and the news of it.
const ChangeSortKeyPrefix = "CHAIN#"

// Source names this system on the event bus.
const Source = "hsm.cases"

// Noticed lists the types of events that notify writes letters about; the bus hands it no others.
var Noticed = []string{"submit", "request-correction", "approve-extension", "withdraw", "issue-certificate", "issue-statement", "remind", "escalate",
	"register-employer", "decide-employer"}

// TakenOut lists the types of events at which uploads are deleted; the bus hands inspect no others.
var TakenOut = []string{"remove-document", "discard-application"}

// GatewayStage is the API's stage name; GatewayTag gives it a fixed id on LocalStack.
const (
	GatewayStage = "live"
	GatewayTag   = "_custom_id_"
	GatewayID    = "hsmp"
)

// What the authorizer says of a token that it refuses, in the context of its answer: API Gateway prints both as they
// are.
const (
	RefusalProblem  = "problem"  // the whole problem document, JSON
	RefusalLanguage = "language" // of its words, "az"
)

// LocalStage is the only stage that may shorten the working day.
const LocalStage = "local"

// UploadPrefix begins the object key of every upload: documents/<case>/<document>.
const UploadPrefix = "documents/"

// MalwareTag is the object tag in which GuardDuty leaves its verdict.
const MalwareTag = "GuardDutyMalwareScanStatus"

// The errors that a workflow task may end with: the kinds of pkg/problem with a capital, as ASL catches them.
const (
	ErrorUnavailable = "Unavailable" // worth trying again
	ErrorConflict    = "Conflict"    // the case does not allow it
	ErrorInternal    = "Internal"
)
