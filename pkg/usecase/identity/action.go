package identity

// Action is one act of the API, as policies name it.
type Action string

// The applicant's acts, each on an application of their own.
const (
	BeginApplication   Action = "begin-application"
	ReadApplication    Action = "read-application" // its form, or one of its documents; the status, which is free of personal data
	ListDocuments      Action = "list-documents"
	ReadChecklist      Action = "read-checklist"
	ReadCorrections    Action = "read-corrections"
	ChangeApplication  Action = "change-application"
	DiscardApplication Action = "discard-application"
	AddDocument        Action = "add-document"
	RemoveDocument     Action = "remove-document"
	Submit             Action = "submit"
	ReplyToCorrection  Action = "reply-to-correction"
	Withdraw           Action = "withdraw"
	ReadDecision       Action = "read-decision"
	ReadCertificate    Action = "read-certificate"
	Appeal             Action = "appeal"
	ListAccesses       Action = "list-accesses" // who opened what of mine
)

// The officers' acts.
const (
	ListWork          Action = "list-work"     // on an authority
	ReadWorkload      Action = "read-workload" // on an authority
	ReadCase          Action = "read-case"     // on a case: its frame, and the lanes the reader may read
	ReadHistory       Action = "read-history"  // on a case
	ReadLane          Action = "read-lane"     // on a lane: the view limited to what the lane needs
	ReadDocument      Action = "read-document" // on a lane that needs the document
	ClaimLane         Action = "claim-lane"
	ScoreLane         Action = "score-lane"
	ClearLane         Action = "clear-lane" // no objection; the clearance lane only
	RequestCorrection Action = "request-correction"
	RequestExtension  Action = "request-extension"
	ReopenLane        Action = "reopen-lane"        // a lane of one's own authority, before anything is proposed
	RouteLane         Action = "route-lane"         // to another authority
	Object            Action = "object"             // on a case
	ApproveExtension  Action = "approve-extension"  // on a case
	ResolveObjection  Action = "resolve-objection"  // on a case
	WithdrawObjection Action = "withdraw-objection" // on a case, with the authority that raised it
	ConfirmDecision   Action = "confirm-decision"   // on a case
	ReturnDecision    Action = "return-decision"    // on a case: the proposal, to lanes of it
)

// The acts on registrations of employers: the first three are the employer's, each on a registration of their own; the
// Service reads them too.
const (
	RegisterEmployer  Action = "register-employer"
	ReadEmployer      Action = "read-employer"
	CorrectEmployer   Action = "correct-employer"
	ListRegistrations Action = "list-registrations" // those that wait; on the authority that rules on them
	DecideEmployer    Action = "decide-employer"
)

// Actions lists every act with the kind of resource it is done to.
var Actions = map[Action]Kind{
	BeginApplication: ApplicationKind, ReadApplication: ApplicationKind, ChangeApplication: ApplicationKind,
	ListDocuments: ApplicationKind, ReadChecklist: ApplicationKind, ReadCorrections: ApplicationKind,
	DiscardApplication: ApplicationKind, AddDocument: ApplicationKind, RemoveDocument: ApplicationKind,
	Submit: ApplicationKind, ReplyToCorrection: ApplicationKind, Withdraw: ApplicationKind,
	ReadDecision: ApplicationKind, ReadCertificate: ApplicationKind, Appeal: ApplicationKind, ListAccesses: ApplicationKind,

	ListWork: AuthorityKind, ReadWorkload: AuthorityKind,

	ReadCase: CaseKind, ReadHistory: CaseKind, Object: CaseKind, ApproveExtension: CaseKind,
	ResolveObjection: CaseKind, WithdrawObjection: CaseKind, ConfirmDecision: CaseKind, ReturnDecision: CaseKind,

	ReadLane: LaneKind, ReadDocument: LaneKind, ClaimLane: LaneKind, ScoreLane: LaneKind, ClearLane: LaneKind,
	RequestCorrection: LaneKind, RequestExtension: LaneKind, RouteLane: LaneKind, ReopenLane: LaneKind,

	RegisterEmployer: EmployerKind, ReadEmployer: EmployerKind, CorrectEmployer: EmployerKind, DecideEmployer: EmployerKind,
	ListRegistrations: AuthorityKind,
}

// Kind is what sort of thing an action is done to; policies write it as an entity type.
type Kind string

// The kinds of resources.
const (
	ApplicationKind Kind = "Application" // the applicant's side of a case
	CaseKind        Kind = "Case"        // the officers' side of it
	LaneKind        Kind = "Lane"
	AuthorityKind   Kind = "Authority"
	EmployerKind    Kind = "Employer" // a registration of an employer
)

// The lanes that policies single out (Decision 99; facts 56 and 57). The ids are the programme's.
const (
	LanguagesLane = "languages"
	ClearanceLane = "clearance"
)

// Resource is what an action is done to. Fields that do not belong to its kind stay zero.
type Resource struct {
	Kind        Kind
	ID          string   // case id, or authority id; for policies' diagnostics only
	Owner       string   // person key of the applicant, of an application, a case or a lane; of who registered an employer
	Authority   string   // whose lane it is, or the authority itself; of a case, who raised the objection that is withdrawn
	Lane        string   // lane id
	Authorities []string // those that hold a lane of the case
	HandledBy   []string // person keys of those whose word the decision of the case hangs on
	Initiator   string   // person key of who raised the objection, or asked for the extension, that is decided upon
}
