// Package evidence knows what an uploaded file is, whether it may stand as evidence, and what the machine-readable zone
// of a passport says (domain facts 39-53).
//
// It has three parts: the machine-readable zone (ICAO Doc 9303) with the names written in it, the inspection of bytes,
// and the record of a document with its states. All limits come in as Rules, out of the programme file.
//
// It must not know where bytes are kept, who scans them for malware, or what a lane scores them with: it opens no
// connection and no file, and asks nobody the time. Texts of its codes stand in problem/messages/evidence.*.json.
package evidence

import "hsmp.example/cases/pkg/problem"

// Under puts a prefix before the pointers of faults: "/mrz" under "/identity/papers/0" is "/identity/papers/0/mrz".
func Under(prefix string, faults []problem.Fault) []problem.Fault {
	moved := make([]problem.Fault, len(faults))
	for i, f := range faults {
		f.Pointer = prefix + f.Pointer
		moved[i] = f
	}
	return moved
}
