//go:build e2e

package e2e

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/filing"
	"hsmp.example/cases/localstack/demo/papers"
	"hsmp.example/cases/pkg/domain/evidence/specimen"
)

func announced(kind, name, media string, size int) client.Declaration {
	return client.Declaration{Kind: kind, FileName: name, Language: "en", MediaType: media, Size: size}
}

func TestADeclarationIsCheckedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	a := draft(t, filesBadUploads)
	for _, c := range []struct {
		name string
		body any
		want []string
	}{
		{"a kind that the programme does not have", announced("horoscope", "x.pdf", "application/pdf", 10), []string{"/kind not-listed"}},
		{"a format that is not taken", announced("diploma", "x.exe", "application/x-msdownload", 10), []string{"/media_type not-listed"}},
		{"no bytes", announced("diploma", "x.pdf", "application/pdf", 0), []string{"/size out-of-range"}},
		{"more bytes than are taken", announced("diploma", "x.pdf", "application/pdf", 11<<20), []string{"/size out-of-range"}},
		{"a size in words", `{"kind":"diploma","file_name":"x.pdf","language":"en","media_type":"application/pdf","size":"10"}`, []string{"/size not-whole-number"}},
		{"a translation of nothing", client.Declaration{Kind: "translation", FileName: "x.pdf", Language: "en", MediaType: "application/pdf", Size: 10,
			TranslationOf: "doc_none"}, []string{"/translation_of no-such-document"}},
		{"a diploma in no language", client.Declaration{Kind: "diploma", FileName: "x.pdf", MediaType: "application/pdf", Size: 10}, []string{"/language required"}},
		{"everything at once", `{"kind":"diploma","file_name":"x","language":"xx","media_type":"text/html","size":0}`,
			[]string{"/language bad-format", "/media_type not-listed", "/size out-of-range"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			faulty(t, a.Owner, post(a.Path("/documents"), c.body), c.want...)
		})
	}
	list, err := a.List(t.Context())
	must(t, err)
	if len(list) != 0 {
		t.Errorf("want no document after faulty declarations, got %+v", list)
	}
}

func TestTheStoreTakesOnlyWhatWasAnnounced(t *testing.T) {
	t.Parallel()
	a := draft(t, filesOtherBytes)
	file := client.File{Kind: "diploma", Name: "diploma.pdf", Language: "en", MediaType: "application/pdf", Content: []byte("%PDF-1.7 twenty bytes")}
	form, err := a.Owner.Announce(t.Context(), a.ID, file)
	must(t, err)
	for _, c := range []struct {
		name   string
		change func(*client.Upload, *client.File)
	}{
		{"one byte more", func(_ *client.Upload, f *client.File) { f.Content = append(f.Content, 'x') }},
		{"one byte less", func(_ *client.Upload, f *client.File) { f.Content = f.Content[1:] }},
		{"nothing", func(_ *client.Upload, f *client.File) { f.Content = nil }},
		{"another type", func(u *client.Upload, _ *client.File) { u.Fields["Content-Type"] = "text/html" }},
		{"another key", func(u *client.Upload, _ *client.File) { u.Fields["key"] += "-elsewhere" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			changed, f := client.Upload{URL: form.Upload.URL, Fields: map[string]string{}}, file
			f.Content = append([]byte{}, file.Content...)
			for name, value := range form.Upload.Fields {
				changed.Fields[name] = value
			}
			c.change(&changed, &f)
			answer, err := a.Owner.Send(t.Context(), changed, f)
			must(t, err)
			if answer.Status < 400 || answer.Status >= 500 {
				t.Errorf("want the store to refuse it, got %d %s", answer.Status, answer.Body)
			}
		})
	}
	list, err := a.List(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].State != "expected" {
		t.Errorf("want the document still expected, got %+v", list)
	}
	whatIsTakenOutIsDeleted(t, a, form, file)
}

// vanishing is how long the stream, or the inspection of what comes too late, may take to delete what was taken out.
const vanishing = 2 * time.Minute

func whatIsTakenOutIsDeleted(t *testing.T, a *filing.Application, form client.Announced, file client.File) {
	t.Helper()
	brought(t, a, form, file)
	if gone, err := vanished(t.Context(), form.Upload); gone || err != nil {
		t.Fatalf("want the bytes of a document stored, got gone %v, %v", gone, err)
	}
	must(t, a.Owner.Delete(t.Context(), a.Path("/documents/"+form.Document.ID)))
	vanishes(t, "the end of a removed document", form)
	brought(t, a, form, file) // its form still lives
	vanishes(t, "the end of what came for a removed document", form)

	file.Name = "another.pdf"
	form, err := a.Owner.Announce(t.Context(), a.ID, file)
	must(t, err)
	brought(t, a, form, file)
	must(t, a.Owner.Delete(t.Context(), a.Path("")))
	vanishes(t, "the end of a discarded draft's documents", form)
}

