package scanner

import (
	"encoding/json"
	"fmt"

	"hsmp.example/cases/pkg/domain/evidence"
)

// Scanned is what GuardDuty Malware Protection for S3 says of one object.
type Scanned struct {
	Bucket  string
	Key     string
	Version string // the object's version id; empty in a bucket without versions
	Verdict evidence.Verdict
	Status  string // GuardDuty's own word, for the audit record
}

// DetailType is the detail-type of the EventBridge event; its source is "aws.guardduty".
const DetailType = "GuardDuty Malware Protection Object Scan Result"

type event struct {
	DetailType string `json:"detail-type"`
	Detail     struct {
		Object struct {
			Bucket  string `json:"bucketName"`
			Key     string `json:"objectKey"`
			Version string `json:"versionId"`
		} `json:"s3ObjectDetails"`
		Result struct {
			Status string `json:"scanResultStatus"`
		} `json:"scanResultDetails"`
	} `json:"detail"`
}

// ParseGuardDuty reads the EventBridge event. It fails on another event, on one without an object, and on a status that
// is not known: an unknown word must never pass as clean.
func ParseGuardDuty(raw []byte) (Scanned, error) {
	var e event
	if err := json.Unmarshal(raw, &e); err != nil {
		return Scanned{}, fmt.Errorf("read scan event: %w", err)
	}
	if e.DetailType != DetailType {
		return Scanned{}, fmt.Errorf("read scan event: detail-type is %q", e.DetailType)
	}
	object, status := e.Detail.Object, e.Detail.Result.Status
	if object.Bucket == "" || object.Key == "" {
		return Scanned{}, fmt.Errorf("read scan event: it names no object")
	}
	verdict, err := VerdictOf(status)
	return Scanned{object.Bucket, object.Key, object.Version, verdict, status}, err
}

// VerdictOf maps GuardDuty's status, in an event or in the object's tag, to a verdict. It fails on an unknown status.
func VerdictOf(status string) (evidence.Verdict, error) {
	switch status {
	case "NO_THREATS_FOUND":
		return evidence.Clean, nil
	case "THREATS_FOUND":
		return evidence.Infected, nil
	case "UNSUPPORTED", "ACCESS_DENIED", "FAILED":
		return evidence.Unscanned, nil
	}
	return "", fmt.Errorf("GuardDuty's scan status %q is not known", status)
}
