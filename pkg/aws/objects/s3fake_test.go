package objects_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/xml"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// fakeS3 speaks the little of S3's protocol that the package uses, path style. It keeps objects by key and version, and
// refuses what S3 refuses.
type fakeS3 struct {
	mu      sync.Mutex
	objects map[string][]byte
	locks   map[string]string // key → mode and date
	down    int               // status to answer everything with

	listless bool // the role may not list the bucket: S3 does not tell it what is not there
	unread   bool // the role may read no object
}

func newFakeS3(t *testing.T) (*fakeS3, *s3.Client) {
	t.Helper()
	fake := &fakeS3{objects: map[string][]byte{}, locks: map[string]string{}}
	server := httptest.NewServer(fake)
	t.Cleanup(server.Close)
	return fake, s3.New(s3.Options{Region: "eu-central-1", BaseEndpoint: &server.URL, UsePathStyle: true, RetryMaxAttempts: 1,
		Credentials:                credentials.NewStaticCredentialsProvider("id", "secret", "session"),
		RequestChecksumCalculation: aws.RequestChecksumCalculationWhenRequired,
		ResponseChecksumValidation: aws.ResponseChecksumValidationWhenRequired})
}

func (f *fakeS3) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	query := r.URL.Query()
	key := strings.TrimPrefix(r.URL.Path, "/bucket/")
	if v := query.Get("versionId"); v != "" {
		key += "@" + v
	}
	switch {
	case f.down >= http.StatusInternalServerError:
		refuse(w, f.down, "InternalError")
	case f.down != 0:
		refuse(w, f.down, "AccessDenied")
	case r.Method == http.MethodPut:
		f.put(w, r, key)
	case r.Method == http.MethodDelete: // also of what is not there, as S3 does
		delete(f.objects, key)
		w.WriteHeader(http.StatusNoContent)
	case query.Get("list-type") == "2":
		f.list(w, query)
	case query.Has("versions"):
		f.versions(w, query.Get("prefix"))
	case f.unread, f.listless && f.objects[key] == nil:
		refuse(w, http.StatusForbidden, "AccessDenied")
	case f.objects[key] == nil:
		refuse(w, http.StatusNotFound, "NoSuchKey")
	default:
		_, _ = w.Write(f.objects[key])
	}
}

func (f *fakeS3) put(w http.ResponseWriter, r *http.Request, key string) {
	body, _ := io.ReadAll(r.Body)
	sum := sha256.Sum256(body)
	mode, until := r.Header.Get("X-Amz-Object-Lock-Mode"), r.Header.Get("X-Amz-Object-Lock-Retain-Until-Date")
	switch {
	case r.Header.Get("If-None-Match") == "*" && f.objects[key] != nil:
		refuse(w, http.StatusPreconditionFailed, "PreconditionFailed")
	case mode != "" && r.Header.Get("X-Amz-Checksum-Sha256") != base64.StdEncoding.EncodeToString(sum[:]):
		refuse(w, http.StatusBadRequest, "InvalidRequest")
	default:
		f.objects[key], f.locks[key] = body, mode+" "+until
	}
}

// list answers with two keys a page, in order.
func (f *fakeS3) list(w http.ResponseWriter, query url.Values) {
	type content struct{ Key string }
	var page struct {
		XMLName               xml.Name `xml:"ListBucketResult"`
		IsTruncated           bool
		NextContinuationToken string `xml:",omitempty"`
		Contents              []content
	}
	for _, key := range slices.Sorted(maps.Keys(f.objects)) {
		switch {
		case !strings.HasPrefix(key, query.Get("prefix")) || key <= query.Get("continuation-token"):
		case len(page.Contents) == 2:
			page.IsTruncated, page.NextContinuationToken = true, page.Contents[1].Key
		default:
			page.Contents = append(page.Contents, content{key})
		}
	}
	_ = xml.NewEncoder(w).Encode(page)
}

// versions answers with every version of the keys that begin so.
func (f *fakeS3) versions(w http.ResponseWriter, prefix string) {
	type version struct{ Key, VersionId string }
	var page struct {
		XMLName xml.Name `xml:"ListVersionsResult"`
		Version []version
	}
	for _, name := range slices.Sorted(maps.Keys(f.objects)) {
		if key, id, _ := strings.Cut(name, "@"); strings.HasPrefix(key, prefix) {
			page.Version = append(page.Version, version{key, id})
		}
	}
	_ = xml.NewEncoder(w).Encode(page)
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}{Code: code})
}
