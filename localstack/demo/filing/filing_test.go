package filing

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
	"hsmp.example/cases/localstack/instance"
)

// desk is an applicant's side of the API that remembers what was asked of it.
type desk struct {
	t        *testing.T
	mutex    sync.Mutex
	asked    []string
	open     map[string]string // application → state
	version  int
	settling int // looks until an upload is inspected
	address  string
}

func (d *desk) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	asked := r.Method + " " + r.URL.Path
	d.asked = append(d.asked, asked)
	switch {
	case asked == "GET /v1/applications":
		d.list(w)
	case asked == "POST /v1/applications":
		w.Header().Set("ETag", `"1"`)
		d.version = 1
		fmt.Fprint(w, `{"id":"app_new","state":"draft"}`)
	case r.Method == http.MethodPatch:
		if got, want := r.Header.Get("If-Match"), fmt.Sprintf(`"%d"`, d.version); got != want {
			d.t.Errorf("want the change based on %s, got %s", want, got)
		}
		d.version++
		w.Header().Set("ETag", fmt.Sprintf(`"%d"`, d.version))
	case r.Method == http.MethodDelete, strings.HasSuffix(asked, "/withdrawal"):
		delete(d.open, strings.Split(r.URL.Path, "/")[3])
	case strings.HasPrefix(asked, "POST /v1/applications/app_new/documents"):
		fmt.Fprintf(w, `{"document":{"id":"doc_1"},"upload":{"url":"%s/store","fields":{}}}`, d.address)
	case asked == "GET /v1/applications/app_new/status":
		d.settling--
		state := map[bool]string{true: "uploaded", false: "accepted"}[d.settling > 0]
		fmt.Fprintf(w, `{"state":"draft","documents":[{"id":"doc_1","state":"%s"}]}`, state)
	case asked == "GET /v1/applications/app_new/documents":
		fmt.Fprint(w, `{"documents":[{"id":"doc_1","file_name":"diploma.pdf","state":"accepted"}]}`)
	case asked == "GET /v1/applications/app_new/corrections":
		fmt.Fprint(w, `{"corrections":[{"number":1,"lane":"education","request":"Please add it.","reply":{"text":"Here."}}]}`)
	default:
		_, _ = io.Copy(io.Discard, r.Body)
	}
}

func (d *desk) list(w io.Writer) {
	var list struct {
		Applications []client.Application `json:"applications"`
	}
	list.Applications = append(list.Applications, client.Application{ID: "app_old", State: "refused"})
	for id, state := range d.open {
		list.Applications = append(list.Applications, client.Application{ID: id, State: state})
	}
	err := json.NewEncoder(w).Encode(list)
	if err != nil {
		d.t.Error(err)
	}
}

func sit(t *testing.T, d *desk) client.Person {
	t.Helper()
	d.t = t
	server := httptest.NewServer(d)
	t.Cleanup(server.Close)
	d.address = server.URL
	return client.Open(instance.Instance{APIURL: server.URL}, "run").Anybody()
}

func TestWhatIsOpenIsEndedAsItsStateAsks(t *testing.T) {
	t.Parallel()
	for state, want := range map[string]string{"draft": "DELETE /v1/applications/app_1", "assessing": "POST /v1/applications/app_1/withdrawal",
		"confirming": "POST /v1/applications/app_1/withdrawal"} {
		t.Run(state, func(t *testing.T) {
			t.Parallel()
			d := &desk{open: map[string]string{"app_1": state}}
			err := Tidy(t.Context(), sit(t, d))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"GET /v1/applications", want, "GET /v1/applications"}, d.asked); diff != "" {
				t.Error("asked (-want +got):\n" + diff)
			}
		})
	}
}

func TestAnApplicationIsFiledStepByStep(t *testing.T) {
	t.Parallel()
	d := &desk{settling: 2}
	a, err := Begin(t.Context(), sit(t, d), "en")
	if err != nil {
		t.Fatal(err)
	}
	err = a.Fill(t.Context(), papers.Somebody(1).Form())
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	list, err := a.Attach(t.Context(), func(settled, of int) { said = append(said, fmt.Sprintf("%d/%d", settled, of)) },
		client.File{Kind: "diploma", Name: "diploma.pdf", Content: []byte("%PDF")})
	if err != nil {
		t.Fatal(err)
	}
	err = a.Submit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(list) != 1 || list[0].State != "accepted" || list[0].FileName != "diploma.pdf" || a.Documents["diploma"] != "doc_1" || a.Tag != `"4"` {
		t.Errorf("want one accepted diploma at version 4, got %+v, %v, %s", list, a.Documents, a.Tag)
	}
	if diff := cmp.Diff([]string{"0/1", "1/1"}, said); diff != "" {
		t.Error("said (-want +got):\n" + diff)
	}
	want := []string{"GET /v1/applications", "POST /v1/applications", "PATCH /v1/applications/app_new", "PATCH /v1/applications/app_new",
		"PATCH /v1/applications/app_new", "POST /v1/applications/app_new/documents", "POST /store", "GET /v1/applications/app_new/status",
		"GET /v1/applications/app_new/status", "GET /v1/applications/app_new/documents", "POST /v1/applications/app_new/submission"}
	if diff := cmp.Diff(want, d.asked); diff != "" {
		t.Error("asked (-want +got):\n" + diff)
	}
}

func TestWhatIsAskedForIsReadInWords(t *testing.T) {
	t.Parallel()
	a := &Application{Owner: sit(t, &desk{}), ID: "app_new"}
	got, err := a.Corrections(t.Context())
	if err != nil || len(got) != 1 || got[0].Request != "Please add it." || got[0].Reply == nil || got[0].Reply.Text != "Here." {
		t.Errorf("want the request with its reply, got %+v, %v", got, err)
	}
}