// brought sends the announced bytes and wants the store to take them.
func brought(t *testing.T, a *filing.Application, form client.Announced, file client.File) {
	t.Helper()
	answer, err := a.Owner.Send(t.Context(), form.Upload, file)
	must(t, err)
	if answer.Status >= http.StatusMultipleChoices {
		t.Fatalf("want the store to take what was announced, got %d %s", answer.Status, answer.Body)
	}
}

// vanishes waits until no bytes lie under the key of the form.
func vanishes(t *testing.T, what string, form client.Announced) {
	t.Helper()
	must(t, client.Until(t.Context(), what, vanishing, time.Second, func(ctx context.Context) (bool, error) {
		return vanished(ctx, form.Upload)
	}))
}

// vanished asks the store itself, since no link leads to what was taken out.
func vanished(ctx context.Context, form client.Upload) (bool, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodHead, form.URL+"/"+form.Fields["key"], nil)
	if err != nil {
		return false, err
	}
	request.Header.Set("Authorization", credential("s3"))
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return false, err
	}
	return response.StatusCode == http.StatusNotFound, response.Body.Close()
}

func TestARejectedDocumentIsNamedWithItsReasonAndCannotBeSubmitted(t *testing.T) {
	t.Parallel()
	a := filled(t, filesRejected)
	who := papers.Somebody(filesRejected)
	page, err := specimen.Certificate(specimen.Person{Surname: who.Family, GivenNames: who.Given, Birth: who.Born}, "A page", "With words.").PNG()
	must(t, err)
	bad := map[string]struct {
		content []byte
		code    string
	}{
		"a picture called PDF.pdf": {page, "document-type"},
		"eicar.pdf":                {specimen.EICAR(), "malware"},
		"hidden-virus.pdf":         {specimen.WithVirus(), "malware"},
		"script.pdf":               {specimen.HiddenScript(), "document-active"},
		"nothing.pdf":              {[]byte("these are just words"), "document-format"},
	}
	var files []client.File
	for name, file := range bad {
		files = append(files, client.File{Kind: "other", Name: name, Language: "en", MediaType: "application/pdf", Content: file.content})
	}
	rejected := map[string]client.Document{}
	for _, d := range attach(t, a, files...) {
		if want, ok := bad[d.FileName]; ok {
			rejected[d.FileName] = d
			if d.State != "rejected" || !found(d, want.code) {
				t.Errorf("%s: want it rejected for %s, it is %s with %+v", d.FileName, want.code, d.State, d.Findings)
			}
		}
	}
	answer := send(t, a.Owner.In("ru"), post(a.Path("/submission"), ""))
	problem := answer.Problem()
	if answer.Status != http.StatusUnprocessableEntity || len(problem.Errors) < len(bad) {
		t.Errorf("want every rejected document named, got %d %s", answer.Status, answer.Body)
	}
	for name, d := range rejected {
		if !strings.Contains(string(answer.Body), name) {
			t.Errorf("the submission's answer does not name %s", name)
		}
		read := send(t, a.Owner, get(a.Path("/documents/"+d.ID)))
		if read.Status != http.StatusConflict {
			t.Errorf("%s: want no link to what was rejected, got %d", name, read.Status)
		}
		must(t, a.Owner.Delete(t.Context(), a.Path("/documents/"+d.ID)))
	}
	must(t, a.Submit(t.Context()))
}

func found(d client.Document, code string) bool {
	for _, finding := range d.Findings {
		if finding.Code == code && finding.Detail != "" {
			return true
		}
	}
	return false
}

func TestAnIncompleteDraftIsAnsweredWithEveryFaultAtOnce(t *testing.T) {
	t.Parallel()
	a := draft(t, filesIncomplete)
	problem := refused(t, a.Owner, post(a.Path("/submission"), ""), http.StatusUnprocessableEntity, "invalid")
	if len(problem.Errors) < 15 {
		t.Errorf("want all that an empty draft lacks, got %d faults", len(problem.Errors))
	}
	var checklist struct {
		Complete bool           `json:"complete"`
		Faults   []client.Fault `json:"faults"`
	}
	must(t, a.Owner.Get(t.Context(), a.Path("/checklist"), &checklist))
	if checklist.Complete || len(checklist.Faults) != len(problem.Errors) {
		t.Errorf("want the checklist to say the same %d faults, got %d", len(problem.Errors), len(checklist.Faults))
	}
}
