package client

import "time"

// Application is an application as its owner lists it.
type Application struct {
	ID       string `json:"id"`
	State    string `json:"state"`
	Language string `json:"language"`
}

// Document is one document with what its inspection found.
type Document struct {
	ID       string  `json:"id"`
	Kind     string  `json:"kind"`
	FileName string  `json:"file_name"`
	State    string  `json:"state"` // expected, uploaded, accepted, rejected
	Findings []Fault `json:"findings"`
}

// Due is a due date that explains itself.
type Due struct {
	Date        string   `json:"date"`
	WorkingDays int      `json:"working_days"`
	Explanation []string `json:"explanation"`
}

// Status is how far an application is, as its applicant sees it.
type Status struct {
	ID          string       `json:"id"`
	State       string       `json:"state"`
	NextStep    string       `json:"next_step"`
	Due         *Due         `json:"due"`
	LateBy      int          `json:"late_by"` // working days
	Lanes       []LaneStatus `json:"lanes"`
	Corrections []AskedFor   `json:"corrections"`
	Documents   []Inspected  `json:"documents"`
	Extensions  []Extension  `json:"extensions"`
}

// LaneStatus is one authority's part.
type LaneStatus struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Authority string `json:"authority"`
	State     string `json:"state"` // open, claimed, scored, closed
	Reminders int    `json:"reminders"`
	Escalated bool   `json:"escalated"`
}

// Lane finds a lane by its id.
func (s Status) Lane(id string) LaneStatus {
	for _, lane := range s.Lanes {
		if lane.ID == id {
			return lane
		}
	}
	return LaneStatus{}
}

// AskedFor says that the applicant was asked to mend something, without saying what.
type AskedFor struct {
	Number    int        `json:"number"`
	Lane      string     `json:"lane"`
	RepliedAt *time.Time `json:"replied_at"`
}

// Inspected is how far one document is.
type Inspected struct {
	ID    string `json:"id"`
	State string `json:"state"` // expected, uploaded, accepted, rejected
}

// Correction is a request to the applicant to mend something, in words.
type Correction struct {
	Number  int    `json:"number"`
	Lane    string `json:"lane"`
	Request string `json:"request"`
	Reply   *struct {
		Text      string   `json:"text"`
		Documents []string `json:"documents"`
	} `json:"reply"`
}

// Extension is the longer clock.
type Extension struct {
	WorkingDays int    `json:"working_days"`
	State       string `json:"state"` // asked, granted, refused
}

// Work is one page of a work list.
type Work struct {
	Items []WorkItem `json:"items"`
	Next  string     `json:"next"`
}

// WorkItem is one open lane.
type WorkItem struct {
	Case string `json:"case"`
	Lane string `json:"lane"`
}

// Case is a case as an officer sees it.
type Case struct {
	ID         string      `json:"id"`
	State      string      `json:"state"`
	Readable   []string    `json:"readable"`
	Documents  []Document  `json:"documents"`
	Objections []Objection `json:"objections"`
	Proposal   *Proposal   `json:"proposal"`
}

// Objection is an authority's word against the recognition.
type Objection struct {
	Number int    `json:"number"`
	Lane   string `json:"lane"`
}

// Proposal is the outcome that waits for its confirmation.
type Proposal struct {
	Outcome string `json:"outcome"`
	Total   int    `json:"total"`
}

// Decision is what came of an application, with every reason.
type Decision struct {
	Outcome     string      `json:"outcome"`
	Total       int         `json:"total"`
	Threshold   int         `json:"threshold"`
	Criteria    []Criterion `json:"criteria"`
	Grounds     []string    `json:"grounds"`
	Certificate string      `json:"certificate_number"`
	Objections  []struct {
		Ruling       string `json:"ruling"`
		RulingReason string `json:"ruling_reason"`
	} `json:"objections"`
}

// Criterion is how one criterion was scored.
type Criterion struct {
	Criterion     string     `json:"criterion"`
	Points        int        `json:"points"`
	Maximum       int        `json:"maximum"`
	Justification string     `json:"justification"`
	Evidence      []struct{} `json:"evidence"`
}

// LookedUp is what anybody may know of a certificate by its number.
type LookedUp struct {
	Number     string `json:"number"`
	Status     string `json:"status"`
	ValidUntil string `json:"valid_until"`
}

// Verified is what a check of a QR code came to.
type Verified struct {
	Verdict string `json:"verdict"`
	Claims  *struct {
		Number     string `json:"number"`
		FamilyName string `json:"family_name"`
		GivenNames string `json:"given_names"`
	} `json:"claims"`
}

// Link is a short-lived address of a document.
type Link struct {
	URL string `json:"url"`
}
