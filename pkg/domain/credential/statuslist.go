package credential

import (
	"bytes"
	"compress/gzip"
	"fmt"
)

// Standing says whether a certificate that is otherwise good was taken back. Two bits each; the fourth value stays
// reserved.
type Standing byte

// The standings (invariant 7: an old document stays verifiable as superseded).
const (
	InForce    Standing = 0
	Annulled   Standing = 1 // by a decision on annulment (Decision 99's title scope; gap G8)
	Superseded Standing = 2 // a renewal or a correction issued a newer one
)

// String returns the word that the API and the pages use.
func (s Standing) String() string {
	switch s {
	case InForce:
		return "in-force"
	case Annulled:
		return "annulled"
	case Superseded:
		return "superseded"
	}
	return "unknown"
}

const (
	// minimumEntries is what W3C Bitstring Status List asks for, so that fetching the list does not tell whose entry is
	// looked at.
	minimumEntries = 131072
	// maximumBytes bounds what a list may unpack to: four million certificates.
	maximumBytes = 1 << 20
	bitsEach     = 2
	eachByte     = 8 / bitsEach
)

// StatusList holds the standing of every certificate by its index, in the form of W3C Bitstring Status List 1.0 with a
// status size of two bits.
type StatusList struct {
	bits []byte
}

// NewStatusList returns a list, all in force, with room for at least that many certificates.
func NewStatusList(entries int) *StatusList {
	entries = max(entries, minimumEntries)
	return &StatusList{bits: make([]byte, (entries+eachByte-1)/eachByte)}
}

// Len returns how many certificates the list has room for.
func (l *StatusList) Len() int { return len(l.bits) * eachByte }

// Set writes the standing at index; an index outside the list or a reserved standing is an error.
func (l *StatusList) Set(index int, s Standing) error {
	if index < 0 || index >= l.Len() {
		return fmt.Errorf("status list: no index %d among %d", index, l.Len())
	}
	if s > Superseded {
		return fmt.Errorf("status list: standing %d is reserved", s)
	}
	shift := shiftOf(index)
	l.bits[index/eachByte] = l.bits[index/eachByte]&^(3<<shift) | byte(s)<<shift
	return nil
}

// At returns the standing at index; an index outside the list is an error, never "in force".
func (l *StatusList) At(index int) (Standing, error) {
	if index < 0 || index >= l.Len() {
		return 0, fmt.Errorf("status list: no index %d among %d", index, l.Len())
	}
	s := Standing(l.bits[index/eachByte] >> shiftOf(index) & 3)
	if s > Superseded {
		return 0, fmt.Errorf("status list: reserved standing at %d", index)
	}
	return s, nil
}

// shiftOf counts from the left: index 0 is the highest bits of the first byte.
func shiftOf(index int) int { return 8 - bitsEach*(index%eachByte+1) }

// Encode returns the encodedList: multibase base64url of the gzipped bits. The same list always gives the same text.
func (l *StatusList) Encode() (string, error) {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return "", fmt.Errorf("pack status list: %w", err)
	}
	if _, err := w.Write(l.bits); err != nil {
		return "", fmt.Errorf("pack status list: %w", err)
	}
	if err := w.Close(); err != nil {
		return "", fmt.Errorf("pack status list: %w", err)
	}
	return "u" + b64.EncodeToString(packed.Bytes()), nil
}
