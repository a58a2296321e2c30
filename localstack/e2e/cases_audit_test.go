//go:build e2e

package e2e

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
)

type access struct {
	Role, RoleName, Authority, Action, Subject string
}

// Every reading of personal data is there for its owner to see, by role and authority (invariant 8).
func TestTheApplicantSeesWhoOpenedWhat(t *testing.T) {
	t.Parallel()
	a := submitted(t, filesForAudit)
	officer := signed(t, "officer-science-education")
	var seen client.Case
	must(t, officer.Get(t.Context(), a.CasePath(""), &seen))
	var link client.Link
	must(t, officer.Get(t.Context(), a.CasePath("/documents/"+a.Documents["diploma"]), &link))
	opened, err := officer.Fetch(t.Context(), link.URL)
	must(t, err)
	if opened.Status != http.StatusOK || string(opened.Body[:4]) != "%PDF" {
		t.Errorf("want the diploma behind the link, got %d", opened.Status)
	}
	must(t, a.Owner.Get(t.Context(), a.Path(""), nil))

	var list struct{ Accesses []access }
	must(t, a.Owner.In("az").Get(t.Context(), a.Path("/accesses"), &list))
	for _, want := range []access{
		{Role: "officer", Authority: "science-education", Action: "read-case"},
		{Role: "officer", Authority: "science-education", Action: "read-document", Subject: a.Documents["diploma"]},
		{Role: "applicant", Action: "read-application"},
	} {
		if !slices.ContainsFunc(list.Accesses, func(got access) bool {
			got.RoleName = ""
			return got == want
		}) {
			t.Errorf("want %+v among the accesses, got %+v", want, list.Accesses)
		}
	}
}

// Each kind of look at personal data is a row of its own, and the same again within a quarter of an hour the same row;
// the status may be polled, since it holds none.
func TestEveryReadingLeavesARowAndThePolledStatusNone(t *testing.T) {
	t.Parallel()
	a := submitted(t, filesForReadings)
	accesses := func() []access {
		var list struct{ Accesses []access }
		must(t, a.Owner.Get(t.Context(), a.Path("/accesses"), &list))
		return list.Accesses
	}
	for path, action := range map[string]string{"": "read-application", "/documents": "list-documents", "/checklist": "read-checklist",
		"/corrections": "read-corrections", "/documents/" + a.Documents["diploma"]: "read-application"} {
		must(t, a.Owner.Get(t.Context(), a.Path(path), nil))
		rows := accesses()
		if !slices.ContainsFunc(rows, func(row access) bool { return row.Action == action && row.Role == "applicant" }) {
			t.Errorf("GET %s: want a row %s, got %+v", path, action, rows)
		}
		must(t, a.Owner.Get(t.Context(), a.Path(path), nil))
		if again := accesses(); len(again) != len(rows) {
			t.Errorf("GET %s again: want no other row, got %+v", path, again)
		}
	}
	before := accesses()
	for _, path := range []string{"/status", "/accesses"} {
		must(t, a.Owner.Get(t.Context(), a.Path(path), nil))
		if rows := accesses(); len(rows) != len(before) {
			t.Errorf("GET %s holds nothing personal: want no row, got %+v", path, rows)
		}
	}
	status := send(t, a.Owner, get(a.Path("/status")))
	for _, text := range []string{".pdf", ".jpg", papers.Somebody(filesForReadings).Family, "file_name", "request"} {
		if strings.Contains(string(status.Body), text) {
			t.Errorf("the status holds %q: %s", text, status.Body)
		}
	}
}

// A lane's officer sees what the lane needs and nothing else.
func TestAnOfficerSeesWhatTheLaneNeedsOnly(t *testing.T) {
	t.Parallel()
	a := submitted(t, filesForViews)
	officer := signed(t, "officer-science-education") // education and languages
	var seen struct {
		Readable  []string
		Form      map[string]any
		Documents []client.Document
	}
	must(t, officer.Get(t.Context(), a.CasePath(""), &seen))
	slices.Sort(seen.Readable)
	if !slices.Equal(seen.Readable, []string{"education", "languages"}) {
		t.Errorf("want education and languages readable, got %v", seen.Readable)
	}
	for _, section := range []string{"identity", "contact", "finances"} {
		if _, ok := seen.Form[section]; ok {
			t.Errorf("an officer of education sees the section %s", section)
		}
	}
	for _, d := range seen.Documents {
		if d.Kind != "diploma" && d.Kind != "language-certificate" {
			t.Errorf("an officer of education sees the %s", d.Kind)
		}
	}
	refused(t, officer, get(a.CasePath("/documents/"+a.Documents["passport"])), http.StatusNotFound, "no-such-document")
	refused(t, officer, get(a.CasePath("/documents/"+a.Documents["bank-statement"])), http.StatusNotFound, "no-such-document")
}
