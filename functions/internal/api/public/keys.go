package public

import (
	"context"

	"hsmp.example/cases/pkg/domain/credential"
)

// Keys and list may be kept this long: a certificate that was taken back is seen so at the latest after it.
const briefly = "public, max-age=300"

type keysAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         credential.JWKS
}

func (r Room) keys(ctx context.Context, _ *struct{}) (*keysAnswer, error) {
	set, err := r.Verification.Keys.Keys(ctx)
	if err != nil {
		return nil, err
	}
	return &keysAnswer{CacheControl: briefly, Body: set}, nil
}

// StatusList is a W3C Bitstring Status List 1.0.
type StatusList struct {
	Type        string          `json:"type" example:"BitstringStatusList"`
	Purpose     string          `json:"statusPurpose" example:"message"`
	Size        int             `json:"statusSize" example:"2" doc:"Bits of each certificate"`
	Messages    []StatusMessage `json:"statusMessages"`
	EncodedList string          `json:"encodedList" doc:"Multibase base64url of the gzipped bits"`
}

// StatusMessage says what a value of two bits means.
type StatusMessage struct {
	Status  string `json:"status" example:"0x1"`
	Message string `json:"message" example:"annulled"`
}

type statusListAnswer struct {
	CacheControl string `header:"Cache-Control"`
	Body         StatusList
}

// statusList is fetched whole, so that nobody learns whose certificate is being checked.
func (r Room) statusList(ctx context.Context, _ *struct{}) (*statusListAnswer, error) {
	list, err := r.Verification.Certificates.StatusList(ctx)
	if err != nil {
		return nil, err
	}
	encoded, err := list.Encode()
	if err != nil {
		return nil, err
	}
	return &statusListAnswer{CacheControl: briefly, Body: StatusList{Type: "BitstringStatusList", Purpose: "message", Size: 2, EncodedList: encoded,
		Messages: []StatusMessage{{"0x0", credential.InForce.String()}, {"0x1", credential.Annulled.String()}, {"0x2", credential.Superseded.String()}}}}, nil
}
