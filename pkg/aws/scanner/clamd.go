// Package scanner asks others whether bytes are malicious: a ClamAV daemon, the answer of GuardDuty Malware Protection
// for S3, or, where there is neither, the one signature of the EICAR test file.
//
// Each gives an evidence.Verdict. The package must not know what follows from a verdict, nor where the bytes come from.
package scanner

import (
	"bufio"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/problem"
)

// Clamd is a ClamAV daemon, asked by INSTREAM: the bytes go over the connection and the daemon needs no access to any
// file.
type Clamd struct {
	Dial    func(ctx context.Context) (net.Conn, error)
	Timeout time.Duration // of a whole scan; 0 is a minute
	Most    int64         // bytes the daemon takes (its StreamMaxLength); 0 is 25 MiB, the daemon's own default
}

// NewClamd returns a daemon at an address, "127.0.0.1:3310", or at a socket, "/run/clamav/clamd.ctl".
func NewClamd(address string) *Clamd {
	network := "tcp"
	if strings.HasPrefix(address, "/") {
		network = "unix"
	}
	return &Clamd{Dial: func(ctx context.Context) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
}

const chunk = 64 << 10

// Scan sends the bytes and returns the verdict. More bytes than the daemon takes are Unscanned. An error is an
// Unavailable problem (trying again may help), or what went wrong in reading r.
func (c *Clamd) Scan(ctx context.Context, r io.Reader) (evidence.Verdict, error) {
	timeout, most := c.Timeout, c.Most
	if timeout == 0 {
		timeout = time.Minute
	}
	if most == 0 {
		most = 25 << 20
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	conn, err := c.Dial(ctx)
	if err != nil {
		return "", unavailable(fmt.Errorf("dial clamd: %w", err))
	}
	defer conn.Close()
	defer context.AfterFunc(ctx, func() { conn.Close() })() // a deadline that follows the context, cancelled or timed out
	if err := stream(conn, r, most); errors.Is(err, errTooLong) {
		return evidence.Unscanned, nil
	} else if err != nil && !broken(err) {
		return "", err
	}
	// A daemon that has enough closes its ear and still says why, so the answer is read even when writing broke off.
	answer, err := bufio.NewReader(io.LimitReader(conn, 4096)).ReadString(0)
	if err != nil {
		return "", unavailable(fmt.Errorf("read clamd's answer: %w", err))
	}
	return verdictOf(strings.TrimRight(answer, "\x00"))
}

var errTooLong = errors.New("more bytes than the daemon takes")

// errWrite marks what went wrong in writing to the daemon, apart from what went wrong in reading the file.
type errWrite struct{ error }

func broken(err error) bool { return errors.As(err, &errWrite{}) }

// stream writes the command and the bytes: each chunk after its length, an empty one at the end.
func stream(w io.Writer, r io.Reader, most int64) error {
	if _, err := io.WriteString(w, "zINSTREAM\x00"); err != nil {
		return errWrite{err}
	}
	buffer, sent := make([]byte, 4+chunk), int64(0)
	for {
		n, err := io.ReadFull(r, buffer[4:])
		if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
			return fmt.Errorf("read bytes to scan: %w", err)
		}
		if sent += int64(n); sent > most {
			return errTooLong
		}
		binary.BigEndian.PutUint32(buffer, uint32(n))
		if _, err := w.Write(buffer[:4+n]); err != nil {
			return errWrite{err}
		}
		if n == 0 {
			return nil
		}
	}
}

// verdictOf reads "stream: OK", "stream: Eicar-Signature FOUND", or "… ERROR".
func verdictOf(answer string) (evidence.Verdict, error) {
	switch {
	case answer == "stream: OK":
		return evidence.Clean, nil
	case strings.HasSuffix(answer, " FOUND"):
		return evidence.Infected, nil
	case strings.Contains(answer, "size limit exceeded"):
		return evidence.Unscanned, nil
	}
	return "", unavailable(fmt.Errorf("clamd answered %q", answer))
}

func unavailable(cause error) error {
	return problem.New(problem.Unavailable, "unavailable").Because(cause)
}
