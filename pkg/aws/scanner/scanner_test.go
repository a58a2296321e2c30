package scanner_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/pkg/aws/scanner"
	"hsmp.example/cases/pkg/domain/evidence"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
	"hsmp.example/cases/pkg/problem"
)

// daemon is a clamd with one signature: it reads INSTREAM as the manual says and takes at most so many bytes.
func daemon(t *testing.T, most int) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				_, _ = conn.Write([]byte(answer(conn, most) + "\x00"))
				_, _ = io.Copy(io.Discard, conn)
			}()
		}
	}()
	return listener.Addr().String()
}

func answer(conn io.Reader, most int) string {
	command := make([]byte, len("zINSTREAM\x00"))
	if _, err := io.ReadFull(conn, command); err != nil || string(command) != "zINSTREAM\x00" {
		return "UNKNOWN COMMAND"
	}
	var file bytes.Buffer
	for {
		var length uint32
		if err := binary.Read(conn, binary.BigEndian, &length); err != nil {
			return "ERROR"
		}
		if length == 0 {
			break
		}
		if _, err := io.CopyN(&file, conn, int64(length)); err != nil {
			return "ERROR"
		}
		if file.Len() > most {
			return "INSTREAM size limit exceeded. ERROR"
		}
	}
	if bytes.Contains(file.Bytes(), specimen.EICAR()) {
		return "stream: Eicar-Signature FOUND"
	}
	return "stream: OK"
}

func TestADaemonIsAsked(t *testing.T) {
	t.Parallel()
	address := daemon(t, 1<<20)
	long := make([]byte, 200_000)
	for name, test := range map[string]struct {
		file []byte
		most int64
		want evidence.Verdict
	}{
		"a clean file":                           {[]byte("diploma"), 0, evidence.Clean},
		"an empty file":                          {nil, 0, evidence.Clean},
		"the test virus":                         {specimen.EICAR(), 0, evidence.Infected},
		"the test virus across two chunks":       {append(make([]byte, 64<<10-20), specimen.EICAR()...), 0, evidence.Infected},
		"a clean file of several chunks":         {long, 0, evidence.Clean},
		"exactly what we may send":               {long, 200_000, evidence.Clean},
		"one byte more than we may send":         {long, 199_999, evidence.Unscanned},
		"more than the daemon turns out to take": {make([]byte, 2<<20), 0, evidence.Unscanned},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clamd := scanner.NewClamd(address)
			clamd.Most = test.most
			got, err := clamd.Scan(t.Context(), bytes.NewReader(test.file))
			if err != nil || got != test.want {
				t.Errorf("want %s, got %s %v", test.want, got, err)
			}
		})
	}
}

func TestADaemonThatFailsIsUnavailable(t *testing.T) {
	t.Parallel()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, test := range map[string]struct {
		ctx   context.Context
		reply func(net.Conn)
	}{
		"it does not answer":        {t.Context(), func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }},
		"it hangs up":               {t.Context(), func(c net.Conn) { _ = c.Close() }},
		"it says an error":          {t.Context(), func(c net.Conn) { go io.Copy(io.Discard, c); _, _ = c.Write([]byte("stream: ERROR\x00")) }},
		"it says something unheard": {t.Context(), func(c net.Conn) { go io.Copy(io.Discard, c); _, _ = c.Write([]byte("PERHAPS OK\x00")) }},
		"the caller has gone":       {cancelled, func(c net.Conn) { _, _ = io.Copy(io.Discard, c) }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			clamd := &scanner.Clamd{Timeout: 200 * time.Millisecond, Dial: func(context.Context) (net.Conn, error) {
				ours, theirs := net.Pipe()
				go test.reply(theirs)
				return ours, nil
			}}
			got, err := clamd.Scan(test.ctx, strings.NewReader("diploma"))
			if !errors.Is(err, problem.Unavailable) || got != "" {
				t.Errorf("want unavailable, got %q %v", got, err)
			}
		})
	}
	nobody := &scanner.Clamd{Dial: func(context.Context) (net.Conn, error) { return nil, errors.New("refused") }}
	if _, err := nobody.Scan(t.Context(), strings.NewReader("x")); !errors.Is(err, problem.Unavailable) {
		t.Errorf("want unavailable of a daemon that is not there, got %v", err)
	}
}

type hungUp struct{}

func (hungUp) Read([]byte) (int, error) { return 0, errors.New("the store hung up") }

func TestAFileThatCannotBeReadIsNotTheScannersFault(t *testing.T) {
	t.Parallel()
	for name, scan := range map[string]func(context.Context, io.Reader) (evidence.Verdict, error){
		"clamd": scanner.NewClamd(daemon(t, 1<<20)).Scan, "signatures": scanner.Signatures{}.Scan,
	} {
		if got, err := scan(t.Context(), hungUp{}); err == nil || errors.Is(err, problem.Unavailable) || got != "" {
			t.Errorf("%s: want the store's error, got %q %v", name, got, err)
		}
	}
}

func TestSignaturesKnowTheTestVirusOnly(t *testing.T) {
	t.Parallel()
	for want, file := range map[evidence.Verdict][]byte{evidence.Clean: []byte("diploma"), evidence.Infected: specimen.EICAR()} {
		got, err := scanner.Signatures{}.Scan(t.Context(), bytes.NewReader(file))
		if err != nil || got != want {
			t.Errorf("want %s, got %s %v", want, got, err)
		}
	}
}

// The event as the user guide of GuardDuty prints it, shortened.
const scanEvent = `{"version":"0","source":"aws.guardduty","detail-type":"GuardDuty Malware Protection Object Scan Result",
"detail":{"schemaVersion":"1.0","scanStatus":"COMPLETED","resourceType":"S3_OBJECT",
"s3ObjectDetails":{"bucketName":"documents","objectKey":"cases/1/doc_1","eTag":"e","versionId":"v1","s3Throttled":false},
"scanResultDetails":{"scanResultStatus":%q,"threats":null}}}`

func TestGuardDutysWordsAreVerdicts(t *testing.T) {
	t.Parallel()
	for status, verdict := range map[string]evidence.Verdict{
		"NO_THREATS_FOUND": evidence.Clean, "THREATS_FOUND": evidence.Infected, "UNSUPPORTED": evidence.Unscanned,
		"ACCESS_DENIED": evidence.Unscanned, "FAILED": evidence.Unscanned,
	} {
		want := scanner.Scanned{Bucket: "documents", Key: "cases/1/doc_1", Version: "v1", Verdict: verdict, Status: status}
		got, err := scanner.ParseGuardDuty(fmt.Appendf(nil, scanEvent, status))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got) %s", status, err, diff)
		}
	}
}

func TestWhatIsNotAScanEventIsAnErrorAndNeverClean(t *testing.T) {
	t.Parallel()
	good := fmt.Sprintf(scanEvent, "NO_THREATS_FOUND")
	for name, event := range map[string]string{
		"not JSON":              "{",
		"another event":         strings.Replace(good, "Object Scan Result", "Resource Status Active", 1),
		"an event of no object": strings.Replace(good, `"cases/1/doc_1"`, `""`, 1),
		"a word nobody knows":   fmt.Sprintf(scanEvent, "PROBABLY_FINE"),
		"no word":               fmt.Sprintf(scanEvent, ""),
	} {
		if got, err := scanner.ParseGuardDuty([]byte(event)); err == nil || got.Verdict == evidence.Clean {
			t.Errorf("%s: want an error, got %+v", name, got)
		}
	}
}
