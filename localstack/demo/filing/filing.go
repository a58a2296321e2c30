// Package filing takes one application through the applicant's side of the API: begun, filled in, documents brought in
// and inspected, submitted, or taken back. The demo and the end-to-end tests file with it.
//
// It knows the order of the applicant's steps, not who applies or what comes of it.
package filing

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"hsmp.example/cases/localstack/demo/client"
	"hsmp.example/cases/localstack/demo/papers"
)

const (
	glance   = time.Second     // between two looks
	patience = 3 * time.Minute // for an inspection, and for the end of a case that is being issued
)

const all = "/v1/applications"

// Application is an application of one owner.
type Application struct {
	Owner     client.Person
	ID        string
	Tag       string            // version of the form, for If-Match
	Documents map[string]string // kind → id, the latest of its kind
}

// Begin opens a draft, after ending what the owner still has open: a person has one open case at a time.
func Begin(ctx context.Context, owner client.Person, language string) (*Application, error) {
	err := Tidy(ctx, owner)
	if err != nil {
		return nil, err
	}
	body, err := json.Marshal(map[string]string{"language": language})
	if err != nil {
		return nil, err
	}
	answer, err := owner.Do(ctx, client.Call{Method: http.MethodPost, Path: all, Body: body})
	if err != nil {
		return nil, err
	}
	var draft client.Application
	err = answer.Into(&draft)
	if err != nil {
		return nil, fmt.Errorf("%s begins an application: %w", owner.User, err)
	}
	return &Application{Owner: owner, ID: draft.ID, Tag: answer.Header.Get("ETag"), Documents: map[string]string{}}, nil
}

// Tidy ends every open application of the owner: a draft is discarded, a case withdrawn, an issue waited for.
func Tidy(ctx context.Context, owner client.Person) error {
	return client.Until(ctx, "the end of an earlier case", patience, glance, func(ctx context.Context) (bool, error) {
		var mine struct {
			Applications []client.Application `json:"applications"`
		}
		err := owner.Get(ctx, all, &mine)
		if err != nil {
			return false, err
		}
		for _, a := range mine.Applications {
			switch a.State {
			case "recognised", "refused", "withdrawn":
			case "draft":
				return false, owner.Delete(ctx, all+"/"+a.ID)
			case "issuing":
				return false, nil
			default:
				return false, owner.Post(ctx, all+"/"+a.ID+"/withdrawal", nil, nil)
			}
		}
		return true, nil
	})
}

// Path is an address below the application.
func (a *Application) Path(suffix string) string { return all + "/" + a.ID + suffix }

// CasePath is an address below the same case on the officers' side.
func (a *Application) CasePath(suffix string) string { return "/v1/cases/" + a.ID + suffix }

// Fill saves the form in three steps, as a wizard does.
func (a *Application) Fill(ctx context.Context, form papers.Form) (err error) {
	for _, part := range []papers.Form{
		{Identity: form.Identity, Contact: form.Contact},
		{Expertise: form.Expertise, Experience: form.Experience, Education: form.Education, Languages: form.Languages},
		{Finances: form.Finances, Impact: form.Impact, Declaration: form.Declaration},
	} {
		a.Tag, err = a.Owner.Patch(ctx, a.Path(""), a.Tag, part)
		if err != nil {
			return err
		}
	}
	return nil
}

// Attach brings files in and waits until each was inspected. said hears how many of how many are. The documents come
// back as they are then: accepted, or rejected with their findings. It waits by the status, which leaves no row in the
// audit chain however often it is asked, and reads the documents once.
func (a *Application) Attach(ctx context.Context, said func(settled, of int), files ...client.File) (list []client.Document, err error) {
	for _, file := range files {
		d, err := a.Owner.Attach(ctx, a.ID, file)
		if err != nil {
			return nil, err
		}
		a.Documents[file.Kind] = d.ID
	}
	err = client.Until(ctx, "the inspection of the documents", patience, glance, func(ctx context.Context) (bool, error) {
		var status client.Status
		err := a.Owner.Get(ctx, a.Path("/status"), &status)
		if err != nil {
			return false, err
		}
		settled := 0
		for _, d := range status.Documents {
			if d.State == "accepted" || d.State == "rejected" {
				settled++
			}
		}
		said(settled, len(status.Documents))
		return settled == len(status.Documents), nil
	})
	if err != nil {
		return nil, err
	}
	return a.List(ctx)
}

// List reads the documents with their names and findings: a reading that leaves a row.
func (a *Application) List(ctx context.Context) ([]client.Document, error) {
	var list struct {
		Documents []client.Document `json:"documents"`
	}
	err := a.Owner.Get(ctx, a.Path("/documents"), &list)
	return list.Documents, err
}

// Corrections reads what the owner is asked to mend, in words: a reading that leaves a row.
func (a *Application) Corrections(ctx context.Context) ([]client.Correction, error) {
	var list struct {
		Corrections []client.Correction `json:"corrections"`
	}
	err := a.Owner.Get(ctx, a.Path("/corrections"), &list)
	return list.Corrections, err
}

// Submit submits it.
func (a *Application) Submit(ctx context.Context) error {
	return a.Owner.Post(ctx, a.Path("/submission"), nil, nil)
}
