package evidence

import (
	"bytes"
	"io"
)

// testVirus is the EICAR anti-malware test file: harmless, and by agreement found by every scanner. It is put together
// at run time, or else scanners would take this program for it.
func testVirus() []byte {
	return bytes.Join([][]byte{[]byte(`X5O!P%@AP[4\PZX54(P^)7CC)7}`), []byte(`$EICAR-STANDARD-ANTIVIRUS-`), []byte(`TEST-FILE!$H+H*`)}, nil)
}

// virusFinder is a writer that looks for the test virus in what is written to it, across the borders of writes.
type virusFinder struct {
	found bool
	last  []byte // the end of what came before, one byte shorter than the signature
}

func (v *virusFinder) Write(p []byte) (int, error) {
	if v.found {
		return len(p), nil
	}
	signature := testVirus()
	seam := append(v.last, p[:min(len(p), len(signature)-1)]...)
	v.found = bytes.Contains(seam, signature) || bytes.Contains(p, signature)
	if len(p) >= len(signature) {
		v.last = append([]byte(nil), p[len(p)-len(signature)+1:]...)
	} else {
		v.last = append([]byte(nil), seam[max(0, len(seam)-len(signature)+1):]...)
	}
	return len(p), nil
}

// HasTestVirus reports whether the EICAR test file stands anywhere in r. The error is of reading r.
func HasTestVirus(r io.Reader) (bool, error) {
	v := &virusFinder{}
	if _, err := io.Copy(v, r); err != nil {
		return false, err
	}
	return v.found, nil
}
