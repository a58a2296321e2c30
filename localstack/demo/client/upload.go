package client

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
)

// File is a file with what its owner says of it.
type File struct {
	Kind          string
	Name          string
	Language      string // ISO 639-1; "" for a file without words
	TranslationOf string // id of the document that it translates
	MediaType     string
	Content       []byte
}

// Declaration is how a file is announced.
type Declaration struct {
	Kind          string `json:"kind"`
	FileName      string `json:"file_name"`
	Language      string `json:"language,omitempty"`
	TranslationOf string `json:"translation_of,omitempty"`
	MediaType     string `json:"media_type"`
	Size          int    `json:"size"`
}

// Declare says of a file what it is.
func (f File) Declare() Declaration {
	return Declaration{Kind: f.Kind, FileName: f.Name, Language: f.Language, TranslationOf: f.TranslationOf,
		MediaType: f.MediaType, Size: len(f.Content)}
}

// Upload is the form to which a file is posted.
type Upload struct {
	URL    string            `json:"url"`
	Fields map[string]string `json:"fields"`
}

// Announced is a document that is expected, with its form.
type Announced struct {
	Document Document `json:"document"`
	Upload   Upload   `json:"upload"`
}

// Announce says that a file will come.
func (p Person) Announce(ctx context.Context, id string, f File) (Announced, error) {
	var a Announced
	err := p.Post(ctx, "/v1/applications/"+id+"/documents", f.Declare(), &a)
	return a, err
}

// Attach announces a file and sends it. Whether it is accepted is told later, in the list of documents.
func (p Person) Attach(ctx context.Context, id string, f File) (Document, error) {
	a, err := p.Announce(ctx, id, f)
	if err != nil {
		return Document{}, err
	}
	answer, err := p.Send(ctx, a.Upload, f)
	if err == nil && answer.Status >= http.StatusMultipleChoices {
		err = fmt.Errorf("the store answered %d: %s", answer.Status, answer.Body)
	}
	if err != nil {
		return Document{}, fmt.Errorf("upload %s: %w", f.Name, err)
	}
	return a.Document, nil
}

// Send posts a file to its form, as a browser would: every field, then the file.
func (p Person) Send(ctx context.Context, to Upload, f File) (Answer, error) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range to.Fields {
		err := form.WriteField(name, value)
		if err != nil {
			return Answer{}, err
		}
	}
	part, err := form.CreateFormFile("file", f.Name)
	if err != nil {
		return Answer{}, err
	}
	_, err = part.Write(f.Content)
	if err != nil {
		return Answer{}, err
	}
	err = form.Close()
	if err != nil {
		return Answer{}, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, to.URL, &body)
	if err != nil {
		return Answer{}, err
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return p.plain(request)
}

// Fetch reads an address outside the API without a token, such as the short-lived link of a document.
func (p Person) Fetch(ctx context.Context, address string) (Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return Answer{}, err
	}
	return p.plain(request)
}

func (p Person) plain(request *http.Request) (Answer, error) {
	response, err := p.site.http.Do(request)
	if err != nil {
		return Answer{}, err
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	return Answer{Status: response.StatusCode, Header: response.Header, Body: raw}, err
}
